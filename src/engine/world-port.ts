import { cos } from './math.ts'
import { orderOf } from './order.ts'
import { greedyActions, learnQ, type Environment, type Episode, type QKnobs, type QTable } from './qlearning.ts'
import { random, type Random } from './random.ts'
import { searchPolicy, type Found, type SearchKnobs } from './search.ts'

/**
 * A port for lab puerto-atraque. Invented for teaching; nothing here was measured at Chancay or any other port.
 *
 * Time goes in half hours. Over a week SHIPS ships arrive, each at a moment as likely as any other (a Poisson stream, given
 * how many came). Kind, length (m), draught (m), hours of work and weight (what an hour of waiting costs, 1 to 5) are
 * drawn evenly between the bounds of its kind; the bounds have the sizes that such ships have (trade knowledge).
 * Two berths have cranes for containers (kinds 0 to 2), two are for the rest; at a berth of the other sort the work takes twice as long
 * (the factor is invented). The hours that a rule may look at are those of the ship's papers: at a berth that suits it.
 * A ship may take a berth that is free when
 *   length <= length of the berth,  draught + CLEARANCE <= depth of the berth,  draught + CLEARANCE <= CHANNEL + tide(time),
 *   tide(time) = 0.6 + 0.5 cos(2 pi (time - phase) / 12.42 h), metres above the depth of the chart:
 * 12.42 h is the principal lunar tide (M2); the metre between low and high water is invented, of the order of tides on that coast.
 * Only the channel waits for the tide: at the berth it is dredged deep enough for low water.
 * A berth never stays empty while a ship that may take it waits. Of several free berths the smallest is filled first.
 * Cost of a week = sum over ships of weight x hours waited / ships.
 */

/** Ships in a week. */
const SHIPS = 28
/** Depth of the channel at the chart's low water, and the water that must be left under the keel, m. */
const CHANNEL = 15
const CLEARANCE = 1
/** Kinds below this one are ships of containers. */
const CONTAINERS = 3
/** Half hours after which the tide of 12.42 h repeats on the half hour: fifty tides. */
const TIDES = 1242
const FIFTY_TURNS = 314.1592653589793

/** Length and depth in m, and whether its cranes are for containers; the smallest first. */
export const BERTHS: readonly (readonly [length: number, depth: number, containers: boolean])[] = [
  [210, 13, false], [250, 14, false], [340, 16.5, true], [400, 17, true],
]

/** Share of the ships, then least and most of: length m, draught m, hours of work, weight. */
export const KINDS: readonly (readonly number[])[] = [
  [0.18, 290, 366, 13.5, 15, 10, 26, 3, 5], // container ships of the ocean lines
  [0.26, 130, 195, 7.5, 10.5, 4, 16, 1, 4], // feeders
  [0.16, 120, 165, 7, 9, 5, 24, 2, 5], // refrigerated: fruit
  [0.18, 150, 240, 8.5, 12.5, 14, 48, 1, 3], // bulk: grain, concentrates
  [0.1, 170, 230, 8, 9.5, 6, 20, 1, 4], // cars
  [0.12, 90, 170, 6, 9, 8, 40, 1, 4], // general cargo
]

export interface Ship {
  /** Place in KINDS. */
  readonly kind: number
  /** Half hours since the week began. */
  readonly arrival: number
  readonly length: number
  readonly draught: number
  readonly weight: number
  /** Half hours at a berth that suits it. */
  readonly work: number
}

/** What a week brings: ships in order of arrival, and the tide of every half hour (m), to be read at time % tide.length. */
export interface Week {
  readonly ships: readonly Ship[]
  readonly tide: Float64Array
}

/** Week number 0, 1, … of a seed: the public ones from a seed that is told, the hidden ones from one that is not. */
export function portWeek(seed: string, number: number): Week {
  const source = random(seed, `port ${number}`)
  const tide = new Float64Array(TIDES)
  const phase = source.below(TIDES)
  for (let t = 0; t < TIDES; t += 1) tide[t] = 0.6 + 0.5 * cos((FIFTY_TURNS * (t - phase)) / TIDES)
  const arrivals = new Float64Array(SHIPS)
  for (let i = 0; i < SHIPS; i += 1) arrivals[i] = source.below(336)
  return { ships: Array.from(orderOf(arrivals), (i) => ship(arrivals[i]!, source)), tide }
}

export function portWeeks(seed: string, weeks: number): Week[] {
  return Array.from({ length: weeks }, (_, number) => portWeek(seed, number))
}

function ship(arrival: number, source: Random): Ship {
  let kind = 0
  for (let left = source.unit() - KINDS[0]![0]!; left >= 0 && kind < KINDS.length - 1; left -= KINDS[kind]![0]!) kind += 1
  const drawn = (at: number, parts: number): number => {
    const low = KINDS[kind]![at]! * parts
    return low + source.below(KINDS[kind]![at + 1]! * parts - low + 1)
  }
  return { kind, arrival, length: drawn(1, 1), draught: drawn(3, 10) / 10, work: drawn(5, 2), weight: drawn(7, 1) }
}

