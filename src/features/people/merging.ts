import { randomUUID } from 'node:crypto'
import type { House, Who } from '../../feature.ts'
import type { Db, Tx } from '../../lib/database.ts'
import { Problem } from '../../lib/problem.ts'
import { fill } from '../../lib/text.ts'
import { append } from '../../record/append.ts'
import type { Draft } from '../../record/statement.ts'
import { holds, organisationOf } from '../../web/who.ts'
import { evaluate, personNow, type Evaluation } from '../programmes/index.ts'
import { actorScope, personScope } from './conflicts.ts'
import { settlePair } from './duplicates.ts'
import { holdersOf, identityOf } from './identity.ts'
import { REFUSED } from './identity-words.ts'
import { merge, splitAgain, type MergedPair, type Pair } from './merge.ts'
import { agentOf, agentsOf, ensureAgent } from './persons.ts'
import { logged } from './staff-log.ts'
import { conflictFound, merged, type MergeReason, type SplitReason } from './statements.ts'
import './tables.ts'

type Staff = Who & { kind: 'staff' }

/** An act about a person reaches every programme she is in, so who does it is executor of each of them as a whole, not of one entity. Problem 403. */
export async function executorEverywhere(db: Db, who: Staff, persons: readonly string[]): Promise<string[]> {
  const tenants = [...new Set((await Promise.all(persons.map((p) => agentsOf(db, p)))).flat().map((a) => a.tenant))].sort()
  const missing = tenants.filter((tenant) => !holds(who, tenant, ['executor']) || organisationOf(who, tenant, ['executor']) !== null)
  if (missing.length > 0) throw new Problem(403, 'executor-elsewhere', fill(REFUSED.elsewhere, { programmes: missing.join(', ') }))
  return tenants
}

/** Merges one person's record into another's, in every programme in which either is. */
export async function mergePersons(house: House, who: Staff, one: string, root: string, reason: MergeReason): Promise<void> {
  if (one === root) throw new Problem(409, 'one-already', REFUSED.oneAlready)
  await append(house, { scopes: await scopesOf(house.db, [one, root]) }, async (tx) => {
    const tenants = await executorEverywhere(tx, who, [one, root])
    const both = await Promise.all((await pairs(tx, tenants, one, root)).map(async (pair) => ({ ...pair, counts: await countsOf(tx, pair) })))
    const drafts = merge(both, reason, who.staff)
    await tx.insertInto('person_merge').values({
      id: randomUUID(), merged: one, root, reason, by_staff: who.staff, at: house.clock(), undone: null, undone_by: null,
    }).execute()
    await settlePair(house, tx, [one, root], 'merged', reason, who.staff)
    await logged(tx, { staff: who.staff, action: 'merged', person: one, detail: { root, reason } }, house.clock())
    return drafts
  })
}

/** Undoes the merge of one person into another; both stand as before. */
export async function splitPersons(house: House, who: Staff, one: string, root: string, reason: SplitReason): Promise<void> {
  await append(house, { scopes: await scopesOf(house.db, [one, root]) }, async (tx) => {
    const tenants = await executorEverywhere(tx, who, [one, root])
    const undone = await tx.updateTable('person_merge').set({ undone: house.clock(), undone_by: who.staff }).where('merged', '=', one).where('root', '=', root)
      .where('undone', 'is', null).returning('id').execute()
    if (undone.length === 0) throw new Problem(409, 'not-merged', REFUSED.notMerged)
    await settlePair(house, tx, [one, root], reason === 'two-persons' ? 'apart' : 'open', reason, who.staff)
    await logged(tx, { staff: who.staff, action: 'split', person: one, detail: { root, reason } }, house.clock())
    const both = await pairs(tx, tenants, one, root)
    return [...splitAgain(both, reason, who.staff), ...(await Promise.all(both.map((pair) => claimedByBoth(tx, pair)))).flat()]
  })
}

async function pairs(tx: Tx, tenants: readonly string[], one: string, root: string): Promise<Pair[]> {
  const found: Pair[] = []
  for (const tenant of tenants) {
    const [a, b] = [await ensureAgent(tx, tenant, one), await ensureAgent(tx, tenant, root)]
    found.push({ tenant, one: a, oneIdentity: await identityOf(tx, tenant, a), root: b, rootIdentity: await identityOf(tx, tenant, b) })
  }
  return found
}

