import { Problem } from '../../lib/problem.ts'
import { fill } from '../../lib/text.ts'
import type { Draft } from '../../record/statement.ts'
import { allowed, type MoveWord } from './application-states.ts'
import type { Application } from './application.ts'
import { CORRECTION_DAYS, workingDaysEnd } from './deadline.ts'
import { applicationStarted, moved, type AboutApplication } from './statements.ts'
import type { Proposal, RefusalReason, Remark } from './eligibility.ts'
import type { Phase } from './phase.ts'
import { REFUSAL, STATE } from './words.ts'

/** Step one of an application: it exists, with its file number. One per person and call. */
export function startApplication(known: { phase: Phase; mine: readonly Pick<Application, 'call'>[] }, about: AboutApplication, call: string): Draft[] {
  if (known.phase !== 'open') throw new Problem(409, 'call-not-open', REFUSAL.notOpen)
  if (known.mine.some((a) => a.call === call)) throw new Problem(409, 'applied-already', REFUSAL.appliedAlready)
  return [applicationStarted(about, call)]
}

/** The person sends what she filled in; only while the call is open. */
export function send(known: { row: Application; phase: Phase }, now: Date): Draft[] {
  if (known.phase !== 'open') throw new Problem(409, 'call-not-open', REFUSAL.notOpen)
  return step('applied', known.row, now)
}

/** Subsanar: she answers the remarks. */
export function correct(row: Application, now: Date): Draft[] {
  return step('applicationCorrected', row, now)
}

/** She gives up her application, her place in line or the offered place. */
export function decline(row: Application, now: Date): Draft[] {
  return step('declined', row, now)
}

export type Decision =
  | { readonly kind: 'eligible' }
  | { readonly kind: 'not-eligible'; readonly reasons: readonly RefusalReason[]; readonly note: string }
  | { readonly kind: 'return'; readonly remarks: readonly Remark[]; readonly note: string }

/** A named person confirms or overrules what the rule proposed; every refusal and every remark has a reason that can be read. */
export function decide(known: { row: Application; frozen: boolean; proposal: Proposal; days?: number }, decision: Decision, by: string, now: Date): Draft[] {
  const { row, proposal } = known
  if (known.frozen) throw new Problem(409, 'list-frozen', REFUSAL.frozen)
  const proposed = proposal.kind
  if (decision.kind === 'eligible') return step('foundEligible', row, now, by, { reasons: [], proposed })
  const reasons = decision.kind === 'return' ? decision.remarks : decision.reasons
  const field = decision.kind === 'return' ? 'remarks' : 'reasons'
  if (reasons.length === 0) throw refusedField(field, REFUSAL.reasonNeeded)
  if ((reasons as readonly string[]).includes('note') && decision.note === '') throw refusedField('note', REFUSAL.noteNeeded)
  return step(decision.kind === 'return' ? 'applicationReturned' : 'foundNotEligible', row, now, by, { reasons, proposed, ...(decision.kind === 'return' ? { until: correctUntil(now, known.days).toISOString() } : {}) })
}

/** The end, in Lima, of the last working day to answer remarks. Afterwards a named person decides; nothing refuses by itself. */
export function correctUntil(now: Date, days = CORRECTION_DAYS): Date {
  return workingDaysEnd(now, days)
}

/** Takes back the last decision while nothing depends on it. */
export function undoDecision(known: { row: Application; frozen: boolean }, by: string, now: Date): Draft[] {
  const { row } = known
  if (known.frozen) throw new Problem(409, 'list-frozen', REFUSAL.frozen)
  // A button pressed twice must not take back the decision before the last one too.
  if (allowed('decisionUndone', row.state) && row.before === null) throw new Problem(409, 'undone-already', REFUSAL.undoneAlready)
  return step('decisionUndone', row, now, by)
}

/** One step, refused when the application does not stand where the step begins. */
export function step(word: MoveWord, row: Application, now: Date, by?: string, fields: Record<string, unknown> = {}): Draft[] {
  if (!allowed(word, row.state)) {
    const state = STATE[row.state]
    throw new Problem(409, 'wrong-state', { es: fill(REFUSAL.wrongState, { state: state.es }).es, en: fill(REFUSAL.wrongState, { state: state.en }).en })
  }
  return [moved(word, { tenant: row.tenant, agent: row.agent, expediente: row.expediente, at: now, ...(by ? { by } : {}) }, fields)]
}

export function refusedField(field: string, sentence: { es: string; en: string }): Problem {
  return new Problem(422, 'reason-needed', sentence, [{ field, sentence }])
}
