import { adjustedRand } from '../../src/engine/adjusted-rand.ts'
import type { Data, Task } from './tasks.ts'

/** What answers to the asked rows are worth, in the task's measure. `answers`: a class, a group or a number for each. */
export function scoreOf(task: Task, data: Data, answers: ArrayLike<number>): number {
  const { labels, numbers } = data.asked
  if (answers.length !== labels.length) throw new Error(`${answers.length} answers to ${labels.length} rows`)
  if (task.measure === 'adjusted Rand') {
    const clusters = task.knobs.clusters ?? 0
    return adjustedRand(labels, Int32Array.from(answers), clusters, clusters)
  }
  let sum = 0
  for (let r = 0; r < labels.length; r += 1) sum += task.measure === 'accuracy' ? Number(answers[r] === labels[r]) : (answers[r]! - numbers[r]!) ** 2
  return task.measure === 'accuracy' ? sum / labels.length : Math.sqrt(sum / labels.length)
}

/** Whether `ours` is as good as `theirs` or better, up to `slack`. */
export function asGood(task: Task, ours: number, theirs: number, slack: number): boolean {
  return task.measure === 'rmse' ? ours <= theirs + slack : ours >= theirs - slack
}
