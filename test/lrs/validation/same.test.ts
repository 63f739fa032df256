import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sameStatement } from '../../../src/record/validation/same.ts'
import { checkStatement } from '../../../src/record/validation/statement.ts'
import { BOTH } from './case.ts'
import { diceOf, validStatement, type Thing } from './generate.ts'
import { equalVariant, unequalVariant } from './generate-same.ts'
import { agent, attachment, bases, definition, GONE, group, member, plainActivity, put, reference, UUID } from './samples.ts'

const full = bases('1.0.3').full
const same = (at: string, value: unknown, base: unknown = full) => {
  const other = put(base, at, value)
  const [here, there] = [sameStatement(base, other), sameStatement(other, base)]
  assert.equal(here, there, 'it is the same from both sides')
  return here
}

test('What the record sets itself does not count', () => {
  assert.ok(same('/stored', '2020-01-01T00:00:00Z') && same('/stored', GONE))
  assert.ok(same('/authority', agent) && same('/authority', GONE))
  assert.ok(same('/version', '1.0.3') && same('/version', GONE))
  assert.ok(same('/id', GONE) && same('/timestamp', GONE), 'what one side lacks may have been filled in')
})

test('Words for people, definitions and attachments are no part of a statement', () => {
  assert.ok(same('/verb/display', GONE) && same('/verb/display', { es: 'x' }))
  assert.ok(same('/object/definition', GONE) && same('/object/definition', { ...definition, interactionType: 'other' }))
  assert.ok(same('/context/contextActivities/parent/definition', definition))
  assert.ok(same('/attachments', GONE) && same('/attachments', [{ ...attachment, sha2: 'b'.repeat(64) }]))
})

test('Another person, verb or object is another statement', () => {
  for (const actor of [member, { ...agent, name: 'Rosa' }, { ...agent, name: undefined }, { ...agent, mbox: 'mailto:Rosa@example.pe' }, group]) assert.equal(same('/actor', actor), false)
  assert.equal(same('/verb/id', 'http://adlnet.gov/expapi/verbs/Answered'), false)
  for (const object of [{ ...plainActivity, id: `${plainActivity.id}/` }, agent, reference, group]) assert.equal(same('/object', object), false)
  assert.equal(same('/object', { ...reference, id: '00000000-0000-4000-8000-000000000000' }, bases('1.0.3').onStatement), false)
})

test('A default that is said and one that is not are the same', () => {
  assert.ok(same('/actor/objectType', GONE) && same('/object/objectType', GONE))
  assert.ok(same('/context/instructor/objectType', 'Agent') && same('/context/contextActivities/category/0/objectType', 'Activity'))
  assert.equal(same('/object/objectType', GONE, bases('1.0.3').onAgent), false, 'an agent as object has no default')
})

test('One context activity and a list of one are the same, two and their order are not', () => {
  assert.ok(same('/context/contextActivities/parent', [plainActivity]))
  assert.equal(same('/context/contextActivities/parent', [plainActivity, plainActivity]), false)
  const two = put(full, '/context/contextActivities/other', [plainActivity, { id: 'https://example.pe/b' }])
  assert.equal(same('/context/contextActivities/other', [{ id: 'https://example.pe/b' }, plainActivity], two), false)
})

test('The members of a group may stand in any order, but each as often', () => {
  assert.ok(same('/context/team/member', [member, agent]))
  assert.equal(same('/context/team/member', [agent]), false)
  assert.equal(same('/context/team/member', [agent, agent]), false)
  const thousands = Array.from({ length: 20_000 }, (_, i) => ({ mbox: `mailto:a${i}@b.pe` }))
  assert.ok(same('/context/team/member', thousands.toReversed(), put(full, '/context/team/member', thousands)))
})

test('Only what has no case by its own definition may change it', () => {
  assert.ok(same('/id', UUID.toUpperCase()) && same('/context/registration', UUID.toUpperCase()) && same('/context/statement/id', UUID.toUpperCase()))
  assert.ok(same('/actor/mbox', 'mailto:rosa@EXAMPLE.pe') && same('/context/language', 'ES-pe'))
  for (const [at, value] of [['/actor/mbox', 'mailto:ROSA@example.pe'], ['/result/response', 'A[.]b'], ['/context/platform', 'yachay']] as const) assert.equal(same(at, value), false)
})

