import { digest, inOneRow } from './digest.ts'
import { policyStepsOf, PORT_SIGHT, RAIL_SIGHT, weightsOf, type PolicyMethod } from './policy-steps.ts'
import { learnQ, type Environment, type QKnobs, type QTable } from './qlearning.ts'
import { random } from './random.ts'
import type { Recipe, Step } from './recipe.ts'
import { searchPolicy, type Bound } from './search.ts'
import { stratified, type Split } from './split.ts'
import { PORT_RULES, portCost, portEnvironment, portWeek, ruleWeights, type PortPolicy, type Week } from './world-port.ts'
import { KNOBS, PLANNED, railCost, railDay, railEnvironment, type Day, type RailPolicy } from './world-rail.ts'

/** The simulated worlds in which one can act: berths of a port by the week, trains of a line by the day. */
export type World = 'port' | 'rail'

/** Weeks of a port or days of a line. */
export type Instances = { readonly world: 'port'; readonly list: readonly Week[] } | { readonly world: 'rail'; readonly list: readonly Day[] }

/** The public data of a lab whose answer is a policy. */
export interface PolicyData {
  readonly instances: Instances
  /** SHA-256 of the file as it ships, hex. */
  readonly hash: string
  /** Part of the weeks or days that each learner tries policies in, 0 to 1; she practises in the others. */
  readonly share: number
}

export type PolicyModel = { readonly world: 'port'; readonly policy: PortPolicy } | { readonly world: 'rail'; readonly policy: RailPolicy }

export type PolicyOutcome =
  | { readonly kind: 'diverged' }
  /** `learnt` and `practice`: mean cost of a week or a day. */
  | { readonly kind: 'policy'; readonly model: PolicyModel; readonly learnt: number; readonly practice: number; readonly digest: string }

/** Settings or episodes tried, and the cost: of the best setting so far, or what the last episode lost, in the unit of its rewards. */
export interface Tried { readonly epoch: number; readonly cost: number }

/** Part of the way that a search goes in a round, visits after which the rate of Q-learning is half, and most steps of an episode. */
const PACE = { port: 0.5, rail: 0.7 }
const HALVING = { port: 30, rail: 20 }
const LONGEST = { port: 100, rail: 5000 }

/**
 * Makes the weeks or days that a file names: a first line `world,seed,number`, then one line each, such as `port,puerto public,0`.
 * Seeds: letters, digits, space, - and _, 64 at most. Throws an Error that names the line.
 */
export function readInstances(csv: string): Instances {
  const lines = csv.trim().split('\n')
  if (lines[0]!.trim() !== 'world,seed,number' || lines.length < 2) throw new Error('line 1: the file begins with world,seed,number and names at least one of them')
  const world = lines[1]!.startsWith('port,') ? 'port' : 'rail'
  const named = lines.slice(1).map((line, i) => {
    const cells = /^(\w+),([A-Za-z0-9 _-]{1,64}),(\d{1,5})$/.exec(line.trim())
    if (!cells || cells[1] !== world) throw new Error(`line ${i + 2}: not a line of world "${world}", a seed and a number`)
    return { seed: cells[2]!, number: Number(cells[3]) }
  })
  return world === 'port'
    ? { world, list: named.map(({ seed, number }) => portWeek(seed, number)) }
    : { world, list: named.map(({ seed, number }) => railDay(seed, number)) }
}

/** The file of `many` weeks or days of a seed, numbers 0 … many - 1, as readInstances reads it. Ends with a line feed. */
export function instancesCsv(world: World, seed: string, many: number): string {
  let text = 'world,seed,number\n'
  for (let number = 0; number < many; number += 1) text += `${world},${seed},${number}\n`
  return text
}

/** Files of lab puerto-atraque: 60 public weeks, and the 800 hidden ones of a secret seed. */
export const publicPort = (): string => instancesCsv('port', 'puerto public', 60)
export const hiddenPort = (seed: string): string => instancesCsv('port', seed, 800)

