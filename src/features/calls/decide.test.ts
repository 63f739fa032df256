import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Problem } from '../../lib/problem.ts'
import { readExt } from '../../record/statement.ts'
import type { Call } from '../programmes/index.ts'
import { acceptOffer, isOverdue } from './accept.ts'
import { appeal } from './appeal.ts'
import { STATES, type ApplicationState } from './application-states.ts'
import { NO_APPEAL, NOT_JUDGED, type Application } from './application.ts'
import { correct, correctUntil, decide, decline, send, startApplication, undoDecision } from './decide.ts'
import { ageOn, proposeEligibility } from './eligibility.ts'
import { phaseOf, stageOf } from './phase.ts'
import { publishCall } from './publish.ts'

const NOW = new Date('2026-03-02T15:00:00Z')
const about = { tenant: 'piloto', agent: 'a1', expediente: '7KQ3M-8TD2X', at: NOW }
const inState = (state: ApplicationState, more: Partial<Application> = {}): Application => ({
  tenant: 'piloto', expediente: '7KQ3M-8TD2X', call: 'abierta-1', agent: 'a1', state, before: null, before_reasons: [], reasons: [], decided_by: null,
  started: NOW, sent: NOW, since: NOW, round: null, rank: null, until: null, ...NOT_JUDGED, ...NO_APPEAL, statement: '', pos: 1, ...more,
})
const refused = (status: number, code: string, words: RegExp) => (error: unknown) =>
  error instanceof Problem && error.status === status && error.code === code && words.test(error.sentence.es)
const eligible = { kind: 'eligible' } as const
const everyone: Call['requirements'] = { minAge: 14, departments: null, groups: null }

test('a call is a draft until published, then waits, opens and closes by the clock', () => {
  const call = { opens: '2026-03-01T09:00:00-05:00', closes: '2026-03-31T23:59:59-05:00' }
  assert.equal(phaseOf(call, undefined, NOW), 'draft')
  assert.equal(phaseOf(call, { final: null }, new Date('2026-03-01T13:59:59Z')), 'published')
  assert.equal(phaseOf(call, { final: null }, new Date('2026-03-01T14:00:00Z')), 'open')
  assert.equal(phaseOf(call, { final: null }, new Date('2026-04-01T04:59:59Z')), 'open')
  assert.equal(phaseOf(call, { final: null }, new Date('2026-04-01T05:00:00Z')), 'closed')
  assert.equal(phaseOf(call, { final: NOW }, new Date('2026-04-01T05:00:00Z')), 'final')
  const until = new Date('2026-04-09T04:59:59Z')
  assert.equal(stageOf('closed', { until: null, openAppeals: 0 }, NOW), 'closed')
  assert.equal(stageOf('closed', { until, openAppeals: 0 }, NOW), 'appeals')
  assert.equal(stageOf('closed', { until: NOW, openAppeals: 1 }, until), 'appeals', 'an appeal waits for its answer')
  assert.equal(stageOf('closed', { until: NOW, openAppeals: 0 }, until), 'results')
  assert.equal(stageOf('open', { until, openAppeals: 1 }, NOW), 'open', 'a rolling call goes on while results are published')
})

test('a call is published once, only under a rule in force, and not after its time', () => {
  const known = { hash: 'h', published: false, ruleInForce: true, closes: new Date('2027-01-01T00:00:00Z') }
  const who = { tenant: 'piloto', call: 'abierta-1', at: NOW, by: 'owner' }
  const [draft] = publishCall(known, who)
  assert.equal(draft && readExt(draft.statement, 'hash'), 'h')
  assert.throws(() => publishCall({ ...known, published: true }, who), refused(409, 'published-already', /ya está publicada/))
  assert.throws(() => publishCall({ ...known, ruleInForce: false }, who), refused(409, 'rule-not-in-force', /dos firmas/))
  assert.throws(() => publishCall({ ...known, closes: NOW }, who), refused(409, 'call-over', /plazo/))
})

test('one application per person and call, only while it is open', () => {
  assert.equal(startApplication({ phase: 'open', mine: [{ call: 'another' }] }, about, 'abierta-1').length, 1)
  assert.throws(() => startApplication({ phase: 'open', mine: [{ call: 'abierta-1' }] }, about, 'abierta-1'), refused(409, 'applied-already', /Ya postulaste/))
  assert.throws(() => startApplication({ phase: 'closed', mine: [] }, about, 'abierta-1'), refused(409, 'call-not-open', /no está abierta/))
  assert.throws(() => send({ row: inState('started'), phase: 'closed' }, NOW), refused(409, 'call-not-open', /no está abierta/))
})

test('the rule proposes by age, department and group, and asks for what is missing', () => {
  const facts = { age: 43, department: '21', groups: [], guardian: false }
  assert.deepEqual(proposeEligibility(everyone, facts), { kind: 'eligible' })
  assert.deepEqual(proposeEligibility(everyone, { ...facts, age: 13 }), { kind: 'not-eligible', reasons: ['under-age'] })
  assert.deepEqual(proposeEligibility(everyone, { ...facts, age: 15 }), { kind: 'return', remarks: ['guardian'] })
  assert.deepEqual(proposeEligibility(everyone, { ...facts, age: 15, guardian: true }), { kind: 'eligible' })
  const puno = { minAge: 18, departments: ['21'], groups: ['sme-owners'] }
  assert.deepEqual(proposeEligibility(puno, { ...facts, department: '15' }), { kind: 'not-eligible', reasons: ['other-department', 'outside-groups'] })
  assert.deepEqual(proposeEligibility(puno, { age: null, department: null, groups: ['sme-owners'], guardian: false }), { kind: 'return', remarks: ['birth-date', 'district'] })
})

