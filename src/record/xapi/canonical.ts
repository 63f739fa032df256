import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { House } from '../../feature.ts'
import type { Database, Tx } from '../../lib/database.ts'
import { NS } from '../statement.ts'
import type { ActivityDefinition, LanguageMap, OutsideActivity, OutsideActor, OutsideEvent, SubStatement } from '../validation/outside.ts'
import { agentKey, type AnyAgent } from './agent-key.ts'
import { keepNames } from './agent-names.ts'
import { createKnown, type Known } from './known.ts'
import type { Sealer } from './sealing.ts'
import type { About } from './terms.ts'

// What activities are, what verbs and agents are called, merged from what senders with the scope `define` said: never from statements that
// are ours, and never about what stands under our namespace.

declare module '../../lib/database.ts' {
  interface Tables {
    xapi_definition: { tenant: string; kind: Kind; key: Buffer; iri: string; body: string }
  }
}

type Kind = 'activity' | 'verb'

/** By IRI; agents by what identifies them. */
interface Seen {
  readonly activity: Known<ActivityDefinition>
  readonly verb: Known<LanguageMap>
  readonly agent: Known<AnyAgent>
}

/** What is not known to be known, by IRI, in the order it was said; null until there is something. */
interface Fresh {
  activity: Map<string, ActivityDefinition[]> | null
  verb: Map<string, LanguageMap[]> | null
  agents: AnyAgent[] | null
}

/** A merged definition that would be longer stays as it was. */
const MOST_BYTES = 256 * 1024

const seenIn = new WeakMap<Database, Map<string, Seen>>()

/** Learns from statements that passed validation. Costs nothing but a look at memory when nothing in them is new. */
export function learn(house: Sealer, tenant: string, statements: readonly About[]): Promise<void> {
  const seen = seenBy(house.db, tenant)
  const fresh: Fresh = { activity: null, verb: null, agents: null }
  for (const statement of statements) notice(seen, fresh, statement as unknown as Event)
  return fresh.activity === null && fresh.verb === null && fresh.agents === null ? NOTHING_NEW : keep(house, tenant, seen, fresh)
}

const NOTHING_NEW = Promise.resolve()

async function keep(house: Sealer, tenant: string, seen: Seen, { activity, verb, agents }: Fresh): Promise<void> {
  if (activity !== null || verb !== null) {
    const changed = await house.db.transaction().setIsolationLevel('read committed').execute(async (tx) => ({
      activity: await save(tx, tenant, 'activity', activity, mergeDefinition), verb: await save(tx, tenant, 'verb', verb, mergeLanguages),
    }))
    keepLast(seen.activity, activity, changed.activity)
    keepLast(seen.verb, verb, changed.verb)
  }
  if (agents === null) return
  const names = new Map<string, Set<string>>()
  for (const agent of agents) {
    const key = agentKey(house.keys, tenant, agent)
    if (key !== null && agent.name !== undefined) names.set(key, (names.get(key) ?? new Set()).add(agent.name))
  }
  await keepNames(house, tenant, names)
  for (const agent of agents) seen.agent.keep(handleOf(agent), agent, false)
}

/** What is known of activities, by IRI; nothing where nothing was said. */
export function definitionsOf(house: Pick<House, 'db'>, tenant: string, iris: readonly string[]): Promise<Map<string, ActivityDefinition>> {
  return bodies(house, tenant, 'activity', iris)
}

/** What verbs are called, by IRI. */
export function displaysOf(house: Pick<House, 'db'>, tenant: string, iris: readonly string[]): Promise<Map<string, LanguageMap>> {
  return bodies(house, tenant, 'verb', iris)
}

async function bodies<T>({ db }: Pick<House, 'db'>, tenant: string, kind: Kind, iris: readonly string[]): Promise<Map<string, T>> {
  if (iris.length === 0) return new Map()
  const rows = await db.selectFrom('xapi_definition').select(['iri', 'body']).where('tenant', '=', tenant).where('kind', '=', kind)
    .where('key', '=', sql<Buffer>`any(${[...new Set(iris)].map(keyOf)}::bytea[])`).where('body', '<>', '{}').execute()
  // Written by `save` below from what validation let through.
  return new Map(rows.map((r) => [r.iri, JSON.parse(r.body) as T]))
}

type Event = OutsideEvent & { readonly object: SubStatement['object'] | SubStatement }

function notice(seen: Seen, fresh: Fresh, { actor, verb, object, context }: Event): void {
  if (verb.display !== undefined && !seen.verb.has(verb.id, verb.display)) fresh.verb = noted(fresh.verb, verb.id, verb.display)
  noticePerson(seen, fresh, actor)
  switch (object.objectType) {
    case 'SubStatement': notice(seen, fresh, object); break
    case 'Agent': case 'Group': noticePerson(seen, fresh, object); break
    case 'StatementRef': break
    default: if ('id' in object) noticeActivity(seen, fresh, object)
  }
  if (context === undefined) return
  if (context.instructor !== undefined) noticePerson(seen, fresh, context.instructor)
  if (context.team !== undefined) noticePerson(seen, fresh, context.team)
  if (context.contextAgents !== undefined) for (const { agent } of context.contextAgents) noticePerson(seen, fresh, agent)
  if (context.contextGroups !== undefined) for (const { group } of context.contextGroups) noticePerson(seen, fresh, group)
  if (context.contextActivities === undefined) return
  for (const some of Object.values(context.contextActivities) as (OutsideActivity | readonly OutsideActivity[])[]) {
    if ('id' in some) noticeActivity(seen, fresh, some)
    else for (const one of some) noticeActivity(seen, fresh, one)
  }
}

