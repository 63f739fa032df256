import { statusFaults } from './bitstring.ts'
import { canonicalElsewhere, CanonicalError } from './canonical.ts'
import { NO_STATUS, OUTSIDE } from './check-words.ts'
import { fault, isObject, PROBLEM, several, type Fault, type Json, type JsonObject } from './faults.ts'
import type { Fetcher } from './fetcher.ts'
import { instantOf } from './instant.ts'
import { credentialFaults, issuerOf, presentationFaults } from './model.ts'
import { canonicalFault, checkProofs, type ProofAsk, type ProofFound } from './proof.ts'
import { isModestObject } from './read-json.ts'
import type { Text } from '../text.ts'

export type OutsideCheckName = keyof typeof OUTSIDE
/** `skipped`: an earlier check failed, or there is nothing to check. */
export interface OutsideCheck {
  readonly name: OutsideCheckName
  readonly outcome: 'passed' | 'failed' | 'skipped'
  readonly sentence: Text
}

export interface OutsideVerdict {
  readonly checks: readonly OutsideCheck[]
  /** None failed, and who signed is who issues. */
  readonly valid: boolean
  /** What failed, by the names of the specifications. */
  readonly faults: readonly Fault[]
}

export interface OutsideAsk {
  readonly now: Date
  readonly fetcher: Fetcher
}

/** Clocks of other servers may be this far ahead. */
const SKEW_MS = 5 * 60_000
const MOST_INNER = 20

/**
 * Any W3C Verifiable Credential 2.0 with Data Integrity, of any issuer with did:key or did:web: the checks of the Data Model, its
 * vocabulary, who signed, the signature, dates, and the state in its issuer's list. Never throws because of what it is given; what it
 * costs is bounded.
 */
export function verifyOutside(given: unknown, ask: OutsideAsk): Promise<OutsideVerdict> {
  return checked(given, ask, true)
}

/** `withStatus`: a status list's own status is not asked for, or lists could lead in a circle. */
async function checked(given: unknown, ask: OutsideAsk, withStatus: boolean): Promise<OutsideVerdict> {
  if (!isModestObject(given)) return onlyShape(fault(PROBLEM.parsing, 'notJson'))
  const shape = credentialFaults(given)
  if (shape.length > 0) return onlyShape(...shape)
  const context = await contextFault(given)
  const proofs = context ? [] : await checkProofs(given, { purpose: 'assertionMethod', now: ask.now, skewMs: SKEW_MS }, ask.fetcher)
  const signed = signedBy(proofs, issuerOf(given), 'methodForeign')
  const dates = dateFaults(given, ask.now)
  // A list is asked for only when its issuer wrote the address: nobody sends this server anywhere by an unsigned file.
  const good = !context && signed.proof.length === 0 && signed.owner.length === 0
  const entries = withStatus ? several(given.credentialStatus) : []
  const status = good && entries.length > 0 ? await statusFaults(entries, ask.fetcher, (list) => listFaults(list, given, ask)) : []
  return verdict([
    ['shape', []], ['context', context ? [context] : []], ['issuer', context ? null : signed.owner], ['proof', context ? null : signed.proof],
    ['dates', dates], ['status', good && entries.length > 0 ? status : null],
  ], entries.length === 0 ? { status: NO_STATUS } : {})
}

