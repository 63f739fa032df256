import assert from 'node:assert/strict'
import { test } from 'node:test'
import { costBoosting } from './boosting.ts'
import { digest } from './digest.ts'
import { numberCost, triedColumns } from './number-cost.ts'
import { answerNumbers, learningNumbers, numberParameters, numberRows, ownNumbers, readNumbers, trainNumbers, type NumberData } from './numbers.ts'
import type { Recipe, Step } from './recipe.ts'
import { coffeeCsv, coffeeLots } from './sim-coffee.ts'
import { ENGINE } from './version.ts'

const data: NumberData = { table: readNumbers(coffeeCsv(coffeeLots('numbers', 300))), hash: 'f'.repeat(64), share: 0.8 }
const recipe = (...steps: Step[]): Recipe => ({ lab: 'cafe', version: 1, engine: ENGINE, seed: '00112233445566778899aabbccddeeff', steps })
const trained = (...steps: Step[]) => {
  const outcome = trainNumbers(recipe(...steps), data)
  assert.ok(outcome.kind === 'numbers')
  return outcome
}
const METHODS: Step[] = [
  { block: 'mean' }, { block: 'same', column: 'altitude_m' }, { block: 'ridge', penalty: 1 }, { block: 'tree', depth: 4, leaf: 5 },
  { block: 'forest', trees: 5, depth: 6, leaf: 3 }, { block: 'boosting', trees: 20, rate: 0.2, depth: 3, leaf: 5 },
]

test('a table whose target is a number is read from CSV, and what is wrong is told with its line', () => {
  const table = readNumbers('a,b,y\n1,2,0.5\n-3,4.25,7\n')
  assert.deepEqual([table.columns, table.target, [...table.values], [...table.targets]], [['a', 'b'], 'y', [1, 2, -3, 4.25], [0.5, 7]])
  assert.throws(() => readNumbers('a,y\n1,2\n1\n'), /line 3 has 1 cells, not 2/)
  assert.throws(() => readNumbers('a,y\n1,two\n'), /line 2: "two" is not a number/)
  assert.deepEqual([...numberRows(table, Int32Array.of(1, 0, 1)).targets], [7, 0.5, 7])
})

test('each owner learns from her own four fifths and practises on the others', () => {
  const mine = ownNumbers(data, 'a')
  assert.deepEqual([mine.taken.length, mine.left.length], [240, 60])
  assert.deepEqual([...mine.taken, ...mine.left].toSorted((a, b) => a - b), Array.from({ length: 300 }, (_, i) => i))
  assert.notDeepEqual(ownNumbers(data, 'b').left, mine.left)
})

test('every method: the same recipe gives the same digest, another method, seed or preparation another one', () => {
  const found = METHODS.map((m) => trained(m))
  assert.deepEqual(METHODS.map((m) => trained(m)), found)
  const elsewhere = trainNumbers({ ...recipe({ block: 'mean' }), seed: '0'.repeat(32) }, data)
  assert.ok(elsewhere.kind === 'numbers')
  const prepared = trained({ block: 'scale', by: 'standard' }, { block: 'ridge', penalty: 1 })
  assert.equal(new Set([...found, elsewhere, prepared].map((f) => f.digest)).size, METHODS.length + 2)
  for (const [i, f] of found.entries()) {
    const figures = [f.learnt.mae, f.learnt.rmse, f.practice.mae, f.practice.rmse]
    assert.equal(f.digest, digest(recipe(METHODS[i]!), data.hash, numberParameters(f.model), figures))
  }
})

test('the mean answers the mean of what it learnt from, and a column answers itself', () => {
  const { taken } = ownNumbers(data, recipe().seed)
  const mean = numberRows(data.table, taken).targets.reduce((a, b) => a + b, 0) / taken.length
  const rows = data.table.values.subarray(0, 3 * data.table.columns.length)
  for (const found of answerNumbers(trained({ block: 'mean' }).model, rows)) assert.ok(Math.abs(found - mean) < 1e-9)
  assert.deepEqual([...answerNumbers(trained({ block: 'same', column: 'altitude_m' }).model, rows)], [rows[0], rows[8], rows[16]])
})

test('only the columns named are looked at; scaling changes no tree and, without a brake, no line', () => {
  const narrow = trained({ block: 'columns', names: ['geisha', 'moisture_percent'] }, { block: 'tree', depth: 3, leaf: 5 })
  const row = [1500, 1, 0, 90, 20, 12, 11, 4]
  assert.deepEqual(answerNumbers(narrow.model, Float64Array.from(row)), answerNumbers(narrow.model, Float64Array.from([900, 1, 1, 60, 40, 6, 11, 20])))
  assert.throws(() => trained({ block: 'columns', names: ['price'] }, { block: 'tree', depth: 3, leaf: 5 }), /no column "price"/)
  for (const method of [{ block: 'tree', depth: 4, leaf: 5 }, { block: 'ridge', penalty: 0 }] as const) {
    const [raw, scaled] = [trained(method), trained({ block: 'scale', by: 'standard' }, method)]
    assert.ok(Math.abs(raw.practice.rmse - scaled.practice.rmse) < 1e-9, method.block)
  }
})

test('progress is told tree by tree; a line that cannot be solved has diverged', () => {
  const run = learningNumbers(recipe({ block: 'boosting', trees: 7, rate: 0.5, depth: 2, leaf: 5 }), data)
  const told: number[] = []
  for (let next = run.next(); !next.done; next = run.next()) told.push(next.value.epoch)
  assert.deepEqual(told, [1, 2, 3, 4, 5, 6, 7])
  const twice = { ...data, table: readNumbers(`a,b,y\n${Array.from({ length: 20 }, (_, i) => `${i},${2 * i},${i % 3}`).join('\n')}`) }
  assert.equal(trainNumbers(recipe({ block: 'ridge', penalty: 0 }), twice).kind, 'diverged')
})

test('the cost counts the columns used, every tree and every row answered', () => {
  const boosting = { block: 'boosting', trees: 50, rate: 0.1, depth: 3, leaf: 5 } as const
  const one = numberCost(recipe(boosting), 240, 860, 8)
  assert.ok(one > costBoosting(240, 8, 0, { ...boosting, share: 1 }, 1100))
  assert.ok(numberCost(recipe({ ...boosting, trees: 100 }), 240, 860, 8) > 1.9 * one)
  assert.ok(numberCost(recipe({ block: 'columns', names: ['geisha'] }, boosting), 240, 860, 8) < one)
  assert.ok(numberCost(recipe({ block: 'mean' }), 240, 860, 8) < numberCost(recipe({ block: 'ridge', penalty: 1 }), 240, 860, 8))
  assert.deepEqual([1, 3, 8, 9].map(triedColumns), [1, 1, 2, 3])
})
