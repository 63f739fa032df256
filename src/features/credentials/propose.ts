import { Problem } from '../../lib/problem.ts'
import { fill, type Text } from '../../lib/text.ts'
import type { Draft } from '../../record/statement.ts'
import type { Evaluation, Requirement } from '../programmes/index.ts'
import type { Certification } from './certification.ts'
import { HAS_ONE, type CredentialState } from './credential-state.ts'
import { proposalWithdrawn, proposed, type About, type Kind } from './statements.ts'
import { MISSING, REFUSAL } from './words.ts'

export interface Known {
  /** Under the rule in force; null while there is none. */
  readonly evaluation: Evaluation | null
  /** Of this enrolment and kind. */
  readonly certification: Certification | undefined
  /** Everything ever issued to this person in this programme. */
  readonly credentials: readonly Pick<CredentialState, 'kind' | 'state'>[]
  /** PUBLIC_URL is https, or the programme is a trial. */
  readonly mayIssue: boolean
}

/** Somebody the rule finds ready is put before an approver; 409 with what is missing otherwise. */
export function propose(known: Known, about: About, kind: Kind): Draft[] {
  const step = known.certification?.step
  if (step === 'proposed' || step === 'approved') throw new Problem(409, 'proposed-already', REFUSAL.proposedAlready)
  assertIssuable(known, kind)
  return [proposed(about, kind)]
}

/** Takes back a proposal that nobody approved yet. */
export function withdrawProposal(known: Pick<Known, 'certification'>, about: About, kind: Kind): Draft[] {
  if (known.certification?.step !== 'proposed') throw new Problem(409, 'not-withdrawable', REFUSAL.notWithdrawable)
  return [proposalWithdrawn(about, kind)]
}

/** What must hold at proposal and still hold at approval. */
export function assertIssuable(known: Known, kind: Kind): void {
  if (!known.mayIssue) throw new Problem(409, 'not-https', REFUSAL.notHttps)
  if (!known.evaluation) throw new Problem(409, 'no-rule', REFUSAL.noRule)
  if (known.credentials.some((c) => c.kind === kind && HAS_ONE.includes(c.state))) throw new Problem(409, 'has-one', REFUSAL.hasOne)
  const missing = missingFor(known.evaluation, kind)
  if (missing.some((r) => r.id === 'conflict')) throw new Problem(409, 'document-conflict', REFUSAL.conflict)
  if (missing.length > 0) throw new Problem(409, 'not-ready', notReady(missing))
}

/** A certificado needs all that the rule asks but itself; a constancia identity and minutes, no marks. */
export function missingFor(evaluation: Evaluation, kind: Kind): Requirement[] {
  return evaluation.requirements.filter((r) => !r.evidenced && r.id !== 'certificate' && (kind === 'certificado' || r.level <= 2))
}

function notReady(missing: readonly Requirement[]): Text {
  const parts = missing.map(missingText)
  return {
    es: REFUSAL.notReady.es.replace('{missing}', parts.map((t) => t.es).join('; ')),
    en: REFUSAL.notReady.en.replace('{missing}', parts.map((t) => t.en).join('; ')),
  }
}

/** One missing requirement in words: «tiene 24 de 48 minutos». */
export function missingText(r: Requirement): Text {
  switch (r.id) {
    case 'minutes': return fill(MISSING.minutes, { have: r.have, need: r.need })
    case 'quiz': return fill(MISSING.quiz, { have: r.have ?? '–', need: r.need })
    case 'product': return fill(MISSING.product, { have: r.have ?? '–', need: r.need })
    case 'lab': return fill(MISSING.lab, { lab: r.lab })
    case 'certificate': throw new Error('a certificate is what is being made, never missing for itself')
    default: return MISSING[r.id]
  }
}