/** Files of lab tren-intervalos: 20 public days, and the 200 hidden ones of a secret seed. */
export const publicRail = (): string => instancesCsv('rail', 'tren public', 20)
export const hiddenRail = (seed: string): string => instancesCsv('rail', seed, 200)

/** Which public weeks or days the holder of `seed` tries policies in (`taken`) and practises in (`left`). */
export function ownInstances({ instances, share }: PolicyData, seed: string): Split {
  return stratified(new Int32Array(instances.list.length), 1, share, random(seed, 'subset'))
}

/** The weeks or days at the given places, in that order. */
export function instancesAt(instances: Instances, places: Int32Array): Instances {
  return instances.world === 'port'
    ? { world: 'port', list: Array.from(places, (p) => instances.list[p]!) }
    : { world: 'rail', list: Array.from(places, (p) => instances.list[p]!) }
}

/**
 * Carries out a recipe in its owner's weeks or days. Yields its progress; returns the policy, its mean cost in those it was tried in and
 * in those of practice, and the digest of it all. A method of another world is an Error: the recipe was checked before.
 */
export function* learningPolicy(recipe: Recipe, data: PolicyData): Generator<Tried, PolicyOutcome> {
  const split = ownInstances(data, recipe.seed)
  const own = instancesAt(data.instances, split.taken)
  const model = yield* learn(recipe, own)
  if (model === null) return { kind: 'diverged' }
  const learnt = meanCost(costsOf(model, own))
  const practice = meanCost(costsOf(model, instancesAt(data.instances, split.left)))
  return { kind: 'policy', model, learnt, practice, digest: digest(recipe, data.hash, policyParameters(model), [learnt, practice]) }
}

/** The whole training at once. */
export function trainPolicy(recipe: Recipe, data: PolicyData): PolicyOutcome {
  const run = learningPolicy(recipe, data)
  for (;;) {
    const next = run.next()
    if (next.done) return next.value
  }
}

function* learn(recipe: Recipe, own: Instances): Generator<Tried, PolicyModel | null> {
  const { features, method } = policyStepsOf(recipe.steps)
  if (method === null) throw new Error('the recipe has no method')
  if (own.world === 'port') {
    const policy = yield* learnBerths(method, features, own.list, recipe.seed)
    return policy && { world: 'port', policy }
  }
  const policy = yield* learnHolding(method, features, own.list, recipe.seed)
  return policy && { world: 'rail', policy }
}

function* learnBerths(method: PolicyMethod, features: readonly string[] | null, weeks: readonly Week[], seed: string): Generator<Tried, PortPolicy | null> {
  if (method.block === 'first-come') return { kind: 'scores', weights: ruleWeights('first') }
  if (method.block === 'priority') return { kind: 'scores', weights: weightsOf(method) }
  if (method.block === 'q-learning') return yield* learnTable(portEnvironment(weeks), method, 'port', seed)
  if (method.block !== 'search') throw new Error(`"${method.block}" is no method for a port`)
  const seen = seenBy(features, PORT_SIGHT)
  const bounds = PORT_RULES.map((name) => (seen(name) ? { low: -1, high: 1 } : { low: 0, high: 0 }))
  const cost = (weights: Float64Array, week: number): number => portCost(weeks[week]!, { kind: 'scores', weights })
  const found = yield* searching(bounds, ruleWeights('first'), cost, method, 'port', weeks.length, seed)
  return found && { kind: 'scores', weights: found }
}

