import { sql, type ColumnType } from 'kysely'
import type { House } from '../../feature.ts'
import type { Db, Tx } from '../../lib/database.ts'
import { readStatements } from '../../record/read.ts'
import type { Applied, Follower } from '../../record/projection.ts'
import { SECTION_VERB } from '../cohorts/index.ts'
import { activityName, CLEARED_AT_ONCE, enrolledAgents, nextActors, personsWith, ruleAt, VERB, verbIri, VERBS_READ_BY_RULES, type PersonWith, type SignedRule, type Sweep } from '../programmes/index.ts'
import { addSums, Sums } from './sums.ts'
import { daysFor, RISK } from './risk-values.ts'
import { MORE_VERBS, OF_APPLICANTS, personValues, type PersonValues, type Values } from './values.ts'

interface FigureTable {
  tenant: string
  /** Hash of the rule under which it is; '' in the tenant's own row, which says what counts and how far. */
  rule: string
  /** The agent that stands for a person; '' is a sum. */
  agent: string
  /** '' is the whole programme; also `with:` and several sections, `risk:` and a day, and of a sum `ends:` and a day. */
  section: string
  values: Values
  /** On the sum of a section: its last day, under which it is summed too. */
  ends: string | null
  // Of the tenant's own row, as in `standing`.
  read_to: number | null
  live: string | null
  sweep: ColumnType<Sweep | null, string | null, string | null>
}

declare module '../../lib/database.ts' {
  interface Tables { figure: FigureTable }
}

/** Sections of call files and their days: published, and never changed. */
type Content = Pick<House, 'content'>
const TRANSFERRED = verbIri('transferred')
const OF_SECTIONS: readonly string[] = [SECTION_VERB.opened, SECTION_VERB.changed]
const VERBS = [...VERBS_READ_BY_RULES, ...MORE_VERBS, ...OF_SECTIONS]
/** As for `standing`: with so many still to come a batch is passed over. */
const FAR_BEHIND = 1000
/** Of which somebody may look for the few who have it: an index holds them. */
export const RARE = ['worked-after-death', 'certificates-revoked'] as const
/** Rows of times at risk; written out where they are looked for, so that their index is found. */
export const TIMES_AT_RISK = `starts_with(section, '${RISK}')`

/**
 * What each person adds to the figures, by programme and by section, and the sums of both: read from the record anew for whoever a batch
 * touches, so that rebuilt equals live. A figure's page reads one row, and one for each day on which sections ended.
 */
export const figure: Follower = {
  kind: 'follower',
  table: 'figure',
  version: 4,
  columns: `tenant text not null, rule text not null, agent text not null, section text not null, values jsonb not null, ends text, read_to bigint, live text, sweep jsonb,
    primary key (tenant, rule, agent, section)`,
  indexes: [
    ...RARE.map((value) => `on figure (tenant, rule, agent) where section = '' and jsonb_exists(values, '${value}')`),
    `on figure (tenant, rule, agent) where agent <> '' and ${TIMES_AT_RISK}`,
  ],
  verbs: VERBS,
  authorities: ['command', 'session'],
  apply: async (tx, batch, house) => {
    const last = batch.at(-1)
    if (!last) return
    const own = await ownRow(tx, last.tenant)
    if (own.sweep) return sweepOn(tx, house, last.tenant, last.pos, own, own.sweep)
    if (await muchMoreAfter(tx, last.tenant, last.pos)) return
    return evaluateUpTo(tx, house, last.tenant, last.pos, own)
  },
}

interface Own { readonly read_to: number | null; readonly live: string | null; readonly sweep: Sweep | null }

async function ownRow(tx: Tx, tenant: string): Promise<Own> {
  const row = await tx.selectFrom('figure').select(['read_to', 'live', 'sweep']).where('tenant', '=', tenant).where('rule', '=', '').where('agent', '=', '').where('section', '=', '').executeTakeFirst()
  return row ?? { read_to: null, live: null, sweep: null }
}

