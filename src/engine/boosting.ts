import { costGrowing, costSorting } from './cart.ts'
import { grow } from './grow.ts'
import { prepare } from './ground.ts'
import { exp, log } from './math.ts'
import { inOrder, type Random } from './random.ts'
import type { Epoch } from './softmax.ts'
import { largest, learnable, leavesOf, longestWay, parametersOfTree, rowsAimedAt, type Aim, type Tree, type TreeKnobs } from './tree.ts'

/** Trees that add up, each one a step towards what the ones before it still get wrong. */
export interface Boosting {
  readonly kind: 'boosting'
  /** How many classes it tells apart; 0 when it answers numbers. */
  readonly classes: number
  readonly columns: number
  readonly rate: number
  /** Score before the first tree: the mean, the log-odds of class 1 (two classes), or the log of each class's part. */
  readonly start: Float64Array
  /** Round after round, one tree for each number of `start`. */
  readonly trees: readonly Tree[]
}

export interface BoostingKnobs extends TreeKnobs {
  /** Rounds; each grows one tree, or one for each class when there are more than two. */
  readonly trees: number
  /** Part of each tree's answer that is added, above 0 to 1. */
  readonly rate: number
  /** Part of the rows that each round learns from, drawn without replacement; 1 for all. */
  readonly share: number
}

/** Scores so far, and what the next trees learn: per output a lane of rows. */
interface Course {
  readonly outputs: number
  readonly rows: number
  readonly scores: Float64Array
  /** Minus the gradient of the loss: target - score, or 1 or 0 - chance. */
  readonly residuals: Float64Array
  /** Second derivative of the loss: 1, or chance × (1 - chance). */
  readonly bends: Float64Array
}

/**
 * Gradient boosting (Friedman 2001, Annals of Statistics 29, 1189–1232): every round grows a regression tree on the residuals; a
 * leaf answers one Newton step, Σ residual / Σ bend of its rows, for more than two classes times (K - 1) / K; and `rate` of
 * it is added. Numbers: squared error. Two classes: log-loss. More: softmax, all trees of a round from the same chances. As
 * scikit-learn's GradientBoostingRegressor and GradientBoostingClassifier with criterion 'squared_error', up to equal questions.
 * `share` below 1 is stochastic gradient boosting (Friedman 2002). `values`: rows × columns, row after row. Yields after every round
 * the mean loss over all rows (squared error, or -log chance of the true class); returns the model, or null when it diverged.
 */
export function* learnBoosting(
  values: Float64Array, columns: number, aim: Aim, knobs: BoostingKnobs, source: Random,
): Generator<Epoch, Boosting | null> {
  if (!learnable(values, aim)) return null
  const rows = rowsAimedAt(aim)
  const start = startOf(aim)
  const outputs = start.length
  const course: Course = {
    outputs, rows, scores: new Float64Array(outputs * rows), residuals: new Float64Array(outputs * rows), bends: new Float64Array(outputs * rows).fill(1),
  }
  for (let i = 0; i < course.scores.length; i += 1) course.scores[i] = start[Math.floor(i / rows)]!
  const ground = prepare(values, columns, rows)
  const lanes = Array.from(start, (_, k): Aim => ({ kind: 'numbers', targets: course.residuals.subarray(k * rows, (k + 1) * rows) }))
  const draw = knobs.share < 1 ? drawer(rows, knobs.share, source) : null
  const leaves = new Int32Array(rows)
  const trees: Tree[] = []
  let loss = look(course, aim)
  for (let round = 1; round <= knobs.trees; round += 1) {
    const times = draw === null ? null : draw()
    for (let k = 0; k < outputs; k += 1) {
      const tree = grow(ground, times, lanes[k]!, knobs, columns, null)
      leavesOf(tree, values, columns, leaves)
      answer(course, k, tree, leaves, times)
      const base = k * rows
      for (let r = 0; r < rows; r += 1) course.scores[base + r] = course.scores[base + r]! + knobs.rate * tree.values[leaves[r]!]!
      trees.push(tree)
    }
    loss = look(course, aim)
    yield { epoch: round, loss }
    if (loss - loss !== 0) return null
  }
  return loss - loss !== 0 ? null : { kind: 'boosting', classes: aim.kind === 'classes' ? aim.classes : 0, columns, rate: knobs.rate, start, trees }
}