/** The same for a Verifiable Presentation and everything in it. `inner` says how each of its credentials stands. */
export async function verifyPresentation(
  given: unknown, ask: OutsideAsk & Pick<ProofAsk, 'challenge' | 'domain'>, inner: (credential: Json) => Promise<Pick<OutsideVerdict, 'valid'>>,
): Promise<OutsideVerdict> {
  if (!isModestObject(given)) return onlyShape(fault(PROBLEM.parsing, 'notJson'))
  const credentials = several(given.verifiableCredential)
  const shape = [...presentationFaults(given), ...(credentials.length > MOST_INNER ? [fault(PROBLEM.malformed, 'tooMany', 'verifiableCredential')] : [])]
  if (shape.length > 0) return onlyShape(...shape)
  const context = await contextFault(given)
  const { challenge, domain } = ask
  const proofs = context ? [] : await checkProofs(given, { purpose: 'authentication', now: ask.now, skewMs: SKEW_MS, challenge, domain }, ask.fetcher)
  const holder = isObject(given.holder) ? given.holder.id : given.holder
  const signed = signedBy(proofs, typeof holder === 'string' ? holder : null, 'holderForeign')
  const good = !context && signed.proof.length === 0
  const bad: Fault[] = []
  if (good) for (const [i, credential] of credentials.entries()) if (!(await inner(credential)).valid) bad.push(fault(PROBLEM.cryptographic, 'inner', `verifiableCredential[${i}]`))
  return verdict([
    ['shape', []], ['context', context ? [context] : []], ['holder', context ? null : signed.owner], ['proof', context ? null : signed.proof], ['credentials', good ? bad : null],
  ])
}

/** What JSON-LD says of it, proofs included: an unknown vocabulary, a word that nobody defines, a word that is defined twice. */
async function contextFault(given: JsonObject): Promise<Fault | null> {
  try {
    await canonicalElsewhere([given])
    return null
  } catch (error) {
    if (!(error instanceof CanonicalError)) throw error
    return canonicalFault(error)
  }
}

/**
 * The proofs of a set together: one by the owner that holds is needed, and none that we know may fail. What is signed in a way that
 * we do not check stands for nothing. With no owner named (a presentation without holder) whoever signed will do.
 */
function signedBy(proofs: readonly ProofFound[], owner: string | null, foreign: 'methodForeign' | 'holderForeign'): { owner: readonly Fault[]; proof: readonly Fault[] } {
  const known = proofs.filter((p) => p.known)
  const all = (known.length > 0 ? known : proofs).flatMap((p) => p.faults)
  const ofMethod = (f: Fault): boolean => f.type === PROBLEM.method || f.type === PROBLEM.relationship
  const proof = all.filter((f) => !ofMethod(f))
  const methods = all.filter(ofMethod)
  if (methods.length > 0 || known.length === 0) return { owner: methods, proof }
  const own = owner === null || known.some((p) => p.controller === owner)
  return { owner: own || known.every((p) => p.controller === null) ? [] : [fault(PROBLEM.method, foreign)], proof }
}

function dateFaults(given: JsonObject, now: Date): Fault[] {
  const [from, until] = [instantOf(given.validFrom), instantOf(given.validUntil)]
  if (from !== null && from > now.getTime() + SKEW_MS) return [fault(PROBLEM.range, 'early', 'validFrom')]
  return until !== null && until < now.getTime() ? [fault(PROBLEM.range, 'expired', 'validUntil')] : []
}

/** A status list is a credential of the same issuer. */
async function listFaults(list: JsonObject, of: JsonObject, ask: OutsideAsk): Promise<readonly Fault[]> {
  if (issuerOf(list) !== issuerOf(of)) return [fault(PROBLEM.statusVerification, 'statusListIssuer')]
  return (await checked(list, ask, false)).faults
}

function onlyShape(...faults: Fault[]): OutsideVerdict {
  return verdict([['shape', faults], ['context', null], ['issuer', null], ['proof', null], ['dates', null], ['status', null]])
}

/** `null`: not reached. */
type Found = readonly [name: OutsideCheckName, faults: readonly Fault[] | null]

function verdict(found: readonly Found[], skipped: { readonly [name in OutsideCheckName]?: Text } = {}): OutsideVerdict {
  const checks = found.map(([name, faults]): OutsideCheck => {
    if (faults === null) return { name, outcome: 'skipped', sentence: skipped[name] ?? OUTSIDE[name].skipped }
    const [first] = faults
    return first ? { name, outcome: 'failed', sentence: first.sentence } : { name, outcome: 'passed', sentence: OUTSIDE[name].passed }
  })
  const faults = found.flatMap(([, some]) => some ?? [])
  return { checks, valid: faults.length === 0, faults }
}
