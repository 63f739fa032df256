import { Problem } from '../../lib/problem.ts'
import type { Draft } from '../../record/statement.ts'
import type { Evaluation } from '../programmes/index.ts'
import { about as aboutCredential, notValidNow } from './change-state.ts'
import type { Certification } from './certification.ts'
import type { CredentialState } from './credential-state.ts'
import { issued, superseded } from './statements.ts'
import { REFUSAL } from './words.ts'

/** What the server draws for a new credential. */
export interface Made {
  readonly credential: string
  readonly serial: string
  readonly statusIndex: number
}

/**
 * Upon an approval, once: whatever runs twice finds the step moved on. 409 also while a document conflict is open: the approval
 * stands and is tried again when it is resolved.
 */
export function issue(known: { certification: Certification | undefined; evaluation: Evaluation | null; mayIssue: boolean }, approval: string, made: Made, now: Date): Draft[] {
  const row = known.certification
  if (row?.step !== 'approved' || row.approval !== approval) throw new Problem(409, 'not-approved', REFUSAL.notApproved)
  if (!known.mayIssue) throw new Problem(409, 'not-https', REFUSAL.notHttps)
  if (!known.evaluation) throw new Problem(409, 'no-rule', REFUSAL.noRule)
  if (known.evaluation.requirements.some((r) => r.id === 'conflict' && !r.evidenced)) throw new Problem(409, 'document-conflict', REFUSAL.conflict)
  const about = { tenant: row.tenant, agent: row.agent, enrolment: row.enrolment, at: now }
  return [issued(about, made.credential, { kind: row.kind, statusIndex: made.statusIndex, serial: made.serial, approval })]
}

export interface SupersedeKnown {
  readonly row: CredentialState
  readonly approval: string
  /** The name on the certificate and the person's name now. */
  readonly nameBefore: string
  readonly nameNow: string
  readonly mayIssue: boolean
  /** The document on the paper is no longer the one that stands for her. */
  readonly documentChanged: boolean
  /** Somebody else claims a document of hers, the new one perhaps. */
  readonly inConflict: boolean
}

/** A certificate under her corrected name or with her new document, in the place of the old one; the count stays: one goes out of force as the other comes into it. */
export function supersede(known: SupersedeKnown, by: string, made: Made, now: Date): Draft[] {
  const { row } = known
  if (row.state !== 'valid') throw new Problem(409, 'not-valid', notValidNow(row))
  if (!known.mayIssue) throw new Problem(409, 'not-https', REFUSAL.notHttps)
  // A new form of a certificate is a certificate: nobody gets one with a document that another person claims.
  if (known.inConflict) throw new Problem(409, 'document-conflict', REFUSAL.conflict)
  const renamed = known.nameBefore !== known.nameNow
  if (!renamed && !known.documentChanged) throw new Problem(409, 'nothing-to-correct', REFUSAL.nothingToCorrect)
  const about = aboutCredential(row, by, now)
  return [
    issued(about, made.credential, { kind: row.kind, statusIndex: made.statusIndex, serial: made.serial, approval: known.approval }),
    superseded(about, row.credential, made.credential, renamed ? 'name-corrected' : 'document-changed'),
  ]
}
