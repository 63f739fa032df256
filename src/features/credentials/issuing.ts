import type { House } from '../../feature.ts'
import type { Tx } from '../../lib/database.ts'
import { Problem } from '../../lib/problem.ts'
import { append } from '../../record/append.ts'
import type { Draft } from '../../record/statement.ts'
import { currentDocumentOf, identityOf } from '../people/index.ts'
import { personNow } from '../programmes/index.ts'
import { approvedRow, owed, type Certification } from './certification.ts'
import { papersOf, type CredentialRow } from './credentials.ts'
import { stateOf } from './credential-state.ts'
import { drawCredential } from './draw.ts'
import { issue, supersede } from './issue.ts'
import { presentIssuer } from './issuer-keys.ts'
import { documentChanged, mayIssue, nameNow, writeCorrected, writePapers } from './papers.ts'
import { personScopes } from './scopes.ts'
import { REFUSAL } from './words.ts'

/** Persons in one transaction: what a commit, a position and the projections cost is shared by so many; each is locked until all are done. */
const TOGETHER = 20

export type Issued = 'issued' | 'nothing-to-do' | 'not-now'

/**
 * The credential of one approval, exactly once: row, papers, note and statement in one transaction under the person's lock, so a
 * server that dies, a job that runs twice and two servers at once all end in one. A refusal (a conflict opened meanwhile, no
 * https) leaves the approval standing for the next look.
 */
export async function issueApproved(house: House, tenant: string, approval: string): Promise<Issued> {
  return (await issueTogether(house, tenant, [approval])).get(approval) ?? 'nothing-to-do'
}

/** The same for many, in transactions of TOGETHER persons. One whose papers cannot be written holds nobody else up: her error is thrown when all others are done. */
export async function issueMany(house: House, tenant: string, approvals: readonly string[]): Promise<void> {
  const failed: unknown[] = []
  for (let n = 0; n < approvals.length; n += TOGETHER) {
    const some = approvals.slice(n, n + TOGETHER)
    try {
      await issueTogether(house, tenant, some)
    } catch {
      // Together they were all undone; alone each stands or falls for herself.
      for (const approval of some) await issueApproved(house, tenant, approval).catch((error: unknown) => failed.push(error))
    }
  }
  if (failed.length > 0) throw failed[0]
}

async function issueTogether(house: House, tenant: string, approvals: readonly string[]): Promise<Map<string, Issued>> {
  const outcomes = new Map<string, Issued>()
  const rows: Certification[] = []
  for (const approval of approvals) {
    const row = await approvedRow(house.db, tenant, approval)
    if (row) rows.push(row)
  }
  if (rows.length === 0) return outcomes
  const scopes = new Set<string>()
  for (const row of rows) for (const scope of await personScopes(house.db, tenant, row.agent)) scopes.add(scope)
  await append(house, { scopes: [...scopes] }, async (tx) => {
    const drafts: Draft[] = []
    for (const row of rows) {
      const made = await issueOne(house, tx, row)
      outcomes.set(row.approval ?? '', Array.isArray(made) ? 'issued' : made)
      if (Array.isArray(made)) drafts.push(...made)
    }
    return drafts
  })
  return outcomes
}

/** Every refusal comes before the first row is written. */
async function issueOne(house: House, tx: Tx, { tenant, agent, approval }: Certification): Promise<Draft[] | Exclude<Issued, 'issued'>> {
  if (approval === null) return 'nothing-to-do'
  try {
    const now = await personNow(tx, tenant, agent)
    const made = await drawCredential(tx, presentIssuer(house).did)
    const row = await approvedRow(tx, tenant, approval)
    const drafts = issue({ certification: row, evaluation: now.evaluation, mayIssue: mayIssue(house, tenant) }, approval, made, house.clock())
    if (row) await writePapers(house, tx, { ...row, approval, edition: 1 }, made, now)
    return drafts
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return error.code === 'not-approved' ? 'nothing-to-do' : 'not-now'
  }
}

/** Every approval that still has no credential: what a lost queue, or a refusal that is over, left behind. Those that go on waiting hold nobody up. */
export async function issueOwed(house: House, most = 500): Promise<void> {
  for (let last = '00000000-0000-0000-0000-000000000000', full = true; full;) {
    const some = await owed(house.db, last, most)
    for (const tenant of new Set(some.map((one) => one.tenant))) await issueMany(house, tenant, some.filter((one) => one.tenant === tenant).map((one) => one.approval))
    last = some.at(-1)?.approval ?? last
    full = some.length === most
  }
}

/** A certificate under the person's corrected name, or with her new document, takes the place of the old one. Returns the new one's uuid. */
export async function supersedeCredential(house: House, old: CredentialRow, by: string): Promise<string> {
  let fresh = ''
  await append(house, { scopes: await personScopes(house.db, old.tenant, old.agent) }, async (tx) => {
    const row = await stateOf(tx, old.credential)
    const papers = await papersOf(house, tx, old.credential)
    if (!row || !papers) throw new Problem(404, 'unknown-credential', REFUSAL.unknownCredential)
    const made = await drawCredential(tx, presentIssuer(house).did)
    fresh = made.credential
    const drafts = supersede({
      row, approval: old.approval, mayIssue: mayIssue(house, old.tenant),
      nameBefore: papers.credential.credentialSubject.identifier[0].identityHash, nameNow: await nameNow(house, tx, old.person),
      documentChanged: documentChanged(papers, await currentDocumentOf(house, tx, old.person)),
      inConflict: (await identityOf(tx, old.tenant, old.agent)).openConflicts.length > 0,
    }, by, made, house.clock())
    await writeCorrected(house, tx, old, papers, made)
    return drafts
  })
  return fresh
}
