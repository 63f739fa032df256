import assert from 'node:assert/strict'
import { test } from 'node:test'
import { random, shuffled } from './random.ts'
import { stratified } from './split.ts'

test('the same seed and purpose give the same numbers, another purpose others', () => {
  const first = random('a', 'x')
  const again = random('a', 'x')
  const other = random('a', 'y')
  const draws = Array.from({ length: 5 }, () => first.word())
  assert.deepEqual(Array.from({ length: 5 }, () => again.word()), draws)
  assert.notDeepEqual(Array.from({ length: 5 }, () => other.word()), draws)
})

test('numbers below n are as likely each, and unit numbers stay in [0, 1)', () => {
  const source = random('even', 'draws')
  const counts = new Int32Array(7)
  for (let i = 0; i < 70_000; i += 1) counts[source.below(7)]! += 1
  // Five standard deviations of a binomial with n = 70,000, p = 1/7.
  for (const count of counts) assert.ok(Math.abs(count - 10_000) < 463, String(counts))
  let sum = 0
  for (let i = 0; i < 10_000; i += 1) {
    const u = source.unit()
    assert.ok(u >= 0 && u < 1)
    sum += u
  }
  assert.ok(Math.abs(sum / 10_000 - 0.5) < 0.0145)
})

test('a shuffle loses nobody', () => {
  assert.deepEqual([...shuffled(100, random('s', 's'))].sort((a, b) => a - b), Array.from({ length: 100 }, (_, i) => i))
})

test('a stratified split keeps each class in its part and takes exactly the rows asked for', () => {
  const labels = Int32Array.from({ length: 118 }, (_, i) => (i < 39 ? 0 : i < 86 ? 1 : 2))
  for (let seed = 0; seed < 50; seed += 1) {
    const { taken, left } = stratified(labels, 3, 0.8, random(String(seed), 'subset'))
    assert.equal(taken.length, 94)
    assert.equal(left.length, 24)
    assert.deepEqual([0, 1, 2].map((k) => [...taken].filter((p) => labels[p] === k).length), [31, 38, 25])
    assert.deepEqual([...taken, ...left].sort((a, b) => a - b), Array.from({ length: 118 }, (_, i) => i))
  }
})
