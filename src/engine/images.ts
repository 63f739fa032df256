import { learnCentroid, parametersOfCentroid, predictCentroid, type Centroid } from './centroid.ts'
import { learnCnn, parametersOfCnn, predictCnn, type Cnn } from './cnn.ts'
import { digest, inOneRow } from './digest.ts'
import { imageStatistics } from './image-statistics.ts'
import { imageStepsOf, type ImageMethod, type NetworkStep } from './image-steps.ts'
import { mistakes, scores, type Scores } from './metrics.ts'
import { halved, photosAt, type Photos } from './photos.ts'
import { random } from './random.ts'
import type { Recipe } from './recipe.ts'
import { applyScaling, learnScaling, type Scaling } from './scale.ts'
import { learnSoftmax, predictSoftmax, type Softmax } from './softmax.ts'
import { stratified, type Split } from './split.ts'
import type { Table } from './table.ts'

/** The public photos of a lab. */
export interface PhotoData {
  readonly photos: Photos
  /** SHA-256 of the file as it ships, hex. */
  readonly hash: string
  /** Part of the photos one may learn from that each learner learns from, 0 to 1; see ownPhotos. */
  readonly share: number
  /** Whether pixels are looked at in photos of half the size; statistics are always of the whole photo. */
  readonly halve: boolean
}

export interface PhotoModel {
  readonly rows: number
  readonly columns: number
  readonly halve: boolean
  readonly statistics: boolean
  readonly scaling: Scaling | null
  readonly method: Centroid | Softmax | Cnn
}

export type PhotoOutcome =
  | { readonly kind: 'diverged' }
  | { readonly kind: 'photos'; readonly model: PhotoModel; readonly learnt: Scores; readonly practice: Scores; readonly digest: string }

/** Epochs done, with the part of the one that is under way: 3.25 is three and a quarter; and the mean loss of it so far. */
export interface PhotoEpoch {
  readonly epoch: number
  readonly loss: number
}

/**
 * Which public photos the holder of `seed` learns from (`taken`) and practises on (`left`). Where the file keeps photos for practice, everybody
 * practises on those, and what is left of the others is not used; else on what is left.
 */
export function ownPhotos({ photos, share }: Pick<PhotoData, 'photos' | 'share'>, seed: string): Split {
  const { labels, classes, learnable } = photos
  const { taken, left } = stratified(labels.subarray(0, learnable), classes, share, random(seed, 'subset'))
  if (learnable === labels.length) return { taken, left }
  return { taken, left: Int32Array.from({ length: labels.length - learnable }, (_, i) => learnable + i) }
}

/**
 * Carries out a recipe on its owner's photos. Yields its progress, also within an epoch of a network; returns the model, accuracy and macro-F1
 * on what it learnt from and on practice, and the digest of it all. `simd` false is for checks.
 */
export function* learningPhotos(recipe: Recipe, data: PhotoData, simd = true): Generator<PhotoEpoch, PhotoOutcome> {
  const split = ownPhotos(data, recipe.seed)
  const learnt = photosAt(data.photos, split.taken)
  const practice = photosAt(data.photos, split.left)
  const model = yield* learn(recipe, learnt, data.halve, simd)
  if (model === null) return { kind: 'diverged' }
  const onLearnt = scores(learnt.labels, answerPhotos(model, learnt.images, simd), learnt.classes)
  const onPractice = scores(practice.labels, answerPhotos(model, practice.images, simd), practice.classes)
  const figures = [onLearnt.accuracy, onLearnt.macroF1, onPractice.accuracy, onPractice.macroF1]
  return { kind: 'photos', model, learnt: onLearnt, practice: onPractice, digest: digest(recipe, data.hash, photoParameters(model), figures) }
}

/** The whole training at once. */
export function trainPhotos(recipe: Recipe, data: PhotoData, simd = true): PhotoOutcome {
  const run = learningPhotos(recipe, data, simd)
  for (;;) {
    const next = run.next()
    if (next.done) return next.value
  }
}

function* learn(recipe: Recipe, photos: Photos, halve: boolean, simd: boolean): Generator<PhotoEpoch, PhotoModel | null> {
  const { statistics, flips, scale, method: step } = imageStepsOf(recipe.steps)
  const { rows, columns } = photos
  const model = { rows, columns, halve, statistics, scaling: null }
  if (step.block === 'network') {
    const net = yield* learnNetwork(step, photos, halve, { flipAcross: flips.across, flipDown: flips.down, shift: flips.shift }, recipe.seed, simd)
    return net === null ? null : { ...model, statistics: false, method: net }
  }
  const table = tableOf(photos, statistics, halve)
  const scaling = scale === 'none' ? null : learnScaling(scale, table)
  const seen: Table = scaling === null ? table : { ...table, values: applyScaling(scaling, table.values) }
  const method = yield* learnTable(step, seen, recipe.seed)
  return method === null ? null : { ...model, scaling, method }
}

type Moves = Pick<Parameters<typeof learnCnn>[3], 'flipAcross' | 'flipDown' | 'shift'>