async function writeOwn(tx: Tx, tenant: string, { read_to, live, sweep }: Own): Promise<void> {
  await sql`insert into figure (tenant, rule, agent, section, values, read_to, live, sweep) values (${tenant}, '', '', '', '{}', ${read_to}, ${live}, ${sweep && JSON.stringify(sweep)}::jsonb)
    on conflict (tenant, rule, agent, section) do update set read_to = excluded.read_to, live = excluded.live, sweep = excluded.sweep`.execute(tx)
}

async function muchMoreAfter(tx: Tx, tenant: string, pos: number): Promise<boolean> {
  const { rows } = await sql<{ ahead: number }>`select count(*)::int as ahead from
    (select verb, authority from statement where tenant = ${tenant} and pos > ${pos} order by pos limit ${2 * FAR_BEHIND}) as next
    where verb = any(${VERBS}::text[]) and authority in ('command', 'session')`.execute(tx)
  return (rows[0]?.ahead ?? 0) >= FAR_BEHIND
}

async function evaluateUpTo(tx: Tx, house: Content, tenant: string, pos: number, own: Own): Promise<Applied> {
  const signed = await ruleAt(tx, tenant, pos)
  if (!signed) {
    await sql`delete from figure where tenant = ${tenant} and rule <> ''`.execute(tx)
    return writeOwn(tx, tenant, { read_to: pos, live: null, sweep: null })
  }
  if (signed.hash !== own.live) return sweepOn(tx, house, tenant, pos, own, { rule: signed.hash, to: pos, after: 0 })
  const { agents, sections } = await touchedSince(tx, tenant, own.read_to ?? 0, pos)
  const sums = new Sums()
  // Its last day may be another one.
  for (const section of sections) sums.add(section, {})
  await replaceAll(tx, house, tenant, signed, pos, agents, sums)
  await addSums(tx, tenant, signed.hash, pos, sums)
  await writeOwn(tx, tenant, { ...own, read_to: pos })
}

/** One piece of everybody who was enrolled or sent an application, anew under another rule: nobody else adds anything. */
async function sweepOn(tx: Tx, house: Content, tenant: string, pos: number, own: Own, sweep: Sweep): Promise<Applied> {
  if (sweep.after === null) return clearAway(tx, tenant, pos, own)
  const signed = await ruleAt(tx, tenant, sweep.to)
  const next = await nextActors(tx, tenant, [VERB.enrolled, ...OF_APPLICANTS], sweep)
  const sums = new Sums()
  if (signed) await replaceAll(tx, house, tenant, signed, sweep.to, next.actors, sums)
  await addSums(tx, tenant, sweep.rule, sweep.to, sums)
  await writeOwn(tx, tenant, next.after === null ? { read_to: sweep.to, live: sweep.rule, sweep: { ...sweep, after: null } } : { ...own, sweep: { ...sweep, after: next.after } })
  return 'again'
}

/** The rows and sums of the rule before go. */
async function clearAway(tx: Tx, tenant: string, pos: number, own: Own): Promise<Applied> {
  const { numAffectedRows } = await sql`delete from figure where (tenant, rule, agent, section) in (
    select tenant, rule, agent, section from figure where tenant = ${tenant} and rule > '' and rule <> ${own.live} limit ${CLEARED_AT_ONCE})`.execute(tx)
  if (Number(numAffectedRows) === CLEARED_AT_ONCE) return 'again'
  await writeOwn(tx, tenant, { ...own, sweep: null })
  if ((own.read_to ?? 0) < pos) return 'again'
}

