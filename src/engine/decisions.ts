import type { Instances, PolicyModel } from './policies.ts'
import { BERTHS, choice, harbour, moor, needsTide, suits, workAt, type Harbour, type Week } from './world-port.ts'
import { arrive, depart, HOLDS, line, type Day, type Line } from './world-rail.ts'

// How somebody who is no policy of ours acts in a world: asked at each decision, in numbers. What was decided is a policy for that one week or day.

/** Says a number for a state: of the names below, in their order. */
export type Decider = (state: readonly number[]) => number

/** Most decisions of a week or a day, with room: what is longer was never decided there. */
export const MOST_DECISIONS = { port: 28, rail: 1600 }

/** What is decided in one week or day: places, see choicesIn and holdsIn. */
export function decisionsIn(instances: Instances, place: number, decide: Decider): Uint8Array {
  return instances.world === 'port' ? choicesIn(instances.list[place]!, decide) : holdsIn(instances.list[place]!, decide)
}

/** The policy that does in its own week or day what was decided there. */
export function decidedModel(world: Instances['world'], list: Uint8Array): PolicyModel {
  return world === 'port' ? { world, policy: { kind: 'choices', list } } : { world, policy: { kind: 'holds', list } }
}

/** What the papers of a ship and the berth to be given say, in the order of PORT_STATE: hours, m, yes 1 and no 0. */
function portState(port: Harbour, ship: number): number[] {
  const { kind, arrival, weight, work, length, draught } = port.week.ships[ship]!
  const own = suits(kind, port.berth) ? 1 : 0
  return [
    (port.time - arrival) / 2, weight, work / 2, workAt(port.week.ships[ship]!, port.berth) / 2, own, length, draught, needsTide(port.week.ships[ship]!) ? 1 : 0,
    port.berth + 1, BERTHS[port.berth]![0], port.time / 2, port.fits.length,
  ]
}

/** Names of what portState tells, as a learner writes them: waited, weight, work, work at this berth, its kind of berth, length, draught, needs the tide, berth, its length, hour, ships that may take it. */
export const PORT_STATE = ['espera', 'peso', 'trabajo', 'aqui', 'suyo', 'largo', 'calado', 'marea', 'muelle', 'largo_muelle', 'hora', 'compiten'] as const

/** Lives a week by the points that `points` gives each ship that may take a berth; the most gets it, the earlier when equal. The choices in order. */
export function choicesIn(week: Week, points: (state: readonly number[]) => number): Uint8Array {
  const made: number[] = []
  for (const port = harbour(week); choice(port);) {
    let best = 0
    if (port.fits.length > 1) {
      const all = port.fits.map((ship) => points(portState(port, ship)))
      all.forEach((worth, place) => { if (worth > all[best]!) best = place })
      made.push(best)
    }
    moor(port, port.fits[best]!)
  }
  return Uint8Array.from(made)
}

/** What one sees of a train that stands, in the order of RAIL_STATE; times in s. */
function railState(rail: Line): number[] {
  return [rail.ahead, rail.behind, rail.ready - rail.arrived, rail.at[rail.train]! + 1, rail.train + 1, rail.ready]
}

/** Names of what railState tells, as a learner writes them: gap before, gap behind, how long it stood, station, train, moment. */
export const RAIL_STATE = ['adelante', 'atras', 'parado', 'estacion', 'tren', 'segundo'] as const

/** Lives a day by the seconds that `seconds` says for each stop: at least none, at most the longest of HOLDS, to the nearest 15 s. The places in HOLDS. */
export function holdsIn(day: Day, seconds: (state: readonly number[]) => number): Uint8Array {
  const made: number[] = []
  for (const rail = line(day); arrive(rail);) {
    const place = Math.min(HOLDS.length - 1, Math.max(0, Math.floor(seconds(railState(rail)) / 15 + 0.5)))
    depart(rail, HOLDS[place]!)
    made.push(place)
  }
  return Uint8Array.from(made)
}
