import assert from 'node:assert/strict'
import { test } from 'node:test'
import { adjustedRand } from './adjusted-rand.ts'
import {
  answerClusters, clusterCost, clusterParameters, clusterRows, clusterStepsOf, clusterValue, elbow, learningClusters, ownClusters, portraits, readClusters,
  readGrouped, trainClusters, type ClusterData,
} from './clusters.ts'
import { digest } from './digest.ts'
import type { Recipe, Step } from './recipe.ts'
import { CLIENT_COLUMNS, clients, hiddenClientesSegmentos, publicClientesSegmentos } from './sim-clients.ts'
import { ENGINE } from './version.ts'

const data: ClusterData = { table: readClusters(publicClientesSegmentos()), hash: 'f'.repeat(64), share: 0.8 }
const hidden = readGrouped(hiddenClientesSegmentos('clusters'))
const recipe = (...steps: Step[]): Recipe => ({ lab: 'clientes', version: 1, engine: ENGINE, seed: '00112233445566778899aabbccddeeff', steps })
const trained = (...steps: Step[]) => {
  const outcome = trainClusters(recipe(...steps), data)
  assert.ok(outcome.kind === 'groups')
  return outcome
}
const STANDARD: Step = { block: 'scale', by: 'standard' }
const groups = (n: number): Step => ({ block: 'kmeans', groups: n, starts: 5 })

test('rows are read from CSV with or without a true group, and what is wrong is told with its line', () => {
  const table = readClusters('a,b\n1,2.5\n-3,4\n')
  assert.deepEqual([table.columns, [...table.values]], [['a', 'b'], [1, 2.5, -3, 4]])
  const known = readGrouped('a,b,group\n1,2.5,1\n-3,4,0\n')
  assert.deepEqual([known.columns, [...known.values], [...known.truth], known.groups], [['a', 'b'], [1, 2.5, -3, 4], [1, 0], 2])
  assert.throws(() => readClusters('a,b\n1,2\n1\n'), /line 3 has 1 cells, not 2/)
  assert.throws(() => readClusters('a\nx\n'), /line 2: "x" is not a number/)
  assert.throws(() => readGrouped('a,group\n1,0\n1,0.5\n'), /line 3: no group 0.5/)
  assert.throws(() => readGrouped('a,group\n1,9\n'), /line 2: no group 9/)
})

test('the public file of the clients lab has measures and no group; the hidden one has both', () => {
  assert.deepEqual([data.table.columns, data.table.values], [[...CLIENT_COLUMNS], clients('clientes-segmentos public 1', 500).values])
  assert.deepEqual([hidden.columns, hidden.groups, hidden.truth.length], [[...CLIENT_COLUMNS], 5, 500])
  assert.deepEqual(hidden.truth, clients('clusters', 500).groups)
})

test('each owner learns from her own four fifths and practises on the others', () => {
  const mine = ownClusters(data, 'a')
  assert.deepEqual([mine.taken.length, mine.left.length], [400, 100])
  assert.notDeepEqual(ownClusters(data, 'b').left, mine.left)
})

test('the same recipe gives the same digest, other groups, starts, seed, columns or scale another one', () => {
  const five = trained(STANDARD, groups(5))
  assert.deepEqual(trained(STANDARD, groups(5)), five)
  assert.equal(five.digest, digest(recipe(STANDARD, groups(5)), data.hash, clusterParameters(five.model), [five.learnt, five.practice]))
  const elsewhere = trainClusters({ ...recipe(STANDARD, groups(5)), seed: '0'.repeat(32) }, data)
  assert.ok(elsewhere.kind === 'groups')
  const others = [trained(groups(5)), trained(STANDARD, groups(4)), trained({ block: 'columns', names: ['visits', 'days'] }, STANDARD, groups(5)), trained(STANDARD, { block: 'kmeans', groups: 5, starts: 1 })]
  assert.equal(new Set([five, elsewhere, ...others].map((o) => o.digest)).size, 6)
})