function* learnNetwork(step: NetworkStep, photos: Photos, halve: boolean, moves: Moves, seed: string, simd: boolean): Generator<PhotoEpoch, Cnn | null> {
  const { rows, columns, images } = seenPhotos(photos, halve)
  const layers = [{ window: step.window, filters: step.filters }, ...(step.second > 0 ? [{ window: 3 as const, filters: step.second }] : [])]
  const { epochs, rate, penalty, batch } = step
  const run = learnCnn({ rows, columns, classes: photos.classes, layers }, images, photos.labels, { epochs, rate, penalty, batch, ...moves }, random(seed, 'cnn'), simd)
  for (;;) {
    const next = run.next()
    if (next.done) return next.value
    const { epoch, loss, images: shown } = next.value
    yield { epoch: epoch - 1 + shown / Math.max(1, photos.labels.length), loss }
  }
}

function* learnTable(step: Exclude<ImageMethod, NetworkStep>, table: Table, seed: string): Generator<PhotoEpoch, Centroid | Softmax | null> {
  if (step.block === 'centroid') return learnCentroid(table)
  return yield* learnSoftmax(table, step, random(seed, 'batches'))
}

/** What pixel methods look at: the photos, or those of half the size. */
function seenPhotos({ rows, columns, images }: Pick<Photos, 'rows' | 'columns' | 'images'>, halve: boolean): Pick<Photos, 'rows' | 'columns' | 'images'> {
  if (!halve) return { rows, columns, images }
  return { rows: Math.floor(rows / 2), columns: Math.floor(columns / 2), images: halved(images, rows, columns) }
}

/** Photos as rows of a table: six numbers of each, or its pixels from 0 to 1. */
function tableOf(photos: Pick<Photos, 'rows' | 'columns' | 'images' | 'labels' | 'classes'>, statistics: boolean, halve: boolean): Table {
  if (statistics) return imageStatistics(photos.images, photos.rows, photos.columns, photos.labels, photos.classes)
  const { rows, columns, images } = seenPhotos(photos, halve)
  const values = new Float64Array(images.length)
  for (let i = 0; i < images.length; i += 1) values[i] = images[i]! / 255
  return { columns: Array.from({ length: rows * columns }, (_, i) => `p${i}`), classes: photos.classes, values, labels: photos.labels }
}

/** One class for each photo of the size that the model has learnt from, one byte a pixel. */
export function answerPhotos(model: PhotoModel, images: Uint8Array, simd = true): Int32Array {
  const { rows, columns, halve, statistics, scaling, method } = model
  if (method.kind === 'cnn') return predictCnn(method, seenPhotos({ rows, columns, images }, halve).images, simd)
  const labels = new Int32Array(images.length / (rows * columns))
  const { values } = tableOf({ rows, columns, images, labels, classes: method.classes }, statistics, halve)
  const seen = scaling === null ? values : applyScaling(scaling, values)
  return method.kind === 'centroid' ? predictCentroid(method, seen) : predictSoftmax(method, seen)
}

/** One class for each hidden photo. */
export function hiddenPhotos(model: PhotoModel, hidden: Photos): Float64Array {
  return Float64Array.from(answerPhotos(model, hidden.images))
}

/** Part of the hidden photos at `places` (all without) that is right. */
export function rightPhotos(answers: ArrayLike<number>, hidden: Pick<Photos, 'labels'>, places?: ArrayLike<number>): number {
  const { labels } = hidden
  const count = places?.length ?? labels.length
  let right = 0
  for (let i = 0; i < count; i += 1) {
    const place = places?.[i] ?? i
    if (answers[place] === labels[place]) right += 1
  }
  return right / Math.max(1, count)
}

/** A photo that a model takes for another: its place in the file, what it is, what the model said. */
export interface MistakenPhoto {
  readonly place: number
  readonly truth: number
  readonly said: number
}

/** What the model says of each practice photo of the holder of `seed`, and those it gets wrong, in the order of the file. */
export function practicePhotos(model: PhotoModel, data: PhotoData, seed: string): { truth: Int32Array; said: Int32Array; wrong: MistakenPhoto[] } {
  const { left } = ownPhotos(data, seed)
  const { labels, images } = photosAt(data.photos, left)
  const said = answerPhotos(model, images)
  return { truth: labels, said, wrong: mistakes(labels, said).map((i) => ({ place: left[i]!, truth: labels[i]!, said: said[i]! })) }
}

/** Everything a model learnt, in a fixed order: offsets and widths of the scaling if there is one, then what the method learnt. */
export function photoParameters({ scaling, method }: PhotoModel): Float64Array {
  const before: ArrayLike<number>[] = scaling === null ? [] : [scaling.offset, scaling.width]
  if (method.kind === 'cnn') return inOneRow([...before, ...parametersOfCnn(method)])
  return inOneRow([...before, ...(method.kind === 'centroid' ? parametersOfCentroid(method) : [method.weights])])
}
