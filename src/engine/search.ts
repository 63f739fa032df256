import { normal } from './normal.ts'
import { inOrder, type Random } from './random.ts'

/** Where a knob may stand. */
export interface Bound {
  readonly low: number
  readonly high: number
}

export interface SearchKnobs {
  readonly rounds: number
  /** Settings tried in each round. */
  readonly candidates: number
  /** The best so many of a round say where the next one looks; from 1 to candidates. */
  readonly elite: number
  /** How many worlds each setting is tried in; its cost is the mean. */
  readonly worlds: number
  /** Part of the way that the search moves to the elite in each round: above 0, at most 1. */
  readonly pace: number
}

/** The cost of one setting of the knobs in the world of that number (0, 1, …); the smaller the better. It must not keep `knobs`. */
export type Cost = (knobs: Float64Array, world: number) => number

/** The best so far, after `epoch` settings were tried. */
export interface Found {
  readonly epoch: number
  readonly cost: number
  readonly knobs: Float64Array
}

export interface Policy {
  readonly kind: 'policy'
  readonly knobs: Float64Array
  /** Mean cost in the worlds of the search; in other worlds expect somewhat more. */
  readonly cost: number
}

/**
 * Cross-entropy method (Rubinstein 1999, Methodology and Computing in Applied Probability 1, 127–190; with smoothing as in de Boer
 * et al. 2005, Annals of Operations Research 134, 19–67): each round draws settings from a normal distribution of its own for every
 * knob, cut to its bounds, and moves means and deviations towards those of the elite. It begins at `start` with half of each
 * range as deviation; the first setting of a round is the mean itself. Every setting is tried in the same worlds 0 … worlds - 1
 * (common random numbers), so that luck favours none. Knobs are drawn apart: a narrow bent valley is followed only near to its
 * end. Yields after every setting; returns the best, the earlier when equal, or null when a cost is not finite or nothing
 * was tried.
 */
export function* searchPolicy(
  bounds: readonly Bound[], start: ArrayLike<number>, cost: Cost, knobs: SearchKnobs, source: Random,
): Generator<Found, Policy | null> {
  const n = bounds.length
  const mean = new Float64Array(n)
  const deviation = new Float64Array(n)
  for (let d = 0; d < n; d += 1) {
    mean[d] = within(bounds[d]!, start[d]!)
    deviation[d] = (bounds[d]!.high - bounds[d]!.low) / 2
  }
  const tried = new Float64Array(knobs.candidates * n)
  const costs = new Float64Array(knobs.candidates)
  let best: Found | null = null
  for (let round = 0; round < knobs.rounds; round += 1) {
    draw(bounds, mean, deviation, tried, source)
    for (let i = 0; i < knobs.candidates; i += 1) {
      const setting = tried.slice(i * n, (i + 1) * n)
      costs[i] = meanCost(cost, setting, knobs.worlds)
      if (costs[i]! - costs[i]! !== 0) return null
      best = better(best, { epoch: round * knobs.candidates + i + 1, cost: costs[i]!, knobs: setting })
      yield best
    }
    follow(bounds, tried, cheapest(costs, knobs.elite), mean, deviation, knobs.pace)
  }
  return best === null ? null : { kind: 'policy', knobs: best.knobs, cost: best.cost }
}

function better(best: Found | null, next: Found): Found {
  return best === null || next.cost < best.cost ? next : { epoch: next.epoch, cost: best.cost, knobs: best.knobs }
}

/** Also turns -0 into 0. */
function within(bound: Bound, x: number): number {
  return Math.max(bound.low, Math.min(bound.high, x)) + 0
}

function draw(bounds: readonly Bound[], mean: Float64Array, deviation: Float64Array, tried: Float64Array, source: Random): void {
  const n = bounds.length
  for (let i = 0; i < tried.length; i += 1) {
    const d = i % n
    tried[i] = i < n ? mean[d]! + 0 : within(bounds[d]!, mean[d]! + deviation[d]! * normal(source))
  }
}

function meanCost(cost: Cost, setting: Float64Array, worlds: number): number {
  let sum = 0
  for (let world = 0; world < worlds; world += 1) sum += cost(setting, world)
  return sum / worlds
}

/** Places of the `most` smallest costs, ascending, the earlier first when equal. */
function cheapest(costs: Float64Array, most: number): Int32Array {
  const order = inOrder(costs.length)
  for (let i = 1; i < order.length; i += 1) {
    let at = i
    for (; at > 0 && costs[i]! < costs[order[at - 1]!]!; at -= 1) order[at] = order[at - 1]!
    order[at] = i
  }
  return order.subarray(0, most)
}

/**
 * Moves means and deviations part of the way to those of the elite. Its deviation is taken from the mean before, not from its own, so that it
 * stays wide while the search is still on its way (Hansen 2016, The CMA Evolution Strategy: A Tutorial, 3.1); at most half the range.
 */
function follow(
  bounds: readonly Bound[], tried: Float64Array, elite: Int32Array, mean: Float64Array, deviation: Float64Array, pace: number,
): void {
  const n = mean.length
  for (let d = 0; d < n; d += 1) {
    let sum = 0
    let squares = 0
    for (let e = 0; e < elite.length; e += 1) {
      const step = tried[elite[e]! * n + d]! - mean[d]!
      sum += step
      squares += step * step
    }
    const wide = Math.min((bounds[d]!.high - bounds[d]!.low) / 2, Math.sqrt(squares / elite.length))
    mean[d] = mean[d]! + pace * (sum / elite.length)
    deviation[d] = deviation[d]! + pace * (wide - deviation[d]!)
  }
}

/** Everything learnt, in a fixed order: the knobs. */
export function parametersOfPolicy(policy: Policy): ArrayLike<number>[] {
  return [policy.knobs]
}