function* learnHolding(method: PolicyMethod, features: readonly string[] | null, days: readonly Day[], seed: string): Generator<Tried, RailPolicy | null> {
  const still = Float64Array.of(PLANNED, 0, 0, 0)
  if (method.block === 'no-hold') return { kind: 'knobs', knobs: still }
  if (method.block === 'hold') return { kind: 'knobs', knobs: Float64Array.of(method.planned, method.share, method.most, method.lean) }
  if (method.block === 'q-learning') return yield* learnTable(railEnvironment(days), method, 'rail', seed)
  if (method.block !== 'search') throw new Error(`"${method.block}" is no method for a line`)
  const seen = seenBy(features, RAIL_SIGHT)
  // Planned gap and share look ahead, lean looks behind; a share or a lean of 0 does not look.
  const bounds = KNOBS.map((bound, k) => ((k === 1 && !seen('ahead')) || (k === 3 && !seen('behind')) ? { low: 0, high: 0 } : bound))
  const cost = (knobs: Float64Array, day: number): number => railCost(days[day]!, { kind: 'knobs', knobs }).cost
  const found = yield* searching(bounds, still, cost, method, 'rail', days.length, seed)
  return found && { kind: 'knobs', knobs: found }
}

/** Throws an Error for a name that the world has not. */
function seenBy(features: readonly string[] | null, sight: readonly string[]): (name: string) => boolean {
  for (const name of features ?? []) if (!sight.includes(name)) throw new Error(`nothing called "${name}" can be looked at here`)
  return (name) => features === null || features.includes(name)
}

type Search = Extract<PolicyMethod, { block: 'search' }>
type Acting = Extract<PolicyMethod, { block: 'q-learning' }>

/** The best fifth of a round, at least two of it, say where the next one looks. */
function* searching(
  bounds: readonly Bound[], start: Float64Array, cost: (knobs: Float64Array, world: number) => number, { rounds, population, worlds }: Search,
  world: World, own: number, seed: string,
): Generator<Tried, Float64Array | null> {
  const knobs = { rounds, candidates: population, elite: Math.max(2, Math.floor(population / 5)), worlds: Math.min(worlds, own), pace: PACE[world] }
  const found = yield* searchPolicy(bounds, start, cost, knobs, random(seed, 'search'))
  return found && found.knobs
}

function* learnTable(environment: Environment, method: Acting, world: World, seed: string): Generator<Tried, QTable | null> {
  const { episodes, rate, discount, explore } = method
  const knobs: QKnobs = { episodes, longest: LONGEST[world], rate, halving: HALVING[world], discount, explore }
  const run = learnQ(environment, knobs, random(seed, 'acts'))
  for (;;) {
    const next = run.next()
    if (next.done) return next.value
    yield { epoch: next.value.epoch, cost: -next.value.reward }
  }
}

/** How many yields a training of these steps makes. */
export function policyEpochs(steps: readonly Step[]): number {
  const { method } = policyStepsOf(steps)
  if (method?.block === 'search') return method.rounds * method.population
  return method?.block === 'q-learning' ? method.episodes : 0
}

/** What each week or day costs under a policy: for a port weighted hours a ship, for a line seconds a passenger. */
export function costsOf(model: PolicyModel, instances: Instances): Float64Array {
  if (model.world === 'port' && instances.world === 'port') return Float64Array.from(instances.list, (week) => portCost(week, model.policy))
  if (model.world === 'rail' && instances.world === 'rail') return Float64Array.from(instances.list, (day) => railCost(day, model.policy).cost)
  throw new Error(`a policy for "${model.world}" cannot act in "${instances.world}"`)
}

/** The mean of the costs at the places, which may repeat; of all without. */
export function meanCost(costs: Float64Array, places?: Int32Array): number {
  const many = places === undefined ? costs.length : places.length
  let sum = 0
  for (let i = 0; i < many; i += 1) sum += costs[places === undefined ? i : places[i]!]!
  return sum / many
}

/** Everything learnt, in a fixed order: weights, knobs or the worth of each action in each state. */
export function policyParameters({ policy }: PolicyModel): Float64Array {
  if (policy.kind === 'q-table') return policy.values
  if (policy.kind === 'choices' || policy.kind === 'holds') return Float64Array.from(policy.list)
  return inOneRow([policy.kind === 'scores' ? policy.weights : policy.knobs])
}
