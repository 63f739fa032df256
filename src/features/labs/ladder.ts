import type { Pass } from './lab-parts.ts'

/**
 * How a try is judged by scores (right answers or skill, more is better) on the two hidden sets. The first gives the score that is shown; the
 * second, which decides, opens only for a try that betters the best one before it by a step: so nobody feels her way along hidden data by
 * many small changes (the Ladder, Blum & Hardt 2015, ICML). `second` is null where a lab has one hidden set, which then does both.
 */
export function judge(pass: Pass, best: number | null, first: number, second: number | null): { opened: boolean; passed: boolean } {
  const opened = second === null || best === null || first >= best + stepOf(pass)
  return { opened, passed: opened && (second ?? first) >= lineOf(pass) }
}

/** The score that passes. */
export function lineOf(pass: Pass): number {
  return 'right' in pass ? pass.right : pass.skill
}

/** By how much a try must be better to count as better: one right answer, or a hundredth of skill. */
function stepOf(pass: Pass): number {
  return 'right' in pass ? 1 : 0.01
}
