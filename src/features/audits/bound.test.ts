import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atMost, lowerBound, lowerInTenThousand, upperBound, upperInTenThousand } from './bound.ts'
import { chanceOfNone, sizeFor, TOLERABLE } from './sizes.ts'

test('the exact limits are those that are published for well-known samples (Newcombe, Statistics in Medicine 17, 1998, method 5)', () => {
  // Two-sided 95 %: each limit with 97.5 %.
  const published = [[81, 263, 0.2527, 0.3676], [15, 148, 0.0578, 0.1617], [0, 20, 0, 0.1684], [1, 29, 0.0009, 0.1776]] as const
  for (const [fails, n, low, high] of published) {
    assert.equal(lowerBound(fails, n, 0.975).toFixed(4), low.toFixed(4), `${fails} of ${n}`)
    assert.equal(upperBound(fails, n, 0.975).toFixed(4), high.toFixed(4), `${fails} of ${n}`)
  }
})

test('without a fail the limit is the formula that auditors know, 1 - 0.05^(1/n); with nothing but fails it is everything', () => {
  for (const n of [1, 29, 59, 99, 148, 299, 600]) {
    assert.ok(Math.abs(upperBound(0, n) - (1 - 0.05 ** (1 / n))) < 1e-12, `${n}`)
    assert.equal(lowerBound(0, n), 0)
    assert.equal(upperBound(n, n), 1)
    assert.ok(Math.abs(lowerBound(n, n) - 0.05 ** (1 / n)) < 1e-12)
  }
  assert.equal(upperInTenThousand(0, 59), 496)
})

const LARGE = 10_000n
/** P(X <= seen) at p = u/10,000 as a fraction of 10,000^n, in whole numbers: nothing is rounded. */
function exact(seen: number, n: number, u: number): bigint {
  let [sum, choose] = [0n, 1n]
  for (let k = 0; k <= seen; k++) {
    sum += choose * BigInt(u) ** BigInt(k) * (LARGE - BigInt(u)) ** BigInt(n - k)
    choose = (choose * BigInt(n - k)) / BigInt(k + 1)
  }
  return sum
}

test('every limit in hundredths of a percent is the right one, in arithmetic of whole numbers: the next below would not hold', () => {
  for (const n of [1, 2, 7, 29, 59, 99, 148, 299, 384, 600]) {
    for (const fails of [0, 1, 2, 3, 5, 8, 13, 29, 59].filter((x) => x < n)) {
      const u = upperInTenThousand(fails, n)
      assert.ok(exact(fails, n, u) * 20n <= LARGE ** BigInt(n), `${fails} of ${n}: ${u} is not too low`)
      assert.ok(exact(fails, n, u - 1) * 20n > LARGE ** BigInt(n), `${fails} of ${n}: ${u} is not too high`)
      const l = lowerInTenThousand(fails, n)
      assert.ok(l <= (fails / n) * 10_000 && u >= (fails / n) * 10_000)
      if (fails === 0) continue
      // P(X >= fails) = 1 - P(X <= fails - 1) is at most 5 % at the lower limit, and more just above.
      assert.ok(exact(fails - 1, n, l) * 20n >= 19n * LARGE ** BigInt(n), `${fails} of ${n}: ${l} is not too high`)
      assert.ok(exact(fails - 1, n, l + 1) * 20n < 19n * LARGE ** BigInt(n), `${fails} of ${n}: ${l} is not too low`)
    }
  }
})

test('a sample that cannot be is refused', () => {
  for (const [fails, n] of [[1, 0], [-1, 5], [6, 5], [0.5, 5], [1, 5.5], [NaN, 5]] as const) assert.throws(() => upperBound(fails, n), RangeError)
  assert.equal(atMost(5, 5, 0.3), 1)
})

test('the sizes of a sample are those of DOMAIN.md 2.6, and one person fewer would leave more than the tolerable error', () => {
  assert.deepEqual(TOLERABLE.map((percent) => sizeFor(20_000, percent)), [29, 59, 99, 148, 296])
  for (const all of [1, 12, 59, 60, 200, 1000, 20_000]) {
    for (const percent of TOLERABLE) {
      const [n, wrong] = [sizeFor(all, percent), Math.max(1, Math.ceil((all * percent) / 100))]
      assert.ok(n >= 1 && n <= all)
      if (n < all) assert.ok(chanceOfNone(all, wrong, n) <= 0.05)
      if (n > 1) assert.ok(chanceOfNone(all, wrong, n - 1) > 0.05, `${all} at ${percent} %: ${n}`)
    }
  }
})
