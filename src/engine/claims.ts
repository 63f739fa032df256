import { classesOfCart, costCart, learnCart, parametersOfCart, type Cart } from './cart.ts'
import { EVIDENCE, evidenceTable } from './claim-evidence.ts'
import { VERDICTS, type Claim, type ClaimsFile } from './claims-file.ts'
import { digest, inOneRow } from './digest.ts'
import { scores } from './metrics.ts'
import { random, shuffled } from './random.ts'
import { isMethod, judgesClaims, type ClaimMethod, type OwnLabel, type Recipe, type Step } from './recipe.ts'
import { learnSoftmax, predictSoftmax, type Softmax } from './softmax.ts'

/** The public data of a lab that checks claims. */
export interface ClaimData {
  readonly file: ClaimsFile
  /** SHA-256 of the file as it ships, hex. */
  readonly hash: string
  /** How many claims of the pool each learner may label, and how many checked ones she practises on. */
  readonly own: number
  readonly practice: number
}

/** Believes a count, or learnt from labels. */
export interface ClaimModel {
  /** Places in EVIDENCE that it looks at. */
  readonly used: Int32Array
  readonly method: Nothing | Count | Cart | Softmax
}

/** Learnt from no label: knows nothing, and says of everything that nobody says it. */
interface Nothing { readonly kind: 'nothing' }
interface Count { readonly kind: 'count'; readonly least: number }

export type ClaimOutcome =
  | { readonly kind: 'diverged' }
  /** Macro-F1 on her own labels and on the checked claims that she practises on. */
  | { readonly kind: 'claims'; readonly model: ClaimModel; readonly learnt: number; readonly practice: number; readonly digest: string }

const CLASSES = VERDICTS.length

/** Claims of the holder of `seed`, ascending: those that she may label, and those that she practises on. */
export function ownClaims({ file, own, practice }: ClaimData, seed: string): { pool: Int32Array; practice: Int32Array } {
  const draw = (n: number, count: number, purpose: string, from: number): Int32Array => {
    const marked = new Uint8Array(n)
    for (const place of shuffled(n, random(seed, purpose)).subarray(0, count)) marked[place] = 1
    const places: number[] = []
    for (let i = 0; i < n; i += 1) if (marked[i] === 1) places.push(from + i)
    return Int32Array.from(places)
  }
  return { pool: draw(file.pool, own, 'subset', 0), practice: draw(file.claims.length - file.pool, practice, 'practice', file.pool) }
}

/** The parts of a recipe for claims that was checked; no columns named: null, all of them. */
export function claimStepsOf(steps: readonly Step[]): { labels: readonly OwnLabel[]; columns: readonly string[] | null; method: ClaimMethod } {
  let labels: readonly OwnLabel[] = []
  let columns: readonly string[] | null = null
  let method: ClaimMethod = { block: 'count', column: 'repeat', least: 3 }
  for (const step of steps) {
    if (step.block === 'labels') labels = step.given
    else if (step.block === 'columns') columns = step.names
    else if (isMethod(step) && judgesClaims(step)) method = step
  }
  return { labels, columns, method }
}

/** The first label that cannot be hers, or null: rows are places in her own pool, ascending, each once; somebody else's labels fall on other claims. */
export function strayLabel(labels: readonly OwnLabel[], own: number): OwnLabel | null {
  for (let i = 0; i < labels.length; i += 1) {
    const [row, label] = labels[i]!
    const places = row === Math.floor(row) && row >= 0 && row < own && (i === 0 || row > labels[i - 1]![0])
    if (!places || label !== Math.floor(label) || label < 0 || label >= CLASSES) return labels[i]!
  }
  return null
}

/**
 * Carries out a recipe on its owner's labels. Yields its progress. A label outside her own pool or a column that there is not is an
 * Error: the recipe was checked before.
 */
export function* learningClaims(recipe: Recipe, data: ClaimData): Generator<{ readonly epoch: number }, ClaimOutcome> {
  const { labels, columns, method } = claimStepsOf(recipe.steps)
  const stray = strayLabel(labels, data.own)
  if (stray !== null) throw new Error(`row ${stray[0]} with class ${stray[1]} is no label of this learner`)
  const { claims, reports } = data.file
  const used = Int32Array.from(method.block === 'count' ? [method.column] : columns ?? EVIDENCE, placeOf)
  const own = ownClaims(data, recipe.seed)
  const rows = labels.map(([row]) => claims[own.pool[row]!]!)
  const given = Int32Array.from(labels, ([, label]) => label)
  const seen = only(evidenceTable(rows, reports), used)
  const learnt = yield* learn(method, seen, used, given, recipe.seed)
  if (learnt === null) return { kind: 'diverged' }
  const model: ClaimModel = { used, method: learnt }
  const practice = Array.from(own.practice, (place) => claims[place]!)
  const onLearnt = labels.length === 0 ? 0 : macroF1(given, judge(model, rows, data.file))
  const onPractice = valueOfClaims(answerClaims(model, practice, data.file), practice)
  return { kind: 'claims', model, learnt: onLearnt, practice: onPractice, digest: digest(recipe, data.hash, claimParameters(model), [onLearnt, onPractice]) }
}

