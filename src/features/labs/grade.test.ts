import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ENGINE } from '../../engine/version.ts'
import { readExt } from '../../record/statement.ts'
import { gapOf } from './gap.ts'
import { gradeSubmission, type GradeKnown } from './grade.ts'
import { dayFor } from './queue.ts'
import type { Retrained } from './retrain.ts'

const known: GradeKnown = {
  submission: {
    submission: '11111111-1111-4111-8111-111111111111', tenant: 'piloto', agent: '22222222-2222-4222-8222-222222222222',
    enrolment: '33333333-3333-4333-8333-333333333333', lab: 'uva-vino', worked: new Date('2026-03-02T15:00:00Z'), state: 'waiting',
  },
  recipe: { lab: 'uva-vino', version: 1, engine: ENGINE, seed: '00112233445566778899aabbccddeeff', steps: [{ block: 'neighbours', k: 5 }] },
  digest: 'a'.repeat(64), metric: 'accuracy', pass: { right: 52 }, best: null, seal: null,
}
const found: Extract<Retrained, { kind: 'trained' }> = { kind: 'trained', value: 53 / 60, second: null, of: 60, baseline: 40 / 60, learntBaseline: 0.7, digest: 'a'.repeat(64), learnt: 0.97, practice: 0.95 }
const grade = (more: Partial<Extract<Retrained, { kind: 'trained' }>> = {}) => gradeSubmission(known, { ...found, ...more })[0]!.statement

test('52 of 60 passes, 51 does not; the score has two digits and the time is that of the hand-in', () => {
  assert.equal(grade({ value: 52 / 60 }).result?.success, true)
  assert.equal(grade({ value: 51 / 60 }).result?.success, false)
  assert.deepEqual(grade().result?.score, { raw: 0.88, min: 0, max: 1 })
  assert.equal(grade().timestamp, '2026-03-02T15:00:00.000Z')
  assert.equal(grade().context?.registration, known.submission.enrolment)
})

test('a wrong digest changes no grade and is flagged', () => {
  const honest = grade()
  const other = grade({ digest: 'b'.repeat(64) })
  assert.deepEqual(other.result, honest.result)
  assert.equal(readExt(honest, 'digestMatch'), true)
  assert.equal(readExt(other, 'digestMatch'), false)
})

test('a training that ran away is graded as not passed, with its reason', () => {
  const [draft] = gradeSubmission(known, { kind: 'diverged', of: 60, baseline: 40 / 60, learntBaseline: 0.7 })
  assert.equal(draft?.statement.result?.success, false)
  assert.equal(readExt(draft!.statement, 'gap'), 'diverged')
})

test('what has its grade gets no second one', () => {
  assert.deepEqual(gradeSubmission({ ...known, submission: { ...known.submission, state: 'graded' } }, found), [])
})

test('the kind of gap is told, never the rows', () => {
  assert.equal(gapOf(0.95, 0.9, 0.87), 'none')
  assert.equal(gapOf(0.75, 0.7, 0.87), 'too-weak')
  assert.equal(gapOf(1, 0.8, 0.87), 'memorises')
  assert.equal(gapOf(0.92, 0.85, 0.87), 'close')
  const told = Object.keys(grade().context?.extensions ?? {}).map((k) => k.split('/').at(-1))
  assert.deepEqual(told.toSorted(), ['baseline', 'digestMatch', 'engine', 'gap', 'learnt', 'of', 'practice', 'recipeHash', 'right', 'submission', 'version'])
})

test('five recipes are cooked a day by the clock of Lima; the sixth waits for the next day, the eleventh for the one after', () => {
  const evening = new Date('2026-03-03T03:00:00Z')
  assert.equal(dayFor(evening, new Map()), '2026-03-02', 'ten at night in Lima is still 2 March')
  assert.equal(dayFor(evening, new Map([['2026-03-02', 4]])), '2026-03-02')
  assert.equal(dayFor(evening, new Map([['2026-03-02', 5]])), '2026-03-03')
  assert.equal(dayFor(evening, new Map([['2026-03-02', 5], ['2026-03-03', 5]])), '2026-03-04')
})
