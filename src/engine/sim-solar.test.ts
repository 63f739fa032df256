import assert from 'node:assert/strict'
import { test } from 'node:test'
import { average, boostingOn, correlation, maeOf, ridgeOn, sameAs, standardErrorsBelow } from '../../test/simulated.ts'
import { skill } from './errors.ts'
import { hex, sha256, utf8 } from './sha256.ts'
import { csvOf, onlyColumns } from './sim-rows.ts'
import { HIDDEN_SOLAR, PUBLIC_SOLAR, SOLAR_COLUMNS, SOLAR_GROUPS, clearSky, powerOf, simulateSolar, sunHeight } from './sim-solar.ts'

const known = simulateSolar('energia-solar public', PUBLIC_SOLAR)
const hidden = ['a', 'b', 'c', 'd', 'e', 'f'].map((k) => simulateSolar(`energia-solar hidden ${k}`, HIDDEN_SOLAR))
const learners = ['1', '2', '3', '4', '5']
const PASS = 0.45

const column = (name: string, rows = known) => onlyColumns(rows, [name])

function near(found: number, promised: number, band: number): void {
  assert.ok(Math.abs(found - promised) <= band, `${found} is not within ${band} of ${promised}`)
}

test('the sun stands where it stands over Arequipa', () => {
  const degrees = (sine: number) => (Math.asin(sine) * 180) / Math.PI
  // At noon 90° less the distance between latitude and declination: solstices of June and December, equinox of March.
  const noon = (ofYear: number) => degrees(sunHeight(ofYear, 11.5))
  near(noon(172), 90 - 16.4 - 23.45, 0.1)
  near(noon(355), 90 - 23.45 + 16.4, 0.1)
  near(noon(81), 90 - 16.4, 0.1)
  // The same before and after noon; down at midnight; a June day of about 11 hours, a December day of about 13.
  for (const ofYear of [1, 100, 200, 300]) {
    for (const hour of [5, 8, 11]) near(sunHeight(ofYear, hour), sunHeight(ofYear, 23 - hour), 1e-12)
    assert.ok(sunHeight(ofYear, 0) < 0)
  }
  const up = (ofYear: number) => Array.from({ length: 2400 }, (_, i) => sunHeight(ofYear, i / 100)).filter((sine) => sine > 0).length / 100
  near(up(172), 11.05, 0.1)
  near(up(355), 12.95, 0.1)
  assert.equal(clearSky(-0.1), 0)
  near(clearSky(1), 1.06 * 1098 * Math.exp(-0.059), 1e-9)
})

test('power follows light, clouds, warmth and dust, up to the inverter', () => {
  near(powerOf(500, 0, 20, 0), 0.96 * 120 * 0.5 * (1 - 0.004 * (20 + 500 * 25 / 800 - 25)), 1e-9)
  near(powerOf(500, 0.6, 20, 30), 0.96 * 120 * 0.5 * (1 - 0.75 * 0.6 ** 3.4) * (1 - 0.004 * (20 + 500 * (1 - 0.75 * 0.6 ** 3.4) * 25 / 800 - 25)) * 0.925, 1e-9)
  assert.equal(powerOf(1100, 0, 15, 0), 100)
  assert.equal(powerOf(0, 1, 10, 10), 0)
  for (let cloud = 0.05; cloud <= 1; cloud += 0.05) assert.ok(powerOf(600, cloud, 18, 5) < powerOf(600, cloud - 0.05, 18, 5))
})

test('a row holds what is known the evening before; yesterday is the same hour of the day before', () => {
  assert.deepEqual(known.columns, SOLAR_COLUMNS)
  assert.equal(new Set(known.days).size, 240)
  assert.equal(new Set(hidden[0]!.days).size, 120)
  const [hour, yesterday, clear, ofYear] = ['hour', 'yesterday', 'clear_sky', 'day_of_year'].map((name) => column(name))
  const at = new Map(Array.from(known.days, (day, r) => [`${day} ${hour![r]}`, known.targets[r]!]))
  known.days.forEach((day, r) => {
    const before = at.get(`${day - 1} ${hour![r]}`)
    if (before !== undefined) assert.equal(yesterday![r], before)
    assert.equal(clear![r], Math.floor(clearSky(sunHeight(ofYear![r]!, hour![r]!)) + 0.5))
    assert.equal(ofYear![r], (181 + day) % 365 + 1)
  })
  assert.equal(column('unwashed').reduce((a, b) => Math.max(a, b)), 44)
})

