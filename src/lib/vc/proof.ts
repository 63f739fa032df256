import { createHash, verify } from 'node:crypto'
import canonicalize from 'canonicalize'
import { canonicalElsewhere, CanonicalError } from './canonical.ts'
import { isMethod, methodOf, type Method, type Purpose } from './did.ts'
import { fault, isObject, isUrl, PROBLEM, several, type Fault, type Json, type JsonObject } from './faults.ts'
import type { Fetcher } from './fetcher.ts'
import { instantOf } from './instant.ts'
import { bytesOfMultibase, type KeyKind } from './multibase.ts'

/** The suites that are checked, and of which keys their signatures are (W3C VC-DI-EDDSA 1.0, VC-DI-ECDSA 1.0). */
const SUITES: Readonly<Record<string, { readonly form: 'rdfc' | 'jcs'; readonly kinds: readonly KeyKind[] }>> = {
  'eddsa-rdfc-2022': { form: 'rdfc', kinds: ['ed25519'] },
  'ecdsa-rdfc-2019': { form: 'rdfc', kinds: ['p256', 'p384'] },
  'eddsa-jcs-2022': { form: 'jcs', kinds: ['ed25519'] },
  'ecdsa-jcs-2019': { form: 'jcs', kinds: ['p256', 'p384'] },
}
const SIGNATURE_BYTES: Readonly<Record<KeyKind, number>> = { ed25519: 64, p256: 64, p384: 96 }
const MOST_PROOFS = 6

export interface ProofAsk {
  readonly purpose: Purpose
  readonly now: Date
  /** Clocks of others may be this far ahead, in ms. */
  readonly skewMs: number
  readonly challenge?: string | undefined
  readonly domain?: string | undefined
}

/** What one proof says: who signed, or what is wrong. */
export interface ProofFound {
  readonly faults: readonly Fault[]
  /** Whose key it is: the controller of the method; null when it could not be found. */
  readonly controller: string | null
  /** Only these are of a kind that we check; with another one beside, the others are left to those who know them. */
  readonly known: boolean
}

/** Each proof of a document, checked by itself. The document has passed the checks of the Data Model. */
export async function checkProofs(document: JsonObject, ask: ProofAsk, fetcher: Fetcher): Promise<ProofFound[]> {
  const proofs = several(document.proof)
  if (proofs.length === 0) return [wrong(fault(PROBLEM.cryptographic, 'proofMissing'))]
  if (proofs.length > MOST_PROOFS) return [wrong(fault(PROBLEM.malformed, 'tooMany', 'proof'))]
  const found: ProofFound[] = []
  for (const [i, proof] of proofs.entries()) found.push(await checkProof(document, proof, proofs.length > 1 ? `proof[${i}]` : 'proof', ask, fetcher))
  return found
}

async function checkProof(document: JsonObject, proof: Json, where: string, ask: ProofAsk, fetcher: Fetcher): Promise<ProofFound> {
  if (!isObject(proof)) return wrong(fault(PROBLEM.malformed, 'mustBeObject', where))
  const suite = proof.type === 'DataIntegrityProof' && typeof proof.cryptosuite === 'string' ? SUITES[proof.cryptosuite] : undefined
  if (!suite) return { ...wrong(fault(PROBLEM.proof, 'suiteUnknown', where)), known: false }
  const faults = optionFaults(proof, where, ask)
  if (faults.length > 0) return { faults, controller: null, known: true }
  // optionFaults saw both.
  const method = await methodOf(proof.verificationMethod as string, ask.purpose, fetcher)
  if (!isMethod(method)) return wrong(method)
  const { controller } = method
  if (!suite.kinds.includes(method.kind)) return { ...wrong(fault(PROBLEM.method, 'suiteUnknown', where)), controller }
  try {
    const data = await signedBytes(document, proof, suite.form, method.kind === 'p384' ? 'sha384' : 'sha256')
    const holds = data !== null && holdsOver(data, bytesOfMultibase(proof.proofValue as string), method)
    return holds ? { faults: [], controller, known: true } : { ...wrong(fault(PROBLEM.proof, 'proofWrong', where)), controller }
  } catch (error) {
    if (!(error instanceof CanonicalError)) throw error
    return { ...wrong(canonicalFault(error)), controller }
  }
}

