/** What kind of trouble a try shows. Never which rows were wrong: that would give the hidden set away. */
export const GAPS = ['none', 'diverged', 'stopped', 'too-weak', 'memorises', 'close', 'no-better'] as const
export type Gap = (typeof GAPS)[number]

/** Much better on what it learnt from than on what it never saw. */
const MEMORY = 0.12

/** `learnt` and `hidden` are accuracies, or skills against the baseline; `goal` the one that passes. */
export function gapOf(learnt: number, hidden: number, goal: number): Gap {
  if (hidden >= goal) return 'none'
  if (learnt < goal) return 'too-weak'
  return learnt - hidden >= MEMORY ? 'memorises' : 'close'
}

/** Where what was learnt has no true answers, only the hidden figure tells: near the goal, or far from it. */
export function gapWithoutTruth(hidden: number, goal: number): Gap {
  if (hidden >= goal) return 'none'
  return goal - hidden < MEMORY ? 'close' : 'too-weak'
}