/** Whether each of two records counts now, and whether they would as one. */
async function countsOf(tx: Tx, { tenant, one, root }: Pair): Promise<MergedPair['counts']> {
  const [a, b] = [await personNow(tx, tenant, one), await personNow(tx, tenant, root)]
  const counted = ({ level }: Evaluation): boolean => level !== null && level >= 3
  if (!a.signed || !a.evaluation || !b.evaluation) return { one: false, root: false, together: false }
  const statements = [...a.statements, ...b.statements].sort((x, y) => x.pos - y.pos)
  return { one: counted(a.evaluation), root: counted(b.evaluation), together: counted(evaluate(a.signed.rule, new Set([...a.agents, ...b.agents]), statements)) }
}

/** A document that both came to claim while they were one person is disputed from here on; whose claim alone was checked keeps it. */
async function claimedByBoth(tx: Tx, { tenant, one, oneIdentity: { agents } }: Pair): Promise<Draft[]> {
  const rows = await tx.selectFrom('identity').select(['agent', 'merged_into', 'conflicts']).where('tenant', '=', tenant).where('agent', 'in', [...agents]).execute()
  const mine = new Set([one])
  // A set visits what is added while it is walked.
  for (const agent of mine) for (const row of rows) if (row.merged_into === agent) mine.add(row.agent)
  const claims = await tx.selectFrom('identity_document').innerJoin('agent', 'agent.person', 'identity_document.person').select(['identity_document.key', 'agent.agent'])
    .where('agent.tenant', '=', tenant).where('agent.agent', 'in', [...agents]).where('identity_document.withdrawn', 'is', null).orderBy('key').orderBy('agent').execute()
  const drafts: Draft[] = []
  for (const a of claims.filter((c) => mine.has(c.agent))) {
    for (const b of claims.filter((c) => c.key === a.key && !mine.has(c.agent))) {
      const holders = await holdersOf(tx, tenant, [a.agent, b.agent], a.key)
      for (const [agent, other] of [[a.agent, b.agent], [b.agent, a.agent]] as const) {
        const noted = rows.find((row) => row.agent === agent)?.conflicts.some((c) => c.key === a.key && c.other === other)
        if (!noted && !(holders.length === 1 && holders[0] === agent)) drafts.push(conflictFound({ tenant, agent }, a.key, other))
      }
    }
  }
  return drafts
}

async function scopesOf(db: Db, persons: readonly string[]): Promise<string[]> {
  const agents = (await Promise.all(persons.map((p) => agentsOf(db, p)))).flat()
  return [...persons.map(personScope), ...agents.map((a) => actorScope(a.tenant, a.agent))]
}

export interface Merge {
  readonly merged: string
  readonly root: string
  readonly reason: string
  readonly by: string
  readonly at: Date
  readonly undone: Date | null
}

/** Every merge, past and present, of a person's record. */
export async function mergesOf(db: Db, person: string): Promise<Merge[]> {
  return db.selectFrom('person_merge').select(['merged', 'root', 'reason', 'by_staff as by', 'at', 'undone'])
    .where((eb) => eb.or([eb('merged', '=', person), eb('root', '=', person)])).orderBy('at').execute()
}

/** Statements with which a programme that one of two merged records enters later learns of the merge. */
export async function mergesForEntry(tx: Tx, tenant: string, person: string): Promise<Draft[]> {
  const drafts: Draft[] = []
  for (const { merged: one, root, reason, by } of (await mergesOf(tx, person)).filter((m) => m.undone === null)) {
    const other = person === one ? root : one
    const known = await agentOf(tx, tenant, other)
    const [a, b] = [await ensureAgent(tx, tenant, one), await ensureAgent(tx, tenant, root)]
    // Only mergePersons writes reasons.
    if (known === null || (await identityOf(tx, tenant, a)).root !== (await identityOf(tx, tenant, b)).root) drafts.push(merged({ tenant, agent: a }, b, reason as MergeReason, by))
  }
  return drafts
}