test('the weather follows the equations: a wet summer, a dry rest, afternoon clouds, warm afternoons', () => {
  const years = ['1', '2', '3', '4', '5', '6'].map((k) => simulateSolar(k, { from: 1, to: 361 }))
  const pick = (name: string, when: (hour: number, ofYear: number) => boolean) => years.flatMap((rows) => {
    const [hour, ofYear] = [column('hour', rows), column('day_of_year', rows)]
    return [...column(name, rows)].filter((_, r) => when(hour[r]!, ofYear[r]!))
  })
  near(average(pick('cloud', (_, day) => day > 15 && day < 56)), 0.6, 0.05)
  near(average(pick('cloud', (_, day) => day > 182 && day < 280)), 0.33, 0.04)
  near(average(pick('cloud', (hour, day) => day < 60 && hour === 16)) - average(pick('cloud', (hour, day) => day < 60 && hour === 8)), 0.14, 0.04)
  near(average(pick('temperature', (hour) => hour === 14)) - average(pick('temperature', (hour) => hour === 8)), 4.9, 0.4)
  // Clear days give clear days: the cover of noon of one day and the next.
  const noon = pick('cloud', (hour) => hour === 12)
  near(correlation(noon.slice(1), noon.slice(0, -1)), 0.55, 0.12)
})

test('`best` is the median of what comes: half lies above, and no shift of it errs less', () => {
  const rows = hidden.concat(known)
  const [found, came] = [rows.flatMap(({ best }) => [...best]), rows.flatMap(({ targets }) => [...targets])]
  const free = came.map((_, i) => i).filter((i) => found[i]! < 99.9)
  near(average(free.map((i) => (came[i]! > found[i]! ? 1 : 0))), 0.5, 0.06)
  const error = (change: (kilowatts: number) => number) => average(came.map((truth, i) => Math.abs(truth - change(found[i]!))))
  const least = error((p) => p)
  for (const change of [(p: number) => p + 0.5, (p: number) => p - 0.5, (p: number) => p * 1.02, (p: number) => p * 0.98]) assert.ok(error(change) > least)
})

test('the same seed gives the same rows, whatever follows; another seed other weather', () => {
  const bits = (seed: string) => hex(sha256(utf8(csvOf(simulateSolar(seed, { from: 1, to: 3 }), 'kilowatts'))))
  assert.equal(bits('a'), '2b777717e6a4f9fd7fbbc118323d971847f724757a1dfc5f7fc86ac2052092b6')
  assert.notEqual(bits('b'), bits('a'))
  const later = simulateSolar('energia-solar public', { from: 1, to: 361 })
  assert.deepEqual(later.values.subarray(0, known.values.length), known.values)
  assert.throws(() => simulateSolar('a', { from: 0, to: 3 }), /no yesterday/)
})

const knobs = { trees: 60, rate: 0.2, depth: 4, leaf: 10, share: 0.7 }
const { clock, cloud, yesterday } = SOLAR_GROUPS
const without = (...names: string[]) => SOLAR_COLUMNS.filter((name) => !names.includes(name))
const baseline = hidden.map((rows) => sameAs('yesterday')(rows))
const usual = hidden.map((rows, h) => maeOf(rows, baseline[h]!))

test('lines fail, whatever they see, and so does boosting without the forecast of clouds, or with the clock in place of the sun', () => {
  for (const learner of learners) {
    const models = [
      ridgeOn(known, SOLAR_COLUMNS, learner), ridgeOn(known, [...clock, ...yesterday], learner), ridgeOn(known, without('hour', 'day_of_year'), learner),
      boostingOn(known, [...clock, ...yesterday], learner, knobs), boostingOn(known, without('cloud'), learner, knobs),
      boostingOn(known, [...clock, ...cloud], learner, knobs),
    ]
    for (const model of models) hidden.forEach((rows, h) => assert.ok(skill(maeOf(rows, model(rows)), usual[h]!) < PASS))
  }
})

test('boosting on what physics gives passes for every learner and hidden set, far below lines and yesterday', () => {
  for (const learner of learners) {
    const model = boostingOn(known, without('hour', 'day_of_year'), learner, knobs)
    const line = ridgeOn(known, SOLAR_COLUMNS, learner)
    const sunless = boostingOn(known, without('clear_sky'), learner, knobs)
    hidden.forEach((rows, h) => {
      const found = model(rows)
      assert.ok(skill(maeOf(rows, found), usual[h]!) > PASS + 0.05)
      assert.ok(standardErrorsBelow(rows, found, baseline[h]!) > 4)
      assert.ok(standardErrorsBelow(rows, found, line(rows)) > 4)
      assert.ok(standardErrorsBelow(rows, found, sunless(rows)) > 2)
      assert.ok(maeOf(rows, rows.best) < maeOf(rows, found))
    })
  }
})

test('the number of the day misleads: the hidden days have numbers that no one learnt from', () => {
  const seen = new Set(column('day_of_year'))
  assert.ok(hidden.every((rows) => column('day_of_year', rows).every((day) => !seen.has(day))))
  for (const learner of learners) {
    const mean = (columns: readonly string[]) => {
      const model = boostingOn(known, columns, learner, knobs)
      return average(hidden.map((rows) => maeOf(rows, model(rows))))
    }
    assert.ok(mean(SOLAR_COLUMNS) > mean(without('day_of_year')))
  }
})
