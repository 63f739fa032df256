import { normal } from './normal.ts'
import { greedyActions, learnQ, type Environment, type Episode, type QKnobs, type QTable } from './qlearning.ts'
import { random } from './random.ts'
import { searchPolicy, type Bound, type Found, type SearchKnobs } from './search.ts'

/**
 * An automated elevated loop for lab tren-intervalos. Invented for teaching; nothing here was measured in Lima.
 *
 * TRAINS trains go round STATIONS stations and cannot pass each other; a day is SECONDS of the rush. Times are whole seconds.
 *   stop    = DOORS + boarding x gap, where gap = arrival - departure of the train before: who came meanwhile has to get on.
 *   run     = RUN + delay, delay = 6 s x a standard normal number, and with chance 1/60 a door that does not close: 30 to 89 s more.
 *   arrival >= departure of the train before + APART.
 * boarding = 0.012 to 0.060 s a second of gap, by station and day. A late train finds more people, stops longer and gets later; the one
 * behind it finds fewer and catches up: bunching (Newell and Potts 1964). A train may be held at any station, to keep the gaps alike.
 * Who comes evenly over a gap waits half of it, and long gaps have more people: mean wait = sum(boarding x gap^2 / 2) /
 * sum(boarding x gap), over the gaps from departure to departure. Cost of a day = mean wait + 0.35 x mean holding of a stop, seconds.
 * Left out: how many a train holds, and those who get off.
 */

export const TRAINS = 10
export const STATIONS = 20
/** Four hours. */
export const SECONDS = 14400
const RUN = 90
const DOORS = 14
/** Least from a departure to the next arrival, s. */
const APART = 45
/** Planned gap of a loop of 20 x 120 s with ten trains, s. */
export const PLANNED = 240
const LEG = (PLANNED * TRAINS) / STATIONS
const HELD = 0.35
/** Seconds that a train can be held. */
export const HOLDS: readonly number[] = [0, 15, 30, 45, 60, 75, 90]
/** More runs than a train can make in a day. */
const RUNS = 160

/** What a day brings: boarding seconds per second of gap of each station; delays in s, train after train, run after run. */
export interface Day {
  readonly boarding: Float64Array
  readonly delays: Float64Array
}

/** Day number 0, 1, … of a seed: the public ones from a seed that is told, the hidden ones from one that is not. */
export function railDay(seed: string, number: number): Day {
  const source = random(seed, `rail ${number}`)
  const busy = 800 + source.below(401)
  const boarding = new Float64Array(STATIONS)
  for (let s = 0; s < STATIONS; s += 1) boarding[s] = Math.floor(((15 + source.below(36)) * busy) / 1000 + 0.5) / 1000
  const delays = new Float64Array(TRAINS * RUNS)
  for (let i = 0; i < delays.length; i += 1) {
    const door = source.below(60) === 0 ? 30 + source.below(60) : 0
    delays[i] = Math.max(-15, Math.floor(6 * normal(source) + 0.5)) + door
  }
  return { boarding, delays }
}

export function railDays(seed: string, days: number): Day[] {
  return Array.from({ length: days }, (_, number) => railDay(seed, number))
}

/** A day while it is lived. Train i + 1 goes ahead of train i; times in s since the day began. */
export interface Line {
  readonly day: Day
  /** Each train's next station and arrival there, and how many runs it has made. */
  readonly at: Int32Array
  readonly next: Float64Array
  readonly runs: Int32Array
  /** The last departure from each station. */
  readonly left: Float64Array
  /** The train that stands with open doors, when it came and could go, the gap before it and, as far as one sees, behind it. */
  train: number
  arrived: number
  ready: number
  ahead: number
  behind: number
  /** Sums over the day: weighted waits, their weights, holding, stops. */
  waits: number
  people: number
  held: number
  stops: number
}

export function line(day: Day): Line {
  const at = Int32Array.from({ length: TRAINS }, (_, i) => (i * STATIONS) / TRAINS)
  const left = Float64Array.from({ length: STATIONS }, (_, s) => LEG * (s % 2) + 30 - PLANNED)
  return {
    day, at, left, next: new Float64Array(TRAINS), runs: new Int32Array(TRAINS),
    train: 0, arrived: 0, ready: 0, ahead: 0, behind: 0, waits: 0, people: 0, held: 0, stops: 0,
  }
}

