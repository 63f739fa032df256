// Trains the engine's models on simulated tables and weighs their errors: for the tests of simulators.
import assert from 'node:assert/strict'
import { learnBoosting, predictBoosting, type BoostingKnobs } from '../src/engine/boosting.ts'
import { errors } from '../src/engine/errors.ts'
import { random, shuffled } from '../src/engine/random.ts'
import { learnRidge } from '../src/engine/ridge.ts'
import { onlyColumns, type SimulatedRows } from '../src/engine/sim-rows.ts'

/** A trained model: rows to one number each. */
export type Foretell = (rows: SimulatedRows) => Float64Array

/** Ridge with penalty 1 on a learner's own 80 % of the rows and on the columns named. */
export function ridgeOn(rows: SimulatedRows, columns: readonly string[], learner: string): Foretell {
  const { values, targets } = own(rows, columns, learner)
  const line = finish(learnRidge(values, columns.length, targets, 1))
  assert.ok(line)
  return (asked) => {
    const given = onlyColumns(asked, columns)
    return asked.targets.map((_, r) => columns.reduce((sum, _name, c) => sum + line.weights[c]! * given[r * columns.length + c]!, line.constant))
  }
}

/** Gradient boosting on the same. */
export function boostingOn(rows: SimulatedRows, columns: readonly string[], learner: string, knobs: BoostingKnobs): Foretell {
  const { values, targets } = own(rows, columns, learner)
  const model = finish(learnBoosting(values, columns.length, { kind: 'numbers', targets }, knobs, random(learner, 'trees')))
  assert.ok(model)
  return (asked) => predictBoosting(model, onlyColumns(asked, columns))
}

/** Says what a column says. */
export function sameAs(column: string): Foretell {
  return (rows) => onlyColumns(rows, [column])
}

/** Mean absolute error. */
export function maeOf(rows: SimulatedRows, found: ArrayLike<number>): number {
  return errors(rows.targets, found).mae
}

/** How many standard errors the mean absolute error of `better` lies below that of `worse`: paired, of means by day, for rows of a day err together. */
export function standardErrorsBelow(rows: SimulatedRows, better: ArrayLike<number>, worse: ArrayLike<number>): number {
  const gains = new Map<number, { sum: number; n: number }>()
  rows.targets.forEach((target, r) => {
    const day = gains.get(rows.days[r]!) ?? { sum: 0, n: 0 }
    day.sum += Math.abs(target - worse[r]!) - Math.abs(target - better[r]!)
    day.n += 1
    gains.set(rows.days[r]!, day)
  })
  const means = [...gains.values()].map(({ sum, n }) => sum / n)
  const mean = average(means)
  const spread = Math.sqrt(means.reduce((sum, m) => sum + (m - mean) * (m - mean), 0) / (means.length - 1))
  return mean / (spread / Math.sqrt(means.length))
}

export function average(numbers: ArrayLike<number>): number {
  return Array.from(numbers).reduce((sum, n) => sum + n, 0) / numbers.length
}

/** Pearson's correlation. */
export function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [x, y] = [average(a), average(b)]
  let [both, one, other] = [0, 0, 0]
  for (let i = 0; i < a.length; i += 1) {
    both += (a[i]! - x) * (b[i]! - y)
    one += (a[i]! - x) * (a[i]! - x)
    other += (b[i]! - y) * (b[i]! - y)
  }
  return both / Math.sqrt(one * other)
}

function own(rows: SimulatedRows, columns: readonly string[], learner: string): { values: Float64Array; targets: Float64Array } {
  const all = onlyColumns(rows, columns)
  const width = columns.length
  const places = shuffled(rows.targets.length, random(learner, 'own rows')).subarray(0, Math.floor(0.8 * rows.targets.length))
  const values = new Float64Array(places.length * width)
  places.forEach((place, i) => values.set(all.subarray(place * width, (place + 1) * width), i * width))
  return { values, targets: Float64Array.from(places, (place) => rows.targets[place]!) }
}

function finish<Model>(run: Generator<unknown, Model>): Model {
  for (;;) {
    const next = run.next()
    if (next.done) return next.value
  }
}
