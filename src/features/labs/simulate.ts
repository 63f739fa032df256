import { random, type Random } from '../../engine/random.ts'
import type { MethodStep, Step } from '../../engine/recipe.ts'
import type { ClassFamily, NumberFamily, SeriesFamily } from './lab-steps.ts'
import type { Lab } from './load.ts'
import { hiddenError, hiddenScore, passLine, simulatedSeed } from './trial.ts'

export const TRIES = 3

export type Family = ClassFamily | SeriesFamily | NumberFamily

export interface FamilyOutcome {
  readonly name: string
  /** Part of the learners who pass within three tries. */
  readonly passed: number
  /** Hidden scores over all tries: least and most. */
  readonly least: number
  readonly most: number
}

/** `learners` people, each with her own rows or years, go about the lab in one way: three tries, knobs drawn anew for each. */
export function simulate(lab: Lab, family: Family, learners: number): FamilyOutcome {
  let passed = 0
  let least = Infinity
  let most = -Infinity
  for (let i = 1; i <= learners; i += 1) {
    const seed = simulatedSeed(i)
    const source = random(seed, `tries of ${family.name}`)
    const baseline = lab.task === 'classes' ? 0 : hiddenError(lab, seed, lab.baseline)
    let best = -Infinity
    for (let n = 0; n < TRIES; n += 1) {
      const score = hiddenScore(lab, seed, drawn(family, source), baseline)
      best = Math.max(best, score)
      least = Math.min(least, score)
    }
    most = Math.max(most, best)
    if (best >= passLine(lab)) passed += 1
  }
  return { name: family.name, passed: passed / learners, least, most }
}

function drawn(family: Family, source: Random): Step[] {
  const one = <T>(list: readonly T[]): T => list[source.below(list.length)]!
  if (family.method === 'climatology') return [{ block: 'climatology' }]
  if (family.method === 'persistence' || 'anomalies' in family) return seriesSteps(family, one)
  const columns: Step[] = 'columns' in family && family.columns ? [{ block: 'columns', names: one(family.columns) }] : []
  const scale = 'scale' in family ? one(family.scale) : 'none'
  const method = isClassFamily(family) ? methodOf(family, one) : numberMethodOf(family, one)
  return scale === 'none' ? [...columns, method] : [...columns, { block: 'scale', by: scale }, method]
}

function isClassFamily(family: ClassFamily | NumberFamily): family is ClassFamily {
  return family.method === 'majority' || family.method === 'neighbours' || family.method === 'softmax'
}

function numberMethodOf(family: NumberFamily, one: One): MethodStep {
  if (family.method === 'mean') return { block: 'mean' }
  if (family.method === 'same') return { block: 'same', column: one(family.column) }
  if (family.method === 'ridge') return { block: 'ridge', penalty: one(family.penalty) }
  const grown = { depth: one(family.depth), leaf: one(family.leaf) }
  if (family.method === 'tree') return { block: 'tree', ...grown }
  if (family.method === 'forest') return { block: 'forest', trees: one(family.trees), ...grown }
  return { block: 'boosting', trees: one(family.trees), rate: one(family.rate), ...grown }
}

type One = <T>(list: readonly T[]) => T

function seriesSteps(family: Exclude<SeriesFamily, { method: 'climatology' }>, one: One): Step[] {
  const before: Step[] = one(family.anomalies) ? [{ block: 'anomalies' }] : []
  if (family.method === 'persistence') return [...before, { block: 'persistence' }]
  return [...before, { block: 'lags', months: one(family.lags) }, { block: 'ridge', penalty: one(family.penalty) }]
}

function methodOf(family: ClassFamily, one: One): MethodStep {
  if (family.method === 'majority') return { block: 'majority' }
  if (family.method === 'neighbours') return { block: 'neighbours', k: one(family.k) }
  return { block: 'softmax', epochs: one(family.epochs), rate: one(family.rate), penalty: one(family.penalty), batch: one(family.batch) }
}