/** The agents whose person may have changed, those in sections of which something was told among them, and these sections. */
async function touchedSince(tx: Tx, tenant: string, after: number, upTo: number): Promise<{ agents: Set<string>; sections: Set<string> }> {
  const { rows } = await sql<{ actor: string; other: string | null; verb: string }>`
    select distinct actor, verb, case when verb in (${VERB.merged}, ${VERB.split}) or verb = any(${OF_SECTIONS}::text[]) then object end as other from statement
    where tenant = ${tenant} and pos > ${after} and pos <= ${upTo} and actor is not null and verb = any(${VERBS}::text[]) and authority in ('command', 'session')`.execute(tx)
  const persons = rows.filter((r) => r.verb !== VERB.ruleSigned && !OF_SECTIONS.includes(r.verb))
  const told = [...new Set(rows.filter((r) => OF_SECTIONS.includes(r.verb)).map((r) => r.other ?? ''))]
  // Their first and last days may be others: who is at risk in them is asked anew.
  const members = told.length === 0 ? [] : await readStatements(tx, tenant, { verbs: [VERB.enrolled, TRANSFERRED], among: told, upTo })
  return {
    agents: new Set([...persons.flatMap((r) => [r.actor, r.other ?? r.actor]), ...members.flatMap((s) => s.actor ?? [])]),
    sections: new Set(told.map(activityName)),
  }
}

async function replaceAll(tx: Tx, house: Content, tenant: string, signed: SignedRule, pos: number, agents: Iterable<string>, sums: Sums): Promise<void> {
  for await (const persons of personsWith(tx, tenant, signed.rule, pos, agents, MORE_VERBS)) {
    const days = await daysFor(tx, house, tenant, persons, pos)
    await replace(tx, tenant, signed.hash, persons.flatMap((p) => [...p.agents]), persons.map((p) => ({ root: p.root, ...personValues(signed.rule, p, days) })), sums)
  }
}

async function replace(tx: Tx, tenant: string, rule: string, agents: readonly string[], persons: readonly ({ root: string } & PersonValues)[], sums: Sums): Promise<void> {
  const { rows } = await sql<{ section: string; values: Values }>`delete from figure where tenant = ${tenant} and rule = ${rule} and agent = any(${agents}::text[])
    returning section, values`.execute(tx)
  for (const { section, values } of rows) sums.add(section, values, -1)
  const fresh = persons.flatMap(({ root, values, sections }) => [['', values] as const, ...sections].filter(([, v]) => Object.keys(v).length > 0).map(([section, v]) => ({ agent: root, section, values: v })))
  for (const { section, values } of fresh) sums.add(section, values)
  await sql`insert into figure (tenant, rule, agent, section, values) select ${tenant}, ${rule}, agent, section, values::jsonb
    from unnest(${fresh.map((f) => f.agent)}::text[], ${fresh.map((f) => f.section)}::text[], ${fresh.map((f) => JSON.stringify(f.values))}::text[]) as t(agent, section, values)`.execute(tx)
}

/** Everybody who was enrolled or sent an application. */
async function everybody(db: Db, tenant: string, upTo: number): Promise<string[]> {
  const { rows } = await sql<{ actor: string }>`select distinct actor from statement where tenant = ${tenant} and verb = any(${OF_APPLICANTS}::text[])
    and pos <= ${upTo} and authority = 'command' and actor is not null`.execute(db)
  return [...await enrolledAgents(db, tenant, upTo), ...rows.map((r) => r.actor)]
}

/**
 * The same sums, by section ('' is the programme), recomputed from the record at a position: what the follower must have kept, and what a cut
 * is made of. `each` is given every person on the way.
 */
export async function figuresAt(house: Pick<House, 'db' | 'content'>, tenant: string, signed: SignedRule, pos: number, each: (person: PersonWith) => void = () => {}): Promise<ReadonlyMap<string, Values>> {
  const { db } = house
  const sums = new Sums()
  for await (const persons of personsWith(db, tenant, signed.rule, pos, await everybody(db, tenant, pos), MORE_VERBS)) {
    const days = await daysFor(db, house, tenant, persons, pos)
    for (const p of persons) {
      const { values, sections } = personValues(signed.rule, p, days)
      sums.add('', values)
      for (const [section, hers] of sections) sums.add(section, hers)
      each(p)
    }
  }
  return sums.added
}
