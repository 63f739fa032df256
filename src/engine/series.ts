import { random, type Random } from './random.ts'

/** One value a month without a gap. */
export interface Series {
  /** Months since January of year 0: 12 × year + (month - 1). */
  readonly first: number
  readonly values: Float64Array
}

/** How a series is cut for learning. A *target* is a month to be forecast. */
export interface Plan {
  /** Months between the last value known and the target. */
  readonly horizon: number
  /** Place in the series of the first target: before it stands what its lags need. */
  readonly start: number
  /** Whole years of twelve targets from `start` on; what follows them is only known, never a target. */
  readonly years: number
  /** Years that each learner practises on; she learns from the others. */
  readonly practice: number
}

/** Places of the targets in the series, ascending. */
export interface Months {
  readonly learnt: Int32Array
  readonly practice: Int32Array
}

/**
 * Reads a series from CSV: a first line of two names, then `YYYY-MM,decimal` month after month. No quotes.
 * Throws an Error that names the line.
 */
export function readSeries(csv: string): Series {
  const lines = csv.trim().split('\n')
  const values = new Float64Array(lines.length - 1)
  let first = 0
  for (let i = 1; i < lines.length; i += 1) {
    const found = /^(\d{4})-(\d\d),(-?\d+(?:\.\d+)?)$/.exec(lines[i]!.trim())
    if (!found) throw new Error(`line ${i + 1} is not "YYYY-MM,number"`)
    const month = 12 * Number(found[1]) + Number(found[2]) - 1
    if (i === 1) first = month
    if (month !== first + i - 1 || Number(found[2]) > 12) throw new Error(`line ${i + 1}: ${found[1]}-${found[2]} does not follow the month before`)
    values[i - 1] = Number(found[3])
  }
  return { first, values }
}

/** `later` put behind `earlier`; throws when it does not begin in the month after. */
export function joined(earlier: Series, later: Series): Series {
  const n = earlier.values.length
  if (later.first !== earlier.first + n) throw new Error('the second series does not begin where the first one ends')
  const values = new Float64Array(n + later.values.length)
  values.set(earlier.values)
  values.set(later.values, n)
  return { first: earlier.first, values }
}

/** 0 = January … 11 = December. */
export function monthOf(series: Series, place: number): number {
  return (series.first + place) % 12
}

/**
 * Which years the holder of `seed` learns from. Whole years, because neighbouring months are alike: a month drawn alone would
 * have its answer standing beside it. Years are ranked by their mean (the earlier first when equal). Everybody learns from the
 * warmest one: nobody can learn what an extraordinary year does without having seen one. The others are cut into `practice`
 * groups of equal size (the first ones one larger) and one year of each is drawn for practice, so that everybody has warm and
 * cold years on both sides.
 */
export function ownMonths(series: Series, plan: Plan, seed: string): Months {
  const rank = yearsByMean(series, plan)
  const source = random(seed, 'subset')
  const kept = new Uint8Array(plan.years)
  const small = Math.floor((plan.years - 1) / plan.practice)
  const larger = (plan.years - 1) % plan.practice
  let from = 1
  for (let group = 0; group < plan.practice; group += 1) {
    const size = small + (group < larger ? 1 : 0)
    kept[rank[from + source.below(size)]!] = 1
    from += size
  }
  return { learnt: targets(plan, kept, 0), practice: targets(plan, kept, 1) }
}

/** Years of the plan, the warmest first; by insertion, the earlier first when equal. */
function yearsByMean(series: Series, plan: Plan): Int32Array {
  const sums = new Float64Array(plan.years)
  const rank = new Int32Array(plan.years)
  for (let year = 0; year < plan.years; year += 1) {
    let sum = 0
    for (let m = 0; m < 12; m += 1) sum += series.values[plan.start + 12 * year + m]!
    sums[year] = sum
    let place = year
    for (; place > 0 && sum > sums[rank[place - 1]!]!; place -= 1) rank[place] = rank[place - 1]!
    rank[place] = year
  }
  return rank
}

function targets(plan: Plan, marks: Uint8Array, mark: number): Int32Array {
  let years = 0
  for (let y = 0; y < marks.length; y += 1) if (marks[y] === mark) years += 1
  const places = new Int32Array(12 * years)
  let at = 0
  for (let y = 0; y < marks.length; y += 1) {
    if (marks[y] !== mark) continue
    for (let m = 0; m < 12; m += 1) {
      places[at] = plan.start + 12 * y + m
      at += 1
    }
  }
  return places
}

/** What is usual: the mean of each calendar month over the given places, January first. A month that is not there gets 0. */
export function normals(series: Series, places: Int32Array): Float64Array {
  const sums = new Float64Array(12)
  const counts = new Int32Array(12)
  for (let i = 0; i < places.length; i += 1) {
    const month = monthOf(series, places[i]!)
    sums[month] = sums[month]! + series.values[places[i]!]!
    counts[month] = counts[month]! + 1
  }
  for (let m = 0; m < 12; m += 1) sums[m] = counts[m] === 0 ? 0 : sums[m]! / counts[m]!
  return sums
}

/** Places of blocks for a moving block bootstrap: `n` places in blocks of `length` drawn with replacement, going round at the end. */
export function blocks(n: number, length: number, source: Random): Int32Array {
  const places = new Int32Array(n)
  let from = 0
  for (let i = 0; i < n; i += 1) {
    if (i % length === 0) from = source.below(n)
    places[i] = (from + (i % length)) % n
  }
  return places
}
