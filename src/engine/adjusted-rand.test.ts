import assert from 'node:assert/strict'
import { test } from 'node:test'
import { adjustedRand } from './adjusted-rand.ts'
import reference from './reference/ranking.json' with { type: 'json' }

test('the adjusted Rand index is that of scikit-learn within 1e-14, whichever grouping comes first', () => {
  for (const { truth, found, classes, clusters, ...theirs } of reference.grouped) {
    const [a, b] = [Int32Array.from(truth), Int32Array.from(found)]
    assert.ok(Math.abs(adjustedRand(a, b, classes, clusters) - theirs.adjustedRand) <= 1e-14)
    assert.equal(adjustedRand(b, a, clusters, classes), adjustedRand(a, b, classes, clusters))
  }
})

test('names of groups do not matter; trivial groupings and no rows have an answer', () => {
  assert.equal(adjustedRand(Int32Array.of(0, 0, 1, 1, 2), Int32Array.of(2, 2, 0, 0, 1), 3, 3), 1)
  // Worked by hand: together 1, first 2, second 3, of 6 pairs; expected 1.
  assert.equal(adjustedRand(Int32Array.of(0, 0, 1, 1), Int32Array.of(0, 0, 0, 1), 2, 2), 0)
  assert.equal(adjustedRand(Int32Array.of(0, 0, 0), Int32Array.of(0, 0, 0), 1, 1), 1)
  assert.equal(adjustedRand(Int32Array.of(0, 1, 2), Int32Array.of(2, 0, 1), 3, 3), 1)
  assert.equal(adjustedRand(Int32Array.of(0, 0, 0), Int32Array.of(2, 0, 1), 1, 3), 0)
  for (const n of [0, 1]) assert.equal(adjustedRand(new Int32Array(n), new Int32Array(n), 2, 2), 1)
})
