import assert from 'node:assert/strict'
import { test } from 'node:test'
import { canonical } from './canonical.ts'
import { random } from './random.ts'
import { hex, sha256, utf8 } from './sha256.ts'
import {
  BERTHS, choice, harbour, KINDS, learnPort, moor, PORT_RULES, portCost, portEnvironment, portWeek, portWeeks, sail, workAt,
  type PortPolicy, type PortRecipe, type Week,
} from './world-port.ts'

const PUBLIC = portWeeks('puerto public', 40)
const HIDDEN = [0, 1, 2, 3, 4, 5].map((set) => portWeeks(`puerto hidden ${set}`, 80))
const SEARCH = { rounds: 24, candidates: 30, elite: 6, worlds: 40, pace: 0.5 }
const ACTS = { episodes: 2000, longest: 100, rate: 0.3, halving: 30, discount: 1, explore: 0.2 }

function made(recipe: PortRecipe): PortPolicy {
  const run = learnPort(recipe, PUBLIC)
  for (;;) {
    const next = run.next()
    if (next.done) return next.value!
  }
}
const mean = (x: readonly number[]) => x.reduce((a, b) => a + b, 0) / x.length
const costs = (policy: PortPolicy, weeks: readonly Week[]) => weeks.map((week) => portCost(week, policy))
/** What the second costs more than the first, week by week, in standard errors of its mean. */
function errorsBetter(ours: readonly number[], theirs: readonly number[]): number {
  const gain = theirs.map((t, i) => t - ours[i]!)
  const spread = Math.sqrt(mean(gain.map((g) => (g - mean(gain)) ** 2)) / (gain.length - 1))
  return mean(gain) / spread
}
const rule = (name: (typeof PORT_RULES)[number]) => made({ rule: name })

test('a week brings 28 ships in order of arrival, of the kinds and sizes told, and each fits a berth at some tide', () => {
  const weeks = portWeeks('statistics', 300)
  const ships = weeks.flatMap((week) => week.ships)
  assert.equal(ships.length, 300 * 28)
  for (const [kind, [share, shortest, longest, , , quick, slow]] of KINDS.entries()) {
    const those = ships.filter((ship) => ship.kind === kind)
    // Four standard errors of a share, and of the mean of an even draw.
    assert.ok(Math.abs(those.length / ships.length - share!) < 4 * Math.sqrt(share! / ships.length), `${kind}: ${those.length}`)
    assert.ok(those.every((ship) => ship.length >= shortest! && ship.length <= longest! && ship.work >= 2 * quick! && ship.work <= 2 * slow!))
    const hours = mean(those.map((ship) => ship.work / 2))
    assert.ok(Math.abs(hours - (quick! + slow!) / 2) < (4 * (slow! - quick!)) / Math.sqrt(12 * those.length), `${kind}: ${hours} h`)
  }
  for (const { ships: these, tide } of weeks) {
    assert.ok(these.every((ship, i) => i === 0 || ship.arrival >= these[i - 1]!.arrival))
    const high = Math.max(...tide)
    assert.ok(high > 1.099 && high <= 1.1 && Math.min(...tide) >= 0.1)
    assert.ok(these.every((ship) => BERTHS.some(([length, depth]) => ship.length <= length && ship.draught + 1 <= Math.min(depth, 15 + high))))
  }
  // Arrivals are even over the week: mean 167.5 half hours of 0 to 335.
  assert.ok(Math.abs(mean(ships.map((ship) => ship.arrival)) - 167.5) < 4 * (336 / Math.sqrt(12 * ships.length)))
})

