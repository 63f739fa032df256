import assert from 'node:assert/strict'
import { test } from 'node:test'
import { splitByGroup, splitByTime } from './groups.ts'
import { random, shuffled } from './random.ts'

const groups = Int32Array.from({ length: 200 }, (_, i) => ((i * 37) % 23) * 100 + 7)
const byGroup = (share: number, seed = 's') => splitByGroup(groups, share, random(seed, 'groups'))
const all = (split: { taken: Int32Array; left: Int32Array }) => [...split.taken, ...split.left].toSorted((a, b) => a - b)
const ascending = (places: Int32Array) => places.every((place, i) => i === 0 || place > places[i - 1]!)

test('no group has rows on both sides, every row is on one, and the share counts groups', () => {
  for (const share of [0, 0.1, 0.3, 0.5, 0.98, 1]) {
    const split = byGroup(share)
    const taken = new Set(Array.from(split.taken, (place) => groups[place]!))
    assert.equal(taken.size, Math.floor(share * 23 + 0.5))
    assert.ok(split.left.every((place) => !taken.has(groups[place]!)))
    assert.deepEqual(all(split), Array.from(groups, (_, i) => i))
    assert.ok(ascending(split.taken) && ascending(split.left))
  }
})

test('over many seeds every group is taken about as often, and the names of the groups do not matter', () => {
  const times = new Map<number, number>()
  for (let seed = 0; seed < 1000; seed += 1) {
    for (const group of new Set(Array.from(byGroup(0.3, `${seed}`).taken, (place) => groups[place]!))) times.set(group, (times.get(group) ?? 0) + 1)
  }
  // 7 of 23 groups: 304 of 1000 times, standard error 15.
  assert.equal(times.size, 23)
  for (const [group, taken] of times) assert.ok(Math.abs(taken - 304) < 65, `${group}: ${taken}`)
  assert.deepEqual(splitByGroup(groups.map((g) => 9999 - g), 0.3, random('s', 'groups')), byGroup(0.3))
})

test('the same seed takes the same groups, another seed others; no rows and one group have an answer', () => {
  assert.deepEqual(byGroup(0.5), byGroup(0.5))
  assert.notDeepEqual(byGroup(0.5, 'a'), byGroup(0.5, 'b'))
  assert.deepEqual(splitByGroup(new Int32Array(0), 0.5, random('s', 's')), { taken: new Int32Array(0), left: new Int32Array(0) })
  assert.equal(splitByGroup(new Int32Array(4), 0.4, random('s', 's')).taken.length, 0)
  assert.equal(splitByGroup(new Int32Array(4), 0.5, random('s', 's')).taken.length, 4)
})

test('by time the last rows are taken, wherever they stand', () => {
  const times = Float64Array.from(shuffled(101, random('s', 'times')))
  const split = splitByTime(times, 0.2)
  assert.equal(split.taken.length, 20)
  assert.ok(split.taken.every((place) => times[place]! > 80) && split.left.every((place) => times[place]! <= 80))
  assert.ok(ascending(split.taken) && ascending(split.left))
})

test('rows of one moment stay together, with the earlier ones when they do not all fit', () => {
  assert.deepEqual([...splitByTime([3, 1, 2, 3, 2, 1], 0.5).taken], [0, 3])
  assert.deepEqual([...splitByTime([3, 1, 2, 3, 2, 1], 4 / 6).taken], [0, 2, 3, 4])
  assert.deepEqual([...splitByTime([5, 5, 5, 5], 0.5).taken], [])
  assert.deepEqual([...splitByTime([5, 5, 5, 5], 1).taken], [0, 1, 2, 3])
  assert.deepEqual([...splitByTime([1, 2], 0).taken], [])
  assert.deepEqual(splitByTime([], 0.5), { taken: new Int32Array(0), left: new Int32Array(0) })
})
