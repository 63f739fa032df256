import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Problem } from '../../lib/problem.ts'
import { readExt } from '../../record/statement.ts'
import type { Question } from '../courses/index.ts'
import type { Drawn } from '../questions/index.ts'
import { scoreAttempt, type AttemptKnown, type AttemptRequest } from './score-attempt.ts'

const NOW = new Date('2026-03-02T15:00:00Z')
const t = (text: string) => ({ es: text, en: text })
const option = (right: boolean) => ({ text: t('x'), right, why: t('y') })
const base = { unit: 'u', ask: t('?') }
const single: Question = { ...base, id: 'una', kind: 'single', options: [option(false), option(true), option(false)] }
const several: Question = { ...base, id: 'varias', kind: 'multiple', options: [option(true), option(true), option(true), option(false), option(false)] }
const number: Question = { ...base, id: 'numero', kind: 'numeric', answer: 17.5, tolerance: 0.05, why: t('y'), slips: [] }
// Shown in another order than in the file: place 1 of the form is option 2 of the file, and so on.
const drawn: Drawn[] = [{ question: single, order: [2, 1, 0] }, { question: several, order: [4, 3, 2, 1, 0] }, { question: number, order: [] }]

const known: AttemptKnown = { drawn, token: 'tok', scored: [], today: 0 }
const request: AttemptRequest = {
  tenant: 'piloto', agent: 'a1', enrolment: '00000000-0000-4000-8000-000000000001', quiz: 'base.prueba', version: 'v', attempt: 1,
  token: 'tok', anyway: false, typed: { q1: ['2'], q2: ['3', '4', '5'], q3: ['17,50'] },
}
const refusedAs = (status: number, code: string) => (error: unknown) => error instanceof Problem && error.status === status && error.code === code

test('right answers in the order of the draw give 20, with one statement an answer and one for the mark', () => {
  const drafts = scoreAttempt(known, request, NOW)
  assert.equal(drafts.length, 4)
  const scored = drafts.at(-1)!.statement
  assert.equal(scored.verb.id, 'https://w3id.org/yachay/verbs/quiz-scored')
  assert.deepEqual(scored.result, { score: { raw: 20, min: 0, max: 20 } })
  assert.equal(readExt(scored, 'attempt'), 1)
  assert.equal(scored.context?.registration, request.enrolment)
  assert.deepEqual(drafts.slice(0, 3).map((d) => d.statement.result?.response), ['1', '0[,]1[,]2', '17.5'])
})

test('answers of another draw are refused: token, attempt, or an option this draw does not show', () => {
  assert.throws(() => scoreAttempt(known, { ...request, token: 'other' }, NOW), refusedAs(409, 'other-draw'))
  assert.throws(() => scoreAttempt(known, { ...request, attempt: 2 }, NOW), refusedAs(409, 'other-draw'))
  assert.throws(() => scoreAttempt(known, { ...request, typed: { ...request.typed, q1: ['4'] } }, NOW), refusedAs(409, 'other-draw'))
  assert.throws(() => scoreAttempt(known, { ...request, typed: { ...request.typed, q1: ['0'] } }, NOW), refusedAs(409, 'other-draw'))
  assert.throws(() => scoreAttempt(known, { ...request, typed: { ...request.typed, q1: ['1', '2'] } }, NOW), refusedAs(409, 'other-draw'))
})

test('sent twice, an attempt is marked once', () => {
  assert.deepEqual(scoreAttempt({ ...known, scored: [1] }, request, NOW), [])
})

test('a missing answer and a word where a number belongs are named, each with its question', () => {
  assert.throws(() => scoreAttempt(known, { ...request, typed: { q3: ['veinte'] } }, NOW), (error) => error instanceof Problem && error.status === 422
    && error.fields.map((f) => [f.field, f.sentence.es].join(' ')).join('|')
      === 'q1 Falta responder la pregunta 1.|q2 Falta responder la pregunta 2.|q3 En la pregunta 3 escribe un número, por ejemplo 12.5.')
  const drafts = scoreAttempt(known, { ...request, anyway: true, typed: { q1: ['2'] } }, NOW)
  assert.equal(drafts.at(-1)?.statement.result?.score?.raw, 6.6)
  assert.equal(drafts[1]?.statement.result?.response, undefined)
})

test('the fourth try of a day is refused', () => {
  assert.throws(() => scoreAttempt({ ...known, scored: [1, 2, 3], today: 3 }, { ...request, attempt: 4 }, NOW), refusedAs(429, 'attempts-today'))
  assert.equal(scoreAttempt({ ...known, scored: [1, 2, 3], today: 0 }, { ...request, attempt: 4 }, NOW).length, 4)
})

test('a document number typed into a number field does not reach the record', () => {
  const drafts = scoreAttempt(known, { ...request, typed: { ...request.typed, q3: ['45678901'] } }, NOW)
  assert.ok(!JSON.stringify(drafts).includes('45678901'))
})
