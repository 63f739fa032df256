import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { ROOT } from '../../lib/root.ts'
import { edgeHistories } from '../../../test/histories/edges.ts'
import { storedFrom } from '../../../test/histories/recorded.ts'
import * as h from '../../../test/histories/script.ts'
import { certified, results, studied, workedHistories } from '../../../test/histories/worked.ts'
import { evaluate, type Evaluation } from './evaluate.ts'
import { cumulate } from './number.ts'
import { personsFrom } from './persons.ts'
import { parseRule } from './rule.ts'
import { VERB } from './vocabulary.ts'

const piloto = parseRule(readFileSync(join(ROOT, 'programmes/piloto/rule-v1.yaml'), 'utf8'))
const peru = parseRule(readFileSync(join(ROOT, 'programmes/peru-huawei-2024/rule-v1.yaml'), 'utf8'))

/** Counts of a whole record, persons joined, by the evaluator alone. */
function count(lines: readonly h.Line[], rule = piloto) {
  const statements = storedFrom(lines)
  const persons = personsFrom(statements)
  const roots = new Set(statements.filter((s) => s.verb === VERB.enrolled && s.actor).map((s) => persons.rootOf(s.actor!)))
  return cumulate([...roots].flatMap((root) => evaluate(rule, persons.agentsOf(root), statements).level ?? []))
}

for (const { name, lines, expected } of [...workedHistories('piloto'), ...edgeHistories('piloto')]) {
  test(`${name}: N0 to N3 are as worked out by hand`, () => {
    for (const { after, counts } of expected) assert.deepEqual(count(lines.slice(0, after)), counts, `after ${after} lines`)
  })
}

test('all histories in one record count as the sum of each alone, and earlier positions keep their figures', () => {
  const histories = workedHistories('piloto')
  const sums = [0, 1, 2, 3].map((n) => histories.reduce((sum, { expected }) => sum + (expected.at(-1)?.counts[n] ?? 0), 0))
  assert.deepEqual(count(histories.flatMap((history) => history.lines)), sums)
})

/** One woman, one enrolment, a history of her own. */
function one(write: (s: h.Script) => void, rule = piloto): Evaluation {
  const s = h.script(rule.programme)
  write(s)
  return evaluate(rule, new Set(['ana']), storedFrom(s.lines))
}
const level = (write: (s: h.Script) => void, rule = piloto) => one(write, rule).level
const find = (e: Evaluation, id: string) => e.requirements.find((r) => r.id === id)
const done = (s: h.Script) => { studied(s, 'ana', 'e'); certified(s, 'ana', 'e', 'c') }

test('an evaluation names each requirement, found or missing', () => {
  const e = one((s) => { h.enrolled(s, 'ana', 'e'); h.identityChecked(s, 'ana', { level: 'checksum' }); h.completed(s, 'ana', 'e', 'u1') })
  assert.equal(e.level, 0)
  assert.deepEqual(find(e, 'identity'), { id: 'identity', level: 1, evidenced: false, need: 'card', have: 'checksum' })
  assert.deepEqual(find(e, 'minutes'), { id: 'minutes', level: 2, evidenced: false, need: 48, have: 12, outside: 0 })
  assert.deepEqual(find(e, 'lab'), { id: 'lab', level: 3, evidenced: false, lab: 'uva-vino' })
  assert.deepEqual(find(e, 'certificate'), { id: 'certificate', level: 3, evidenced: false, state: 'none' })
})

test('nobody is enrolled: no level, not level zero', () => assert.equal(level((s) => h.identityChecked(s, 'ana')), null))

test('a card seen by one member of staff alone is no checked card', () => {
  const checked = (o: object) => level((s) => { h.enrolled(s, 'ana', 'e'); h.identityChecked(s, 'ana', o) })
  assert.equal(checked({}), 1)
  assert.equal(checked({ level: 'registry' }), 1)
  assert.equal(checked({ second: null }), 0)
  assert.equal(checked({ second: 'staff-checker' }), 0)
})