test('scaled, five groups are those of the simulator and others find them again; raw groups are not, however many', () => {
  const value = (...steps: Step[]) => clusterValue(answerClusters(trained(...steps).model, hidden.values), hidden)
  assert.ok(value(STANDARD, groups(5)) > 0.9)
  for (const n of [2, 3, 5, 8]) assert.ok(value(groups(n)) < 0.55, `raw ${n}`)
  const again = [4, 5, 6].map((n) => trained(STANDARD, groups(n)).practice)
  assert.ok(again[1]! > 0.9 && again[1]! > again[0]! && again[1]! > again[2]!)
})

test('the figures without true groups are the agreement with what the practice rows alone would give', () => {
  const { learnt, practice, model } = trained(STANDARD, groups(5))
  assert.ok(learnt > 0.85 && learnt <= 1 && practice > 0.85 && practice <= 1)
  const { left } = ownClusters(data, recipe().seed)
  const found = answerClusters(model, clusterRows(data.table, left).values)
  assert.equal(found.length, 100)
  assert.ok(found.every((g) => Number.isInteger(g) && g >= 0 && g < 5))
  assert.equal(trained(groups(1)).practice, 1)
})

test('the value is the adjusted Rand index, over drawn places too, whatever the groups are called', () => {
  const all = { columns: ['a'], values: new Float64Array(6), truth: Int32Array.of(0, 0, 1, 1, 2, 2), groups: 3 }
  const found = Float64Array.of(1, 1, 0, 0, 0, 2)
  assert.equal(clusterValue(found, all), adjustedRand(all.truth, Int32Array.from(found), 3, 3))
  assert.equal(clusterValue(Float64Array.of(2, 2, 0, 0, 1, 1), all), 1)
  assert.equal(clusterValue(found, all, Int32Array.of(0, 1, 2, 3, 0)), 1)
  assert.equal(clusterValue(new Float64Array(6), all), 0)
})

test('progress is told pass by pass; the elbow falls to five groups and hardly beyond once the columns are scaled', () => {
  const run = learningClusters(recipe(STANDARD, groups(3)), data)
  let told = 0
  for (let next = run.next(); !next.done; next = run.next()) told += 1
  assert.ok(told > 10)
  const ends = (...steps: Step[]) => {
    const going = elbow(recipe(...steps), data, 7)
    for (;;) {
      const next = going.next()
      if (next.done) return next.value!
    }
  }
  const line = ends(STANDARD, groups(2))
  assert.equal(line[0], 1)
  for (let k = 1; k < line.length; k += 1) assert.ok(line[k]! < line[k - 1]!)
  assert.ok(line[4]! / line[3]! < 0.62 && line[5]! / line[4]! > 0.8)
})

test('a portrait tells how many a group has and the middle one of each measure', () => {
  const table = { columns: ['a', 'b'], values: Float64Array.of(1, 10, 5, 30, 3, 20, 9, 0) }
  const [first, second, third] = portraits(table, [0, 0, 0, 1], 3)
  assert.deepEqual([first!.size, [...first!.middle]], [3, [3, 20]])
  assert.deepEqual([second!.size, [...second!.middle], third!.size, [...third!.middle]], [1, [9, 0], 0, [0, 0]])
})

test('the cost counts groups, starts and columns; a column that is none is refused', () => {
  const cost = (...steps: Step[]) => clusterCost(recipe(...steps), 400, 100, 500, 5)
  assert.ok(cost(groups(8)) > 1.5 * cost(groups(4)))
  assert.ok(cost({ block: 'kmeans', groups: 4, starts: 10 }) > 1.8 * cost(groups(4)))
  assert.ok(cost({ block: 'columns', names: ['days'] }, groups(4)) < cost(groups(4)))
  assert.throws(() => trained({ block: 'columns', names: ['price'] }, groups(2)), /no column "price"/)
  assert.deepEqual(clusterStepsOf([STANDARD, groups(3)]), { columns: null, scale: 'standard', method: groups(3) })
})
