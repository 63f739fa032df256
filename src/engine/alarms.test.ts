import assert from 'node:assert/strict'
import { test } from 'node:test'
import { alarmCost } from './alarm-cost.ts'
import { alarmParameters, alarmRows, alarmStepsOf, alarmValue, answerAlarms, learningAlarms, ownAlarms, readAlarms, trainAlarms, type AlarmData } from './alarms.ts'
import { costBoosting } from './boosting.ts'
import { digest } from './digest.ts'
import { averagePrecision } from './ranking.ts'
import type { Recipe, Step } from './recipe.ts'
import { hiddenMinaBomba, PUMP_COLUMNS, publicMinaBomba, pumps, pumpsCsv } from './sim-pumps.ts'
import { ENGINE } from './version.ts'

const data: AlarmData = { table: readAlarms(pumpsCsv(pumps('alarms', { pumps: 20, rows: 100 }))), hash: 'f'.repeat(64), share: 0.8 }
const recipe = (...steps: Step[]): Recipe => ({ lab: 'mina', version: 1, engine: ENGINE, seed: '00112233445566778899aabbccddeeff', steps })
const trained = (...steps: Step[]) => {
  const outcome = trainAlarms(recipe(...steps), data)
  assert.ok(outcome.kind === 'alarms')
  return outcome
}
const SOFTMAX = { block: 'softmax', epochs: 3, rate: 0.1, penalty: 0, batch: 64 } as const
const METHODS: Step[] = [
  SOFTMAX, { block: 'same', column: 'slope_72h' }, { block: 'tree', depth: 4, leaf: 10 }, { block: 'forest', trees: 4, depth: 5, leaf: 5 },
  { block: 'boosting', trees: 8, rate: 0.2, depth: 2, leaf: 10 },
]

test('rows of machines are read from CSV, and what is wrong is told with its line', () => {
  const table = readAlarms('pump,a,b,fails\n7,1,2.5,0\n7,-3,4,1\n0,0,0,0\n')
  assert.deepEqual([table.columns, [...table.values], [...table.labels], [...table.machine]], [['a', 'b'], [1, 2.5, -3, 4, 0, 0], [0, 1, 0], [7, 7, 0]])
  assert.deepEqual([...alarmRows(table, Int32Array.of(2, 0)).machine], [0, 7])
  assert.throws(() => readAlarms('pump,a,fails\n1,2,0\n1.5,2,0\n'), /line 3: no machine 1.5/)
  assert.throws(() => readAlarms('pump,a,fails\n1,2,2\n'), /line 2: no class 2/)
  assert.throws(() => readAlarms('pump,a,fails\n1,two,0\n'), /line 2: "two" is not a number/)
})

test('the public and hidden files of the mine lab are read back as they were drawn; another seed gives other pumps', () => {
  const open = readAlarms(publicMinaBomba())
  assert.deepEqual([open.columns, open.labels.length, new Set(open.machine).size], [[...PUMP_COLUMNS], 7520, 40])
  assert.deepEqual(open.values, pumps('mina-bomba public 1', { pumps: 40, rows: 188 }).values)
  const hidden = readAlarms(hiddenMinaBomba('a secret'))
  assert.equal(new Set(hidden.machine).size, 80)
  assert.notDeepEqual(hidden.values.slice(0, 90), open.values.slice(0, 90))
})

test('each owner learns from her own four fifths of the machines, and no machine stands on both sides', () => {
  const { taken, left } = ownAlarms(data, 'a')
  const machines = (places: Int32Array) => new Set(Array.from(places, (p) => data.table.machine[p]!))
  assert.deepEqual([taken.length, left.length, machines(taken).size, machines(left).size], [1600, 400, 16, 4])
  assert.ok([...machines(left)].every((m) => !machines(taken).has(m)))
  assert.notDeepEqual(ownAlarms(data, 'b').left, left)
})