function noticeActivity(seen: Seen, fresh: Fresh, { id, definition }: OutsideActivity): void {
  if (definition !== undefined && !seen.activity.has(id, definition)) fresh.activity = noted(fresh.activity, id, definition)
}

/** Groups' own names are nobody's; those of their members are. */
function noticePerson(seen: Seen, fresh: Fresh, agent: OutsideActor): void {
  if (agent.objectType === 'Group') for (const member of agent.member ?? []) noticePerson(seen, fresh, member)
  else if (agent.name && !seen.agent.has(handleOf(agent), agent)) (fresh.agents ??= []).push(agent)
}

/** A text that is at hand and tells most agents apart; the rest of the agent is compared. */
function handleOf(agent: AnyAgent): string {
  return agent.mbox ?? agent.account?.name ?? agent.openid ?? agent.mbox_sha1sum ?? ''
}

function noted<T>(fresh: Map<string, T[]> | null, iri: string, said: T): Map<string, T[]> | null {
  if (iri.startsWith(NS)) return fresh
  const all = fresh ?? new Map<string, T[]>()
  const before = all.get(iri)
  if (before) before.push(said)
  else all.set(iri, [said])
  return all
}

/** Of what was said of one thing at once only the last is sure to change nothing when said again. */
function keepLast<T>(seen: Known<T>, fresh: ReadonlyMap<string, readonly T[]> | null, changed: ReadonlySet<string>): void {
  for (const [iri, said] of fresh ?? []) for (const last of said.slice(-1)) seen.keep(iri, last, changed.has(iri))
}

/** Merges under the rows' locks, taken in the order of their keys. Returns the IRIs of which something is different now. */
async function save<T extends object>(tx: Tx, tenant: string, kind: Kind, fresh: ReadonlyMap<string, readonly T[]> | null, merge: (old: T, said: T) => T): Promise<Set<string>> {
  const changed = new Set<string>()
  if (fresh === null) return changed
  const sorted = [...fresh].map(([iri, said]) => ({ iri, said, key: keyOf(iri) })).sort((a, b) => Buffer.compare(a.key, b.key))
  const keys = sorted.map((s) => s.key)
  await sql`insert into xapi_definition (tenant, kind, key, iri, body)
    select ${tenant}, ${kind}, key, iri, '{}' from unnest(${keys}::bytea[], ${sorted.map((s) => s.iri)}::text[]) as t(key, iri) order by key
    on conflict do nothing`.execute(tx)
  const rows = await tx.selectFrom('xapi_definition').select(['iri', 'body']).where('tenant', '=', tenant).where('kind', '=', kind)
    .where('key', '=', sql<Buffer>`any(${keys}::bytea[])`).orderBy('key').forUpdate().execute()
  const old = new Map(rows.map((r) => [r.iri, r.body]))
  const news = sorted.flatMap(({ iri, said, key }) => {
    const was = old.get(iri) ?? '{}'
    const body = JSON.stringify(said.reduce(merge, JSON.parse(was) as T))
    return body === was || Buffer.byteLength(body) > MOST_BYTES ? [] : [{ iri, key, body }]
  })
  if (news.length > 0) {
    await sql`update xapi_definition d set body = n.body from unnest(${news.map((n) => n.key)}::bytea[], ${news.map((n) => n.body)}::text[]) as n(key, body)
      where d.tenant = ${tenant} and d.kind = ${kind} and d.key = n.key`.execute(tx)
  }
  for (const { iri } of news) changed.add(iri)
  return changed
}

const INTERACTION = ['correctResponsesPattern', 'choices', 'scale', 'source', 'target', 'steps'] as const

/** Languages add up; anything else is replaced by what was said last. A new kind of interaction takes along the parts of the old one. */
function mergeDefinition(old: ActivityDefinition, said: ActivityDefinition): ActivityDefinition {
  const kept: ActivityDefinition = { ...old }
  if (said.interactionType !== undefined) for (const part of INTERACTION) delete (kept as Record<string, unknown>)[part]
  return {
    ...kept, ...said,
    ...(said.name && { name: mergeLanguages(old.name ?? {}, said.name) }),
    ...(said.description && { description: mergeLanguages(old.description ?? {}, said.description) }),
  }
}

function mergeLanguages(old: LanguageMap, said: LanguageMap): LanguageMap {
  return { ...old, ...said }
}

function seenBy(db: Database, tenant: string): Seen {
  const tenants = seenIn.get(db) ?? new Map<string, Seen>()
  seenIn.set(db, tenants)
  const before = tenants.get(tenant)
  if (before) return before
  const made: Seen = { activity: createKnown(), verb: createKnown(), agent: createKnown() }
  tenants.set(tenant, made)
  return made
}

const keyOf = (iri: string): Buffer => createHash('sha256').update(iri).digest()