test('A time is the moment it names, to the millisecond', () => {
  for (const again of ['2026-03-01T15:00:00.123Z', '2026-03-01T15:00:00.1230Z', '2026-03-01T20:30:00.123+05:30', '20260301T150000.123Z', '2026-03-01 15:00:00.123+00:00', '2026-03-01T15:00:00.12349Z', '2026-03-01T15:00:00.1226Z']) assert.ok(same('/timestamp', again), again)
  for (const other of ['2026-03-01T15:00:00.124Z', '2026-03-01T10:00:00.123Z', '2026-03-01T15:00:00Z']) assert.equal(same('/timestamp', other), false, other)
})

test('A duration counts to the hundredth of a second', () => {
  for (const again of ['PT1M30.2599S', 'PT1M30.250S']) assert.ok(same('/result/duration', again), again)
  for (const other of ['PT1M30.26S', 'PT90.25S', 'PT1M30S', 'PT0H1M30.25S', GONE]) assert.equal(same('/result/duration', other), false)
  const whole = put(full, '/result/duration', 'PT1S')
  assert.ok(same('/result/duration', 'PT1.001S', whole) && same('/result/duration', 'PT1.00S', whole))
})

test('Numbers are the same by value, extensions by all they hold', () => {
  assert.ok(sameStatement(JSON.parse('{"result":{"score":{"raw":1}}}'), JSON.parse('{"result":{"score":{"raw":1.0}}}')))
  for (const [at, value] of [['/result/score/raw', 11], ['/result/success', false], ['/result/extensions/https:~1~1example.pe~1ext~1a', 0], ['/result/extensions', {}], ['/context/extensions', GONE], ['/result', GONE]] as const) assert.equal(same(at, value), false, at)
})

test('Version 2.0 compares neither id nor timestamp', () => {
  for (const [at, value] of [['/id', '00000000-0000-4000-8000-000000000000'], ['/timestamp', '2020-01-01T00:00:00Z']] as const) {
    assert.equal(sameStatement(full, put(full, at, value)), false)
    assert.ok(sameStatement(full, put(full, at, value), '2.0.0'))
  }
  assert.equal(sameStatement(full, put(full, '/actor', member), '2.0.0'), false)
})

test('A sub-statement is compared like a statement, but nothing is filled in there', () => {
  const base = bases('1.0.3').onSub
  assert.ok(same('/object/verb/display', GONE, base) && same('/object/object/definition', GONE, base) && same('/object/timestamp', '2026-03-01T15:00:00.123Z', base))
  for (const at of ['/object/timestamp', '/object/actor', '/object/result/success']) assert.equal(same(at, GONE, base), false, at)
})

test('What was never checked is compared without breaking', () => {
  let [deep, twin]: [unknown, unknown] = [1, 1]
  for (let i = 0; i < 100_000; i += 1) [deep, twin] = [{ a: deep }, { a: twin }]
  for (const odd of [null, 7, 'x', [], {}, { actor: null }, { object: 7 }, { context: { contextActivities: [] } }, { actor: { member: 7, objectType: 'Group' } }, { result: { extensions: deep } }]) {
    assert.equal(sameStatement(odd, full), false)
    assert.equal(sameStatement(full, odd), false)
  }
  assert.equal(sameStatement({ x: deep }, { x: twin }), false)
})

test('Thousands of statements said again are the same; with one thing changed they are others', () => {
  for (let seed = 1; seed <= 2000; seed += 1) {
    for (const version of BOTH) {
      const d = diceOf(seed)
      const statement = validStatement(d, version)
      const again = equalVariant(d, statement)
      const other = unequalVariant(d, statement)
      assert.doesNotThrow(() => { checkStatement(again, version); checkStatement(other.value, version) }, `seed ${seed} stays valid`)
      assert.ok(both(statement, again, true), `seed ${seed} ${version}: the same\n${JSON.stringify(statement)}\n${JSON.stringify(again)}`)
      assert.ok(both(statement, other.value as Thing, false), `seed ${seed} ${version}: ${other.label}\n${JSON.stringify(statement)}\n${JSON.stringify(other.value)}`)
    }
  }
})

function both(a: Thing, b: Thing, wanted: boolean): boolean {
  return BOTH.every((version) => sameStatement(a, b, version) === wanted && sameStatement(b, a, version) === wanted)
}