test('outside tools are never believed, sessions only for units', () => {
  assert.equal(level((s) => { done(s); h.credentialIs(s, 'revoked', 'ana', 'c', { authority: 'client:x' }) }), 3)
  assert.equal(level((s) => h.enrolled(s, 'ana', 'e', { authority: 'session' })), null)
  const e = one((s) => { h.enrolled(s, 'ana', 'e'); h.completed(s, 'ana', 'e', 'u1', 12, { authority: 'client:x' }); h.quizScored(s, 'ana', 'e', 20, { authority: 'session' }) })
  assert.equal(find(e, 'minutes')?.evidenced, false)
  assert.equal((find(e, 'quiz') as { have: number | null }).have, null)
})

const minutes = (write: (s: h.Script) => void, rule = piloto) => (find(one(write, rule), 'minutes') as { have: number }).have

test('work counts from the moment of enrolment up to, not at, the moment of withdrawal', () => {
  const at = (time: string) => minutes((s) => {
    h.enrolled(s, 'ana', 'e', { at: '2026-03-01T10:00:00Z' })
    h.withdrew(s, 'ana', 'e', { at: '2026-03-02T10:00:00Z' })
    h.completed(s, 'ana', 'e', 'u1', 12, { at: time })
  })
  assert.equal(at('2026-03-01T09:59:59.999Z'), 0)
  assert.equal(at('2026-03-01T10:00:00Z'), 12)
  assert.equal(at('2026-03-02T09:59:59.999Z'), 12)
  assert.equal(at('2026-03-02T10:00:00Z'), 0)
})

test('a timestamp in the future counts as the time of reception', () => {
  assert.equal(minutes((s) => { h.enrolled(s, 'ana', 'e'); h.completed(s, 'ana', 'e', 'u1', 12, { at: '2031-01-01T00:00:00Z' }) }), 12)
})

test('work with another enrolment’s registration, or none, counts nothing', () => {
  assert.equal(minutes((s) => { h.enrolled(s, 'ana', 'e'); h.completed(s, 'ana', 'other', 'u1') }), 0)
})

test('a unit counts once with its largest figure; absurd minutes count nothing', () => {
  assert.equal(minutes((s) => { h.enrolled(s, 'ana', 'e'); for (const m of [12, 15, 13]) h.completed(s, 'ana', 'e', 'u1', m, { version: `v${m}` }) }), 15)
  for (const wrong of ['12', 0, -5, 601, 12.5, null]) assert.equal(minutes((s) => { h.enrolled(s, 'ana', 'e'); h.completed(s, 'ana', 'e', 'u1', wrong) }), 0)
})

test('work on the day of death counts until midnight in Lima, a certificate approved afterwards does not', () => {
  const at = (time: string) => minutes((s) => { h.enrolled(s, 'ana', 'e'); s.clock('2026-05-10T00:00:00Z'); h.completed(s, 'ana', 'e', 'u1', 12, { at: time }); h.died(s, 'ana', '2026-05-03') })
  assert.equal(at('2026-05-04T04:59:59.999Z'), 12)
  assert.equal(at('2026-05-04T05:00:00Z'), 0)
  const approvedOn = (iso: string) => level((s) => { studied(s, 'ana', 'e'); h.proposed(s, 'ana', 'e'); s.clock(iso); h.approved(s, 'ana', 'e'); h.issued(s, 'ana', 'e', 'c'); h.died(s, 'ana', '2026-05-03') })
  assert.equal(approvedOn('2026-05-04T04:00:00Z'), 3)
  assert.equal(approvedOn('2026-05-04T05:00:00Z'), 2)
})

test('who was dead before she was enrolled stays at N0; a correction brings her back', () => {
  assert.equal(level((s) => { done(s); h.died(s, 'ana', '2026-03-01') }), 0)
  assert.equal(level((s) => { done(s); h.died(s, 'ana', '2026-03-01'); h.died(s, 'ana', null) }), 3)
})

test('a struck-out mark does not count, a later better one does', () => {
  const marks = (s: h.Script) => { studied(s, 'ana', 'e'); certified(s, 'ana', 'e', 'c'); return s.lines.find((l) => l.draft.statement.verb.id === VERB.quizScored)?.draft.statement.id ?? '' }
  assert.equal(level((s) => h.annulled(s, 'ana', marks(s))), 2)
  assert.equal(level((s) => { h.annulled(s, 'ana', marks(s)); h.quizScored(s, 'ana', 'e', 14) }), 3)
  assert.equal(level((s) => h.annulled(s, 'eva', marks(s))), 3, 'an annulment about somebody else strikes out nothing of hers')
})

