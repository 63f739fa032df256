import { sql } from 'kysely'
import type { Tx } from '../../lib/database.ts'
import type { Follower } from '../../record/projection.ts'
import type { Stored } from '../../record/statement.ts'
import { ruleAt } from './in-force.ts'
import { enrolledAgents, evaluatePersons, type PersonAt } from './standings.ts'
import { VERB, VERBS_READ_BY_RULES } from './vocabulary.ts'

interface StandingTable {
  tenant: string
  /** The agent that stands for the person. */
  agent: string
  level: number
  /** Hash of the rule that gave the level. */
  rule: string
}

declare module '../../lib/database.ts' {
  interface Tables { standing: StandingTable }
}

/**
 * One row a person with an enrolment: her level under the rule in force. Whoever a statement touches is evaluated anew from the
 * record up to the batch's end, so applying a batch twice, or a longer one, gives the same rows.
 */
export const standing: Follower = {
  kind: 'follower',
  table: 'standing',
  version: 1,
  columns: 'tenant text not null, agent text not null, level smallint not null, rule text not null, primary key (tenant, agent)',
  verbs: VERBS_READ_BY_RULES,
  authorities: ['command', 'session'],
  apply: async (tx, batch) => {
    const last = batch.at(-1)
    if (!last) return
    const signed = await ruleAt(tx, last.tenant, last.pos)
    if (!signed) return
    const rulesMoved = batch.some((s) => s.verb === VERB.ruleSigned)
    const agents = rulesMoved ? await enrolledAgents(tx, last.tenant, last.pos) : touched(batch)
    for await (const persons of evaluatePersons(tx, last.tenant, signed.rule, last.pos, agents)) {
      await replace(tx, last.tenant, signed.hash, persons)
    }
  },
}

/** The agents whose person may have changed: the actor, and for a merge or split both sides. */
function touched(batch: readonly Stored[]): Set<string> {
  const agents = new Set<string>()
  for (const s of batch) {
    if (s.actor === null) continue
    agents.add(s.actor)
    if (s.verb === VERB.merged || s.verb === VERB.split) agents.add(s.object)
  }
  return agents
}

/** Rows of agents that are part of another person now go; one row stands for each person. */
async function replace(tx: Tx, tenant: string, rule: string, persons: readonly PersonAt[]): Promise<void> {
  const everybody = persons.flatMap((p) => [...p.agents])
  await sql`delete from standing where tenant = ${tenant} and agent = any(${everybody}::text[])`.execute(tx)
  const counted = persons.filter((p) => p.evaluation.level !== null)
  await sql`insert into standing (tenant, agent, level, rule)
    select ${tenant}, agent, level, ${rule} from unnest(${counted.map((p) => p.root)}::text[], ${counted.map((p) => p.evaluation.level)}::int[]) as t(agent, level)`.execute(tx)
}
