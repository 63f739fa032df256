import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fillNormal, glorot, he, normal } from './normal.ts'
import { random } from './random.ts'

test('normal numbers have the moments and the tails of the normal distribution', () => {
  const source = random('normal', 'draws')
  const n = 200_000
  const sums = [0, 0, 0, 0]
  let beyond = 0
  for (let i = 0; i < n; i += 1) {
    const x = normal(source)
    for (let p = 0; p < 4; p += 1) sums[p]! += x ** (p + 1)
    if (Math.abs(x) > 1.959963984540054) beyond += 1
  }
  // Five standard deviations of each mean: variances of x, x², x³, x⁴ are 1, 2, 15, 96.
  for (const [p, mean, variance] of [[0, 0, 1], [1, 1, 2], [2, 0, 15], [3, 3, 96]] as const) {
    assert.ok(Math.abs(sums[p]! / n - mean) < 5 * Math.sqrt(variance / n), `moment ${p + 1}: ${sums[p]! / n}`)
  }
  assert.ok(Math.abs(beyond / n - 0.05) < 5 * Math.sqrt((0.05 * 0.95) / n))
})

test('first weights fill their part only, the same from the same seed', () => {
  const weights = new Float64Array(6)
  fillNormal(weights, 2, 5, he(8), random('a', 'weights'))
  assert.deepEqual([weights[0], weights[1], weights[5]], [0, 0, 0])
  const again = new Float64Array(6)
  fillNormal(again, 2, 5, 0.5, random('a', 'weights'))
  assert.deepEqual(again, weights)
  assert.equal(glorot(3, 5), 0.5)
})
