import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Problem } from '../../lib/problem.ts'
import { readExt, type Draft } from '../../record/statement.ts'
import type { Call } from '../programmes/index.ts'
import type { ApplicationState } from './application-states.ts'
import { NO_APPEAL, NOT_JUDGED, type Application } from './application.ts'
import { drawLottery, freezeList, moveOn, placeDrawn } from './draw.ts'
import type { DrawnRound, LotteryRound } from './lottery-round.ts'

const NOW = new Date('2026-03-02T15:00:00Z')
const about = { tenant: 'piloto', call: 'abierta-1', at: NOW, by: 'staff-1' }
const selection = { kind: 'lottery', publicValue: { es: 'x', en: 'x' }, rounds: 'rolling', drawAt: '2026-03-01T00:00:00-05:00' } as const
const numbers = ['BBBBB-22222', 'CCCCC-33333', 'DDDDD-44444', 'FFFFF-55555']
const round: LotteryRound = {
  tenant: 'piloto', call: 'abierta-1', round: 1, bases: 'b'.repeat(64), expedientes: numbers, quotas: null, points: null, frozen: NOW, frozen_by: 'staff-1',
  value: null, source: null, seed: null, places: null, reserved: null, drawn: null, drawn_by: null,
}
const application = (expediente: string, state: ApplicationState, more: Partial<Application> = {}): Application => ({
  tenant: 'piloto', expediente, call: 'abierta-1', agent: `agent ${expediente}`, state, before: null, before_reasons: [], reasons: [], decided_by: null,
  started: NOW, sent: NOW, since: NOW, round: null, rank: null, until: null, ...NOT_JUDGED, ...NO_APPEAL, statement: '', pos: 1, ...more,
})
const refused = (status: number, code: string) => (error: unknown) => error instanceof Problem && error.status === status && error.code === code
const verbs = (drafts: readonly Draft[]) => drafts.map((d) => d.statement.verb.id.replace(/.*\//, ''))
const freezable = { selection, phase: 'open', rounds: [], bases: round.bases, counts: new Map<ApplicationState, number>(), eligible: numbers.map((expediente) => ({ expediente, quota: null, points: null })) } as const

test('the list is closed before its public value can be known, once at a time, with everybody decided when there is one draw only', () => {
  const [draft] = freezeList(freezable, about)
  assert.deepEqual(draft && readExt(draft.statement, 'expedientes'), numbers)
  assert.throws(() => freezeList({ ...freezable, rounds: [round] }, about), refused(409, 'round-waiting'))
  assert.throws(() => freezeList({ ...freezable, eligible: [] }, about), refused(409, 'nobody-eligible'))
  assert.throws(() => freezeList({ ...freezable, phase: 'draft' }, about), refused(409, 'call-not-open'))
  const one = { ...freezable, selection: { ...selection, rounds: 'one' } } as const
  assert.throws(() => freezeList(one, about), refused(409, 'call-still-open'))
  assert.throws(() => freezeList({ ...one, phase: 'closed', counts: new Map([['sent', 1]]) }, about), refused(409, 'undecided-left'))
  assert.equal(freezeList({ ...one, phase: 'closed' }, about).length, 1)
})

test('nothing is drawn without a list, twice, too early, or without a value and where it was published', () => {
  const typed = { value: '4 12 19 23 38 45', source: 'La Tinka, 4 March 2026' }
  assert.equal(drawLottery({ selection, round, places: 2 }, typed, about).length, 1)
  assert.throws(() => drawLottery({ selection, round: undefined, places: 2 }, typed, about), refused(409, 'nothing-frozen'))
  assert.throws(() => drawLottery({ selection, round: { ...round, drawn: NOW }, places: 2 }, typed, about), refused(409, 'drawn-already'))
  assert.throws(() => drawLottery({ selection: { ...selection, drawAt: '2027-01-01T00:00:00Z' }, round, places: 2 }, typed, about), refused(409, 'too-early'))
  assert.throws(() => drawLottery({ selection, round, places: 2 }, { value: ' ', source: '' }, about), (e) =>
    refused(422, 'value-needed')(e) && e instanceof Problem && e.fields.map((f) => f.field).join() === 'value,source')
})

test('the first ranks are offered a place for 48 hours, the others wait with their rank; doing it again changes nothing', () => {
  const [draft] = drawLottery({ selection, round, places: 2 }, { value: 'abc', source: 'somewhere' }, about)
  const seed = String(draft && readExt(draft.statement, 'seed'))
  const drawn: DrawnRound = { ...round, value: 'abc', source: 'somewhere', seed, places: 2, drawn: NOW }
  const placed = placeDrawn(drawn, numbers.map((n) => application(n, 'eligible')), 48, NOW)
  assert.deepEqual(verbs(placed).toSorted(), ['selected', 'selected', 'waitlisted', 'waitlisted'])
  const offer = placed.find((d) => d.statement.verb.id.endsWith('/selected'))
  assert.equal(offer && readExt(offer.statement, 'until'), '2026-03-04T15:00:00.000Z')
  assert.deepEqual(placeDrawn(drawn, numbers.map((n) => application(n, 'selected')), 48, NOW), [])
  assert.deepEqual(placeDrawn(drawn, [application('ZZZZZ-99999', 'eligible')], 48, NOW), [], 'who was not on the list is not placed')
})

test('after 48 hours an offer lapses and the next one on the list moves up, no more than places are free', () => {
  const late = new Date('2026-03-04T15:00:00.001Z')
  const offered = [application(numbers[0]!, 'selected', { until: new Date('2026-03-04T15:00:00Z'), rank: 1, round: 1 })]
  const waiting = [application(numbers[2]!, 'waitlisted', { rank: 3, round: 1 }), application(numbers[1]!, 'waitlisted', { rank: 2, round: 1 })]
  assert.deepEqual(moveOn({ offered, waiting, free: 1 }, 48, new Date('2026-03-04T15:00:00Z')), [], 'the last second still counts')
  const moves = moveOn({ offered, waiting, free: 1 }, 48, late)
  assert.deepEqual(verbs(moves), ['lapsed', 'selected'])
  assert.equal(moves[1]?.statement.actor.account.name, `agent ${numbers[1]}`)
  assert.deepEqual(verbs(moveOn({ offered, waiting, free: 0 }, 48, late)), ['lapsed'])
  assert.deepEqual(verbs(moveOn({ offered: [], waiting: [...waiting, application(numbers[3]!, 'waitlisted', { rank: 1, round: 2 })], free: 2 }, 48, late)), ['selected', 'selected'])
})

test('a place that comes free goes to a quota that holds less than its own, then to the next in line; beyond the waiting list nobody waits', () => {
  const waiting = [application(numbers[0]!, 'waitlisted', { rank: 3, round: 1 }), application(numbers[1]!, 'waitlisted', { rank: 9, round: 1, quota: 'group-women' })]
  const who = (drafts: readonly Draft[]) => drafts.map((d) => d.statement.actor.account.name)
  assert.deepEqual(who(moveOn({ offered: [], waiting, free: 1, reserved: [{ quota: 'group-women', places: 1 }] }, 48, NOW)), [`agent ${numbers[1]}`])
  assert.deepEqual(who(moveOn({ offered: [], waiting, free: 1, reserved: [{ quota: 'group-women', places: 0 }] }, 48, NOW)), [`agent ${numbers[0]}`])
  const drawn: DrawnRound = { ...round, quotas: ['', '', '', 'group-women'], value: 'abc', source: 'x', seed: 'f'.repeat(64), places: 1, reserved: ['group-women 1'], drawn: NOW }
  const placed = placeDrawn(drawn, numbers.map((n) => application(n, 'eligible')), 48, NOW, 1)
  assert.deepEqual(verbs(placed).toSorted(), ['not-selected', 'not-selected', 'selected', 'waitlisted'])
  assert.equal(who(placed.filter((d) => d.statement.verb.id.endsWith('/selected')))[0], `agent ${numbers[3]}`, 'the only one of the quota, whatever her rank')
})

test('a list that points decide is closed only when everybody has points, and carries them', () => {
  const score: Call['selection'] = { ...selection, kind: 'score', criteria: [] }
  const ready = numbers.map((expediente, i) => ({ expediente, quota: null, points: i === 0 ? null : i }))
  assert.throws(() => freezeList({ ...freezable, selection: score, eligible: ready }, about), refused(409, 'unscored-left'))
  const [draft] = freezeList({ ...freezable, selection: score, eligible: ready.map((one) => ({ ...one, points: one.points ?? 7 })) }, about)
  assert.deepEqual(draft && readExt(draft.statement, 'points'), [7, 1, 2, 3])
})
