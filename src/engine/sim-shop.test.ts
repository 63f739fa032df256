import assert from 'node:assert/strict'
import { test } from 'node:test'
import { average, boostingOn, correlation, maeOf, ridgeOn, sameAs, standardErrorsBelow } from '../../test/simulated.ts'
import { skill } from './errors.ts'
import { hex, sha256, utf8 } from './sha256.ts'
import { csvOf, onlyColumns } from './sim-rows.ts'
import { HIDDEN_SHOPS, PUBLIC_SHOPS, SHOP_COLUMNS, SHOP_GROUPS, simulateShops } from './sim-shop.ts'

const known = simulateShops('bodega-demanda public', PUBLIC_SHOPS)
const hidden = ['a', 'b', 'c', 'd', 'e', 'f'].map((k) => simulateShops(`bodega-demanda hidden ${k}`, HIDDEN_SHOPS))
const learners = ['1', '2', '3', '4', '5']
const PASS = 0.3

const column = (name: string, rows = known) => onlyColumns(rows, [name])
/** Mean of the units where `chosen` holds, over that where it does not, of each shop, averaged. */
function ratio(chosen: (row: number) => boolean, shops: (shop: number) => boolean = () => true): number {
  const shop = column('shop')
  const mean = (k: number, on: boolean) => average(known.targets.filter((_, r) => shop[r] === k && chosen(r) === on))
  return average([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].filter(shops).map((k) => mean(k, true) / mean(k, false)))
}

function near(found: number, promised: number, band: number): void {
  assert.ok(Math.abs(found - promised) <= band, `${found} is not within ${band} of ${promised}`)
}

test('the calendar is that of Peru from 27 April 2024, with its paydays and holidays', () => {
  const rows = simulateShops('one shop', { shops: 1, first: 1, from: 28, to: 460 })
  const flag = (name: string) => column(name, rows)
  const weekdays = SHOP_GROUPS.weekday.map(flag)
  const holidays: string[] = []
  rows.days.forEach((t, r) => {
    const date = new Date(Date.UTC(2024, 3, 27 + t))
    const expected = (date.getUTCDay() + 6) % 7
    assert.deepEqual(weekdays.map((on) => on[r]), [1, 2, 3, 4, 5, 6].map((k) => (k === expected ? 1 : 0)))
    const pays = [0, 1, 2].some((before) => {
      const day = new Date(Date.UTC(2024, 3, 27 + t - before))
      return day.getUTCDate() === 15 || new Date(Date.UTC(2024, 3, 28 + t - before)).getUTCDate() === 1
    })
    assert.equal(flag('payday')[r], pays ? 1 : 0)
    if (flag('holiday')[r] === 1) holidays.push(date.toISOString().slice(5, 10))
  })
  assert.deepEqual(holidays, [
    '06-07', '06-29', '07-23', '07-28', '07-29', '08-06', '08-30', '10-08', '11-01', '12-08', '12-09', '12-25', '01-01', '04-17', '04-18', '05-01',
    '06-07', '06-29', '07-23', '07-28', '07-29',
  ])
  assert.equal(flag('great_day').reduce((a, b) => a + b), 6)
})

test('a row holds what its shop sold before that day, and nothing later', () => {
  assert.equal(known.targets.length, 12 * 372)
  assert.deepEqual(known.columns, SHOP_COLUMNS)
  const shop = 4
  const sold = known.targets.filter((_, r) => r % 12 === shop)
  for (const t of [28, 29, 100, 371]) {
    const at = (name: string) => column(name)[t * 12 + shop]!
    assert.equal(at('shop'), shop + 1)
    const back = (n: number) => average(sold.subarray(t - n, t))
    assert.equal(at('yesterday'), sold[t - 1])
    assert.equal(at('week_ago'), sold[t - 7])
    near(at('mean_7'), back(7), 0.051)
    near(at('mean_28'), back(28), 0.051)
    near(at('mean_weekday_4'), (sold[t - 7]! + sold[t - 14]! + sold[t - 21]! + sold[t - 28]!) / 4, 0.051)
    assert.equal(at('price_week_ago'), column('price')[(t - 7) * 12 + shop])
    assert.equal(at('payday_week_ago'), column('payday')[(t - 7) * 12 + shop])
    assert.equal(at('holiday_week_ago'), column('holiday')[(t - 7) * 12 + shop])
    near(at('warmer'), at('temperature') - average([1, 2, 3, 4, 5, 6, 7].map((i) => column('temperature')[(t - i) * 12]!)), 0.051)
  }
})

