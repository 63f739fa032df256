import { fill, type Text } from '../text.ts'
import { FAULT } from './fault-words.ts'

/** Names of problems in the specifications: VC Data Model 2.0 (7.2), Data Integrity 1.0 (4.7) and Bitstring Status List 1.0 (3.5). */
const MODEL = 'https://www.w3.org/TR/vc-data-model#'
const SECURITY = 'https://w3id.org/security#'
const STATUS = 'https://www.w3.org/ns/credentials/status-list#'
export const PROBLEM = {
  parsing: `${MODEL}PARSING_ERROR`,
  cryptographic: `${MODEL}CRYPTOGRAPHIC_SECURITY_ERROR`,
  malformed: `${MODEL}MALFORMED_VALUE_ERROR`,
  range: `${MODEL}RANGE_ERROR`,
  proof: `${SECURITY}PROOF_VERIFICATION_ERROR`,
  transformation: `${SECURITY}PROOF_TRANSFORMATION_ERROR`,
  domain: `${SECURITY}INVALID_DOMAIN_ERROR`,
  challenge: `${SECURITY}INVALID_CHALLENGE_ERROR`,
  method: `${SECURITY}INVALID_VERIFICATION_METHOD`,
  relationship: `${SECURITY}INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD`,
  statusRetrieval: `${STATUS}STATUS_RETRIEVAL_ERROR`,
  statusVerification: `${STATUS}STATUS_VERIFICATION_ERROR`,
  statusLength: `${STATUS}STATUS_LIST_LENGTH_ERROR`,
  // No specification names these: it is refused by its issuer, or nobody can say at this moment.
  revoked: `${STATUS}REVOKED`,
  unavailable: 'about:blank',
} as const
export type ProblemType = (typeof PROBLEM)[keyof typeof PROBLEM]

/** What is wrong with a credential: by its name in the specifications, where, and in words. */
export interface Fault {
  readonly type: ProblemType
  /** Path from the root of what was given, such as `credentialSubject[1]`; empty for the whole. */
  readonly where: string
  readonly sentence: Text
}

export type FaultName = keyof typeof FAULT

/** A fault with the sentence of this name; `where` stands in it, shortened: a stranger wrote it. */
export function fault(type: ProblemType, name: FaultName, where = ''): Fault {
  return { type, where, sentence: fill(FAULT[name], { where: where.slice(0, 120) }) }
}

export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export interface JsonObject { readonly [key: string]: Json | undefined }

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** JSON-LD writes one value bare and several as an array: always an array; empty when absent. */
export function several(value: Json | undefined): readonly Json[] {
  if (value === undefined) return []
  return Array.isArray(value) ? value as readonly Json[] : [value]
}

/** An absolute URL of any scheme (https, did, urn): what the Data Model asks of every identifier. */
export function isUrl(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 2000 && /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i.test(value) && URL.canParse(value)
}
