import { Problem } from '../../lib/problem.ts'
import { addWorkingDays } from '../references/index.ts'
import type { Finding } from './finding.ts'
import type { Step } from './statements.ts'
import { WRONG } from './words.ts'

/** Working days for a reply, from the day after the one on which it was asked for. */
export const REPLY_DAYS = 10

/** The last Lima day for a reply that is asked for today. */
export const replyDue = (today: string): string => addWorkingDays(today, REPLY_DAYS)

export const isOverdue = ({ stage, due }: Pick<Finding, 'stage' | 'due'>, today: string): boolean => stage === 'raised' && due < today

/** Who wrote a reply to it. */
export const repliers = ({ steps }: Pick<Finding, 'steps'>): Set<string> => new Set(steps.filter((taken) => taken.step === 'replied').map((taken) => taken.by))
/** Who raised it or asked again. */
export const askers = ({ by_staff, steps }: Pick<Finding, 'by_staff' | 'steps'>): Set<string> => new Set([by_staff, ...steps.filter((taken) => taken.step !== 'replied').map((taken) => taken.by)])

/**
 * Whether somebody may take this step now, `today` in Lima; else a Problem. Nobody answers what she asked nor decides about her own reply, and nothing
 * is confirmed before the audited had their term (DOMAIN.md 5.2).
 */
export function checkStep(finding: Finding, step: Step, by: string, today: string): void {
  if (finding.stage === 'closed') throw new Problem(409, 'closed-already', WRONG.closedAlready)
  if (step === 'replied') {
    if (finding.stage !== 'raised') throw new Problem(409, 'replied-already', WRONG.repliedAlready)
    if (askers(finding).has(by)) throw new Problem(403, 'own-finding', WRONG.ownFinding)
    return
  }
  if (repliers(finding).has(by)) throw new Problem(403, 'own-reply', WRONG.ownReply)
  if (step === 'asked-again' && finding.stage === 'raised') throw new Problem(409, 'reply-owed', WRONG.replyOwed)
  if (step === 'confirmed' && finding.stage === 'raised' && !isOverdue(finding, today)) throw new Problem(409, 'term-runs', WRONG.termRuns)
}
