import type { House } from '../../feature.ts'
import type { Tx } from '../../lib/database.ts'
import { Problem } from '../../lib/problem.ts'
import { fill } from '../../lib/text.ts'
import { currentDocumentOf, limaDay, namesOf, personOf, tell } from '../people/index.ts'
import { judgedBy, programmeOf, type PersonNow, type Programme } from '../programmes/index.ts'
import { achievementName, corrected, credentialOf, shortAchievement, type UnsignedCredential } from './achievement.ts'
import { compactUrl } from './compact-sign.ts'
import { competenciesOf } from './competencies.ts'
import { storeCredential, type CredentialRow, type Papers } from './credentials.ts'
import { evidenceOf, provenOf } from './evidence.ts'
import type { Made } from './issue.ts'
import { presentIssuer, rememberIssuer } from './issuer-keys.ts'
import { ruleNarrative } from './rule-narrative.ts'
import { signed } from './signed.ts'
import { NOTE, REFUSAL } from './words.ts'

/** What hangs on an approval, before there is a credential. */
export type Basis = Pick<CredentialRow, 'tenant' | 'agent' | 'enrolment' | 'kind' | 'approval' | 'edition'>

/** PUBLIC_URL is https, or the programme is a trial: a certificate whose QR leads nowhere is worse than none. */
export function mayIssue(house: Pick<House, 'config' | 'content'>, tenant: string): boolean {
  return house.config.publicUrl.startsWith('https:') || programmeOf(house, tenant)?.trial === true
}

/** Signs, stores sealed and tells the person, with the caller's transaction. */
export async function writePapers(house: House, tx: Tx, basis: Basis, made: Made, now: PersonNow): Promise<void> {
  const programme = programmeOf(house, basis.tenant)
  const person = await personOf(tx, basis.tenant, basis.agent)
  const judged = judgedBy(now)
  if (!programme || !person || !judged) throw new Problem(409, 'no-rule', REFUSAL.noRule)
  const issuer = presentIssuer(house)
  const unsigned = credentialOf({
    ...made, ...provenOf(now, basis.kind), publicUrl: house.config.publicUrl, issuer: issuer.did, tenant: basis.tenant, programme: programme.title.es,
    trial: programme.trial, kind: basis.kind, name: await nameNow(house, tx, person), at: house.clock(),
    rule: { version: judged.rule.version, hash: judged.hash, narrative: ruleNarrative(judged.rule, basis.kind) },
    competencies: competenciesOf(house, programme.courses), evidence: evidenceOf(now, basis.kind),
  })
  await keep(house, tx, { ...basis, person }, made, programme, unsigned, NOTE.issued)
}

/** The same papers under the name and with the document of today. */
export async function writeCorrected(house: House, tx: Tx, old: CredentialRow, papers: Papers, made: Made): Promise<void> {
  const programme = programmeOf(house, old.tenant)
  if (!programme) throw new Problem(409, 'no-rule', REFUSAL.noRule)
  const unsigned = corrected(papers.credential, {
    ...made, publicUrl: house.config.publicUrl, issuer: presentIssuer(house).did, name: await nameNow(house, tx, old.person), at: house.clock(),
  })
  const renamed = papers.credential.credentialSubject.identifier[0].identityHash !== unsigned.credentialSubject.identifier[0].identityHash
  await keep(house, tx, { ...old, edition: old.edition + 1 }, made, programme, unsigned, renamed ? NOTE.superseded : NOTE.reissued)
}

/** Whether a paper shows another document than the one that stands for her now; papers from before there was one on them show none. */
export function documentChanged(papers: Papers, now: Papers['document']): boolean {
  return Boolean(papers.document && now) && (papers.document?.type !== now?.type || papers.document?.lastThree !== now?.lastThree)
}

async function keep(
  house: House, tx: Tx, basis: Basis & { person: string }, made: Made, programme: Programme, unsigned: UnsignedCredential, note: typeof NOTE.issued | typeof NOTE.superseded | typeof NOTE.reissued,
): Promise<void> {
  const issuer = presentIssuer(house)
  const at = house.clock()
  const { tenant, person, kind } = basis
  const about = { tenant, kind, trial: programme.trial, programme: programme.title.es }
  await rememberIssuer(tx, issuer, at)
  const credential = await signed(unsigned, issuer.signer, at)
  const qr = compactUrl(issuer, {
    publicUrl: house.config.publicUrl, serial: made.serial, name: unsigned.credentialSubject.identifier[0].identityHash,
    achievement: shortAchievement(about), date: limaDay(at), statusIndex: made.statusIndex,
  })
  const row: CredentialRow = {
    credential: made.credential, serial: made.serial, status_index: made.statusIndex, issued: at, person, tenant, kind,
    agent: basis.agent, enrolment: basis.enrolment, approval: basis.approval, edition: basis.edition,
  }
  await storeCredential(house, tx, row, { credential, qr, document: await currentDocumentOf(house, tx, person) }, issuer.keyId)
  await tell(tx, { person, tenant, note: fill(note, { what: achievementName(about) }), link: `/me/certificates/${made.credential}`, at })
}

/** The person's name as her data say it now; 409 when they were erased. */
export async function nameNow(house: House, tx: Tx, person: string): Promise<string> {
  const name = (await namesOf({ ...house, db: tx }, [person])).get(person)
  if (!name) throw new Problem(409, 'erased', REFUSAL.erased)
  return name
}
