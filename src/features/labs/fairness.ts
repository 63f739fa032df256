import { random } from '../../engine/random.ts'
import type { Lab } from './load.ts'
import { simulatedSeed, wrongRows } from './simulate.ts'

export interface Fairness {
  /** Right hidden rows. */
  readonly baseline: number
  readonly reference: number
  /** Standard error of their difference in rows, by paired bootstrap over the hidden rows. */
  readonly error: number
}

const RESAMPLES = 2000

/** Baseline and reference of one simulated learner, both trained by the same engine on her rows and tried on the same hidden rows. */
export function fairness(lab: Lab, learner: number): Fairness {
  const rows = lab.hidden.table.labels.length
  const seed = simulatedSeed(learner)
  const gain = new Int8Array(rows)
  const wrongBase = wrongRows(lab, seed, lab.baseline)
  const wrongReference = wrongRows(lab, seed, lab.reference)
  for (const row of wrongBase) gain[row]! += 1
  for (const row of wrongReference) gain[row]! -= 1
  return { baseline: rows - wrongBase.length, reference: rows - wrongReference.length, error: bootstrapError(gain, learner) }
}

/** Standard deviation, over resamples with replacement, of the sum of the paired differences. */
function bootstrapError(gain: Int8Array, learner: number): number {
  const source = random(String(learner), 'bootstrap')
  let sum = 0
  let squares = 0
  for (let i = 0; i < RESAMPLES; i += 1) {
    let total = 0
    for (let n = 0; n < gain.length; n += 1) total += gain[source.below(gain.length)]!
    sum += total
    squares += total * total
  }
  return Math.sqrt(Math.max(0, squares / RESAMPLES - (sum / RESAMPLES) ** 2))
}