test('the tide comes back after 12.42 hours, and a deep ship moors only when it is high', () => {
  const { tide } = portWeek('tide', 0)
  const tops = [...tide.keys()].filter((t) => t > 0 && tide[t]! > tide[t - 1]! && tide[t]! >= tide[(t + 1) % tide.length]!)
  assert.ok(Math.abs((tops.at(-1)! - tops[0]!) / (tops.length - 1) - 24.84) < 0.05)
  const slack = Float64Array.from({ length: 1242 }, (_, t) => (t % 25 === 20 ? 1.1 : 0.1))
  const ship = { kind: 0, arrival: 0, length: 300, draught: 15, weight: 3, work: 40 }
  const [deep] = sail({ ships: [ship], tide: slack }, rule('first'))
  assert.deepEqual(deep, { ship: 0, berth: 2, arrived: 0, from: 10, to: 30 })
  assert.equal(portCost({ ships: [ship], tide: slack }, rule('first')), 30)
  assert.equal(sail({ ships: [{ ...ship, draught: 14 }], tide: slack }, rule('first'))[0]!.from, 0)
})

test('in every stay the ship fits, no two share a berth, and nobody waits beside a berth it could take', () => {
  for (const policy of [rule('first'), rule('weight-time'), made({ rule: 'q-learning', seed: '1', knobs: { ...ACTS, episodes: 20 } })]) {
    for (const week of PUBLIC.slice(0, 10)) {
      const visits = sail(week, policy)
      for (const visit of visits) {
        const { length, draught, arrival } = week.ships[visit.ship]!
        const fits = (berth: number, at: number) => length <= BERTHS[berth]![0] && draught + 1 <= Math.min(BERTHS[berth]![1], 15 + week.tide[at % 1242]!)
        assert.ok(visit.from >= visit.arrived && fits(visit.berth, 2 * visit.from))
        const others = visits.filter((other) => other !== visit)
        assert.ok(others.every((other) => other.berth !== visit.berth || other.to <= visit.from || other.from >= visit.to))
        for (let t = arrival; t < 2 * visit.from; t += 1) {
          for (const berth of BERTHS.keys()) {
            const taken = visits.some((other) => other.berth === berth && 2 * other.from <= t && t < 2 * other.to)
            assert.ok(taken || !fits(berth, t), `ship ${visit.ship} waits at ${t} beside berth ${berth}`)
          }
        }
      }
      assert.ok(Math.abs(mean(visits.map((v) => (v.from - v.arrived) * week.ships[v.ship]!.weight)) - portCost(week, policy)) < 1e-9)
    }
  }
})

test('each plain rule takes the ship it names, and the order of arrival decides between equals', () => {
  const at = { kind: 1, arrival: 0, length: 150, draught: 8 }
  const ships = [{ ...at, weight: 1, work: 60 }, { ...at, weight: 5, work: 80 }, { ...at, weight: 1, work: 12 }, { ...at, weight: 4, work: 20 }]
  const first = (name: (typeof PORT_RULES)[number], those = ships) =>
    sail({ ships: those, tide: new Float64Array(1242) }, rule(name)).findIndex((visit) => visit.berth === 0)
  assert.deepEqual(PORT_RULES.slice(0, 4).map((name) => first(name)), [0, 1, 2, 3])
  assert.deepEqual(PORT_RULES.map((name) => first(name, ships.map(() => ships[0]!))), [0, 0, 0, 0, 0, 0, 0])
  assert.equal(first('snug', [ships[0]!, { ...ships[0]!, length: 190 }]), 1)
  // Berth 0 is not for containers.
  assert.equal(first('suited', [ships[0]!, { ...ships[0]!, kind: 5 }]), 1)
  assert.deepEqual([0, 1, 2, 3].map((berth) => workAt({ ...at, weight: 1, work: 7 }, berth)), [14, 14, 7, 7])
})

test('in the world of Q-learning the rewards of a week add up to minus what is waited after the first choice', () => {
  const world = portEnvironment([PUBLIC[0]!])
  const source = random('walk', 'acts')
  const port = harbour(PUBLIC[0]!)
  while (choice(port) && port.fits.length === 1) moor(port, port.fits[0]!)
  const waited = mean(PUBLIC[0]!.ships.map((ship, i) => (ship.weight * Math.max(0, (port.from[i]! < 0 ? port.time : port.from[i]!) - ship.arrival)) / 2))
  for (const [action, name] of PORT_RULES.entries()) {
    let state = world.start(source)
    let sum = 0
    for (let done = false; !done;) {
      assert.ok(state >= 0 && state < world.states)
      const next = world.step(state, action, source)
      sum += next.reward
      state = next.state
      done = next.done
    }
    assert.ok(Math.abs(-sum + waited - portCost(PUBLIC[0]!, rule(name))) < 1e-9, name)
  }
})

