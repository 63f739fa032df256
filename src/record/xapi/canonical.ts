import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { House } from '../../feature.ts'
import type { Database, Tx } from '../../lib/database.ts'
import { NS } from '../statement.ts'
import type { ActivityDefinition, LanguageMap, OutsideActivity, OutsideActor, OutsideEvent, SubStatement } from '../validation/outside.ts'
import { agentKey, type AnyAgent } from './agent-key.ts'
import { keepNames } from './agent-names.ts'
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
/** By IRI, or by agent key: texts that change nothing, since they were merged and nothing else was after them. */
type Known = Map<string, Set<string>>

interface Seen {
  readonly activity: Known
  readonly verb: Known
  readonly name: Known
}

/** What is not known to be known: by IRI or agent key, in the order it was said. */
interface Fresh {
  readonly activity: Map<string, string[]>
  readonly verb: Map<string, string[]>
  readonly name: Map<string, Set<string>>
}

/** Remembered a programme; half a kilobyte each at most, so 20 MB a programme. */
const MOST_KNOWN = 20_000
const MOST_TEXTS = 8
/** Longer texts are remembered by their hash. */
const LONG = 256
/** A merged definition that would be longer stays as it was. */
const MOST_BYTES = 256 * 1024

const seenIn = new WeakMap<Database, Map<string, Seen>>()

/** Learns from statements that passed validation. Costs nothing but a look at memory when nothing in them is new. */
export async function learn(house: Sealer, tenant: string, statements: readonly About[]): Promise<void> {
  const seen = seenBy(house.db, tenant)
  const fresh: Fresh = { activity: new Map(), verb: new Map(), name: new Map() }
  for (const statement of statements) notice(house, tenant, seen, fresh, statement as unknown as OutsideEvent & { object: SubStatement['object'] | SubStatement })
  if (fresh.activity.size + fresh.verb.size > 0) {
    const changed = await house.db.transaction().setIsolationLevel('read committed').execute(async (tx) => ({
      activity: await save(tx, tenant, 'activity', fresh.activity, mergeDefinition), verb: await save(tx, tenant, 'verb', fresh.verb, mergeLanguages),
    }))
    for (const kind of ['activity', 'verb'] as const) {
      // Of what was said of one thing at once only the last is sure to change nothing when said again.
      for (const [iri, texts] of fresh[kind]) remember(seen[kind], iri, texts.slice(-1), changed[kind].has(iri))
    }
  }
  if (fresh.name.size > 0) {
    await keepNames(house, tenant, fresh.name)
    for (const [agent, names] of fresh.name) remember(seen.name, agent, [...names], false)
  }
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

function notice(house: Sealer, tenant: string, seen: Seen, fresh: Fresh, event: OutsideEvent & { object: SubStatement['object'] | SubStatement }): void {
  const activity = ({ id, definition }: OutsideActivity): void => {
    if (definition !== undefined) note(seen.activity, fresh.activity, id, JSON.stringify(definition))
  }
  const person = (agent: OutsideActor | undefined): void => {
    if (agent === undefined) return
    if (agent.objectType === 'Group') for (const member of agent.member ?? []) person(member)
    else if (agent.name !== undefined && agent.name !== '') name(house, tenant, seen, fresh, agent, agent.name)
  }
  const { verb, object, context } = event
  if (verb.display !== undefined) note(seen.verb, fresh.verb, verb.id, JSON.stringify(verb.display))
  person(event.actor)
  switch (object.objectType) {
    case 'SubStatement': notice(house, tenant, seen, fresh, object); break
    case 'Agent': case 'Group': person(object); break
    case 'StatementRef': break
    default: if ('id' in object) activity(object)
  }
  if (context === undefined) return
  person(context.instructor)
  person(context.team)
  for (const { agent } of context.contextAgents ?? []) person(agent)
  for (const { group } of context.contextGroups ?? []) person(group)
  if (context.contextActivities === undefined) return
  for (const some of Object.values(context.contextActivities) as (OutsideActivity | readonly OutsideActivity[])[]) {
    if ('id' in some) activity(some)
    else for (const one of some) activity(one)
  }
}

function note(seen: Known, fresh: Map<string, string[]>, iri: string, text: string): void {
  if (seen.get(iri)?.has(short(text)) || iri.startsWith(NS)) return
  const texts = fresh.get(iri)
  if (texts) texts.push(text)
  else fresh.set(iri, [text])
}

function name({ keys }: Sealer, tenant: string, seen: Seen, fresh: Fresh, agent: AnyAgent, said: string): void {
  const key = agentKey(keys, tenant, agent)
  if (key === null || seen.name.get(key)?.has(short(said))) return
  fresh.name.set(key, (fresh.name.get(key) ?? new Set()).add(said))
}

/** After a change, what was known before may be news again. */
function remember(known: Known, key: string, texts: readonly string[], changed: boolean): void {
  const all = [...(changed ? [] : known.get(key) ?? []), ...texts.map(short)]
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(key, new Set(all.slice(-MOST_TEXTS)))
}

/** Merges under the rows' locks, taken in the order of their keys. Returns the IRIs of which something is different now. */
async function save<T extends object>(tx: Tx, tenant: string, kind: Kind, fresh: ReadonlyMap<string, readonly string[]>, merge: (old: T, said: T) => T): Promise<Set<string>> {
  const changed = new Set<string>()
  if (fresh.size === 0) return changed
  const sorted = [...fresh].map(([iri, texts]) => ({ iri, texts, key: keyOf(iri) })).sort((a, b) => Buffer.compare(a.key, b.key))
  const keys = sorted.map((s) => s.key)
  await sql`insert into xapi_definition (tenant, kind, key, iri, body)
    select ${tenant}, ${kind}, key, iri, '{}' from unnest(${keys}::bytea[], ${sorted.map((s) => s.iri)}::text[]) as t(key, iri) order by key
    on conflict do nothing`.execute(tx)
  const rows = await tx.selectFrom('xapi_definition').select(['iri', 'body']).where('tenant', '=', tenant).where('kind', '=', kind)
    .where('key', '=', sql<Buffer>`any(${keys}::bytea[])`).orderBy('key').forUpdate().execute()
  const old = new Map(rows.map((r) => [r.iri, r.body]))
  const news = sorted.flatMap(({ iri, texts, key }) => {
    const was = old.get(iri) ?? '{}'
    const body = JSON.stringify(texts.reduce((known, text) => merge(known, JSON.parse(text) as T), JSON.parse(was) as T))
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
  const made: Seen = { activity: new Map(), verb: new Map(), name: new Map() }
  tenants.set(tenant, made)
  return made
}

const short = (text: string): string => (text.length <= LONG ? text : createHash('sha256').update(text).digest('base64'))
const keyOf = (iri: string): Buffer => createHash('sha256').update(iri).digest()
