import assert from 'node:assert/strict'
import { test } from 'node:test'
import { normal } from './normal.ts'
import { random } from './random.ts'
import { parametersOfPolicy, searchPolicy, type Bound, type Cost, type Found, type Policy, type SearchKnobs } from './search.ts'

const KNOBS: SearchKnobs = { rounds: 60, candidates: 40, elite: 8, worlds: 1, pace: 0.7 }
const square = (n: number): Bound[] => Array.from({ length: n }, () => ({ low: -5, high: 5 }))

function run(bounds: readonly Bound[], start: number[], cost: Cost, knobs: SearchKnobs = KNOBS, seed = 's'): { seen: Found[]; policy: Policy | null } {
  const seen: Found[] = []
  const search = searchPolicy(bounds, start, cost, knobs, random(seed, 'search'))
  for (;;) {
    const next = search.next()
    if (next.done) return { seen, policy: next.value }
    seen.push(next.value)
  }
}
const near = (ours: ArrayLike<number>, theirs: readonly number[], by: number) =>
  theirs.every((t, i) => Math.abs(ours[i]! - t) <= by)

test('it finds the known least of the sphere, of Himmelblau and on the border, and comes near it in the bent valley of Rosenbrock', () => {
  const sphere = run(square(4), [4, 4, 4, 4], (k) => k.reduce((sum, x, i) => sum + (x - i + 1) * (x - i + 1), 0)).policy!
  assert.ok(near(sphere.knobs, [-1, 0, 1, 2], 1e-6), `${sphere.knobs}`)
  const himmelblau = run(square(2), [0, 0], ([x, y]) => (x! * x! + y! - 11) ** 2 + (x! + y! * y! - 7) ** 2).policy!
  const four = [[3, 2], [-2.805118, 3.131312], [-3.77931, -3.283186], [3.584428, -1.848126]]
  assert.ok(four.some((least) => near(himmelblau.knobs, least, 1e-4)), `${himmelblau.knobs}`)
  // The start costs 3616. The valley bends, and knobs drawn apart stop before its end at (1, 1).
  for (const seed of ['0', '1', '2', '3', '4']) {
    const rosenbrock = run(square(2), [-3, 3], ([x, y]) => (1 - x!) ** 2 + 100 * (y! - x! * x!) ** 2, { ...KNOBS, rounds: 300, candidates: 100, elite: 10, pace: 0.2 }, seed).policy!
    assert.ok(rosenbrock.cost < 0.05, `${rosenbrock.knobs}: ${rosenbrock.cost}`)
  }
  const border = run([{ low: 1, high: 3 }, { low: -2, high: -1 }], [9, -9], ([x, y]) => x! * x! - y!).policy!
  // From the far corner: it stays wide until it is there.
  assert.deepEqual([...border.knobs], [1, -1])
})

test('luck that all settings share cannot mislead it, luck that moves the least is averaged, and luck of each setting is mostly overcome', () => {
  // The world's luck is added to every setting alike: with common worlds it cannot mislead at all.
  const shared = run(square(3), [-4, 0, 4], (k, world) => k.reduce((sum, x) => sum + (x - 1) * (x - 1), 0) + 50 * normal(random(`${world}`, 'luck')), { ...KNOBS, worlds: 3 }).policy!
  assert.ok(near(shared.knobs, [1, 1, 1], 1e-6), `${shared.knobs}`)
  // Luck that changes with the setting too: each world moves the least by a normal number; the mean of the worlds is the least.
  const moves = Array.from({ length: 40 }, (_, world) => normal(random(`${world}`, 'move')))
  const least = 1 + moves.reduce((a, b) => a + b) / 40
  const moved = run(square(1), [-4], ([x], world) => (x! - 1 - moves[world]!) ** 2, { ...KNOBS, worlds: 40 }).policy!
  assert.ok(near(moved.knobs, [least], 1e-6))
  assert.ok(Math.abs(moved.knobs[0]! - 1) < 4 / Math.sqrt(40))
  // Luck anew for every setting and world, one unit a world: 0.2 in the mean of 25, against costs of 75 at the start.
  const rough = run(square(3), [-4, -4, -4], (k, world) => k.reduce((sum, x) => sum + (x - 1) * (x - 1), 0) + normal(random(`${world} ${k}`, 'luck')), { ...KNOBS, rounds: 15, worlds: 25 }).policy!
  assert.ok(near(rough.knobs, [1, 1, 1], 0.8), `${rough.knobs}`)
})

test('the worst of ten seeds still finds the sphere', () => {
  for (let seed = 0; seed < 10; seed += 1) {
    assert.ok(run(square(3), [0, 0, 0], (k) => k.reduce((sum, x) => sum + (x - 2) * (x - 2), 0), KNOBS, `${seed}`).policy!.cost < 1e-6)
  }
})

test('it yields after every setting and never gets worse; settings stay in bounds; the start is tried first; worlds are the same for all', () => {
  const tried: number[][] = []
  const worlds: number[] = []
  const { seen, policy } = run([{ low: 0, high: 1 }], [0.25], ([x], world) => {
    tried.push([x!])
    worlds.push(world)
    return Math.abs(x! - 0.6)
  }, { ...KNOBS, rounds: 3, worlds: 2 })
  assert.equal(seen.length, 120)
  assert.deepEqual(seen.map((s) => s.epoch), seen.map((_, i) => i + 1))
  for (let i = 1; i < seen.length; i += 1) assert.ok(seen[i]!.cost <= seen[i - 1]!.cost)
  assert.ok(tried.every(([x]) => x! >= 0 && x! <= 1))
  assert.deepEqual(tried[0], [0.25])
  assert.deepEqual(worlds, worlds.map((_, i) => i % 2))
  assert.equal(Math.min(...tried.map(([x]) => Math.abs(x! - 0.6))), policy!.cost)
})

test('the same seed gives the same bits, another seed others; null when a cost is not finite or nothing was tried; equal costs keep the first', () => {
  const cost: Cost = ([x]) => (x! - 1) * (x! - 1)
  const short = { ...KNOBS, rounds: 2 }
  assert.deepEqual(run(square(1), [0], cost, short), run(square(1), [0], cost, short))
  assert.notDeepEqual(run(square(1), [0], cost, short, 'a').policy, run(square(1), [0], cost, short, 'b').policy)
  for (const bad of [NaN, Infinity]) assert.equal(run(square(1), [0], ([x]) => (x! > 2 ? bad : x!)).policy, null)
  assert.equal(run(square(1), [0], cost, { ...KNOBS, rounds: 0 }).policy, null)
  assert.deepEqual(parametersOfPolicy(run(square(1), [-0], () => 7).policy!), [Float64Array.of(0)])
  assert.deepEqual([...run([{ low: 3, high: 3 }], [0], cost).policy!.knobs], [3])
})
