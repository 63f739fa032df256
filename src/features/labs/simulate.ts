import { mistakes } from '../../engine/metrics.ts'
import { random, type Random } from '../../engine/random.ts'
import type { MethodStep, Step } from '../../engine/recipe.ts'
import { hex, sha256, utf8 } from '../../engine/sha256.ts'
import { predict, train } from '../../engine/train.ts'
import { ENGINE } from '../../engine/version.ts'
import type { Family } from './lab-file.ts'
import { publicData } from './labs.ts'
import type { Lab } from './load.ts'

export const TRIES = 3

export interface FamilyOutcome {
  readonly name: string
  /** Part of the learners who pass within three tries. */
  readonly passed: number
  /** Right hidden rows over all tries: least and most. */
  readonly least: number
  readonly most: number
}

/** The seed of simulated learner number `i`: anybody gets the same learners. */
export function simulatedSeed(i: number): string {
  return hex(sha256(utf8(`simulated learner ${i}`))).slice(0, 32)
}

/** Hidden rows that the recipe gets wrong, by place; all of them when it diverged. */
export function wrongRows(lab: Lab, seed: string, steps: readonly Step[]): number[] {
  const { table } = lab.hidden
  const outcome = train({ lab: lab.id, version: lab.version, engine: ENGINE, seed, steps }, publicData(lab))
  if (outcome.kind === 'diverged') return Array.from(table.labels, (_, i) => i)
  return mistakes(table.labels, predict(outcome.model, table.values))
}

/** `learners` people, each with her own rows, go about the lab in one way: three tries, knobs drawn anew for each. */
export function simulate(lab: Lab, family: Family, learners: number): FamilyOutcome {
  const all = lab.hidden.table.labels.length
  let passed = 0
  let least = all
  let most = 0
  for (let i = 1; i <= learners; i += 1) {
    const seed = simulatedSeed(i)
    const source = random(seed, `tries of ${family.name}`)
    let best = 0
    for (let n = 0; n < TRIES; n += 1) {
      const right = all - wrongRows(lab, seed, drawn(family, source)).length
      best = Math.max(best, right)
      least = Math.min(least, right)
    }
    most = Math.max(most, best)
    if (best >= lab.pass.right) passed += 1
  }
  return { name: family.name, passed: passed / learners, least, most }
}

function drawn(family: Family, source: Random): Step[] {
  const one = <T>(list: readonly T[]): T => list[source.below(list.length)]!
  const scale = one(family.scale)
  const method = methodOf(family, one)
  return scale === 'none' ? [method] : [{ block: 'scale', by: scale }, method]
}

function methodOf(family: Family, one: <T>(list: readonly T[]) => T): MethodStep {
  if (family.method === 'majority') return { block: 'majority' }
  if (family.method === 'neighbours') return { block: 'neighbours', k: one(family.k) }
  return { block: 'softmax', epochs: one(family.epochs), rate: one(family.rate), penalty: one(family.penalty), batch: one(family.batch) }
}
