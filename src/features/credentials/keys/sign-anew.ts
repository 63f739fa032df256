import { sql } from 'kysely'
import type { House } from '../../../feature.ts'
import type { Tx } from '../../../lib/database.ts'
import { fill } from '../../../lib/text.ts'
import { limaDay, tell } from '../../people/index.ts'
import { shortAchievement, type Credential } from '../achievement.ts'
import { compactUrl } from '../compact-sign.ts'
import { replacePapers, papersOf, type CredentialRow, type Papers } from '../credentials.ts'
import { stateOf } from '../credential-state.ts'
import { knownIssuers, presentIssuer, rememberIssuer } from '../issuer-keys.ts'
import type { PublicIssuer } from '../issuer.ts'
import { signed } from '../signed.ts'
import { toldBy } from '../told.ts'
import { NOTE } from '../words.ts'

export const SIGN_ANEW_JOB = 'sign-anew'
/** Certificates in one run of the job; then it stands in line again, so that other work has its turn. */
const AT_ONCE = 500
/** What stands in key_id when nobody can read the papers any more, because the person's data were erased. */
const UNREADABLE = ''

/**
 * Gives the next certificates whose key is distrusted new papers: the same id, serial, state and words, a new proof and a new QR, and a note to
 * whom it belongs. Dies the server, the next run goes on with who is left; rows from before keys were written down are looked at on the way.
 */
export async function signAnew(house: House): Promise<void> {
  const issuers = await knownIssuers(house, house.db)
  const stolen = [...new Set(issuers.filter((i) => i.stolenSince).map((i) => i.keyId))]
  if (stolen.length === 0) return
  for (let n = 0; n < AT_ONCE; n++) {
    const row = await house.db.selectFrom('credential').select('credential').where((eb) => eb.or([eb('key_id', '=', sql<string>`any(${stolen}::text[])`), eb('key_id', 'is', null)])).limit(1).executeTakeFirst()
    if (!row) return
    await house.db.transaction().execute((tx) => signOne(house, tx, row.credential, issuers))
  }
  await house.db.transaction().execute((tx) => house.enqueue(tx, SIGN_ANEW_JOB, {}, { key: SIGN_ANEW_JOB }))
}

/** Work that a lost queue left behind, or a process that still had the old key, stands in line again. */
export async function resumeSigning(house: House): Promise<void> {
  const { rows: [left] } = await sql<{ there: boolean }>`select exists (select from issuer_key where stolen_since is not null)
    and exists (select from credential where key_id is null or key_id in (select key_id from issuer_key where stolen_since is not null)) as there`.execute(house.db)
  if (left?.there) await house.db.transaction().execute((tx) => house.enqueue(tx, SIGN_ANEW_JOB, {}, { key: SIGN_ANEW_JOB }))
}

async function signOne(house: House, tx: Tx, id: string, issuers: readonly PublicIssuer[]): Promise<void> {
  // Two processes at one certificate: the second waits here and finds it done.
  const row = await tx.selectFrom('credential').select(['credential', 'tenant', 'person', 'kind', 'serial', 'status_index', 'key_id']).where('credential', '=', id).forUpdate().executeTakeFirst()
  if (!row || (row.key_id !== null && !issuers.some((i) => i.keyId === row.key_id && i.stolenSince))) return
  const papers = await papersOf(house, tx, id)
  const by = papers && signerOf(papers.credential, issuers)
  if (!papers || (by && !by.stolenSince)) {
    await tx.updateTable('credential').set({ key_id: by ? by.keyId : UNREADABLE }).where('credential', '=', id).execute()
    return
  }
  const issuer = presentIssuer(house)
  const at = house.clock()
  await rememberIssuer(tx, issuer, at)
  await replacePapers(house, tx, row, await anew(house, row, papers, at), issuer.keyId)
  const state = (await stateOf(tx, id))?.state
  // Whose certificate is out of force need not fetch it.
  if (state !== 'valid' && state !== 'suspended') return
  await tell(tx, { person: row.person, tenant: row.tenant, note: fill(NOTE.signedAnew, { what: toldBy(papers.credential).achievement }), link: `/me/certificates/${id}`, at })
}

/** Under did:key the name goes with the key; under did:web nothing but the proof is new. */
async function anew(house: House, row: Pick<CredentialRow, 'serial' | 'status_index' | 'tenant' | 'kind'>, papers: Papers, at: Date): Promise<Papers> {
  const issuer = presentIssuer(house)
  const { proof: _proof, ...unsigned } = papers.credential
  const told = toldBy(papers.credential)
  const credential = await signed({ ...unsigned, issuer: { ...unsigned.issuer, id: issuer.did } }, issuer.signer, at)
  const qr = compactUrl(issuer, {
    publicUrl: house.config.publicUrl, serial: row.serial, name: told.name, achievement: shortAchievement({ kind: row.kind, trial: told.trial, tenant: row.tenant }),
    date: limaDay(told.at), statusIndex: row.status_index,
  })
  return { ...papers, credential, qr }
}

/** Who signed these papers; undefined for a key that no row remembers, which is then signed anew as well. */
function signerOf({ issuer, proof }: Credential, issuers: readonly PublicIssuer[]): PublicIssuer | undefined {
  const key = proof[0].verificationMethod.split('#').at(-1)
  return issuers.find((i) => i.did === issuer.id && (i.ed25519 === key || i.ecdsa === key))
}
