import assert from 'node:assert/strict'
import { test } from 'node:test'
import { greedyActions, learnQ, parametersOfQTable, type Environment, type QKnobs, type QTable } from './qlearning.ts'
import { random } from './random.ts'

type Outcome = readonly [chance: number, state: number, reward: number, done: boolean]
/** A world written out: what each action may lead to. */
type Model = readonly (readonly (readonly Outcome[])[])[]

function environment(model: Model, start: number): Environment {
  return {
    states: model.length, actions: model[0]!.length, start: () => start,
    step: (state, action, source) => {
      const outcomes = model[state]![action]!
      let left = outcomes.length > 1 ? source.unit() : 0
      const [, next, reward, done] = outcomes.find(([chance]) => (left -= chance) < 0) ?? outcomes.at(-1)!
      return { state: next, reward, done }
    },
  }
}

/** Q by value iteration (Bellman 1957), with the chances known: what Q-learning must find without knowing them. */
function truth(model: Model, discount: number): number[][] {
  let q = model.map((actions) => actions.map(() => 0))
  for (let i = 0; i < 2000; i += 1) {
    const worth = q.map((row) => Math.max(...row))
    q = model.map((actions) => actions.map((outcomes) => outcomes.reduce((sum, [p, s, r, done]) => sum + p * (r + (done ? 0 : discount * worth[s]!)), 0)))
  }
  return q
}

/** Four by four, from the upper left to the lower right: -1 a step, a pit at 5 (-10) ends it; a step slips aside with chance `slip`. */
function grid(slip: number): Model {
  const move = (s: number, a: number): Outcome => {
    const [row, column] = [Math.floor(s / 4), s % 4]
    const [r, c] = [row + [-1, 0, 1, 0][a]!, column + [0, 1, 0, -1][a]!]
    const to = r < 0 || r > 3 || c < 0 || c > 3 ? s : r * 4 + c
    return [1, to, to === 5 ? -10 : -1, to === 15 || to === 5]
  }
  return Array.from({ length: 16 }, (_, s) => [0, 1, 2, 3].map((a) => {
    const outcome = (turn: number, chance: number): Outcome => {
      const [, to, reward, done] = move(s, (a + turn) % 4)
      return [chance, to, reward, done]
    }
    return slip === 0 ? [outcome(0, 1)] : [outcome(0, 1 - 2 * slip), outcome(1, slip), outcome(3, slip)]
  }))
}

function learn(world: Environment, knobs: QKnobs, seed = 'q'): QTable | null {
  const run = learnQ(world, knobs, random(seed, 'acts'))
  for (;;) {
    const next = run.next()
    if (next.done) return next.value
  }
}
const KNOBS: QKnobs = { episodes: 3000, longest: 60, rate: 1, halving: 0, discount: 0.9, explore: 0.5 }

test('on a chain the values are the discounted reward: 0.9 to the power of the steps left', () => {
  // Action 1 goes on, action 0 goes back; the fifth step on wins 1.
  const chain: Model = [0, 1, 2, 3, 4].map((s) => [[[1, Math.max(0, s - 1), 0, false]], [[1, Math.min(4, s + 1), s === 4 ? 1 : 0, s === 4]]])
  const table = learn(environment(chain, 0), KNOBS)!
  for (const [s, worth] of [0.6561, 0.729, 0.81, 0.9, 1].entries()) assert.ok(Math.abs(table.values[2 * s + 1]! - worth) <= 1e-12)
  assert.deepEqual([...greedyActions(table)], [1, 1, 1, 1, 1])
})

test('in a grid without chance every value a walk can reach is that of value iteration within 1e-9', () => {
  const model = grid(0)
  const table = learn(environment(model, 0), { ...KNOBS, explore: 0.8 })!
  const q = truth(model, 0.9)
  // Nothing is ever tried where an episode has ended.
  for (let s = 0; s < 15; s += 1) if (s !== 5) for (let a = 0; a < 4; a += 1) assert.ok(Math.abs(table.values[4 * s + a]! - q[s]![a]!) <= 1e-9, `state ${s}, action ${a}`)
})

test('where steps slip the values settle within 0.2 of those of value iteration, and the best way is found', () => {
  const model = grid(0.1)
  const q = truth(model, 0.9)
  const table = learn(environment(model, 0), { ...KNOBS, episodes: 40_000, halving: 20, explore: 0.5 })!
  const actions = greedyActions(table)
  for (let s = 0; s < 15; s += 1) {
    if (s === 5) continue
    const worth = Math.max(...q[s]!)
    assert.ok(Math.abs(Math.max(...table.values.subarray(4 * s, 4 * s + 4)) - worth) < 0.2, `state ${s}: ${table.values.subarray(4 * s, 4 * s + 4)} against ${q[s]}`)
    assert.ok(q[s]![actions[s]!]! > worth - 1e-9, `state ${s}`)
  }
})

test('one step by hand: rate, discount, falling rate, and an episode that is cut is not done', () => {
  const loop: Model = [[[[1, 0, 2, false]]]]
  const knobs = { ...KNOBS, episodes: 1, longest: 2, rate: 0.5, discount: 0.5 }
  // 0 + 0.5 (2 + 0 - 0) = 1; 1 + 0.5 (2 + 0.5 - 1) = 1.75; with halving 1 the second rate is 0.25: 1.375.
  assert.deepEqual([...learn(environment(loop, 0), knobs)!.values], [1.75])
  assert.deepEqual([...learn(environment(loop, 0), { ...knobs, halving: 1 })!.values], [1.375])
  assert.deepEqual([...learn(environment([[[[1, 0, 2, true]]]], 0), { ...knobs, episodes: 2 })!.values], [1.5])
})

test('the same seed gives the same bits, another seed others; it is null when it diverged; no episodes leave zeros', () => {
  const world = environment(grid(0.1), 0)
  const knobs = { ...KNOBS, episodes: 50, rate: 0.3 }
  assert.deepEqual(learn(world, knobs), learn(world, knobs))
  assert.notDeepEqual(learn(world, knobs, 'a'), learn(world, knobs, 'b'))
  assert.equal(learn(environment([[[[1, 0, NaN, false]]]], 0), knobs), null)
  assert.equal(learn(environment([[[[1, 0, 1, false]]]], 0), { ...knobs, episodes: 5000, discount: 100 }), null)
  assert.deepEqual(parametersOfQTable(learn(world, { ...knobs, episodes: 0 })!), [new Float64Array(64)])
})