/** A document that cannot be canonicalised, in words. */
export function canonicalFault(error: CanonicalError): Fault {
  if (error.reason === 'busy') return fault(PROBLEM.unavailable, 'busy')
  if (error.reason === 'too-costly' || /exceeded|too large/.test(error.message)) return fault(PROBLEM.transformation, 'tooCostly')
  return fault(PROBLEM.transformation, error.message.includes('unknown context') ? 'contextUnknown' : 'termUnknown')
}

function wrong(...faults: Fault[]): ProofFound {
  return { faults, controller: null, known: true }
}

function optionFaults(proof: JsonObject, where: string, { purpose, now, skewMs, challenge, domain }: ProofAsk): Fault[] {
  const malformed = (name: string): Fault => fault(PROBLEM.proof, 'proofMalformed', `${where}.${name}`)
  const faults: Fault[] = []
  for (const name of ['created', 'expires'] as const) if (proof[name] !== undefined && instantOf(proof[name]) === null) faults.push(malformed(name))
  if (proof.id !== undefined && !isUrl(proof.id)) faults.push(malformed('id'))
  if (!isUrl(proof.verificationMethod)) faults.push(malformed('verificationMethod'))
  if (typeof proof.proofValue !== 'string' || !bytesOfMultibase(proof.proofValue)) faults.push(malformed('proofValue'))
  if (typeof proof.proofPurpose !== 'string') faults.push(malformed('proofPurpose'))
  else if (proof.proofPurpose !== purpose) faults.push(fault(PROBLEM.proof, 'purposeWrong', where))
  const expires = instantOf(proof.expires)
  if (expires !== null && expires < now.getTime()) faults.push(fault(PROBLEM.proof, 'proofExpired', where))
  const created = instantOf(proof.created)
  if (created !== null && created > now.getTime() + skewMs) faults.push(fault(PROBLEM.proof, 'proofEarly', where))
  if (challenge !== undefined && proof.challenge !== challenge) faults.push(fault(PROBLEM.challenge, 'challengeWrong', where))
  if (domain !== undefined && !several(proof.domain).includes(domain)) faults.push(fault(PROBLEM.domain, 'domainWrong', where))
  return faults
}

/** Hash of the proof's options, then hash of the document: what is signed. Null when the proof names others that are not there. */
async function signedBytes(document: JsonObject, proof: JsonObject, form: 'rdfc' | 'jcs', hash: 'sha256' | 'sha384'): Promise<Buffer | null> {
  const { proofValue: _value, ...options } = proof
  const before = previous(document, proof)
  if (before === null) return null
  const { proof: _all, ...bare } = document
  const body: JsonObject = before.length > 0 ? { ...bare, proof: before } : bare
  const texts = form === 'jcs' ? jcsTexts(body, options) : await canonicalElsewhere([{ ...options, '@context': document['@context'] }, body])
  return texts && Buffer.concat(texts.map((text) => createHash(hash).update(text).digest()))
}

/** A chained proof signs those that it follows too (Data Integrity 1.0, 4.5). */
function previous(document: JsonObject, proof: JsonObject): Json[] | null {
  const ids = several(proof.previousProof)
  const found = ids.map((id) => several(document.proof).find((p) => isObject(p) && p !== proof && p.id === id))
  return found.some((p) => p === undefined) ? null : found.filter((p): p is Json => p !== undefined)
}

/** A JCS proof carries its context, which must be the beginning of the document's (VC-DI-EDDSA 3.3.2). */
function jcsTexts(body: JsonObject, options: JsonObject): string[] | null {
  const [whole, own] = [several(body['@context']), several(options['@context'])]
  if (options['@context'] !== undefined && own.some((context, i) => canonicalize(context) !== canonicalize(whole[i]))) return null
  const document = options['@context'] === undefined ? body : { ...body, '@context': options['@context'] }
  return [canonicalize(options) ?? '', canonicalize(document) ?? '']
}

function holdsOver(data: Buffer, signature: Uint8Array | null, { key, kind }: Method): boolean {
  if (signature?.length !== SIGNATURE_BYTES[kind]) return false
  return kind === 'ed25519' ? verify(null, data, key, signature) : verify(kind === 'p384' ? 'sha384' : 'sha256', data, { key, dsaEncoding: 'ieee-p1363' }, signature)
}