test('the same recipe gives the same bits, another seed others, and the first week is the one pinned', () => {
  const recipe = { rule: 'search', seed: '1', knobs: { ...SEARCH, rounds: 2 } } as const
  assert.deepEqual(made(recipe), made(recipe))
  assert.notDeepEqual(made(recipe), made({ ...recipe, seed: '2' }))
  assert.deepEqual(made({ rule: 'score', weights: [0, 0, 0, 1, 0, 0, 0] }), rule('weight-time'))
  const { ships, tide } = portWeek('pinned', 0)
  const seen = canonical({ ships: ships.map((ship) => ({ ...ship })), tide: [...tide.subarray(0, 25)], from: sail({ ships, tide }, rule('weight-time')).map((v) => v.from) })
  assert.equal(hex(sha256(utf8(seen))), 'b8d1b68fd93bf8d691a428e26199c938a79a205b5fe34b086dbd5a338b058e20')
})

const WEIGHT_TIME = HIDDEN.map((weeks) => costs(rule('weight-time'), weeks))
const FIRST = HIDDEN.map((weeks) => costs(rule('first'), weeks))

test('first come costs most, then the shortest first, then weight by time, each by two standard errors in most hidden sets and over all', () => {
  const shortest = HIDDEN.map((weeks) => costs(rule('shortest'), weeks))
  assert.ok(errorsBetter(shortest.flat(), FIRST.flat()) > 5, `${errorsBetter(shortest.flat(), FIRST.flat())}`)
  assert.ok(errorsBetter(WEIGHT_TIME.flat(), shortest.flat()) > 5, `${errorsBetter(WEIGHT_TIME.flat(), shortest.flat())}`)
  for (const [set, first] of FIRST.entries()) assert.ok(errorsBetter(WEIGHT_TIME[set]!, first) > 2, `set ${set}: ${errorsBetter(WEIGHT_TIME[set]!, first)}`)
})

test('weights that a search found beat weight by time by two standard errors, and pass, for five seeds and six hidden sets; no plain rule does', () => {
  const found = ['1', '2', '3', '4', '5'].map((seed) => made({ rule: 'search', seed, knobs: SEARCH }))
  for (const [set, weeks] of HIDDEN.entries()) {
    const ours = found.map((policy) => costs(policy, weeks))
    const skill = (theirs: readonly number[]) => (mean(FIRST[set]!) - mean(theirs)) / (mean(FIRST[set]!) - mean(ours[0]!))
    for (const [seed, theirs] of ours.entries()) {
      assert.ok(errorsBetter(theirs, WEIGHT_TIME[set]!) > 2 && errorsBetter(theirs, FIRST[set]!) > 2, `set ${set}, seed ${seed}`)
      assert.ok(skill(theirs) > 0.95, `set ${set}, seed ${seed}: ${skill(theirs)}`)
    }
    for (const name of PORT_RULES) assert.ok(skill(costs(rule(name), weeks)) < 0.92, `set ${set}: ${name}`)
  }
})

test('Q-learning over plain rules beats first come, and no seed of it comes near the search: a week has too few choices to learn from', () => {
  const search = costs(made({ rule: 'search', seed: '1', knobs: SEARCH }), HIDDEN[0]!)
  for (const seed of ['1', '2', '3', '4', '5']) {
    const ours = costs(made({ rule: 'q-learning', seed, knobs: ACTS }), HIDDEN[0]!)
    assert.ok(errorsBetter(ours, FIRST[0]!) > 2 && errorsBetter(search, ours) > 2, `${seed}: ${mean(ours)}`)
  }
})
