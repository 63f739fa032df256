import assert from 'node:assert/strict'
import { test } from 'node:test'
import { EVIDENCE, evidenceOf, verdictOf } from './claim-evidence.ts'
import { simulatedLabels, type Habit } from './claim-labels.ts'
import { readClaims, readHiddenClaims, type Claim } from './claims-file.ts'
import { answerClaims, claimCost, learningClaims, ownClaims, strayLabel, trainClaims, valueOfClaims, type ClaimData } from './claims.ts'
import type { ClaimMethod, Step } from './recipe.ts'
import { hex, sha256, utf8 } from './sha256.ts'
import { hiddenClaims, publicClaims } from './sim-claims.ts'

const text = publicClaims('test')
const file = readClaims(text)
const data: ClaimData = { file, hash: hex(sha256(utf8(text))), own: 60, practice: 80 }
const hidden = readHiddenClaims(hiddenClaims('test hidden'), file)
const TREE: ClaimMethod = { block: 'tree', depth: 4, leaf: 2 }
const seedOf = (i: number) => hex(sha256(utf8(`claims ${i}`))).slice(0, 32)
const recipe = (seed: string, steps: readonly Step[]) => ({ lab: 'prensa-afirmaciones', version: 1, engine: 'test', seed, steps })

/** Macro-F1 on the hidden claims of learners 1 to 6, each with 40 labels of a habit. */
function reached(habit: Habit, columns: readonly string[], method: ClaimMethod = TREE, slips = 0): number[] {
  return Array.from({ length: 6 }, (_, i) => {
    const given = simulatedLabels(data, seedOf(i), habit, 40, slips)
    const outcome = trainClaims(recipe(seedOf(i), [{ block: 'labels', given }, { block: 'columns', names: columns }, method]), data)
    assert.equal(outcome.kind, 'claims')
    return outcome.kind === 'claims' ? valueOfClaims(answerClaims(outcome.model, hidden, file), hidden) : 0
  })
}
/** Forty labels may hold too few of one verdict: one learner of six may need another try. */
const pass = (list: readonly number[]) => list.filter((value) => value >= 0.88).length >= 5
const most = (list: readonly number[]) => Math.max(...list)

/** A claim of one part, with a letter per report. */
const claim = (letters: string): Claim => ({ text: { es: 'a b c', en: 'a b c' }, matters: ['people'], stances: [...letters], figure: 0, sure: 0, verdict: -1 })
const verdict = (letters: string) => verdictOf(claim(letters), file.reports)

test('copies are one source, an error of copying is no second voice, silence confirms nothing', () => {
  assert.deepEqual(['ssnnn', 'snnns', 'sssss'].map(verdict), [0, 0, 0])
  assert.deepEqual(['snssn', 'nnssn', 'nnnns'].map(verdict), [1, 1, 1], 'R3 and R4 copy R1')
  assert.deepEqual(['sonnn', 'ooooo', 'oossn', 'snsso'].map(verdict), [2, 2, 2, 2])
  assert.equal(verdict('ssoon'), 0, 'the copies got it wrong, their source did not')
  assert.equal(verdict('nnnnn'), 3)
})

test('a sentence is worth what its weakest part is worth', () => {
  const two = (a: string, b: string) => verdictOf({ ...claim(a), matters: ['people', 'hours'], stances: [...a].map((letter, r) => letter + b.charAt(r)) }, file.reports)
  assert.deepEqual([two('sssss', 'nnnnn'), two('sssss', 'nnnns'), two('sssss', 'ooooo'), two('nnnnn', 'ooooo'), two('sssss', 'ssnnn')], [3, 1, 2, 2, 0])
})

test('the evidence counts reports and independent sources apart', () => {
  const found = Object.fromEntries(evidenceOf(claim('snssn'), file.reports).map((x, i) => [EVIDENCE[i]!, x]))
  assert.deepEqual(found, { repeat: 3, same: 3, other: 0, silent: 2, sources: 1, contrary: 0, unsaid: 0, copies: 0, figure: 0, sure: 0, words: 3 })
  const copied = evidenceOf(claim('nnssn'), file.reports)
  assert.equal(copied[EVIDENCE.indexOf('copies')], 1)
})

