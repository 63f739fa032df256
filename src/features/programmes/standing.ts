import { sql, type ColumnType } from 'kysely'
import type { Tx } from '../../lib/database.ts'
import type { Applied, Follower } from '../../record/projection.ts'
import { lacksOnlyCertificate } from './evaluate.ts'
import { ruleAt } from './in-force.ts'
import { evaluatePersons, type PersonAt } from './standings.ts'
import { CLEARED_AT_ONCE, nextActors, type Sweep } from './sweep.ts'
import { VERB, VERBS_READ_BY_RULES } from './vocabulary.ts'

interface StandingTable {
  tenant: string
  /** Hash of the rule that gave the level; '' in the tenant's own row, which says what counts and how far. */
  rule: string
  /** The agent that stands for the person; '' in the tenant's own row. */
  agent: string
  level: number
  /** Nothing is missing but the certificate. Of a country's hundred thousands at this level they may be few, and the office lists them. */
  ready: boolean
  // Of the tenant's own row.
  read_to: number | null
  /** How many persons stand at exactly N0, N1, N2, N3. A page of a country must not count a million rows. */
  totals: number[] | null
  /** The rule whose rows count; null while there is none. */
  live: string | null
  sweep: ColumnType<Sweeping | null, string | null, string | null>
}

interface Sweeping extends Sweep { readonly totals: readonly number[] }

declare module '../../lib/database.ts' {
  interface Tables { standing: StandingTable }
}

/**
 * With more than this many statements still to come (a restored record, a rebuild) a batch is passed over: each person is then
 * evaluated once, near the head, and not once a batch. The figures meanwhile stand at `read_to`, and say so.
 */
const FAR_BEHIND = 1000

/**
 * One row a person with an enrolment: her level under the rule in force. Whoever a statement since `read_to` touches is evaluated
 * anew from the record up to the batch's end, so applying a batch twice, or a longer one, gives the same rows.
 */
export const standing: Follower = {
  kind: 'follower',
  table: 'standing',
  version: 5,
  columns: `tenant text not null, rule text not null, agent text not null, level smallint not null, ready boolean not null default false, read_to bigint, totals int[], live text, sweep jsonb,
    primary key (tenant, rule, agent)`,
  indexes: ['on standing (tenant, rule, level, agent)', 'on standing (tenant, rule, agent) where ready'],
  verbs: VERBS_READ_BY_RULES,
  authorities: ['command', 'session'],
  apply: async (tx, batch) => {
    const last = batch.at(-1)
    if (!last) return
    const own = await ownRow(tx, last.tenant)
    if (own.sweep) return sweepOn(tx, last.tenant, last.pos, own, own.sweep)
    if (await muchMoreAfter(tx, last.tenant, last.pos)) return
    return evaluateUpTo(tx, last.tenant, last.pos, own)
  },
}

interface Own { readonly read_to: number | null; readonly totals: readonly number[]; readonly live: string | null; readonly sweep: Sweeping | null }

async function ownRow(tx: Tx, tenant: string): Promise<Own> {
  const row = await tx.selectFrom('standing').select(['read_to', 'totals', 'live', 'sweep']).where('tenant', '=', tenant).where('rule', '=', '').where('agent', '=', '').executeTakeFirst()
  return { read_to: row?.read_to ?? null, totals: row?.totals ?? NONE, live: row?.live ?? null, sweep: row?.sweep ?? null }
}

async function writeOwn(tx: Tx, tenant: string, { read_to, totals, live, sweep }: Own): Promise<void> {
  await sql`insert into standing (tenant, rule, agent, level, read_to, totals, live, sweep)
    values (${tenant}, '', '', -1, ${read_to}, ${totals}::int[], ${live}, ${sweep && JSON.stringify(sweep)}::jsonb)
    on conflict (tenant, rule, agent) do update set read_to = excluded.read_to, totals = excluded.totals, live = excluded.live, sweep = excluded.sweep`.execute(tx)
}

async function evaluateUpTo(tx: Tx, tenant: string, pos: number, own: Own): Promise<Applied> {
  const signed = await ruleAt(tx, tenant, pos)
  if (!signed) {
    // Not in force, or signed without a text that anybody can read: no figure, so no rows of an earlier rule either.
    await sql`delete from standing where tenant = ${tenant} and rule <> ''`.execute(tx)
    return writeOwn(tx, tenant, { read_to: pos, totals: NONE, live: null, sweep: null })
  }
  if (signed.hash !== own.live) return sweepOn(tx, tenant, pos, own, { rule: signed.hash, to: pos, after: 0, totals: NONE })
  const totals = [...own.totals]
  for await (const persons of evaluatePersons(tx, tenant, signed.rule, pos, await touchedSince(tx, tenant, own.read_to ?? 0, pos))) await replace(tx, tenant, signed.hash, persons, totals)
  await writeOwn(tx, tenant, { ...own, read_to: pos, totals })
}