/** The whole training at once. */
export function trainClaims(recipe: Recipe, data: ClaimData): ClaimOutcome {
  const run = learningClaims(recipe, data)
  for (;;) {
    const next = run.next()
    if (next.done) return next.value
  }
}

function* learn(step: ClaimMethod, values: Float64Array, used: Int32Array, labels: Int32Array, seed: string): Generator<{ readonly epoch: number }, ClaimModel['method'] | null> {
  if (step.block === 'count') return { kind: 'count', least: step.least }
  if (labels.length === 0) return { kind: 'nothing' }
  if (step.block === 'tree') return learnCart(values, used.length, { kind: 'classes', classes: CLASSES, labels }, step)
  const columns = Array.from(used, (c) => EVIDENCE[c]!)
  return yield* learnSoftmax({ columns, classes: CLASSES, values, labels }, step, random(seed, 'batches'))
}

function placeOf(name: string): number {
  const place = EVIDENCE.findIndex((known) => known === name)
  if (place < 0) throw new Error(`there is no evidence "${name}"`)
  return place
}

/** rows × EVIDENCE numbers -> rows × used.length. */
function only(values: Float64Array, used: Int32Array): Float64Array {
  const rows = values.length / EVIDENCE.length
  const kept = new Float64Array(rows * used.length)
  for (let r = 0; r < rows; r += 1) for (let i = 0; i < used.length; i += 1) kept[r * used.length + i] = values[r * EVIDENCE.length + used[i]!]!
  return kept
}

/** A place in VERDICTS per claim. */
function judge({ used, method }: ClaimModel, claims: readonly Claim[], { reports }: ClaimsFile): Int32Array {
  const values = only(evidenceTable(claims, reports), used)
  if (method.kind === 'cart') return classesOfCart(method, values)
  if (method.kind === 'softmax') return predictSoftmax(method, values)
  if (method.kind === 'nothing') return new Int32Array(claims.length).fill(CLASSES - 1)
  return Int32Array.from(values, (count) => (count >= method.least ? 0 : count >= 1 ? 1 : 3))
}

/** A place in VERDICTS per claim. */
export function answerClaims(model: ClaimModel, claims: readonly Claim[], file: ClaimsFile): Float64Array {
  return Float64Array.from(judge(model, claims, file))
}

/** Macro-F1 of the answers, at `places` only when given. */
export function valueOfClaims(answers: Float64Array, claims: readonly Claim[], places?: Int32Array): number {
  const at = places ?? Int32Array.from(claims, (_, i) => i)
  return macroF1(at.map((i) => claims[i]!.verdict), at.map((i) => answers[i]!))
}

function macroF1(truth: Int32Array, found: Int32Array): number {
  return scores(truth, found, CLASSES).macroF1
}

/** Everything learnt, in a fixed order: columns looked at, then what the method learnt. */
export function claimParameters({ used, method }: ClaimModel): Float64Array {
  if (method.kind === 'nothing') return inOneRow([used])
  if (method.kind === 'count') return inOneRow([used, [method.least]])
  return inOneRow([used, ...(method.kind === 'cart' ? parametersOfCart(method) : [method.weights])])
}

/** Upper bound of the multiply-adds of one training and of `asked` answers; counting the evidence of a claim is about 150. */
export function claimCost(recipe: Recipe, asked: number): number {
  const { labels, columns, method } = claimStepsOf(recipe.steps)
  const width = method.block === 'count' ? 1 : columns?.length ?? EVIDENCE.length
  const rows = labels.length
  const counting = 150 * (rows + asked)
  if (method.block === 'tree') return counting + costCart(rows, width, CLASSES, method, rows + asked)
  if (method.block === 'count') return counting
  const batches = Math.floor((rows + method.batch - 1) / method.batch)
  return counting + (2 * method.epochs * (rows + batches) + rows + asked) * (width + 1) * CLASSES
}