/** Goes on to the next train that stops; false when the day is over. */
export function arrive(rail: Line): boolean {
  let i = 0
  for (let j = 1; j < TRAINS; j += 1) if (rail.next[j]! < rail.next[i]!) i = j
  if (rail.next[i]! >= SECONDS) return false
  const s = rail.at[i]!
  const back = (i + TRAINS - 1) % TRAINS
  rail.train = i
  rail.arrived = Math.max(rail.next[i]!, rail.left[s]! + APART)
  rail.ready = rail.arrived + DOORS + Math.floor(rail.day.boarding[s]! * (rail.arrived - rail.left[s]!) + 0.5)
  rail.ahead = rail.ready - rail.left[s]!
  const way = (s + STATIONS - rail.at[back]!) % STATIONS
  rail.behind = Math.max(0, rail.next[back]! + way * LEG + LEG - RUN - rail.ready)
  return true
}

/** Lets the train go after holding it, s. */
export function depart(rail: Line, hold: number): void {
  const { train, ready } = rail
  const s = rail.at[train]!
  const front = (train + 1) % TRAINS
  count(rail, s, ready + hold)
  rail.left[s] = ready + hold
  rail.held += hold
  rail.stops += 1
  rail.at[train] = (s + 1) % STATIONS
  const arrival = ready + hold + RUN + rail.day.delays[train * RUNS + rail.runs[train]!]!
  rail.next[train] = rail.at[front] === rail.at[train] ? Math.max(arrival, rail.next[front]! + APART) : arrival
  rail.runs[train] = rail.runs[train]! + 1
}

function count(rail: Line, station: number, until: number): void {
  const gap = until - rail.left[station]!
  rail.waits += (rail.day.boarding[station]! * gap * gap) / 2
  rail.people += rail.day.boarding[station]! * gap
}

/** Mean wait and holding at a stop, s, and the cost; the gaps that are open when the day ends are counted up to then. */
export interface DayCost {
  readonly wait: number
  readonly hold: number
  readonly cost: number
}

/** Bounds of the knobs of the rule, in order: planned gap (s), share, most (s), lean. */
export const KNOBS: readonly Bound[] = [{ low: 120, high: 360 }, { low: 0, high: 2 }, { low: 0, high: 90 }, { low: 0, high: 1 }]

/** How trains are held: by the knobs of the rule, for each state of `railEnvironment` a place in HOLDS, or such a place for every stop of one day. */
export type RailPolicy = { readonly kind: 'knobs'; readonly knobs: Float64Array } | QTable | { readonly kind: 'holds'; readonly list: Uint8Array }

/**
 * Holds a train that is early: share x (planned gap - gap before it), and lean x half of what the gap behind it is longer than
 * that before it (Daganzo 2009; Bartholdi and Eisenstein 2012, both in Transportation Research B); at most `most`, to the nearest 15 s.
 */
function holding(rail: Line, k: ArrayLike<number>): number {
  const wish = Math.min(k[2]!, k[1]! * (k[0]! - rail.ahead) + (k[3]! * (rail.behind - rail.ahead)) / 2)
  return wish > 0 ? Math.floor(wish / 15 + 0.5) * 15 : 0
}

function holder(policy: RailPolicy): (rail: Line) => number {
  if (policy.kind === 'knobs') return (rail) => holding(rail, policy.knobs)
  if (policy.kind === 'holds') return heldAs(policy.list)
  const best = greedyActions(policy)
  return (rail) => HOLDS[best[state(rail)]!]!
}

/** Each stop as it stands in the list; an Error where none stands: they are of another day. */
function heldAs(list: Uint8Array): () => number {
  let made = 0
  return () => {
    const hold = HOLDS[list[made++] ?? -1]
    if (hold === undefined) throw new Error('these stops are not of this day')
    return hold
  }
}

/** One stop of one train; times in s since the day began. Between stops it runs evenly: enough to draw it at any moment. */
export interface Stop {
  readonly train: number
  readonly station: number
  readonly arrived: number
  readonly ready: number
  readonly left: number
}

/** Every stop of a day under a policy, in the order in which they were decided: lines of a time-distance drawing, one a train. */
export function ride(day: Day, policy: RailPolicy): Stop[] {
  const stops: Stop[] = []
  const hold = holder(policy)
  for (const rail = line(day); arrive(rail);) {
    const { train, arrived, ready } = rail
    const station = rail.at[train]!
    const left = ready + hold(rail)
    depart(rail, left - ready)
    stops.push({ train, station, arrived, ready, left })
  }
  return stops
}

