import type { Fit } from './ours.ts'
import { scoreOf } from './score.ts'
import { TASKS, dataOf, type Data, type Task, type TaskName } from './tasks.ts'

/** What one training came to. */
export type Round = { readonly ms: number; readonly score: number } | { readonly error: string }

export type Prepare = (task: Task, data: Data) => Fit | Promise<Fit>

/** Makes the data, trains once with the clock running, and scores. `scale`: part of the task's rows. */
export async function oneRound(prepare: Prepare, name: TaskName, scale: number): Promise<Round> {
  const task = TASKS.find((t) => t.name === name)
  if (!task) throw new Error(`there is no task ${name}`)
  const data = dataOf(task, scale)
  const fit = await prepare(task, data)
  const start = performance.now()
  await fit.train()
  const ms = performance.now() - start
  return { ms, score: scoreOf(task, data, await fit.answers()) }
}
