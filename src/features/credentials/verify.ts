import type { Text } from '../../lib/text.ts'
import { Credential } from './achievement.ts'
import { CREDENTIALS_V2, OPEN_BADGES_3 } from '../../lib/vc/contexts.ts'
import { proofHolds } from '../../lib/vc/data-integrity.ts'
import { keyFor, methodOf, type PublicIssuer } from './issuer.ts'
import { fromMultikey } from '../../lib/vc/multibase.ts'
import { KEY_OF } from '../../lib/vc/suites.ts'
import { CHECK } from './verify-words.ts'

export const CHECKS = ['shape', 'context', 'issuer', 'proof', 'dates', 'status'] as const
export type CheckName = (typeof CHECKS)[number]
/** `skipped`: an earlier check failed, so this one has nothing to say. */
export type Outcome = 'passed' | 'failed' | 'skipped'

export interface Check {
  readonly name: CheckName
  readonly outcome: Outcome
  readonly sentence: Text
}

export type State = 'valid' | 'suspended' | 'revoked' | 'superseded'

export interface Register {
  readonly now: Date
  /** Every issuer key this installation ever signed with. */
  readonly issuers: () => Promise<readonly PublicIssuer[]>
  /** Whether our register keeps exactly this credential, its proof (and under did:key its issuer) aside. */
  readonly keeps: (credential: Credential) => Promise<boolean>
  /** The present state of a credential of ours by its uuid, with the status index it was given; null when we issued none. */
  readonly stateOf: (credential: string) => Promise<{ state: State; statusIndex: number } | null>
}

export interface Verdict {
  readonly checks: readonly Check[]
  /** Every check passed. */
  readonly valid: boolean
  /** What was verified; null when it has not even the shape. */
  readonly credential: Credential | null
}

/** Clocks of other servers may be this far ahead. */
const SKEW_MS = 5 * 60_000

/** Every check with its outcome, in order; never throws because of what it is given. */
export async function verifyCredential(given: unknown, register: Register): Promise<Verdict> {
  const contexts = contextCheck(given)
  const parsed = Credential.safeParse(given)
  if (!parsed.success) {
    const shape = check('shape', false)
    return { checks: [shape, contexts, skipped('issuer'), skipped('proof'), skipped('dates'), skipped('status')], valid: false, credential: null }
  }
  const credential = parsed.data
  const { verificationMethod, cryptosuite: suite } = credential.proof[0]
  const issuer = (await register.issuers()).find((i) => i.did === credential.issuer.id && methodOf(i, suite) === verificationMethod)
  const checks = [
    check('shape', true), contexts, issuer?.stolenSince ? await stolenCheck(credential, register) : check('issuer', issuer !== undefined),
    issuer ? check('proof', await proofCheck(credential, issuer)) : skipped('proof'),
    datesCheck(credential, register.now), await statusCheck(credential, register, issuer !== undefined),
  ]
  return { checks, valid: checks.every((c) => c.outcome === 'passed'), credential }
}

function check(name: CheckName, passed: boolean): Check {
  return { name, outcome: passed ? 'passed' : 'failed', sentence: passed ? CHECK[name].passed : CHECK[name].failed }
}

function skipped(name: CheckName): Check {
  return { name, outcome: 'skipped', sentence: CHECK[name].skipped }
}

function contextCheck(given: unknown): Check {
  const found = (given as { '@context'?: unknown } | null)?.['@context']
  return check('context', Array.isArray(found) && found.length === 2 && found[0] === CREDENTIALS_V2 && found[1] === OPEN_BADGES_3)
}

/** A thief signs what he likes with it, under an id and a serial that exist too: only what we issued ourselves is believed. */
async function stolenCheck(credential: Credential, register: Register): Promise<Check> {
  const ours = await register.keeps(credential)
  return { name: 'issuer', outcome: ours ? 'passed' : 'failed', sentence: ours ? CHECK.issuer.stolenButOurs : CHECK.issuer.stolen }
}

async function proofCheck({ proof, ...document }: Credential, issuer: PublicIssuer): Promise<boolean> {
  const suite = proof[0].cryptosuite
  const key = fromMultikey(KEY_OF[suite], keyFor(issuer, suite) ?? '')
  if (!key) return false
  try {
    return await proofHolds(document, proof[0], key)
  } catch {
    // What JSON-LD cannot canonicalise, or not within its time limit, nobody can have signed.
    return false
  }
}

function datesCheck({ validFrom, validUntil }: Credential, now: Date): Check {
  if (Date.parse(validFrom) > now.getTime() + SKEW_MS) return { name: 'dates', outcome: 'failed', sentence: CHECK.dates.early }
  return check('dates', validUntil === undefined || Date.parse(validUntil) >= now.getTime())
}

async function statusCheck(credential: Credential, register: Register, ours: boolean): Promise<Check> {
  if (!ours) return skipped('status')
  const present = await register.stateOf(credential.id.slice('urn:uuid:'.length))
  if (!present) return check('status', false)
  if (present.state === 'valid') return check('status', true)
  return { name: 'status', outcome: 'failed', sentence: CHECK.status[present.state] }
}
