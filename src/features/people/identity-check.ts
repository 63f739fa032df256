import { randomUUID } from 'node:crypto'
import { sql, type RawBuilder } from 'kysely'
import type { House } from '../../feature.ts'
import type { Db, Tx } from '../../lib/database.ts'
import { Problem } from '../../lib/problem.ts'
import { append } from '../../record/append.ts'
import type { Draft } from '../../record/statement.ts'
import { annulCheck, checkIdentity, type CheckRequest } from './check-identity.ts'
import { actorScope, documentScope, otherClaims, type KnownClaim } from './conflicts.ts'
import type { IdentityDocument } from './documents.ts'
import { identityOf } from './identity.ts'
import { REFUSED } from './identity-words.ts'
import { agentsOf, claimsOf, type Claim } from './persons.ts'
import { executorsIn } from './restate.ts'
import { documentKey } from './sealing.ts'
import { logged } from './staff-log.ts'
import type { CheckAnnulmentReason, RegistryTold, Subject } from './statements.ts'
import './tables.ts'

/** Somebody of the staff with the card in her hand: whose it is said to be, and the number that stands on it. */
export interface CardSeen {
  readonly tenant: string
  readonly person: string
  readonly agent: string
  readonly staff: string
  readonly card: IdentityDocument
}

export interface OpenProposal {
  readonly id: string
  readonly document: string
  readonly proposedBy: string
  readonly at: Date
}

/** The check of this person that waits for a second pair of eyes, or null. */
export async function openProposal(db: Db, tenant: string, person: string): Promise<OpenProposal | null> {
  const row = await db.selectFrom('identity_proposal').select(['id', 'document', 'proposed_by', 'at']).where('tenant', '=', tenant).where('person', '=', person)
    .where('decided', 'is', null).executeTakeFirst()
  return row ? { id: row.id, document: row.document, proposedBy: row.proposed_by, at: row.at } : null
}

/** First pair of eyes: the number typed from the card must be one that she registered. Problem 409 or 422. */
export async function proposeCheck(house: House, seen: CardSeen): Promise<void> {
  const claim = await claimOnCard(house, house.db, seen)
  const { identity, claim: known } = await knownOf(house.db, seen.tenant, seen.agent, claim.key)
  // Tried out with another second, so that what would be refused later is refused now.
  checkIdentity({ identity, claim: known }, { tenant: seen.tenant, agent: seen.agent, level: 'card', checker: seen.staff, second: '' })
  await house.db.transaction().execute(async (tx) => {
    const made = await tx.insertInto('identity_proposal').values({
      id: randomUUID(), tenant: seen.tenant, person: seen.person, document: claim.id, proposed_by: seen.staff, at: house.clock(), decided: null,
    }).onConflict((oc) => oc.columns(['tenant', 'person']).where('decided', 'is', null).doNothing()).returning('id').execute()
    if (made.length === 0) throw new Problem(409, 'proposed-already', REFUSED.proposedAlready)
    await logged(tx, { staff: seen.staff, action: 'identity-proposed', tenant: seen.tenant, person: seen.person }, house.clock())
  })
}

/**
 * Second pair of eyes, another person: only now it is an act, here and in each other programme of hers in which both are executors.
 * Problem 409 or 422.
 */
export async function confirmCheck(house: House, seen: CardSeen): Promise<void> {
  const claim = await claimOnCard(house, house.db, seen)
  await append(house, { scopes: await scopesOf(house.db, seen, claim.key) }, async (tx) => {
    const open = await lockedProposal(tx, seen)
    if (open.document !== claim.id) throw new Problem(422, 'other-number', REFUSED.otherNumber, [{ field: 'document_number', sentence: REFUSED.otherNumber }])
    const drafts = await checkDrafts(tx, seen, claim.key, { level: 'card', checker: open.proposed_by, second: seen.staff })
    await tx.updateTable('identity_proposal').set({ decided: house.clock() }).where('id', '=', open.id).execute()
    return drafts
  })
}

/**
 * What a registry answered about a document of hers, taken for hers by two members of staff: an act like `confirmCheck`. `settle` runs
 * under the scopes and says who both are and what was told, or throws. Problem 404, 409.
 */
export async function confirmByRegistry(
  house: House, of: Pick<CardSeen, 'tenant' | 'person' | 'agent'>, document: string,
  settle: (tx: Tx) => Promise<{ checker: string; second: string; told: RegistryTold }>,
): Promise<void> {
  const claim = (await claimsOf(house, house.db, of.person)).find((c) => c.id === document)
  if (!claim) throw new Problem(404, 'no-such-document', REFUSED.noSuchPerson)
  await append(house, { scopes: await scopesOf(house.db, of, claim.key) }, async (tx) => checkDrafts(tx, of, claim.key, { level: 'registry', ...await settle(tx) }))
}

/** The check in this programme, and in each other one of hers in which both are executors, where nothing stands against it. */
async function checkDrafts(tx: Tx, seen: Pick<CardSeen, 'tenant' | 'person' | 'agent'>, key: string, by: Omit<CheckRequest, 'tenant' | 'agent'>): Promise<Draft[]> {
  const drafts = checkIdentity(await knownOf(tx, seen.tenant, seen.agent, key), { tenant: seen.tenant, agent: seen.agent, ...by })
  for (const of of await agentsElsewhere(tx, seen, [by.checker, by.second])) {
    const known = await knownOf(tx, of.tenant, of.agent, key)
    const settled = known.claim.holders.length > 0 || known.identity.died !== null || known.identity.checks.some((c) => c.key === key && c.level === by.level)
    if (!settled) drafts.push(...checkIdentity(known, { ...of, ...by }))
  }
  return drafts
}

