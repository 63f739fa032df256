import { median } from '../load.ts'
import type { Figure } from '../main.ts'
import type { Outcome } from './contest.ts'
import { asGood } from './score.ts'
import type { Task } from './tasks.ts'

/** Scores on 500 rows differ so much by the draws alone. */
const SLACK = 0.05

/** What a library says of a task that is beyond it; anything else is a mistake of ours and fails. */
const CANNOT = /^has no such model$|not registered for backend/

/** One line for each library but ours: how many times as fast ours is, and what both are worth. */
export function judged(where: string, task: Task, outcomes: readonly Outcome[], limitMs: number): Figure[] {
  const ours = outcomes.find((o) => o.library === 'ours')
  const { score } = ours ?? { score: null }
  if (!ours || score === null) throw new Error(`the engine did not train ${task.name}: ${ours?.error ?? 'too slow'}`)
  const mine = { ms: median(ours.times), score }
  return outcomes.filter((o) => o !== ours).map((other) => ({ item: `${where}: ${task.title}: ours against ${other.library}`, ...against(task, mine, other, limitMs) }))
}

function against(task: Task, ours: { ms: number; score: number }, other: Outcome, limitMs: number): Omit<Figure, 'item'> {
  const mine = say(ours.ms, ours.score, task)
  if (other.score !== null) {
    const theirs = median(other.times)
    return {
      figure: `${mine} against ${say(theirs, other.score, task)}: ${(theirs / ours.ms).toFixed(1)} times as fast`,
      target: `>= 1 times as fast, ${task.measure} as good up to ${SLACK}`, met: theirs >= ours.ms && asGood(task, ours.score, other.score, SLACK),
    }
  }
  if (other.tooSlow) return { figure: `${mine} against more than ${limitMs / 1000} s: stopped; more than ${Math.floor(limitMs / ours.ms)} times as fast`, target: '>= 1 times as fast', met: limitMs >= ours.ms }
  return { figure: `${mine}; ${other.library}: ${short(other.error ?? '')}`, target: 'a model it has not, or a kernel its backend lacks', met: CANNOT.test(other.error ?? '') }
}

function say(ms: number, score: number, task: Task): string {
  return `${ms < 10 ? ms.toFixed(1) : ms.toFixed(0)} ms (${task.measure} ${score.toFixed(3)})`
}

/** The first sentence of an error, without paths. */
function short(error: string): string {
  const line = error.split('\n')[0] ?? ''
  return line.length > 140 ? `${line.slice(0, 140)}…` : line
}
