import { sql } from 'kysely'
import type { Db } from '../../lib/database.ts'
import type { Inline } from '../../record/projection.ts'
import { agentId, readExt } from '../../record/statement.ts'
import { activityName } from '../programmes/index.ts'
import { OWN_VERB, TIES, type Tie } from './statements.ts'

interface TieTable {
  tenant: string
  agent: string
  tie: Tie
  tied: boolean
  by: string | null
  at: Date
  pos: number
}

declare module '../../lib/database.ts' {
  interface Tables { person_tie: TieTable }
}

/** Who of the learners works for an executing entity, or is a relative of who does (DOMAIN.md 5.3 no. 25): the last word on each tie of an agent. */
export const personTie: Inline = {
  kind: 'inline',
  table: 'person_tie',
  version: 1,
  columns: `tenant text not null, agent text not null, tie text not null, tied boolean not null, by text, at timestamptz not null, pos bigint not null,
    primary key (tenant, agent, tie)`,
  indexes: ['on person_tie (tenant, tied, at desc, agent)'],
  verbs: [OWN_VERB.tagged],
  authorities: ['command'],
  apply: async (tx, s) => {
    const tie = TIES.find((t) => t === activityName(s.object))
    if (s.actor === null || !tie) return
    const row = { tied: readExt(s.statement, 'member') === true, by: agentId(s.statement.context?.instructor) ?? null, at: s.happened, pos: s.pos }
    await tx.insertInto('person_tie').values({ tenant: s.tenant, agent: s.actor, tie, ...row })
      .onConflict((oc) => oc.columns(['tenant', 'agent', 'tie']).doUpdateSet(row).where('person_tie.pos', '<', s.pos)).execute()
  },
}

export interface TieLine { readonly agent: string; readonly tie: Tie; readonly by: string | null; readonly at: Date }

/** The ties of one person that hold now, over all her merged agents. */
export async function tiesOf(db: Db, tenant: string, agents: readonly string[]): Promise<TieLine[]> {
  if (agents.length === 0) return []
  return db.selectFrom('person_tie').select(['agent', 'tie', 'by', 'at']).where('tenant', '=', tenant).where('agent', 'in', agents).where('tied', '=', true).orderBy('tie').execute()
}

/** A page of the programme's ties, newest first. */
export async function tiesIn(db: Db, tenant: string, after: { readonly at: Date; readonly agent: string } | null, limit: number): Promise<TieLine[]> {
  let query = db.selectFrom('person_tie').select(['agent', 'tie', 'by', 'at']).where('tenant', '=', tenant).where('tied', '=', true)
  if (after) query = query.where(sql<boolean>`(at, agent) < (${after.at}, ${after.agent})`)
  return query.orderBy('at', 'desc').orderBy('agent', 'desc').orderBy('tie').limit(limit).execute()
}
