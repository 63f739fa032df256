import type { Random } from './random.ts'

/** What an action leads to. */
export interface Step {
  readonly state: number
  readonly reward: number
  /** True when the episode ends here: nothing more can be won. */
  readonly done: boolean
}

/** A world in which one acts: states 0 … states - 1, actions 0 … actions - 1. Its chance comes from `source` only. */
export interface Environment {
  readonly states: number
  readonly actions: number
  readonly start: (source: Random) => number
  readonly step: (state: number, action: number, source: Random) => Step
}

/** What each action is worth in each state. */
export interface QTable {
  readonly kind: 'q-table'
  readonly states: number
  readonly actions: number
  /** states × actions, state after state, in the unit of the rewards. */
  readonly values: Float64Array
}

export interface QKnobs {
  readonly episodes: number
  /** Most steps in an episode. */
  readonly longest: number
  /** Part of the surprise that is learnt at once, 0 to 1. */
  readonly rate: number
  /**
   * After n visits to a state and action the rate is rate × halving / (halving + n): half after `halving` visits, as chance in the
   * world needs so that values settle. 0 keeps the rate as it is.
   */
  readonly halving: number
  /** What a reward is worth one step later, 0 to 1. */
  readonly discount: number
  /** Part of the actions that are drawn at random, 0 to 1. */
  readonly explore: number
}

/** Episodes so far, and the sum of the rewards of the last one. */
export interface Episode {
  readonly epoch: number
  readonly reward: number
}

/**
 * Tabular Q-learning (Watkins and Dayan 1992, Machine Learning 8, 279–292), from zero: after each step
 * Q(state, action) += rate × (reward + discount × max Q(next state, ·) - Q(state, action)), where the max is 0 when the episode is
 * done; one that is only cut at `longest` still counts what may come. Acts epsilon-greedily. Yields after each episode;
 * returns the table, or null when a value is not finite.
 */
export function* learnQ(world: Environment, knobs: QKnobs, source: Random): Generator<Episode, QTable | null> {
  const values = new Float64Array(world.states * world.actions)
  const visits = new Float64Array(values.length)
  for (let epoch = 1; epoch <= knobs.episodes; epoch += 1) {
    const reward = episode(world, knobs, source, values, visits)
    yield { epoch, reward }
    if (!finite(reward)) return null
  }
  for (let i = 0; i < values.length; i += 1) {
    if (!finite(values[i]!)) return null
    values[i] = values[i]! + 0
  }
  return { kind: 'q-table', states: world.states, actions: world.actions, values }
}

/** Lives one episode and learns from each step; returns the sum of its rewards. */
function episode(world: Environment, knobs: QKnobs, source: Random, values: Float64Array, visits: Float64Array): number {
  const { actions } = world
  let state = world.start(source)
  let sum = 0
  for (let t = 0; t < knobs.longest; t += 1) {
    const action = source.unit() < knobs.explore ? source.below(actions) : best(values, state, actions)
    const next = world.step(state, action, source)
    const at = state * actions + action
    const later = next.done ? 0 : values[next.state * actions + best(values, next.state, actions)]!
    const rate = knobs.halving > 0 ? (knobs.rate * knobs.halving) / (knobs.halving + visits[at]!) : knobs.rate
    visits[at] = visits[at]! + 1
    values[at] = values[at]! + rate * (next.reward + knobs.discount * later - values[at]!)
    sum += next.reward
    if (next.done) break
    state = next.state
  }
  return sum
}

/** The action worth most in a state, the lower when equal. */
function best(values: Float64Array, state: number, actions: number): number {
  let found = 0
  for (let a = 1; a < actions; a += 1) if (values[state * actions + a]! > values[state * actions + found]!) found = a
  return found
}

/** The best action of each state by the table, the lower when equal. */
export function greedyActions(table: QTable): Int32Array {
  const found = new Int32Array(table.states)
  for (let s = 0; s < found.length; s += 1) found[s] = best(table.values, s, table.actions)
  return found
}

/** Everything learnt, in a fixed order: the values. */
export function parametersOfQTable(table: QTable): ArrayLike<number>[] {
  return [table.values]
}

function finite(x: number): boolean {
  return x - x === 0
}