test('the approver neither proposed, nor graded, nor recorded attendance, struck out or not', () => {
  const approvedBy = (by: string, before: (s: h.Script) => void = () => {}) => level((s) => {
    studied(s, 'ana', 'e'); before(s); h.proposed(s, 'ana', 'e'); h.approved(s, 'ana', 'e', { by }); h.issued(s, 'ana', 'e', 'c')
  })
  assert.equal(approvedBy('staff-approver'), 3)
  assert.equal(approvedBy('staff-executor'), 2)
  assert.equal(approvedBy('staff-tutor'), 2)
  assert.equal(approvedBy('staff-x', (s) => h.attended(s, 'ana', 'e', 's1', 60, { by: 'staff-x' })), 2)
  assert.equal(approvedBy('staff-x', (s) => { h.annulled(s, 'ana', h.productGraded(s, 'ana', 'e', 11, { by: 'staff-x' })) }), 2)
  assert.equal(approvedBy('staff-x', (s) => h.proposed(s, 'ana', 'e', { by: 'staff-x', kind: 'constancia' })), 2)
})

test('suspended counts not, reinstated counts again, revoked for ever', () => {
  const after = (...states: ('suspended' | 'reinstated' | 'revoked')[]) => level((s) => { done(s); for (const state of states) h.credentialIs(s, state, 'ana', 'c') })
  assert.equal(after('suspended'), 2)
  assert.equal(after('suspended', 'reinstated'), 3)
  assert.equal(after('revoked', 'reinstated'), 2)
  assert.equal(after('suspended', 'reinstated', 'suspended'), 2)
})

test('a conflict between two agents ends when they turn out to be one person, and opens again when they are split', () => {
  const s = h.script('piloto')
  h.conflictFound(s, 'ana', 'eva', 'dni')
  h.conflictFound(s, 'eva', 'ana', 'dni')
  done(s)
  h.enrolled(s, 'eva', 'e eva')
  assert.deepEqual(count(s.lines), [2, 0, 0, 0])
  h.merged(s, 'eva', 'ana')
  assert.deepEqual(count(s.lines), [1, 1, 1, 1])
  h.split(s, 'eva', 'ana')
  assert.deepEqual(count(s.lines), [2, 0, 0, 0])
})

test('the national rule adds attendance to units, late attendance only with a second person', () => {
  const day = (s: h.Script) => { h.enrolled(s, 'ana', 'e'); s.clock('2026-03-20T15:00:00Z') }
  assert.equal(minutes((s) => { day(s); h.attended(s, 'ana', 'e', 's1', 120); h.completed(s, 'ana', 'e', 'u1', 15) }, peru), 135)
  assert.equal(minutes((s) => { day(s); h.attended(s, 'ana', 'e', 's1', 120, { at: '2026-03-10T15:00:00Z' }) }, peru), 0)
  assert.equal(minutes((s) => { day(s); h.attended(s, 'ana', 'e', 's1', 120, { at: '2026-03-10T15:00:00Z', second: 'staff-b' }) }, peru), 120)
  assert.equal(minutes((s) => { day(s); h.attended(s, 'ana', 'e', 's1', 120, { manual: true, second: 'staff-tutor' }) }, peru), 0)
  assert.equal(minutes((s) => { day(s); h.attended(s, 'ana', 'e', 's1', 120) }), 0, 'the pilot counts units only')
})

test('a product graded after the withdrawal counts, a quiz taken then does not', () => {
  assert.equal(level((s) => {
    h.enrolled(s, 'ana', 'e'); h.identityChecked(s, 'ana')
    for (const u of ['u1', 'u2', 'u3', 'u4']) h.completed(s, 'ana', 'e', u)
    h.quizScored(s, 'ana', 'e', 16); h.labGraded(s, 'ana', 'e', true); h.withdrew(s, 'ana', 'e'); h.productGraded(s, 'ana', 'e', 15)
    certified(s, 'ana', 'e', 'c')
  }), 3)
  assert.equal((find(one((s) => { h.enrolled(s, 'ana', 'e'); h.withdrew(s, 'ana', 'e'); results(s, 'ana', 'e') }), 'quiz') as { have: number | null }).have, null)
})
