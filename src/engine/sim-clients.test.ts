import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { adjustedRand } from './adjusted-rand.ts'
import { learnKMeans, predictKMeans } from './kmeans.ts'
import { orderOf } from './order.ts'
import { random, shuffled } from './random.ts'
import { applyScaling, learnScaling } from './scale.ts'
import { CLIENT_COLUMNS, CLIENT_GROUPS, clients, type Clients } from './sim-clients.ts'
import { rowsOf, type Table } from './table.ts'

const WIDTH = CLIENT_COLUMNS.length
const PUBLIC = clients('clientes-segmentos public 1', 500)
const HIDDEN = [1, 2, 3, 4, 5].map((n) => clients(`clientes-segmentos hidden ${n}`, 500))
const many = clients('statistics', 20000)

const column = (c: Clients, at: number) => Float64Array.from({ length: c.groups.length }, (_, r) => c.values[r * WIDTH + at]!)
const median = (list: number[]) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]!
const mean = (list: readonly number[]) => list.reduce((a, b) => a + b, 0) / list.length
const close = (found: number, from: number, to: number, what: string) => assert.ok(found >= from && found <= to, `${what}: ${found}, not ${from} to ${to}`)

test('five groups with their shares, and the middle of each measure is what the table of groups says', () => {
  const middles = [[60000, 14, 25, 3, 92], [18000, 60, 5, 4, 66], [12000, 36, 8, 17, 35], [2500, 30, 11, 5, 6], [1200, 4, 110, 4, 5]]
  assert.equal(CLIENT_GROUPS.length, 5)
  for (const [g, share] of [0.18, 0.2, 0.2, 0.22, 0.2].entries()) {
    const rows = [...many.groups.keys()].filter((r) => many.groups[r] === g)
    close(rows.length / 20000, share - 0.01, share + 0.01, `share of ${CLIENT_GROUPS[g]}`)
    for (let c = 0; c < WIDTH; c += 1) {
      const values = column(many, c)
      close(median(rows.map((r) => values[r]!)) / middles[g]![c]!, 0.96, 1.04, `${CLIENT_GROUPS[g]}, ${CLIENT_COLUMNS[c]}`)
    }
  }
})

test('visits are at least one, days at most a year, parts from 0 to 100, spend in whole ten soles', () => {
  assert.ok(column(many, 0).every((v) => v >= 0 && v % 10 === 0))
  assert.ok(column(many, 1).every((v) => v >= 1 && Number.isInteger(v)))
  assert.ok(column(many, 2).every((v) => v >= 0 && v <= 365 && Number.isInteger(v)))
  assert.ok([3, 4].every((c) => column(many, c).every((v) => v >= 0 && v <= 100 && Number.isInteger(v))))
})

test('the same seed gives the same bits, another seed other clients; fewer are the first of more', () => {
  const few = clients('bits', 20)
  assert.deepEqual(few, clients('bits', 20))
  assert.deepEqual(few.values, clients('bits', 50).values.slice(0, few.values.length))
  assert.notDeepEqual(few.values, clients('other bits', 20).values)
  const text = [...few.values, ...few.groups, ...few.likeliest].join(',')
  assert.equal(createHash('sha256').update(text).digest('hex'), '9514f88a04cdb9d9b5d9e9d7ebb4fe497327affc8fbf0559290b3bea446c3a4c')
})

function end<T, R>(run: Generator<T, R>): R {
  for (;;) {
    const next = run.next()
    if (next.done) return next.value
  }
}

const SEEDS = ['1', '2', '3', '4', '5']
const ceilings = HIDDEN.map((set) => adjustedRand(set.groups, set.likeliest, 5, 5))

/** A learner's own 400 of the 500 public clients; the labels are not used to learn. */
function own(seed: string): Table {
  const table = { columns: PUBLIC.columns, classes: 5, values: PUBLIC.values, labels: PUBLIC.groups }
  return rowsOf(table, shuffled(500, random(seed, 'subset')).slice(0, 400).toSorted())
}