test('sales follow the equations: weekdays, paydays, holidays, price, heat', () => {
  const on = (name: string) => { const flags = column(name); return (r: number) => flags[r] === 1 }
  const plain = ['payday', 'holiday', 'eve'].map(on)
  near(ratio(on('sunday'), (shop) => shop % 3 !== 0), 1.14 / 0.99, 0.06)
  near(ratio(on('sunday'), (shop) => shop % 3 === 0), 0.66 / 1.05, 0.06)
  near(ratio(on('payday')), 1.133, 0.05)
  near(ratio(on('great_day')), 1.42, 0.2)
  const price = column('price')
  near(ratio((r) => price[r] === 2.6), (2.6 / 3) ** -1.5, 0.05)
  const celsius = column('temperature')
  near(ratio((r) => celsius[r]! > 21.5), 1.25, 0.12)
  assert.ok(plain.every((flag) => ratio(flag) > 1.05))
})

test('noise has mean nothing and a variance of m + (0.08 m)², so it grows with the mean', () => {
  const rows = hidden.concat(known)
  const off = rows.flatMap(({ targets, best }) => Array.from(targets, (units, r) => (units - best[r]!) / Math.sqrt(best[r]! + (0.08 * best[r]!) ** 2)))
  near(average(off), 0, 0.03)
  near(average(off.map((z) => z * z)), 1, 0.05)
  const size = rows.flatMap(({ targets, best }) => Array.from(targets, (units, r) => Math.abs(units - best[r]!)))
  assert.ok(correlation(size, rows.flatMap(({ best }) => [...best])) > 0.1)
  assert.ok(known.targets.every((units) => units >= 0 && units === Math.floor(units)))
})

test('the same seed gives the same rows, whatever follows; another seed other shops', () => {
  const sample = { shops: 2, first: 1, from: 28, to: 32 }
  const bits = (seed: string, sizes = sample) => hex(sha256(utf8(csvOf(simulateShops(seed, sizes), 'units'))))
  assert.equal(bits('a'), 'd8573ceaf87e24949aaabef11a1c4eaabcd9d0c36df6be43be95a89fdfcd937d')
  assert.notEqual(bits('b'), bits('a'))
  const later = simulateShops('bodega-demanda public', { ...PUBLIC_SHOPS, to: 460 })
  assert.deepEqual(later.values.subarray(0, known.values.length), known.values)
  const same = simulateShops('bodega-demanda public', HIDDEN_SHOPS)
  assert.equal(same.targets.length, 720)
  assert.deepEqual(later.targets.subarray(known.targets.length), same.targets)
  assert.throws(() => simulateShops('a', { ...sample, from: 27 }), /days 28 to 460/)
  assert.throws(() => simulateShops('a', { ...sample, to: 461 }), /days 28 to 460/)
})

const knobs = { trees: 60, rate: 0.15, depth: 4, leaf: 20, share: 0.7 }
const { yesterday, week_ago, means, weekday } = SHOP_GROUPS
const shopless = SHOP_COLUMNS.filter((name) => name !== 'shop')
const baseline = hidden.map((rows) => sameAs('week_ago')(rows))
const usual = hidden.map((rows, h) => maeOf(rows, baseline[h]!))

test('who sees only yesterday fails, with ridge and with boosting; last week and recent means are not enough either', () => {
  for (const learner of learners) {
    for (const model of [ridgeOn(known, yesterday, learner), boostingOn(known, yesterday, learner, knobs)]) {
      hidden.forEach((rows, h) => assert.ok(skill(maeOf(rows, model(rows)), usual[h]!) < PASS / 2))
    }
    const memory = boostingOn(known, [...yesterday, ...week_ago, ...means, ...weekday], learner, knobs)
    hidden.forEach((rows, h) => assert.ok(skill(maeOf(rows, memory(rows)), usual[h]!) < PASS - 0.03))
  }
})

test('ridge with all columns passes for every learner and hidden set, by far more than two standard errors', () => {
  for (const learner of learners) {
    const model = ridgeOn(known, SHOP_COLUMNS, learner)
    hidden.forEach((rows, h) => {
      const found = model(rows)
      assert.ok(skill(maeOf(rows, found), usual[h]!) > PASS + 0.02)
      assert.ok(standardErrorsBelow(rows, found, baseline[h]!) > 5)
      assert.ok(maeOf(rows, rows.best) < maeOf(rows, found))
    })
  }
})

test('columns matter more than the model: boosting with the same columns is about as good, and the shop number only misleads it', () => {
  for (const learner of learners) {
    const mean = (model: (rows: typeof known) => Float64Array) => average(hidden.map((rows) => maeOf(rows, model(rows))))
    const ridge = mean(ridgeOn(known, shopless, learner))
    const boosting = mean(boostingOn(known, shopless, learner, knobs))
    const poor = mean(boostingOn(known, yesterday, learner, knobs))
    assert.ok(Math.abs(boosting - ridge) < 0.05 * ridge)
    assert.ok(poor - boosting > 10 * Math.abs(boosting - ridge))
    assert.ok(mean(boostingOn(known, SHOP_COLUMNS, learner, knobs)) > boosting + 0.1)
  }
})