/** Whether a ship comes in at high tide only. */
export const needsTide = ({ draught }: Ship): boolean => draught + CLEARANCE > CHANNEL + 0.1

/** A week while it is lived. Ships by their place in the week, times in half hours. */
export interface Harbour {
  readonly week: Week
  time: number
  /** The berth to be given now, and the ships that may take it, in order of arrival. */
  berth: number
  readonly fits: number[]
  /** When each berth is free again. */
  readonly free: Int32Array
  /** When each ship came to its berth, and to which; -1: it waits or has not arrived. */
  readonly from: Int32Array
  readonly at: Int32Array
  /** Ships without a berth, and the first of them. */
  left: number
  first: number
}

export function harbour(week: Week): Harbour {
  const n = week.ships.length
  return {
    week, time: 0, berth: 0, fits: [], free: new Int32Array(BERTHS.length),
    from: new Int32Array(n).fill(-1), at: new Int32Array(n).fill(-1), left: n, first: 0,
  }
}

/** Goes on to the next berth that is free and wanted; false when every ship has had one. Every ship must fit one at some tide. */
export function choice(port: Harbour): boolean {
  for (; port.left > 0; port.time += 1, port.berth = 0) {
    if (port.week.ships[port.first]!.arrival > port.time) continue
    for (; port.berth < BERTHS.length; port.berth += 1) if (port.free[port.berth]! <= port.time && wanted(port)) return true
  }
  return false
}

function wanted(port: Harbour): boolean {
  const { ships, tide } = port.week
  const [length, depth] = BERTHS[port.berth]!
  const deep = Math.min(depth, CHANNEL + tide[port.time % tide.length]!)
  port.fits.length = 0
  for (let i = port.first; i < ships.length && ships[i]!.arrival <= port.time; i += 1) {
    if (port.from[i]! < 0 && ships[i]!.length <= length && ships[i]!.draught + CLEARANCE <= deep) port.fits.push(i)
  }
  return port.fits.length > 0
}

/** Whether the cranes of a berth are for a ship's kind. */
export const suits = (kind: number, berth: number): boolean => kind < CONTAINERS === BERTHS[berth]![2]

/** Half hours that a ship works at a berth. */
export function workAt({ kind, work }: Ship, berth: number): number {
  return suits(kind, berth) ? work : 2 * work
}

/** Gives the berth to a ship of `fits`. */
export function moor(port: Harbour, ship: number): void {
  port.from[ship] = port.time
  port.at[ship] = port.berth
  port.free[port.berth] = port.time + workAt(port.week.ships[ship]!, port.berth)
  port.left -= 1
  while (port.first < port.from.length && port.from[port.first]! >= 0) port.first += 1
}

/** What a score may weigh, each of a size near 1; a plain rule is a weight of one on one of them. */
export const PORT_RULES = ['first', 'heaviest', 'shortest', 'weight-time', 'snug', 'tide', 'suited'] as const

/**
 * Days waited; weight / 5; less days of work; 4 x weight / hours of work (Smith 1956, Naval Research Logistics Quarterly 3, 59–66);
 * part of the berth it fills; 1 if it needs the tide; 1 if the berth suits it.
 */
function score(port: Harbour, ship: number, w: ArrayLike<number>): number {
  const { kind, arrival, weight, work, length } = port.week.ships[ship]!
  return (w[0]! * (port.time - arrival)) / 48 + (w[1]! * weight) / 5 - (w[2]! * work) / 48 + (w[3]! * weight * 8) / work
    + (w[4]! * length) / BERTHS[port.berth]![0] + (needsTide(port.week.ships[ship]!) ? w[5]! : 0)
    + (suits(kind, port.berth) ? w[6]! : 0)
}

/** The ship of `fits` with the highest score, the earlier when equal. */
function preferred(port: Harbour, weights: ArrayLike<number>): number {
  let found = port.fits[0]!
  if (port.fits.length === 1) return found
  let most = score(port, found, weights)
  for (let i = 1; i < port.fits.length; i += 1) {
    const worth = score(port, port.fits[i]!, weights)
    if (worth > most) {
      most = worth
      found = port.fits[i]!
    }
  }
  return found
}

/**
 * How berths are given: weights of what PORT_RULES name, for each state of `portEnvironment` a rule, or what was chosen in one week: at every
 * berth that several ships may take the place in `fits` of the one that got it.
 */
export type PortPolicy = { readonly kind: 'scores'; readonly weights: Float64Array } | QTable | { readonly kind: 'choices'; readonly list: Uint8Array }

