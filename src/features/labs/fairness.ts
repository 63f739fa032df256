import { random } from '../../engine/random.ts'
import { blocks } from '../../engine/series.ts'
import { lessIsBetter, type Learnt } from './kind.ts'
import type { HiddenSet, Lab } from './lab.ts'
import { answersOn, metricOf, referenceOf, simulatedSeed, trained, valueOn } from './trial.ts'

export interface Fairness {
  /** On the hidden data, in the lab's metric. */
  readonly baseline: number
  readonly reference: number
  /** By how much the reference is better, and the standard error of that. */
  readonly gain: number
  readonly error: number
}

const RESAMPLES = 1000

/**
 * Baseline and reference of one simulated learner, both trained by the same engine on her own data and tried on the same hidden data: once for
 * each hidden set. Paired bootstrap: the metric of both over the same hidden units, drawn with replacement. Neighbouring units may be alike
 * and their errors too: blocks of `together` consecutive ones are drawn (moving blocks, going round at the end; Künsch 1989, Annals of
 * Statistics 17, 1217–1241).
 */
export function fairness(lab: Lab, learner: number): Fairness[] {
  const seed = simulatedSeed(learner)
  const base = trained(lab, seed, lab.baseline)
  const found = trained(lab, seed, referenceOf(lab, seed))
  return [lab.hidden, ...(lab.second ? [lab.second] : [])].map((set) => fairnessOn(lab, set, base, found, learner))
}

function fairnessOn(lab: Lab, set: HiddenSet<unknown>, base: Learnt<unknown> | null, found: Learnt<unknown> | null, learner: number): Fairness {
  const [answered, other] = [answersOn(lab, set, base), answersOn(lab, set, found)]
  const figures = { baseline: valueOn(lab, set, answered), reference: valueOn(lab, set, other) }
  if (!answered || !other) return { ...figures, gain: 0, error: Infinity }
  const way = lessIsBetter(metricOf(lab)) ? -1 : 1
  const gain = (places?: Int32Array): number => way * (valueOn(lab, set, other, places) - valueOn(lab, set, answered, places))
  const source = random(String(learner), 'bootstrap')
  let sum = 0
  let squares = 0
  for (let i = 0; i < RESAMPLES; i += 1) {
    const one = gain(blocks(lab.data.hidden.rows, lab.data.together, source))
    sum += one
    squares += one * one
  }
  return { ...figures, gain: gain(), error: Math.sqrt(Math.max(0, squares / RESAMPLES - (sum / RESAMPLES) ** 2)) }
}
