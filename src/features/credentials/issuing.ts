import type { House } from '../../feature.ts'
import { Problem } from '../../lib/problem.ts'
import { append } from '../../record/append.ts'
import { currentDocumentOf, identityOf } from '../people/index.ts'
import { personNow } from '../programmes/index.ts'
import { approvedRow, owed } from './certification.ts'
import { papersOf, type CredentialRow } from './credentials.ts'
import { stateOf } from './credential-state.ts'
import { drawCredential } from './draw.ts'
import { issue, supersede } from './issue.ts'
import { presentIssuer } from './issuer-keys.ts'
import { documentChanged, mayIssue, nameNow, writeCorrected, writePapers } from './papers.ts'
import { personScopes } from './scopes.ts'
import { REFUSAL } from './words.ts'

/**
 * The credential of one approval, exactly once: row, papers, note and statement in one transaction under the person's lock, so a
 * server that dies, a job that runs twice and two servers at once all end in one. A refusal (a conflict opened meanwhile, no
 * https) leaves the approval standing for the next look.
 */
export async function issueApproved(house: House, tenant: string, approval: string): Promise<'issued' | 'nothing-to-do' | 'not-now'> {
  const row = await approvedRow(house.db, tenant, approval)
  if (!row) return 'nothing-to-do'
  try {
    await append(house, { scopes: await personScopes(house.db, tenant, row.agent) }, async (tx) => {
      const now = await personNow(tx, tenant, row.agent)
      const made = await drawCredential(tx, presentIssuer(house).did)
      const certification = await approvedRow(tx, tenant, approval)
      const drafts = issue({ certification, evaluation: now.evaluation, mayIssue: mayIssue(house, tenant) }, approval, made, house.clock())
      await writePapers(house, tx, { ...row, approval, edition: 1 }, made, now)
      return drafts
    })
    return 'issued'
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return error.code === 'not-approved' ? 'nothing-to-do' : 'not-now'
  }
}

/** Every approval that still has no credential: what a lost queue, or a refusal that is over, left behind. Those that go on waiting hold nobody up. */
export async function issueOwed(house: House, most = 500): Promise<void> {
  for (let last = '00000000-0000-0000-0000-000000000000', full = true; full;) {
    const some = await owed(house.db, last, most)
    for (const { tenant, approval } of some) await issueApproved(house, tenant, approval)
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
