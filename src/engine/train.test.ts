import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import canonicalize from 'canonicalize'
import { ROOT } from '../lib/root.ts'
import { parameters } from './digest.ts'
import { cost, type Recipe, type Step } from './recipe.ts'
import { SELF_TEST, selfTest } from './selftest.ts'
import { hex, sha256, utf8 } from './sha256.ts'
import { readTable } from './table.ts'
import { ownRows, train, training, type PublicData } from './train.ts'
import { ENGINE } from './version.ts'

const csv = readFileSync(join(ROOT, 'labs/uva-vino/public.csv'), 'utf8')
const data: PublicData = { table: readTable(csv, 3), hash: hex(sha256(utf8(csv))), share: 0.8 }
const recipe = (...steps: Step[]): Recipe => ({ lab: 'uva-vino', version: 1, engine: ENGINE, seed: '00112233445566778899aabbccddeeff', steps })
const softmax = { block: 'softmax', epochs: 40, rate: 0.3, penalty: 0.01, batch: 16 } as const

test('this machine passes the self-test', () => {
  assert.equal(selfTest(), SELF_TEST)
})

test('the same recipe gives the same digest, one knob or another seed gives another', () => {
  const first = train(recipe({ block: 'scale', by: 'standard' }, softmax), data)
  const again = train(recipe({ block: 'scale', by: 'standard' }, softmax), data)
  assert.deepEqual(again, first)
  const other = train(recipe({ block: 'scale', by: 'standard' }, { ...softmax, epochs: 41 }), data)
  const elsewhere = train({ ...recipe({ block: 'scale', by: 'standard' }, softmax), seed: 'ff112233445566778899aabbccddeeff' }, data)
  assert.ok(first.kind === 'trained' && other.kind === 'trained' && elsewhere.kind === 'trained')
  assert.equal(new Set([first.digest, other.digest, elsewhere.digest]).size, 3)
})

test('the digest is what DESIGN.md says, computed again with node:crypto', () => {
  const r = recipe({ block: 'scale', by: 'min-max' }, { block: 'neighbours', k: 5 })
  const outcome = train(r, data)
  assert.ok(outcome.kind === 'trained')
  const numbers = [...parameters(outcome.model), outcome.learnt.accuracy, outcome.learnt.macroF1, outcome.practice.accuracy, outcome.practice.macroF1]
  const bytes = Buffer.alloc(8 * numbers.length)
  numbers.forEach((x, i) => bytes.writeDoubleLE(x, 8 * i))
  const expected = createHash('sha256').update(`${ENGINE}\0${canonicalize(r)}\0${data.hash}\0`).update(bytes).digest('hex')
  assert.equal(outcome.digest, expected)
})

test('two people get other rows, each keeps her own', () => {
  const a = ownRows(data, 'a')
  assert.deepEqual(ownRows(data, 'a'), a)
  assert.notDeepEqual(ownRows(data, 'b'), a)
})

test('a training that runs away stops as diverged, without a digest', () => {
  assert.deepEqual(train(recipe({ ...softmax, rate: 1e300, penalty: 1 }), data), { kind: 'diverged' })
})

test('progress comes epoch by epoch and the loss goes down', () => {
  const losses = [...training(recipe({ block: 'scale', by: 'standard' }, softmax), data)].map((e) => e.loss)
  assert.equal(losses.length, 40)
  assert.ok(losses.at(-1)! < losses[0]! / 3)
})

test('the cost formula bounds the work of each block', () => {
  assert.equal(cost(recipe({ block: 'majority' }), 94, 84, 13, 3), 178 * 13)
  assert.equal(cost(recipe({ block: 'neighbours', k: 5 }), 94, 84, 13, 3), 178 * 13 + 178 * 94 * 13)
  // 40 epochs × 94 rows, forward and back; 6 steps an epoch, penalty and step; 178 answers.
  assert.equal(cost(recipe(softmax), 94, 84, 13, 3), 178 * 13 + (2 * 40 * 94 + 2 * 240 + 178) * 14 * 3)
})
