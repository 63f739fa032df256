import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mark, markOutOf20, type Question } from './index.ts'

const t = (text: string) => ({ es: text, en: text })
const option = (right: boolean) => ({ text: t('x'), right, why: t('y') })
const base = { id: 'a', ask: t('?') }
const several: Question = { ...base, kind: 'multiple', options: [option(true), option(true), option(true), option(false), option(false)] }
const number: Question = { ...base, kind: 'numeric', answer: 17.5, tolerance: 0.05, why: t('y'), slips: [] }
const steps: Question = { ...base, kind: 'order', items: ['a', 'b', 'c', 'd'].map(t), why: t('y') }
const pairs: Question = { ...base, kind: 'match', pairs: ['a', 'b', 'c'].map((p) => ({ left: t(p), right: t(p.toUpperCase()), why: t('y') })) }
const word: Question = {
  ...base, kind: 'short', accept: { es: ['el año', 'Ejemplos'], en: ['examples'] }, why: t('y'), slips: [{ texts: { es: ['reglas'], en: ['rules'] }, why: t('s') }],
}

test('several right options: each adds, each wrong one takes away, and marking everything gains nothing', () => {
  const points = (chosen: number[]) => mark(several, { chosen }).points
  assert.deepEqual([[0, 1, 2], [0, 1], [0, 1, 3], [0, 1, 2, 3, 4], [3, 4], []].map(points), [1, 2 / 3, 1 / 3, 1 / 3, 0, 0])
})

test('a number is right within its tolerance, to the edge and in every way of writing it', () => {
  const points = (typed: string) => mark(number, { typed }).points
  assert.deepEqual(['17.5', '17,50', 'S/ 17.45', '17.55', '17.56', '1750', 'x'].map(points), [1, 1, 1, 1, 0, 0, 0])
})

test('an order: two neighbours the wrong way round cost little, all of it reversed gives nothing, a step without a place counts neither way', () => {
  const points = (sequence: number[]) => mark(steps, { sequence }).points
  assert.equal(points([0, 1, 2, 3]), 1)
  assert.equal(points([1, 0, 2, 3]), 4 / 6)
  assert.equal(points([3, 0, 1, 2]), 0, 'three pairs right, three wrong')
  assert.equal(points([3, 2, 1, 0]), 0)
  assert.equal(points([0, 1, 2]), 3 / 6)
  assert.equal(points([2]), 0)
  assert.equal(mark(steps, { sequence: [1, 0, 2, 3] }).response, '1[,]0[,]2[,]3')
})

test('an order put together by chance is worth less than a quarter of a point', () => {
  const all = permutations([0, 1, 2, 3])
  assert.equal(all.length, 24)
  assert.ok(all.reduce((sum, sequence) => sum + mark(steps, { sequence }).points, 0) / 24 < 0.25)
})

test('pairs: each right one counts the same', () => {
  assert.deepEqual(mark(pairs, { matched: [0, 1, 2] }), { points: 1, response: '0[.]0[,]1[.]1[,]2[.]2' })
  assert.deepEqual(mark(pairs, { matched: [0, 2, 1] }), { points: 1 / 3, response: '0[.]0[,]1[.]2[,]2[.]1' })
  assert.deepEqual(mark(pairs, { matched: [null, null, 2] }), { points: 1 / 3, response: '2[.]2' })
})

test('a word counts without capitals, accents, punctuation, articles or spaces, in either language, but ñ is no n', () => {
  const points = (typed: string) => mark(word, { typed }).points
  assert.deepEqual(['EJEMPLOS', ' los  ejemplos. ', '«Éjemplos»', 'the examples', 'Examples!', 'año', 'AN\u0303O', 'El Año'].map(points), [1, 1, 1, 1, 1, 1, 1, 1])
  assert.deepEqual(['ano', 'ejemplo', 'el', '', '…', 'muchos ejemplos'].map(points), [0, 0, 0, 0, 0, 0])
})

test('of what was typed only a text of the course file goes into the record', () => {
  assert.deepEqual(mark(word, { typed: 'LOS EJEMPLOS' }), { points: 1, response: 'Ejemplos' })
  assert.deepEqual(mark(word, { typed: 'Las Reglas' }), { points: 0, response: 'reglas' })
  assert.deepEqual(mark(word, { typed: 'Rosa Quispe Mamani' }), { points: 0, response: '' })
  assert.deepEqual(mark(number, { typed: '45678901' }), { points: 0, response: '' })
  assert.deepEqual(mark(word, null), { points: 0, response: null })
})

test('an answer to another kind of question is none', () => {
  for (const question of [several, number, steps, pairs, word]) {
    for (const answer of [{ chosen: [0] }, { typed: '0' }, { sequence: [0, 1] }, { matched: [0, 1] }]) assert.ok(mark(question, answer).points <= 1)
  }
  assert.deepEqual(mark(steps, { chosen: [0, 1, 2, 3] }), { points: 0, response: null })
})

test('the mark is cut to one decimal and never rounded up to a pass', () => {
  assert.equal(markOutOf20([1, 1, 1, 1, 1, 1, 1, 0, 0, 0]), 14)
  assert.equal(markOutOf20([1, 1, 1, 1, 1, 1, 2 / 3, 0.3, 0, 0]), 13.9)
  assert.equal(markOutOf20([0.1, 0.2, 0.4, 0]), 3.5)
  assert.equal(markOutOf20([1, 1, 1]), 20)
})

function permutations(items: number[]): number[][] {
  return items.length === 0 ? [[]] : items.flatMap((item) => permutations(items.filter((i) => i !== item)).map((rest) => [item, ...rest]))
}
