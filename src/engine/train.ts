import { digest, parameters } from './digest.ts'
import { learnMajority, predictMajority, type Majority } from './majority.ts'
import { scores, type Scores } from './metrics.ts'
import { learnNeighbours, predictNeighbours, type Neighbours } from './neighbours.ts'
import { random } from './random.ts'
import { stepsOf, type Recipe } from './recipe.ts'
import { applyScaling, learnScaling, type Scaling } from './scale.ts'
import { learnSoftmax, predictSoftmax, type Epoch, type Softmax } from './softmax.ts'
import { stratified, type Split } from './split.ts'
import { rowsOf, type Table } from './table.ts'

export interface Model {
  readonly scaling: Scaling | null
  readonly method: Majority | Neighbours | Softmax
}

/** The public data of a lab. */
export interface PublicData {
  readonly table: Table
  /** SHA-256 of the file as it ships, hex. */
  readonly hash: string
  /** Part of the rows that each learner trains on, 0 to 1; she practises on the others. */
  readonly share: number
}

export type Outcome =
  | { readonly kind: 'diverged' }
  | { readonly kind: 'trained'; readonly model: Model; readonly learnt: Scores; readonly practice: Scores; readonly digest: string }

/** Which public rows the holder of `seed` trains on (`taken`) and practises on (`left`). */
export function ownRows(data: PublicData, seed: string): Split {
  return stratified(data.table.labels, data.table.classes, data.share, random(seed, 'subset'))
}

/**
 * Carries out a recipe on its owner's rows. Yields its progress, so that the caller can show it, pause or stop; returns the
 * model with its scores on the rows it learnt from and on the practice rows, and the digest of it all.
 */
export function* training(recipe: Recipe, data: PublicData): Generator<Epoch, Outcome> {
  const rows = ownRows(data, recipe.seed)
  const learnt = rowsOf(data.table, rows.taken)
  const practice = rowsOf(data.table, rows.left)
  const { scale, method: step } = stepsOf(recipe.steps)
  const scaling = scale === 'none' ? null : learnScaling(scale, learnt)
  const seen: Table = scaling === null ? learnt : { ...learnt, values: applyScaling(scaling, learnt.values) }
  let method: Model['method'] | null
  if (step.block === 'majority') method = learnMajority(seen)
  else if (step.block === 'neighbours') method = learnNeighbours(seen, step.k)
  else method = yield* learnSoftmax(seen, step, random(recipe.seed, 'batches'))
  if (method === null) return { kind: 'diverged' }
  const model: Model = { scaling, method }
  const onLearnt = scores(learnt.labels, predict(model, learnt.values), learnt.classes)
  const onPractice = scores(practice.labels, predict(model, practice.values), practice.classes)
  return {
    kind: 'trained', model, learnt: onLearnt, practice: onPractice,
    digest: digest(recipe, data.hash, parameters(model), [onLearnt.accuracy, onLearnt.macroF1, onPractice.accuracy, onPractice.macroF1]),
  }
}

/** The whole training at once. */
export function train(recipe: Recipe, data: PublicData): Outcome {
  const run = training(recipe, data)
  for (;;) {
    const next = run.next()
    if (next.done) return next.value
  }
}

/** One class for each row of raw (unscaled) values. */
export function predict(model: Model, values: Float64Array): Int32Array {
  const { method } = model
  const seen = model.scaling === null ? values : applyScaling(model.scaling, values)
  if (method.kind === 'neighbours') return predictNeighbours(method, seen)
  if (method.kind === 'softmax') return predictSoftmax(method, seen)
  return predictMajority(method, seen)
}