/** Where each train is at a moment, in stations from the first, below STATIONS; a train between two stops runs evenly. */
export function positions(stops: readonly Stop[], time: number): Float64Array {
  const found = new Float64Array(TRAINS)
  const past: (Stop | undefined)[] = []
  const told = new Uint8Array(TRAINS)
  for (const stop of stops) {
    const last = past[stop.train]
    if (told[stop.train] === 1) continue
    if (stop.arrived <= time) {
      past[stop.train] = stop
      found[stop.train] = stop.station
    } else {
      told[stop.train] = 1
      if (last !== undefined && time > last.left) found[stop.train] = last.station + (time - last.left) / (stop.arrived - last.left)
    }
  }
  return found
}

export function railCost(day: Day, policy: RailPolicy): DayCost {
  const rail = line(day)
  const hold = holder(policy)
  while (arrive(rail)) depart(rail, hold(rail))
  for (let s = 0; s < STATIONS; s += 1) if (rail.left[s]! < SECONDS) count(rail, s, SECONDS)
  const wait = rail.waits / rail.people
  const mean = rail.held / rail.stops
  return { wait, hold: mean, cost: wait + HELD * mean }
}

/** Bounds between the bins of a gap, s. */
const BINS = [90, 150, 180, 210, 240, 285, 360]

function bin(gap: number): number {
  let found = 0
  while (found < BINS.length && gap >= BINS[found]!) found += 1
  return found
}

/** Bin of the gap before x bin of the gap behind. */
function state(rail: Line): number {
  return bin(rail.ahead) * (BINS.length + 1) + bin(rail.behind)
}

/**
 * Episodes are days drawn from these; each step is the next train that stops, wherever; an action is a place in HOLDS. The reward is what
 * one sees from the platform of the cost, in minutes: -(a^2 + b^2) / (2 (a + b)) - 0.35 hold, with the gaps a before and b behind the
 * train when it leaves. What holding does to later stops is not in it, and the next state is mostly another train's.
 */
export function railEnvironment(days: readonly Day[]): Environment {
  let rail = line(days[0]!)
  return {
    states: (BINS.length + 1) * (BINS.length + 1), actions: HOLDS.length,
    start: (source) => {
      rail = line(days[source.below(days.length)]!)
      arrive(rail)
      return state(rail)
    },
    step: (_, action) => {
      const hold = HOLDS[action]!
      const a = rail.ahead + hold
      const b = Math.max(0, rail.behind - hold)
      depart(rail, hold)
      const more = arrive(rail)
      return { state: more ? state(rail) : 0, reward: -((a * a + b * b) / (2 * (a + b)) + HELD * hold) / 60, done: !more }
    },
  }
}

/** Plain data from which anybody makes the same policy. `worlds` of a search: at most the days there are. */
export type RailRecipe =
  | { readonly rule: 'none' }
  | { readonly rule: 'hold'; readonly knobs: readonly number[] }
  | { readonly rule: 'search'; readonly seed: string; readonly knobs: SearchKnobs }
  | { readonly rule: 'q-learning'; readonly seed: string; readonly knobs: QKnobs }

/** Carries a recipe out on the public days, telling how far it is; null when it diverged. A search begins at not holding. */
export function* learnRail(recipe: RailRecipe, days: readonly Day[]): Generator<Found | Episode, RailPolicy | null> {
  if (recipe.rule === 'hold') return { kind: 'knobs', knobs: Float64Array.from(recipe.knobs) }
  if (recipe.rule === 'q-learning') return yield* learnQ(railEnvironment(days), recipe.knobs, random(recipe.seed, 'acts'))
  const still = Float64Array.of(PLANNED, 0, 0, 0)
  if (recipe.rule !== 'search') return { kind: 'knobs', knobs: still }
  const cost = (knobs: Float64Array, world: number): number => railCost(days[world]!, { kind: 'knobs', knobs }).cost
  const found = yield* searchPolicy(KNOBS, still, cost, recipe.knobs, random(recipe.seed, 'search'))
  return found && { kind: 'knobs', knobs: found.knobs }
}
