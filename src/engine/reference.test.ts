import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { ROOT } from '../lib/root.ts'
import { learnMajority, predictMajority } from './majority.ts'
import { confusion, scores } from './metrics.ts'
import { learnNeighbours, predictNeighbours } from './neighbours.ts'
import { random } from './random.ts'
import { applyScaling, learnScaling, type Scaling } from './scale.ts'
import { learnSoftmax, predictSoftmax, type Epoch } from './softmax.ts'
import { readTable, type Table } from './table.ts'
import reference from './reference/uva-vino.json' with { type: 'json' }

// scikit-learn on the same rows, see scripts/reference/uva_vino.py. Differences are rounding: numpy sums in pairs, we in order.
const read = (name: string): Table => readTable(readFileSync(join(ROOT, 'labs/uva-vino', name), 'utf8'), 3)
const known = read('public.csv')
const hidden = read('hidden/rows.csv')
const scaled = (scaling: Scaling): Table => ({ ...known, values: applyScaling(scaling, known.values) })

/** Largest difference relative to the larger of 1 and the value. */
function apart(ours: ArrayLike<number>, theirs: readonly number[]): number {
  assert.equal(ours.length, theirs.length)
  return theirs.reduce((most, t, i) => Math.max(most, Math.abs(ours[i]! - t) / Math.max(1, Math.abs(t))), 0)
}

function sameFigures(found: Int32Array, theirs: { found: number[]; accuracy: number; macroF1: number; confusion: number[] }): void {
  assert.deepEqual([...found], theirs.found)
  const ours = scores(hidden.labels, found, 3)
  assert.ok(Math.abs(ours.accuracy - theirs.accuracy) <= 1e-15)
  assert.ok(Math.abs(ours.macroF1 - theirs.macroF1) <= 1e-15)
  assert.deepEqual([...confusion(hidden.labels, found, 3)], theirs.confusion)
}

test('scaling equals StandardScaler and MinMaxScaler within 1e-13', () => {
  for (const [by, theirs] of [['standard', reference.standard], ['min-max', reference.minMax]] as const) {
    const ours = learnScaling(by, known)
    assert.ok(apart(ours.offset, theirs.offset) <= 1e-13)
    assert.ok(apart(ours.width, theirs.width) <= 1e-13)
  }
})

test('nearest neighbours answer every hidden row as KNeighborsClassifier does, for each scale and k', () => {
  for (const theirs of reference.neighbours) {
    const scaling = theirs.scale === 'none' ? null : learnScaling(theirs.scale === 'standard' ? 'standard' : 'min-max', known)
    const model = learnNeighbours(scaling ? scaled(scaling) : known, theirs.k)
    sameFigures(predictNeighbours(model, scaling ? applyScaling(scaling, hidden.values) : hidden.values), theirs)
  }
})

test('softmax regression converges to the coefficients of LogisticRegression within 1e-8, the loss within 1e-10', () => {
  const theirs = reference.softmax
  const scaling = learnScaling('standard', known)
  const run = learnSoftmax(scaled(scaling), { epochs: 6000, rate: 0.5, penalty: theirs.penalty, batch: 118 }, random('r', 'r'))
  let last: Epoch | null = null
  let step = run.next()
  while (!step.done) {
    last = step.value
    step = run.next()
  }
  const model = step.value
  assert.ok(model && last)
  const row = (k: number) => Array.from(model.weights.subarray(k * 14, k * 14 + 13))
  const constants = [13, 27, 41].map((i) => model.weights[i]!)
  assert.ok(apart([0, 1, 2].flatMap(row), theirs.coefficients.flat()) <= 1e-8)
  // A number added to all constants changes nothing: compare them from their mean.
  const centred = (list: readonly number[]) => list.map((x) => x - list.reduce((a, b) => a + b) / list.length)
  assert.ok(apart(centred(constants), centred(theirs.intercepts)) <= 1e-8)
  assert.ok(Math.abs(last.loss - theirs.meanLoss) <= 1e-10, `loss differs by ${last.loss - theirs.meanLoss}`)
  sameFigures(predictSoftmax(model, applyScaling(scaling, hidden.values)), theirs)
})

test('the majority and all its figures agree, with classes that are never found', () => {
  sameFigures(predictMajority(learnMajority(known), hidden.values), reference.majority)
})