/** A part this near to none or all counts as this: 2^-23, as scikit-learn. */
const LEAST_PART = 1 / 8388608

function startOf(aim: Aim): Float64Array {
  if (aim.kind === 'numbers') {
    let sum = 0
    for (let i = 0; i < aim.targets.length; i += 1) sum += aim.targets[i]!
    return Float64Array.of(sum / Math.max(1, aim.targets.length) + 0)
  }
  const parts = new Float64Array(aim.classes)
  for (let i = 0; i < aim.labels.length; i += 1) parts[aim.labels[i]!] = parts[aim.labels[i]!]! + 1
  for (let k = 0; k < parts.length; k += 1) {
    parts[k] = Math.min(1 - LEAST_PART, Math.max(LEAST_PART, parts[k]! / Math.max(1, aim.labels.length)))
  }
  if (parts.length === 2) return Float64Array.of(log(parts[1]! / (1 - parts[1]!)) + 0)
  return parts.map((part) => log(part) + 0)
}

/** Gives, at each call, 1 for the rows of a new draw without replacement, 0 for the others. */
function drawer(rows: number, share: number, source: Random): () => Int32Array {
  const pool = inOrder(rows)
  const times = new Int32Array(rows)
  const size = Math.min(rows, Math.max(1, Math.floor(share * rows)))
  return () => {
    times.fill(0)
    for (let i = 0; i < size; i += 1) {
      const j = i + source.below(rows - i)
      const row = pool[j]!
      pool[j] = pool[i]!
      pool[i] = row
      times[row] = 1
    }
    return times
  }
}

/** Sets what a tree answers at each leaf, from the rows it learnt from. */
function answer(course: Course, k: number, tree: Tree, leaves: Int32Array, times: Int32Array | null): void {
  const base = k * course.rows
  const below = new Float64Array(tree.values.length)
  const part = course.outputs > 1 ? (course.outputs - 1) / course.outputs : 1
  tree.values.fill(0)
  for (let r = 0; r < course.rows; r += 1) {
    if (times !== null && times[r] === 0) continue
    const leaf = leaves[r]!
    tree.values[leaf] = tree.values[leaf]! + course.residuals[base + r]!
    below[leaf] = below[leaf]! + course.bends[base + r]!
  }
  for (let i = 0; i < below.length; i += 1) {
    // Where every chance is 0 or 1 there is nothing to add (scikit-learn's bound).
    tree.values[i] = below[i]! < 1e-150 ? 0 : (part * tree.values[i]!) / below[i]! + 0
  }
}

/** Sets residuals and bends from the scores; returns the mean loss. */
function look(course: Course, aim: Aim): number {
  let sum = 0
  if (aim.kind === 'numbers') sum = lookAtErrors(course, aim.targets)
  else sum = aim.classes === 2 ? lookAtOdds(course, aim.labels) : lookAtChances(course, aim.labels)
  return sum / Math.max(1, course.rows)
}

function lookAtErrors({ scores, residuals }: Course, targets: Float64Array): number {
  let sum = 0
  for (let r = 0; r < targets.length; r += 1) {
    const d = targets[r]! - scores[r]!
    residuals[r] = d
    sum += d * d
  }
  return sum
}

/** -log chance = log(1 + e^-m) with m = the score on the true class's side, in the form that does not overflow. */
function lookAtOdds({ scores, residuals, bends }: Course, labels: Int32Array): number {
  let sum = 0
  for (let r = 0; r < labels.length; r += 1) {
    const score = scores[r]!
    const small = exp(-Math.abs(score))
    const chance = (score < 0 ? small : 1) / (1 + small)
    residuals[r] = labels[r]! - chance
    bends[r] = small / ((1 + small) * (1 + small))
    sum += Math.max(0, labels[r] === 1 ? -score : score) + log(1 + small)
  }
  return sum
}

