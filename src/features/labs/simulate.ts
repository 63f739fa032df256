import { random } from '../../engine/random.ts'
import type { Lab } from './lab.ts'
import { judge } from './ladder.ts'
import type { AnyFamily } from './task.ts'
import { taskOf } from './tasks.ts'
import { hiddenScores, hiddenValues, simulatedSeed } from './trial.ts'

export const TRIES = 3

export interface FamilyOutcome {
  readonly name: string
  /** Part of the learners who pass within three tries. */
  readonly passed: number
  /** Scores on the first hidden set over all tries: least and most. */
  readonly least: number
  readonly most: number
}

/** `learners` people, each with her own part of the data, go about the lab in one way: three tries, knobs drawn anew for each. */
export function simulate(lab: Lab, family: AnyFamily, learners: number): FamilyOutcome {
  let passed = 0
  let least = Infinity
  let most = -Infinity
  for (let i = 1; i <= learners; i += 1) {
    const seed = simulatedSeed(i)
    const source = random(seed, `tries of ${family.name}`)
    const one = <T>(list: readonly T[]): T => list[source.below(list.length)]!
    const baseline = hiddenValues(lab, seed, lab.baseline)
    let best: number | null = null
    let done = false
    for (let n = 0; n < TRIES; n += 1) {
      const { first, second } = hiddenScores(lab, seed, taskOf(lab).draw(family, one, lab, seed, source), baseline)
      done ||= judge(lab.pass, best, first, second).passed
      best = Math.max(best ?? first, first)
      least = Math.min(least, first)
    }
    most = Math.max(most, best ?? -Infinity)
    if (done) passed += 1
  }
  return { name: family.name, passed: passed / learners, least, most }
}