/** The ship at a place of `fits`; an Error where there is none such: the choices were made in another week. */
function chosen(port: Harbour, place: number | undefined): number {
  const ship = port.fits[place ?? -1]
  if (ship !== undefined) return ship
  throw new Error('these choices are not of this week')
}

export function ruleWeights(rule: (typeof PORT_RULES)[number]): Float64Array {
  return Float64Array.from(PORT_RULES, (name) => (name === rule ? 1 : 0))
}

/** A ship's stay, in hours since the week began. */
export interface Visit {
  readonly ship: number
  readonly berth: number
  readonly arrived: number
  readonly from: number
  readonly to: number
}

/** Lives a week by a policy: what a Gantt of the berths shows, in order of arrival. */
export function sail(week: Week, policy: PortPolicy): Visit[] {
  const port = lived(week, policy)
  return week.ships.map((ship, i) => (
    { ship: i, berth: port.at[i]!, arrived: ship.arrival / 2, from: port.from[i]! / 2, to: (port.from[i]! + workAt(ship, port.at[i]!)) / 2 }
  ))
}

function lived(week: Week, policy: PortPolicy): Harbour {
  const port = harbour(week)
  if (policy.kind === 'scores') while (choice(port)) moor(port, preferred(port, policy.weights))
  else if (policy.kind === 'choices') for (let made = 0; choice(port);) moor(port, port.fits.length > 1 ? chosen(port, policy.list[made++]) : port.fits[0]!)
  else for (const rules = greedyActions(policy); choice(port);) moor(port, preferred(port, RULES[rules[state(port)]!]!))
  return port
}

/** Weighted hours of waiting for each ship of a week. */
export function portCost(week: Week, policy: PortPolicy): number {
  return -reckoned(lived(week, policy))
}

/** Less the weighted hours waited so far, for each ship of the week. */
function reckoned({ week, from, time }: Harbour): number {
  let sum = 0
  for (let i = 0; i < week.ships.length; i += 1) {
    const { arrival, weight } = week.ships[i]!
    sum -= weight * Math.max(0, (from[i]! < 0 ? time : from[i]!) - arrival)
  }
  return sum / 2 / week.ships.length
}

const RULES = PORT_RULES.map(ruleWeights)

/** Berth x ships that may take it (2, 3, 4, 5 or more) x whether one of them needs the tide. */
function state(port: Harbour): number {
  const deep = port.fits.some((i) => needsTide(port.week.ships[i]!)) ? 1 : 0
  return (port.berth * 4 + Math.max(0, Math.min(3, port.fits.length - 2))) * 2 + deep
}

/**
 * Episodes are weeks drawn from these; each step is a berth that two ships or more may take, an action the rule of PORT_RULES by which it
 * is given; rewards sum to minus what is waited after the first choice.
 */
export function portEnvironment(weeks: readonly Week[]): Environment {
  let port = harbour(weeks[0]!)
  let before = 0
  const onward = (): boolean => {
    while (choice(port)) {
      if (port.fits.length > 1) return true
      moor(port, port.fits[0]!)
    }
    return false
  }
  return {
    states: BERTHS.length * 8, actions: RULES.length,
    start: (source) => {
      do port = harbour(weeks[source.below(weeks.length)]!)
      while (!onward())
      before = reckoned(port)
      return state(port)
    },
    step: (_, action) => {
      moor(port, preferred(port, RULES[action]!))
      const more = onward()
      const last = before
      before = reckoned(port)
      return { state: more ? state(port) : 0, reward: before - last, done: !more }
    },
  }
}

/** Plain data from which anybody makes the same policy. `worlds` of a search: at most the weeks there are. */
export type PortRecipe =
  | { readonly rule: (typeof PORT_RULES)[number] }
  | { readonly rule: 'score'; readonly weights: readonly number[] }
  | { readonly rule: 'search'; readonly seed: string; readonly knobs: SearchKnobs }
  | { readonly rule: 'q-learning'; readonly seed: string; readonly knobs: QKnobs }

/** Carries a recipe out on the public weeks, telling how far it is; null when it diverged. A search begins at first come. */
export function* learnPort(recipe: PortRecipe, weeks: readonly Week[]): Generator<Found | Episode, PortPolicy | null> {
  if (recipe.rule === 'score') return { kind: 'scores', weights: Float64Array.from(recipe.weights) }
  if (recipe.rule === 'q-learning') return yield* learnQ(portEnvironment(weeks), recipe.knobs, random(recipe.seed, 'acts'))
  if (recipe.rule !== 'search') return { kind: 'scores', weights: ruleWeights(recipe.rule) }
  const cost = (weights: Float64Array, world: number): number => portCost(weeks[world]!, { kind: 'scores', weights })
  const found = yield* searchPolicy(PORT_RULES.map(() => ({ low: -1, high: 1 })), RULES[0]!, cost, recipe.knobs, random(recipe.seed, 'search'))
  return found && { kind: 'scores', weights: found.knobs }
}
