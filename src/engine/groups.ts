import { orderOf } from './order.ts'
import { shuffled, type Random } from './random.ts'
import type { Split } from './split.ts'

/**
 * Takes `share` of the groups at random, each with all its rows: rows of one machine, shop or person must not stand on both sides,
 * or a model passes by knowing them again. As many groups as Math.floor(share × groups + 0.5), whatever their sizes
 * (scikit-learn's GroupShuffleSplit also counts groups, not rows). `groups`: one whole number per row, any from 0 up; only
 * which rows share one matters, not the number.
 */
export function splitByGroup(groups: Int32Array, share: number, source: Random): Split {
  const { member, count } = numbered(groups)
  const order = shuffled(count, source)
  const chosen = new Uint8Array(count)
  const many = Math.floor(share * count + 0.5)
  for (let i = 0; i < many && i < count; i += 1) chosen[order[i]!] = 1
  const taken = new Uint8Array(groups.length)
  for (let r = 0; r < groups.length; r += 1) taken[r] = chosen[member[r]!]!
  return sides(taken)
}

/** Numbers the groups 0, 1, … as they first appear. */
function numbered(groups: Int32Array): { member: Int32Array; count: number } {
  const known = new Map<number, number>()
  const member = new Int32Array(groups.length)
  for (let r = 0; r < groups.length; r += 1) {
    const number = known.get(groups[r]!) ?? known.size
    known.set(groups[r]!, number)
    member[r] = number
  }
  return { member, count: known.size }
}

/**
 * Takes the last `share` of the rows by time: a forecaster is judged on what came after all that it learnt from. Of n rows at most
 * Math.floor(share × n + 0.5) are taken; rows of the same moment stay together, with the earlier ones when they do not all fit.
 * `times`: one finite number per row, in any unit and order.
 */
export function splitByTime(times: ArrayLike<number>, share: number): Split {
  const n = times.length
  const order = orderOf(Float64Array.from(times))
  let from = Math.max(0, n - Math.floor(share * n + 0.5))
  while (from > 0 && from < n && times[order[from]!] === times[order[from - 1]!]) from += 1
  const taken = new Uint8Array(n)
  for (let i = from; i < n; i += 1) taken[order[i]!] = 1
  return sides(taken)
}

function sides(taken: Uint8Array): Split {
  let count = 0
  for (let i = 0; i < taken.length; i += 1) count += taken[i]!
  const split = { taken: new Int32Array(count), left: new Int32Array(taken.length - count) }
  let t = 0
  let l = 0
  for (let i = 0; i < taken.length; i += 1) {
    if (taken[i] === 1) split.taken[t++] = i
    else split.left[l++] = i
  }
  return split
}
