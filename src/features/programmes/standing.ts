import { sql } from 'kysely'
import type { Tx } from '../../lib/database.ts'
import type { Follower } from '../../record/projection.ts'
import { ruleAt } from './in-force.ts'
import { enrolledAgents, evaluatePersons, type PersonAt } from './standings.ts'
import { VERB, VERBS_READ_BY_RULES } from './vocabulary.ts'

interface StandingTable {
  tenant: string
  /** The agent that stands for the person; '' is the tenant's own row, which only says how far the others were evaluated. */
  agent: string
  level: number
  /** Hash of the rule that gave the level. */
  rule: string
  read_to: number | null
}

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
  version: 2,
  columns: 'tenant text not null, agent text not null, level smallint not null, rule text not null, read_to bigint, primary key (tenant, agent)',
  verbs: VERBS_READ_BY_RULES,
  authorities: ['command', 'session'],
  apply: async (tx, batch) => {
    const last = batch.at(-1)
    if (!last || await muchMoreAfter(tx, last.tenant, last.pos)) return
    await evaluateUpTo(tx, last.tenant, last.pos)
  },
}

async function evaluateUpTo(tx: Tx, tenant: string, pos: number): Promise<void> {
  const row = await tx.selectFrom('standing').select('read_to').where('tenant', '=', tenant).where('agent', '=', '').executeTakeFirst()
  const signed = await ruleAt(tx, tenant, pos)
  if (signed) {
    const { agents, ruleMoved } = await touchedSince(tx, tenant, row?.read_to ?? 0, pos)
    const whom = ruleMoved ? await enrolledAgents(tx, tenant, pos) : agents
    for await (const persons of evaluatePersons(tx, tenant, signed.rule, pos, whom)) await replace(tx, tenant, signed.hash, persons)
  } else {
    // Not in force, or signed without a text that anybody can read: no figure, so no rows of an earlier rule either.
    await sql`delete from standing where tenant = ${tenant} and agent <> ''`.execute(tx)
  }
  await sql`insert into standing (tenant, agent, level, rule, read_to) values (${tenant}, '', -1, '', ${pos})
    on conflict (tenant, agent) do update set read_to = excluded.read_to`.execute(tx)
}

/** Whether this follower has so many statements ahead that it will certainly be called again. */
async function muchMoreAfter(tx: Tx, tenant: string, pos: number): Promise<boolean> {
  // The inner limit keeps it to one short walk along the positions.
  const { rows } = await sql<{ ahead: number }>`select count(*)::int as ahead from
    (select verb, authority from statement where tenant = ${tenant} and pos > ${pos} order by pos limit ${2 * FAR_BEHIND}) as next
    where verb = any(${VERBS_READ_BY_RULES}::text[]) and authority in ('command', 'session')`.execute(tx)
  return (rows[0]?.ahead ?? 0) >= FAR_BEHIND
}

/** The agents whose person may have changed: the actor, and for a merge or split both sides. */
async function touchedSince(tx: Tx, tenant: string, after: number, upTo: number): Promise<{ agents: Set<string>; ruleMoved: boolean }> {
  const { rows } = await sql<{ actor: string; other: string | null; verb: string }>`
    select distinct actor, verb, case when verb in (${VERB.merged}, ${VERB.split}) then object end as other from statement
    where tenant = ${tenant} and pos > ${after} and pos <= ${upTo} and actor is not null and verb = any(${VERBS_READ_BY_RULES}::text[])
      and authority in ('command', 'session')`.execute(tx)
  return { agents: new Set(rows.flatMap((r) => [r.actor, r.other ?? r.actor])), ruleMoved: rows.some((r) => r.verb === VERB.ruleSigned) }
}

/** Rows of agents that are part of another person now go; one row stands for each person. */
async function replace(tx: Tx, tenant: string, rule: string, persons: readonly PersonAt[]): Promise<void> {
  const everybody = persons.flatMap((p) => [...p.agents])
  await sql`delete from standing where tenant = ${tenant} and agent = any(${everybody}::text[])`.execute(tx)
  const counted = persons.filter((p) => p.evaluation.level !== null)
  await sql`insert into standing (tenant, agent, level, rule)
    select ${tenant}, agent, level, ${rule} from unnest(${counted.map((p) => p.root)}::text[], ${counted.map((p) => p.evaluation.level)}::int[]) as t(agent, level)`.execute(tx)
}