test('labels with care and independent sources pass; counting copies, gut, silence taken for consent or raw counts do not', () => {
  const good = ['sources', 'contrary']
  assert.ok(pass(reached('careful', good)))
  assert.ok(pass(reached('careful', good, { block: 'softmax', epochs: 300, rate: 0.5, penalty: 0, batch: 64 })))
  assert.ok(most(reached('careful', ['repeat', 'same', 'other', 'silent'])) < 0.85)
  for (const habit of ['copies', 'half', 'silence', 'gut', 'supported'] as const) assert.ok(most(reached(habit, good)) < 0.85, habit)
})

test('believing what most reports repeat is wrong most of the time', () => {
  const outcome = trainClaims(recipe(seedOf(1), [{ block: 'count', column: 'repeat', least: 3 }]), data)
  assert.ok(outcome.kind === 'claims' && valueOfClaims(answerClaims(outcome.model, hidden, file), hidden) < 0.5)
})

test('each learner has her own pool and practice; other labels, or labels twice, are refused', () => {
  const [one, two] = [ownClaims(data, seedOf(1)), ownClaims(data, seedOf(2))]
  assert.deepEqual([one.pool.length, one.practice.length], [60, 80])
  assert.notDeepEqual(one, two)
  assert.ok(one.pool.every((row, i) => row < file.pool && (i === 0 || row > one.pool[i - 1]!)) && one.practice.every((row) => file.claims[row]!.verdict >= 0))
  assert.equal(strayLabel([[0, 0], [59, 3]], data.own), null)
  for (const bad of [[[1, 0], [0, 0]], [[0, 0], [0, 0]], [[60, 0]], [[0, 4]], [[0, 0.5]], [[-1, 0]], [[0.5, 0]]] as const) {
    assert.ok(strayLabel(bad, data.own))
    assert.throws(() => trainClaims(recipe(seedOf(1), [{ block: 'labels', given: bad }, TREE]), data), /no label of this learner/)
  }
})

test('labels of somebody else fall on other claims and teach nothing; no labels, no knowledge', () => {
  const copied = simulatedLabels(data, seedOf(2), 'careful', 40, 0)
  const outcome = trainClaims(recipe(seedOf(1), [{ block: 'labels', given: copied }, TREE]), data)
  assert.ok(outcome.kind === 'claims' && outcome.practice < 0.5)
  const none = trainClaims(recipe(seedOf(1), [TREE]), data)
  assert.ok(none.kind === 'claims' && answerClaims(none.model, hidden, file).every((verdict) => verdict === 3))
})

test('the same recipe gives the same digest, other labels or columns another; progress can be followed', () => {
  const given = simulatedLabels(data, seedOf(1), 'careful', 30, 0.1)
  assert.deepEqual(simulatedLabels(data, seedOf(1), 'careful', 30, 0.1), given)
  const softmax: ClaimMethod = { block: 'softmax', epochs: 20, rate: 0.3, penalty: 0.01, batch: 8 }
  const digestOf = (steps: readonly Step[]) => {
    const outcome = trainClaims(recipe(seedOf(1), steps), data)
    return outcome.kind === 'claims' ? outcome.digest : null
  }
  const names = ['same', 'sources']
  const all = [
    digestOf([{ block: 'labels', given }, { block: 'columns', names }, TREE]), digestOf([{ block: 'labels', given }, TREE]), digestOf([{ block: 'labels', given: given.slice(1) }, TREE]),
    digestOf([{ block: 'labels', given }, softmax]), digestOf([{ block: 'count', column: 'same', least: 2 }]),
  ]
  assert.equal(new Set(all).size, 5)
  assert.equal(digestOf([{ block: 'labels', given }, { block: 'columns', names }, TREE]), all[0])
  const run = learningClaims(recipe(seedOf(1), [{ block: 'labels', given }, softmax]), data)
  assert.equal(run.next().done, false)
  assert.ok(claimCost(recipe('', [{ block: 'labels', given }, softmax]), 680) > 20 * 30 * 12 * 4)
})