test('age is counted in whole years on the day, leap days included', () => {
  assert.equal(ageOn('2008-03-02', '2026-03-02'), 18)
  assert.equal(ageOn('2008-03-03', '2026-03-02'), 17)
  assert.equal(ageOn('2008-02-29', '2026-02-28'), 17)
  assert.equal(ageOn('2008-02-29', '2026-03-01'), 18)
})

test('a refusal names who decided, what the rule proposed and a reason that can be read', () => {
  const [draft] = decide({ row: inState('sent'), frozen: false, proposal: eligible }, { kind: 'not-eligible', reasons: ['not-true'], note: '' }, 'staff-1', NOW)
  assert.equal(draft?.statement.context?.instructor?.account.name, 'staff-1')
  assert.deepEqual(draft && readExt(draft.statement, 'reasons'), ['not-true'])
  assert.equal(draft && readExt(draft.statement, 'proposed'), 'eligible')
  const none = () => decide({ row: inState('sent'), frozen: false, proposal: eligible }, { kind: 'not-eligible', reasons: [], note: 'x' }, 'staff-1', NOW)
  assert.throws(none, (e) => refused(422, 'reason-needed', /razón/)(e) && e instanceof Problem && e.fields[0]?.field === 'reasons')
  const wordless = () => decide({ row: inState('sent'), frozen: false, proposal: eligible }, { kind: 'return', remarks: ['note'], note: '' }, 'staff-1', NOW)
  assert.throws(wordless, (e) => refused(422, 'reason-needed', /explicación/)(e) && e instanceof Problem && e.fields[0]?.field === 'note')
})

test('a decision can be taken back until the list of the draw is closed', () => {
  assert.equal(undoDecision({ row: inState('not-eligible', { before: 'sent' }), frozen: false }, 'staff-1', NOW).length, 1)
  assert.throws(() => undoDecision({ row: inState('returned'), frozen: false }, 'staff-1', NOW), refused(409, 'undone-already', /ya se deshizo/))
  assert.throws(() => undoDecision({ row: inState('eligible'), frozen: true }, 'staff-1', NOW), refused(409, 'list-frozen', /lista del sorteo/))
  assert.throws(() => undoDecision({ row: inState('selected'), frozen: false }, 'staff-1', NOW), refused(409, 'wrong-state', /«Seleccionada»/))
  assert.throws(() => decide({ row: inState('sent'), frozen: true, proposal: eligible }, eligible, 'staff-1', NOW), refused(409, 'list-frozen', /no cambian/))
})

test('no step is taken from a state where it does not begin', () => {
  for (const state of STATES) {
    const row = inState(state)
    const can = (work: () => unknown): boolean => { try { work(); return true } catch (e) { if (!(e instanceof Problem)) throw e; return false } }
    assert.equal(can(() => decide({ row, frozen: false, proposal: eligible }, eligible, 's', NOW)), ['sent', 'returned', 'corrected'].includes(state), `eligible from ${state}`)
    assert.equal(can(() => correct(row, NOW)), state === 'returned', `correct from ${state}`)
    assert.equal(can(() => decline(row, NOW)), !['accepted', 'declined', 'lapsed', 'not-eligible', 'not-selected'].includes(state), `decline from ${state}`)
    const appeals = () => appeal({ row, phase: 'closed', days: undefined }, { reasons: ['wrong-data'], words: '' }, NOW)
    assert.equal(can(appeals), ['not-eligible', 'waitlisted', 'not-selected'].includes(state), `appeal from ${state}`)
  }
})

test('an offer is accepted in time, in a section of the call, and not a second later', () => {
  const sections = [{ id: 'noche-1', closed: null }]
  const row = inState('selected', { until: NOW })
  const choice = { section: 'noche-1', enrolment: 'e1' }
  assert.equal(acceptOffer({ row, sections }, choice, NOW).length, 1)
  assert.throws(() => acceptOffer({ row, sections }, choice, new Date(NOW.getTime() + 1)), refused(410, 'offer-lapsed', /venció/))
  assert.throws(() => acceptOffer({ row, sections }, { ...choice, section: 'otra' }, NOW), refused(422, 'choose-section', /sección/))
  assert.throws(() => acceptOffer({ row: inState('waitlisted'), sections }, choice, NOW), refused(409, 'wrong-state', /lista de espera/))
  assert.equal(isOverdue(row, new Date(NOW.getTime() + 1)), true)
})

test('remarks are answered within working days: weekends and holidays do not count, the last day is whole, and the act says until when', () => {
  // Thursday 26 March 2026; Maundy Thursday and Good Friday are 2 and 3 April.
  assert.equal(correctUntil(new Date('2026-03-26T15:00:00Z')).toISOString(), '2026-04-07T04:59:59.000Z')
  assert.equal(correctUntil(new Date('2026-03-26T15:00:00Z'), 2).toISOString(), '2026-03-31T04:59:59.000Z')
  const [draft] = decide({ row: inState('sent'), frozen: false, proposal: eligible, days: 1 }, { kind: 'return', remarks: ['note'], note: 'Falta el anexo.' }, 'staff-1', new Date('2026-03-27T15:00:00Z'))
  assert.equal(draft?.statement.context?.extensions?.['https://w3id.org/yachay/ext/until'], '2026-03-31T04:59:59.000Z')
})