/** k-means on a learner's clients, its inertia, and the adjusted Rand index on each hidden set. */
function grouped(by: 'raw' | 'standard' | 'min-max', groups: number, seed: string, starts = 10): { inertia: number; scores: number[] } {
  const rows = own(seed)
  const scaling = by === 'raw' ? null : learnScaling(by, rows)
  const ready = (values: Float64Array) => (scaling === null ? values : applyScaling(scaling, values))
  const model = end(learnKMeans(ready(rows.values), WIDTH, { clusters: groups, starts, passes: 100 }, random(seed, 'starts')))
  assert.ok(model)
  return { inertia: model.inertia, scores: HIDDEN.map((set) => adjustedRand(set.groups, predictKMeans(model, ready(set.values)), 5, groups)) }
}

const baseline = SEEDS.map((seed) => grouped('raw', 5, seed).scores)
const reference = SEEDS.map((seed) => grouped('standard', 5, seed).scores)
const average = (runs: number[][], set: number) => mean(runs.map((scores) => scores[set]!))
const skills = (by: 'raw' | 'standard' | 'min-max', groups: number) => SEEDS.flatMap((seed) => grouped(by, groups, seed).scores
  .map((score, i) => (score - average(baseline, i)) / (average(reference, i) - average(baseline, i))))

test('scaled k-means finds the five groups, raw k-means finds layers of soles, for every learner and hidden set', () => {
  for (const i of HIDDEN.keys()) {
    close(average(baseline, i), 0.27, 0.4, 'raw')
    close(average(reference, i), 0.91, 0.98, 'scaled')
    close(ceilings[i]!, 0.98, 1, 'ceiling')
    assert.ok(reference.every((scores) => scores[i]! < ceilings[i]!))
  }
  const gains = HIDDEN.map((_, i) => average(reference, i) - average(baseline, i))
  const deviation = Math.sqrt(gains.reduce((sum, g) => sum + (g - mean(gains)) ** 2, 0) / (gains.length - 1))
  assert.ok(Math.min(...gains) > 2 * deviation)
  // Raw groups part clients by spend alone: two clients of one group spend alike, whatever else they do.
  const rows = own('1')
  const model = end(learnKMeans(rows.values, WIDTH, { clusters: 5, starts: 10, passes: 100 }, random('1', 'starts')))
  assert.ok(model)
  const found = predictKMeans(model, rows.values)
  const order = orderOf(Float64Array.from({ length: 400 }, (_, r) => rows.values[r * WIDTH]!))
  let changes = 0
  for (let r = 1; r < 400; r += 1) if (found[order[r]!] !== found[order[r - 1]!]) changes += 1
  assert.ok(changes <= 6, `${changes} changes of group along the spend`)
})

test('five groups pass at a skill of 0.9 under either scaling; no raw recipe, too few or far too many groups do', () => {
  for (const by of ['standard', 'min-max'] as const) {
    assert.ok(Math.min(...skills(by, 5)) > 0.95, by)
    for (const groups of [2, 3, 4, 8]) assert.ok(Math.max(...skills(by, groups)) < 0.9, `${by} ${groups}`)
  }
  for (const groups of [2, 3, 4, 5, 6, 7, 8]) assert.ok(Math.max(...skills('raw', groups)) < 0.3, `raw ${groups}`)
})

test('the elbow of the inertia shows five groups once the columns are scaled', () => {
  for (const seed of SEEDS) {
    const inertia = [3, 4, 5, 6, 7].map((groups) => grouped('standard', groups, seed).inertia)
    const left = inertia.slice(1).map((value, i) => value / inertia[i]!)
    assert.ok(left[1]! < 0.62, `from four to five: ${left[1]}`)
    assert.ok(left[2]! > 0.8 && left[3]! > 0.8, `beyond five: ${left[2]}, ${left[3]}`)
  }
})
