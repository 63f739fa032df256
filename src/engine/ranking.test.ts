import assert from 'node:assert/strict'
import { test } from 'node:test'
import { random, shuffled } from './random.ts'
import { averagePrecision, fromLargest, rankingCurve, rocAuc } from './ranking.ts'
import reference from './reference/ranking.json' with { type: 'json' }

const close = (ours: number | null, theirs: number) => assert.ok(ours !== null && Math.abs(ours - theirs) <= 1e-14, `${ours} is not ${theirs}`)

test('average precision and ROC AUC are those of scikit-learn within 1e-14, with few, many and only ties', () => {
  for (const { truth, scores, ...theirs } of reference.ranked) {
    close(averagePrecision(Int32Array.from(truth), Float64Array.from(scores)), theirs.averagePrecision)
    close(rocAuc(Int32Array.from(truth), Float64Array.from(scores)), theirs.rocAuc)
  }
})

test('the order of the rows changes not one bit, and turning the scores round gives one minus the area', () => {
  for (const { truth, scores } of reference.ranked) {
    const order = shuffled(truth.length, random('ranking', 'order'))
    const mixed = [Int32Array.from(order, (i) => truth[i]!), Float64Array.from(order, (i) => scores[i]!)] as const
    const straight = [Int32Array.from(truth), Float64Array.from(scores)] as const
    assert.equal(averagePrecision(...mixed), averagePrecision(...straight))
    assert.equal(rocAuc(...mixed), rocAuc(...straight))
    close(rocAuc(straight[0], straight[1].map((x) => -x)), 1 - rocAuc(...straight)!)
  }
})

test('a perfect and a reversed ranking, -0 equal to 0, and what has no answer', () => {
  const truth = Int32Array.of(0, 0, 1, 1)
  assert.equal(averagePrecision(truth, Float64Array.of(1, 2, 3, 4)), 1)
  assert.equal(rocAuc(truth, Float64Array.of(1, 2, 3, 4)), 1)
  assert.equal(rocAuc(truth, Float64Array.of(4, 3, 2, 1)), 0)
  assert.equal(rocAuc(truth, Float64Array.of(0, -0, -0, 0)), 0.5)
  assert.equal(averagePrecision(truth, Float64Array.of(0, -0, -0, 0)), 0.5)
  assert.equal(averagePrecision(Int32Array.of(0, 0), Float64Array.of(1, 2)), 0)
  assert.equal(averagePrecision(new Int32Array(0), new Float64Array(0)), 0)
  for (const same of [Int32Array.of(0, 0), Int32Array.of(1, 1), new Int32Array(0)]) assert.equal(rocAuc(same, new Float64Array(same.length)), null)
  for (const bad of [NaN, Infinity, -Infinity]) {
    assert.equal(averagePrecision(truth, Float64Array.of(1, bad, 2, 3)), null)
    assert.equal(rocAuc(truth, Float64Array.of(1, bad, 2, 3)), null)
  }
})

test('the curve steps where the score does, ends with all positives, and its steps sum to the average precision', () => {
  const truth = Int32Array.of(0, 1, 0, 1, 1, 0)
  const scores = Float64Array.of(0.1, 0.9, 0.8, 0.8, 0.2, 0.3)
  const curve = rankingCurve(truth, scores)!
  assert.deepEqual([[...curve.recall], [...curve.precision]], [[1 / 3, 2 / 3, 2 / 3, 1, 1], [1, 2 / 3, 1 / 2, 3 / 5, 1 / 2]])
  const sum = curve.recall.reduce((all, r, i) => all + (r - (curve.recall[i - 1] ?? 0)) * curve.precision[i]!, 0)
  assert.ok(Math.abs(sum - averagePrecision(truth, scores)!) < 1e-12)
  assert.deepEqual(rankingCurve(Int32Array.of(0, 0), Float64Array.of(1, 2))!.recall.length, 0)
  assert.equal(rankingCurve(truth, new Float64Array(6).fill(NaN)), null)
  assert.deepEqual([...fromLargest(scores)!], [1, 2, 3, 5, 4, 0])
})