/** Her other programmes in which all of these members of staff are executors. */
async function agentsElsewhere(db: Db, { tenant, person }: Pick<CardSeen, 'tenant' | 'person'>, staff: readonly string[]): Promise<Subject[]> {
  const theirs = await executorsIn(db, staff)
  return (await agentsOf(db, person)).filter((a) => a.tenant !== tenant && theirs.includes(a.tenant))
}

/** The first pair of eyes was mistaken. */
export async function dropProposal(house: House, tenant: string, person: string, by: string): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    const dropped = await tx.updateTable('identity_proposal').set({ decided: house.clock() }).where('tenant', '=', tenant).where('person', '=', person)
      .where('decided', 'is', null).returning('id').execute()
    if (dropped.length === 0) throw new Problem(409, 'no-proposal', REFUSED.noProposal)
    await logged(tx, { staff: by, action: 'identity-proposal-dropped', tenant, person }, house.clock())
  })
}

/** Takes an identity check back, here and where it was restated and she who annuls is executor too; its claims are in conflict again. */
export async function annulIdentityCheck(house: House, of: { tenant: string; person: string; agent: string }, check: string, reason: CheckAnnulmentReason, by: string): Promise<void> {
  const before = await identityOf(house.db, of.tenant, of.agent)
  const found = before.checks.find((c) => c.id === check)
  if (!found) throw new Problem(404, 'no-such-check', REFUSED.noSuchCheck)
  const elsewhere = await agentsElsewhere(house.db, of, [by])
  const scopes = [documentScope(found.key), actorScope(of.tenant, found.agent), ...elsewhere.map((a) => actorScope(a.tenant, a.agent))]
  await append(house, { scopes }, async (tx) => {
    const drafts = annulCheck(await knownOf(tx, of.tenant, found.agent, found.key), of.tenant, check, reason, by)
    for (const other of elsewhere) {
      const known = await knownOf(tx, other.tenant, other.agent, found.key)
      const same = known.identity.checks.find((c) => c.key === found.key && c.checker === found.checker && c.second === found.second)
      if (same) drafts.push(...annulCheck(known, other.tenant, same.id, reason, by))
    }
    return drafts
  })
}

async function claimOnCard(house: House, db: Db, seen: CardSeen): Promise<Claim> {
  const key = documentKey(house.keys, seen.card)
  const claim = (await claimsOf(house, db, seen.person)).find((c) => c.key === key)
  if (!claim) throw new Problem(422, 'other-number', REFUSED.otherNumber, [{ field: 'document_number', sentence: REFUSED.otherNumber }])
  return claim
}

async function knownOf(db: Db, tenant: string, agent: string, key: string): Promise<{ identity: Awaited<ReturnType<typeof identityOf>>; claim: KnownClaim }> {
  const [claim] = await otherClaims(db, tenant, agent, [key])
  return { identity: await identityOf(db, tenant, agent), claim: claim ?? { key, others: [], holders: [] } }
}

async function scopesOf(db: Db, seen: Pick<CardSeen, 'tenant' | 'person' | 'agent'>, key: string): Promise<string[]> {
  const { agents } = await identityOf(db, seen.tenant, seen.agent)
  return [documentScope(key), ...agents.map((agent) => actorScope(seen.tenant, agent)), ...(await agentsOf(db, seen.person)).map((a) => actorScope(a.tenant, a.agent))]
}

async function lockedProposal(tx: Tx, seen: CardSeen): Promise<{ id: string; document: string; proposed_by: string }> {
  const row = await tx.selectFrom('identity_proposal').select(['id', 'document', 'proposed_by']).where('tenant', '=', seen.tenant).where('person', '=', seen.person)
    .where('decided', 'is', null).forUpdate().executeTakeFirst()
  if (!row) throw new Problem(409, 'no-proposal', REFUSED.noProposal)
  return row
}

/** How many cards this member of staff saw first that wait for a second person, by programme. */
export async function checksBegunBy(db: Db, staff: string): Promise<{ tenant: string; n: number }[]> {
  return db.selectFrom('identity_proposal').select(['tenant', sql<number>`count(*)::int`.as('n')]).where('proposed_by', '=', staff).where('decided', 'is', null).groupBy('tenant').execute()
}

/** Checks that wait for a second person in a programme, oldest first; with a question that gives agents: of those. */
export async function waitingChecks(db: Db, tenant: string, among: RawBuilder<unknown> | null, limit: number): Promise<{ agent: string; proposedBy: string; at: Date }[]> {
  const { rows } = await sql<{ agent: string; proposedBy: string; at: Date }>`select a.agent, p.proposed_by as "proposedBy", p.at
    from identity_proposal p join agent a on a.tenant = p.tenant and a.person = p.person
    where p.tenant = ${tenant} and p.decided is null ${among === null ? sql`` : sql`and a.agent::text in (${among})`} order by p.at, p.id limit ${limit}`.execute(db)
  return rows
}