function lookAtChances({ outputs, rows, scores, residuals, bends }: Course, labels: Int32Array): number {
  let sum = 0
  for (let r = 0; r < rows; r += 1) {
    let most = -Infinity
    for (let at = r; at < scores.length; at += rows) most = Math.max(most, scores[at]!)
    let total = 0
    for (let at = r; at < scores.length; at += rows) {
      residuals[at] = exp(scores[at]! - most)
      total += residuals[at]!
    }
    const label = labels[r]!
    sum += log(total) + most - scores[label * rows + r]!
    for (let k = 0; k < outputs; k += 1) {
      const chance = residuals[k * rows + r]! / total
      residuals[k * rows + r] = (k === label ? 1 : 0) - chance
      bends[k * rows + r] = chance * (1 - chance)
    }
  }
  return sum
}

/** rows × outputs: start + rate × the sum of the trees' answers. */
export function scoresOfBoosting(model: Boosting, values: Float64Array): Float64Array {
  const outputs = model.start.length
  const leaves = new Int32Array(values.length / model.columns)
  const scores = new Float64Array(leaves.length * outputs)
  for (let i = 0; i < scores.length; i += 1) scores[i] = model.start[i % outputs]!
  for (let t = 0; t < model.trees.length; t += 1) {
    const tree = model.trees[t]!
    const k = t % outputs
    leavesOf(tree, values, model.columns, leaves)
    for (let r = 0; r < leaves.length; r += 1) scores[r * outputs + k] = scores[r * outputs + k]! + model.rate * tree.values[leaves[r]!]!
  }
  return scores
}

/** One number per row. */
export function predictBoosting(model: Boosting, values: Float64Array): Float64Array {
  return scoresOfBoosting(model, values)
}

/** rows × classes, by the logistic function (two classes) or softmax (more) of the scores. */
export function chancesOfBoosting(model: Boosting, values: Float64Array): Float64Array {
  const scores = scoresOfBoosting(model, values)
  const { classes } = model
  const chances = new Float64Array(classes === 2 ? 2 * scores.length : scores.length)
  // Two classes: softmax of 0 and the score is the logistic function.
  for (let i = 0; i < chances.length; i += 1) chances[i] = classes !== 2 ? scores[i]! : i % 2 === 1 ? scores[(i - 1) / 2]! : 0
  for (let at = 0; at < chances.length; at += classes) {
    let most = -Infinity
    let total = 0
    for (let i = at; i < at + classes; i += 1) most = Math.max(most, chances[i]!)
    for (let i = at; i < at + classes; i += 1) {
      chances[i] = exp(chances[i]! - most)
      total += chances[i]!
    }
    for (let i = at; i < at + classes; i += 1) chances[i] = chances[i]! / total
  }
  return chances
}

/** One class per row: the one of the highest score, the lower class when equal. */
export function classesOfBoosting(model: Boosting, values: Float64Array): Int32Array {
  const scores = scoresOfBoosting(model, values)
  return model.classes === 2 ? Int32Array.from(scores, (score) => (score > 0 ? 1 : 0)) : largest(scores, model.classes)
}

export function parametersOfBoosting(model: Boosting): ArrayLike<number>[] {
  return [[model.classes, model.rate, model.trees.length], model.start, ...model.trees.flatMap(parametersOfTree)]
}

/** Upper bound of the work of learnBoosting and of `asked` answers, in multiply-adds. `classes`: 0 for numbers. */
export function costBoosting(rows: number, columns: number, classes: number, knobs: BoostingKnobs, asked = 0): number {
  const outputs = classes > 2 ? classes : 1
  const tree = costGrowing(rows, columns, 1, knobs) + (rows + asked) * (2 * longestWay(rows, knobs) + 40)
  return costSorting(rows, columns) + knobs.trees * outputs * tree
}