/** One piece of judging everybody anew. */
async function sweepOn(tx: Tx, tenant: string, pos: number, own: Own, sweep: Sweeping): Promise<Applied> {
  if (sweep.after === null) return clearAway(tx, tenant, pos, own)
  const signed = await ruleAt(tx, tenant, sweep.to)
  const totals = [...sweep.totals]
  // Nobody who was never enrolled can reach a level.
  const next = await nextActors(tx, tenant, [VERB.enrolled], sweep)
  if (signed) for await (const persons of evaluatePersons(tx, tenant, signed.rule, sweep.to, next.actors)) await replace(tx, tenant, sweep.rule, persons, totals)
  await writeOwn(tx, tenant, next.after === null ? { read_to: sweep.to, totals, live: sweep.rule, sweep: { ...sweep, after: null } } : { ...own, sweep: { ...sweep, after: next.after, totals } })
  return 'again'
}

/** The rows of the rule before go. */
async function clearAway(tx: Tx, tenant: string, pos: number, own: Own): Promise<Applied> {
  const { numAffectedRows } = await sql`delete from standing where (tenant, rule, agent) in (
    select tenant, rule, agent from standing where tenant = ${tenant} and rule > '' and rule <> ${own.live} limit ${CLEARED_AT_ONCE})`.execute(tx)
  if (Number(numAffectedRows) === CLEARED_AT_ONCE) return 'again'
  await writeOwn(tx, tenant, { ...own, sweep: null })
  if ((own.read_to ?? 0) < pos) return 'again'
}

const NONE: readonly number[] = [0, 0, 0, 0]

/** Whether this follower has so many statements ahead that it will certainly be called again. */
async function muchMoreAfter(tx: Tx, tenant: string, pos: number): Promise<boolean> {
  // The inner limit keeps it to one short walk along the positions.
  const { rows } = await sql<{ ahead: number }>`select count(*)::int as ahead from
    (select verb, authority from statement where tenant = ${tenant} and pos > ${pos} order by pos limit ${2 * FAR_BEHIND}) as next
    where verb = any(${VERBS_READ_BY_RULES}::text[]) and authority in ('command', 'session')`.execute(tx)
  return (rows[0]?.ahead ?? 0) >= FAR_BEHIND
}

/** The agents whose person may have changed: the actor, and for a merge or split both sides. */
async function touchedSince(tx: Tx, tenant: string, after: number, upTo: number): Promise<Set<string>> {
  const { rows } = await sql<{ actor: string; other: string | null }>`
    select distinct actor, case when verb in (${VERB.merged}, ${VERB.split}) then object end as other from statement
    where tenant = ${tenant} and pos > ${after} and pos <= ${upTo} and actor is not null and verb = any(${VERBS_READ_BY_RULES}::text[])
      and authority in ('command', 'session')`.execute(tx)
  return new Set(rows.flatMap((r) => [r.actor, r.other ?? r.actor]))
}

/** Rows of agents that are part of another person now go; one row stands for each person. `totals` moves with them. */
async function replace(tx: Tx, tenant: string, rule: string, persons: readonly PersonAt[], totals: number[]): Promise<void> {
  const everybody = persons.flatMap((p) => [...p.agents])
  const { rows: gone } = await sql<{ level: number }>`delete from standing where tenant = ${tenant} and rule = ${rule} and agent = any(${everybody}::text[])
    returning level`.execute(tx)
  for (const { level } of gone) totals[level] = (totals[level] ?? 0) - 1
  for (const { evaluation: { level } } of persons) if (level !== null) totals[level] = (totals[level] ?? 0) + 1
  const counted = persons.filter((p) => p.evaluation.level !== null)
  await sql`insert into standing (tenant, agent, level, ready, rule) select ${tenant}, agent, level, ready, ${rule} from unnest(${counted.map((p) => p.root)}::text[],
    ${counted.map((p) => p.evaluation.level)}::int[], ${counted.map((p) => lacksOnlyCertificate(p.evaluation))}::boolean[]) as t(agent, level, ready)`.execute(tx)
}
