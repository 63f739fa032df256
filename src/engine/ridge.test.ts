import assert from 'node:assert/strict'
import { test } from 'node:test'
import { learnRidge, type Column, type Line } from './ridge.ts'
import reference from './reference/least-squares.json' with { type: 'json' }

function end(run: Generator<Column, Line | null>): Line | null {
  for (;;) {
    const next = run.next()
    if (next.done) return next.value
  }
}

test('without a penalty ridge regression is least squares on a plain table: LinearRegression within 1e-9', () => {
  const line = end(learnRidge(Float64Array.from(reference.values), 5, Float64Array.from(reference.targets), 0))
  assert.ok(line)
  for (const [i, theirs] of reference.weights.entries()) assert.ok(Math.abs(line.weights[i]! - theirs) <= 1e-9)
  assert.ok(Math.abs(line.constant - reference.constant) <= 1e-9)
})

test('a column that never changes has no answer without a penalty, and weight 0 with one', () => {
  const values = Float64Array.of(1, 5, 2, 5, 3, 5, 4, 5)
  const targets = Float64Array.of(1, 3, 5, 7)
  assert.equal(end(learnRidge(values, 2, targets, 0)), null)
  assert.equal(end(learnRidge(values, 2, targets, 1e-9))?.weights[1], 0)
})
