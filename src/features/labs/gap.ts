/** What kind of trouble a try shows. Never which rows were wrong: that would give the hidden set away. */
export type Gap = 'none' | 'diverged' | 'too-weak' | 'memorises' | 'close'

/** Much better on what it learnt from than on what it never saw. */
const MEMORY = 0.12

/** `learnt` and `hidden` are accuracies, or skills against the baseline; `goal` the one that passes. */
export function gapOf(learnt: number, hidden: number, goal: number): Gap {
  if (hidden >= goal) return 'none'
  if (learnt < goal) return 'too-weak'
  return learnt - hidden >= MEMORY ? 'memorises' : 'close'
}
