import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keysFrom, type KeyName } from '../../lib/keys.ts'
import type { Question, Quiz } from '../courses/index.ts'
import { attemptSeed, attemptToken, drawQuestions, type AttemptOf } from './draw.ts'

const key = (fill: number) => Buffer.alloc(32, fill)
const keys = keysFrom(Object.fromEntries((['hmac', 'field', 'pin', 'issuer', 'lab', 'totp', 'log'] as KeyName[]).map((n, i) => [n, key(i)])) as Record<KeyName, Buffer>)
const t = (text: string) => ({ es: text, en: text })
const questions = ['u1', 'u2', 'u3', 'u4'].flatMap((unit) => Array.from({ length: 7 }, (_, i): Question => ({
  id: `${unit}-${i}`, unit, ask: t('?'), kind: 'single', options: [0, 1, 2, 3].map((o) => ({ text: t(String(o)), right: o === 0, why: t('.') })),
})))
const quiz: Quiz = { id: 'prueba', title: t('Prueba'), draw: 10, questions }
const of: AttemptOf = { tenant: 'piloto', enrolment: 'e1', quiz: 'base.prueba', version: 'v', attempt: 1 }

const drawFor = (attempt: AttemptOf) => drawQuestions(quiz, attemptSeed(keys, attempt))
const ids = (attempt: AttemptOf) => drawFor(attempt).map((d) => d.question.id)

test('the same person and attempt always get the same ten questions, in the same order, with the same order of options', () => {
  assert.deepEqual(drawFor(of), drawFor(of))
  assert.equal(ids(of).length, 10)
  assert.equal(new Set(ids(of)).size, 10)
})

test('another person, attempt or version gets another draw and another token', () => {
  for (const other of [{ ...of, enrolment: 'e2' }, { ...of, attempt: 2 }, { ...of, version: 'w' }, { ...of, tenant: 'otro' }]) {
    assert.notDeepEqual(ids(other), ids(of))
    assert.notEqual(attemptToken(keys, other), attemptToken(keys, of))
  }
})

test('every draw asks about every unit, at least twice', () => {
  for (let attempt = 1; attempt <= 200; attempt++) {
    const units = drawFor({ ...of, attempt }).map((d) => d.question.unit)
    for (const unit of new Set(quiz.questions.map((q) => q.unit))) assert.ok(units.filter((u) => u === unit).length >= 2)
  }
})

test('over many draws each question comes about equally often, and the right option stands everywhere', () => {
  const seen = new Map<string, number>()
  const places = [0, 0, 0, 0]
  for (let attempt = 1; attempt <= 2000; attempt++) {
    for (const { question, order } of drawFor({ ...of, attempt })) {
      seen.set(question.id, (seen.get(question.id) ?? 0) + 1)
      if (question.kind === 'single') places[order.findIndex((i) => question.options[i]?.right)]! += 1
    }
  }
  assert.equal(seen.size, quiz.questions.length)
  // 20,000 drawn over 28 questions: about 714 each; 15 % is more than five standard errors.
  for (const [id, n] of seen) assert.ok(Math.abs(n - 20_000 / 28) < 107, `${id} came ${n} times`)
  const singles = places.reduce((a, b) => a + b, 0)
  for (const n of places) assert.ok(Math.abs(n / singles - 0.25) < 0.02, `right option at one place ${n} of ${singles}`)
})
