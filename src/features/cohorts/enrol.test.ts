import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Problem } from '../../lib/problem.ts'
import { readExt } from '../../record/statement.ts'
import { enrol } from './enrol.ts'
import type { Enrolment } from './enrolment.ts'
import type { Section } from './sections.ts'
import { annulEnrolment, reEnter, withdraw } from './withdraw.ts'

const NOW = new Date('2026-03-02T15:00:00Z')
const section: Section = {
  id: 'noche-1', call: 'abierta-1', course: 'base', organisation: null, place: null, closed: null, published: true, title: { es: 'Noche 1', en: 'Evening 1' }, mode: 'virtual', site: { es: 'En línea', en: 'Online' },
  shift: { es: 'Lunes 19:00', en: 'Monday 19:00' }, capacity: 2, starts: '2026-03-01', ends: '2026-06-30',
}
const request = { tenant: 'piloto', agent: 'a1', enrolment: '00000000-0000-4000-8000-000000000001' }
const row: Enrolment = {
  enrolment: request.enrolment, tenant: 'piloto', agent: 'a1', section: 'noche-1', state: 'active', entered: NOW, since: NOW,
  windows: [], sections: [{ section: 'noche-1', from: NOW.toISOString() }], way: null, paused_until: null, statement: '00000000-0000-4000-8000-0000000000aa', pos: 1,
}
const refusedAs = (status: number, code: string, words: RegExp) => (error: unknown) =>
  error instanceof Problem && error.status === status && error.code === code && words.test(error.sentence.es)

test('a free place gives one statement without anybody’s name', () => {
  const [draft, ...more] = enrol({ section, active: 1, mine: [] }, request, NOW)
  assert.equal(more.length, 0)
  assert.equal(draft?.statement.verb.id, 'https://w3id.org/yachay/verbs/enrolled')
  assert.deepEqual(draft?.statement.object, { objectType: 'Activity', id: 'https://w3id.org/yachay/piloto/sections/noche-1' })
  assert.equal(draft?.statement.context?.registration, request.enrolment)
  assert.equal(draft?.statement.timestamp, NOW.toISOString())
  assert.equal(draft?.statement.context?.instructor, undefined)
})

test('a full section, a second enrolment, a section that is over: each is refused in words', () => {
  assert.throws(() => enrol({ section, active: 2, mine: [] }, request, NOW), refusedAs(409, 'section-full', /Noche 1.*vacantes/))
  assert.throws(() => enrol({ section, active: 0, mine: [row] }, request, NOW), refusedAs(409, 'enrolled-already', /ya está matriculada/))
  assert.throws(() => enrol({ section, active: 0, mine: [{ state: 'withdrawn' }] }, request, NOW), refusedAs(409, 'withdrawn-before', /reingreso/))
  assert.throws(() => enrol({ section, active: 0, mine: [] }, request, new Date('2026-07-01T05:00:00Z')), refusedAs(409, 'section-ended', /terminó el 30\/06\/2026/))
  assert.equal(enrol({ section, active: 0, mine: [] }, request, new Date('2026-07-01T04:59:59Z')).length, 1, 'still the last day in Lima')
})

test('an annulled enrolment does not stand in the way of a right one', () => {
  assert.equal(enrol({ section, active: 0, mine: [{ state: 'annulled' }] }, request, NOW).length, 1)
})

test('who withdraws may come back while there is a place, and only then', () => {
  const [left] = withdraw(row, 'care', 'staff-1', NOW)
  assert.equal(left && readExt(left.statement, 'cause'), 'care')
  assert.equal(left?.statement.context?.instructor?.account.name, 'staff-1')
  const gone: Enrolment = { ...row, state: 'withdrawn' }
  assert.throws(() => withdraw(gone, 'care', 'staff-1', NOW), refusedAs(409, 'not-active', /no está activa/))
  assert.equal(reEnter({ row: gone, section, active: 1 }, 'staff-1', NOW).length, 1)
  assert.throws(() => reEnter({ row: gone, section, active: 2 }, 'staff-1', NOW), refusedAs(409, 'section-full', /vacantes/))
  assert.throws(() => reEnter({ row, section, active: 1 }, 'staff-1', NOW), refusedAs(409, 'not-withdrawn', /no está retirada/))
})

test('an annulment points at the statement of the enrolment and does not happen twice', () => {
  const [draft] = annulEnrolment(row, 'typing-error', 'staff-1', NOW)
  assert.deepEqual(draft?.statement.object, { objectType: 'StatementRef', id: row.statement })
  assert.throws(() => annulEnrolment({ ...row, state: 'annulled' }, 'twice', 'staff-1', NOW), refusedAs(409, 'annulled', /anulada/))
  assert.throws(() => reEnter({ row: { ...row, state: 'annulled' }, section, active: 0 }, 'staff-1', NOW), refusedAs(409, 'annulled', /nueva/))
})
