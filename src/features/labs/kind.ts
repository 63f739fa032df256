import type { Recipe } from '../../engine/recipe.ts'

/**
 * What is measured on hidden data. accuracy, macro-f1, average-precision and adjusted-rand: more is better and 1 the best;
 * mae, rmse and cost (what a policy costs, in the lab's unit): less is better and 0 the best.
 */
export const METRICS = ['accuracy', 'macro-f1', 'average-precision', 'adjusted-rand', 'mae', 'rmse', 'cost'] as const
export type Metric = (typeof METRICS)[number]

export function lessIsBetter(metric: Metric): boolean {
  return metric === 'mae' || metric === 'rmse' || metric === 'cost'
}

/**
 * Skill score of a figure against the baseline's: the part of the way from the baseline to the best there can be, 1 or 0. 0 is no better than
 * the baseline, below 0 worse. Source: Murphy 1988, Monthly Weather Review 116, 2417–2424. A baseline without fault leaves no skill to show: 0.
 */
export function skillOf(metric: Metric, value: number, baseline: number): number {
  if (lessIsBetter(metric)) return baseline > 0 ? 1 - value / baseline : 0
  return baseline < 1 ? (value - baseline) / (1 - baseline) : 0
}

/** The figure that has a skill against a baseline's: what skillOf undoes. */
export function figureOf(metric: Metric, skill: number, baseline: number): number {
  return lessIsBetter(metric) ? baseline * (1 - skill) : baseline + skill * (1 - baseline)
}

/** A recipe carried out on its owner's part of the public data. Figures are in the lab's metric. */
export interface Learnt<M> {
  readonly model: M
  /** On what it learnt from, and on her practice. */
  readonly learnt: number
  readonly practice: number
  readonly digest: string
}

export interface Progress {
  readonly epoch: number
  /** What it costs so far, where a curve of that is shown. */
  readonly cost?: number
}

/**
 * What a kind of lab does with a recipe on any machine: in the grading process, in the check, on the phone. It knows the engine and
 * nothing else. S: its settings, plain JSON from the lab's file; D, H: public and hidden data; M: a model.
 */
export interface Kind<S = unknown, D = unknown, H = unknown, M = unknown> {
  metric(settings: S): Metric
  /** Reads a file as it ships; an Error names the line. */
  readPublic(bytes: Uint8Array, settings: S): D
  readHidden(bytes: Uint8Array, settings: S, data: D): H
  /** How many units (rows, months, photos, days) are answered for. */
  sizeOf(hidden: H): number
  /** Trains, yielding its progress; null when it diverged. */
  train(recipe: Recipe, data: D): Generator<Progress, Learnt<M> | null>
  /** One number per hidden unit. */
  answers(model: M, hidden: H, data: D): Float64Array
  /** The metric over the hidden units at `places`, which may repeat; over all without. */
  value(answers: Float64Array, hidden: H, places?: Int32Array): number
}

/** The whole of a training at once. */
export function finish<R>(run: Generator<Progress, R>): R {
  for (;;) {
    const next = run.next()
    if (next.done) return next.value
  }
}

/** The values at the places, in that order; all of them when none are named. */
export function at(values: ArrayLike<number>, places: Int32Array | undefined): Float64Array {
  return places === undefined ? Float64Array.from(values) : Float64Array.from(places, (p) => values[p]!)
}