test('every method: the same recipe gives the same digest, another method, seed or preparation another one', () => {
  const found = METHODS.map((m) => trained(m))
  assert.deepEqual(METHODS.map((m) => trained(m)), found)
  const elsewhere = trainAlarms({ ...recipe(METHODS[2]!), seed: '0'.repeat(32) }, data)
  assert.ok(elsewhere.kind === 'alarms')
  const prepared = trained({ block: 'scale', by: 'standard' }, SOFTMAX)
  assert.equal(new Set([...found, elsewhere, prepared].map((f) => f.digest)).size, METHODS.length + 2)
  for (const [i, f] of found.entries()) {
    assert.equal(f.digest, digest(recipe(METHODS[i]!), data.hash, alarmParameters(f.model), [f.learnt, f.practice]))
  }
})

test('scores: a column as it stands, and of softmax how far failing is ahead; the practice figure is the average precision of the other machines', () => {
  const same = trained({ block: 'same', column: 'slope_72h' })
  const rows = data.table.values.subarray(0, 3 * PUMP_COLUMNS.length)
  assert.deepEqual([...answerAlarms(same.model, rows)], [3, 12, 21].map((i) => rows[i]))
  const scaled = trained({ block: 'columns', names: ['slope_72h', 'pressure'] }, { block: 'scale', by: 'standard' }, { ...SOFTMAX, epochs: 30 })
  assert.ok(scaled.model.method.kind === 'margin')
  assert.ok(scaled.model.method.weights[0]! > 0, 'what rises is more urgent')
  const { left } = ownAlarms(data, recipe().seed)
  const others = alarmRows(data.table, left)
  assert.equal(scaled.practice, averagePrecision(others.labels, answerAlarms(scaled.model, others.values)))
  assert.equal(scaled.practice, alarmValue(answerAlarms(scaled.model, others.values), others))
  assert.ok(scaled.learnt > 3 * trained({ block: 'same', column: 'altitude' }).learnt)
})

test('the value over drawn places counts a row as often as it was drawn', () => {
  const table = readAlarms('pump,a,fails\n0,1,0\n0,2,1\n1,3,0\n')
  const scores = Float64Array.of(0.1, 0.5, 0.9)
  assert.equal(alarmValue(scores, table), 0.5)
  assert.equal(alarmValue(scores, table, Int32Array.of(1, 1, 0)), 1)
  assert.equal(alarmValue(scores, table, Int32Array.of(2, 2, 1)), 1 / 3)
  assert.equal(alarmValue(Float64Array.of(NaN, 0, 0), table), 0)
})

test('progress is told epoch by epoch; unscaled columns run away at a large step; a column that is none is refused', () => {
  const run = learningAlarms(recipe(SOFTMAX), data)
  const told: number[] = []
  for (let next = run.next(); !next.done; next = run.next()) told.push(next.value.epoch)
  assert.deepEqual(told, [1, 2, 3])
  assert.equal(trainAlarms(recipe({ ...SOFTMAX, rate: 1e306 }), data).kind, 'diverged')
  assert.throws(() => trained({ block: 'columns', names: ['price'] }, SOFTMAX), /no column "price"/)
  assert.throws(() => trained({ block: 'mean' }), /a method that ranks/)
  assert.deepEqual(alarmStepsOf([{ block: 'scale', by: 'min-max' }, SOFTMAX]), { columns: null, scale: 'min-max', method: SOFTMAX })
})

test('the cost counts the columns used, every round or tree and every row answered', () => {
  const boosting = { block: 'boosting', trees: 50, rate: 0.1, depth: 3, leaf: 5 } as const
  const one = alarmCost(recipe(boosting), 1600, 15_000, 9)
  assert.ok(one > costBoosting(1600, 9, 2, { ...boosting, share: 1 }, 16_600))
  assert.ok(alarmCost(recipe({ ...boosting, trees: 100 }), 1600, 15_000, 9) > 1.9 * one)
  assert.ok(alarmCost(recipe({ block: 'columns', names: ['pressure'] }, boosting), 1600, 15_000, 9) < one)
  assert.ok(alarmCost(recipe({ ...SOFTMAX, epochs: 300 }), 1600, 15_000, 9) > 10 * alarmCost(recipe(SOFTMAX), 1600, 15_000, 9))
  assert.ok(alarmCost(recipe(METHODS[1]!), 1600, 15_000, 9) < alarmCost(recipe(METHODS[2]!), 1600, 15_000, 9))
})
