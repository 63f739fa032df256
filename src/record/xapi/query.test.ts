import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testKeys } from '../../../test/house.ts'
import { mail, xapiRequest } from '../../../test/asking-xapi.ts'
import { Problem } from '../../lib/problem.ts'
import { MOST, readQuery } from './query.ts'

const keys = testKeys()
const ID = '5b0f7c1e-8f0a-4b6e-9d4e-0a1b2c3d4e5f'
const read = (query: Record<string, string>): ReturnType<typeof readQuery> => readQuery(keys, xapiRequest('GET', 'statements', query))

const REFUSED: readonly [query: Record<string, string>, names: string][] = [
  [{ LIMIT: '1' }, 'LIMIT'], [{ limits: '1' }, 'limits'], [{ Agent: mail('ana') }, 'Agent'], [{ statementid: ID }, 'statementid'],
  [{ statementId: ID, voidedStatementId: ID }, 'voidedStatementId'],
  ...(['agent', 'verb', 'activity', 'registration', 'related_activities', 'related_agents', 'since', 'until', 'limit', 'ascending', 'more'] as const).flatMap(
    (name): [Record<string, string>, string][] => (name === 'more' ? [[{ more: 'x', limit: '1' }, 'limit'], [{ more: 'x', statementId: ID }, 'statementId']]
      : [[{ statementId: ID, [name]: 'true' }, name], [{ voidedStatementId: ID, [name]: 'true' }, name]])),
  [{ statementId: 'x' }, 'statementId'], [{ statementId: `{${ID}}` }, 'statementId'], [{ voidedStatementId: '' }, 'voidedStatementId'],
  [{ agent: 'ana' }, 'agent'], [{ agent: '{}' }, 'agent'], [{ agent: '{"objectType":"Agent","name":"Ana"}' }, 'agent'], [{ agent: '{"mbox":"ana@example.org"}' }, 'agent'],
  [{ agent: '{"mbox":"mailto:a@b.pe","openid":"https://a.pe/"}' }, 'agent'], [{ agent: `{"objectType":"Group","member":[${mail('ana')}]}` }, 'agent'],
  [{ verb: 'tried' }, 'verb'], [{ verb: '' }, 'verb'], [{ activity: 'base.1' }, 'activity'], [{ activity: 'http://x y' }, 'activity'],
  [{ registration: 'x' }, 'registration'], [{ since: 'ayer' }, 'since'], [{ since: '2026-13-01T00:00:00Z' }, 'since'], [{ until: '2026-02-30T00:00:00Z' }, 'until'], [{ until: '1760000000' }, 'until'],
  [{ limit: '-1' }, 'limit'], [{ limit: '1.5' }, 'limit'], [{ limit: 'all' }, 'limit'], [{ limit: '' }, 'limit'], [{ limit: '1e3' }, 'limit'],
  [{ format: 'IDS' }, 'format'], [{ format: '' }, 'format'], [{ format: 'full', statementId: ID }, 'format'],
  [{ attachments: '1' }, 'attachments'], [{ attachments: 'TRUE' }, 'attachments'], [{ ascending: 'yes' }, 'ascending'], [{ related_agents: '' }, 'related_agents'], [{ related_activities: '0' }, 'related_activities'],
]
for (const [query, names] of REFUSED) {
  test(`GET ${new URLSearchParams(query).toString()} is refused, and ${names} is named`, () => {
    assert.throws(() => read(query), (error) => {
      assert.ok(error instanceof Problem)
      assert.equal(error.status, 400)
      assert.ok(error.sentence.es.includes(names) && error.sentence.en.includes(names), error.sentence.en)
      return true
    })
  })
}

test('one statement: its id in small letters, with format and attachments at most', () => {
  assert.deepEqual(read({ statementId: ID.toUpperCase(), format: 'ids', attachments: 'true' }), { kind: 'one', id: ID, voided: false, shape: { format: 'ids', attachments: true } })
  assert.deepEqual(read({ voidedStatementId: ID }), { kind: 'one', id: ID, voided: true, shape: { format: 'exact', attachments: false } })
})

test('a list without parameters is everything, newest first, as many as the server gives', () => {
  const list = { relatedAgents: false, relatedActivities: false, limit: MOST, ascending: false, format: 'exact', attachments: false }
  assert.deepEqual(read({}), { kind: 'list', list })
  assert.deepEqual(read({ limit: '0', ascending: 'false', related_agents: 'false', attachments: 'false', format: 'exact' }), { kind: 'list', list })
  assert.deepEqual(read({ limit: '999999' }), { kind: 'list', list })
  assert.deepEqual(read({ limit: '7' }), { kind: 'list', list: { ...list, limit: 7 } })
})

test('times are kept to the millisecond, with their offset', () => {
  const read_ = read({ since: '2026-03-02T10:00:00.1239-05:00', until: '2026-03-02T16:00:00Z' })
  assert.ok(read_.kind === 'list')
  assert.deepEqual([read_.list.since, read_.list.until], [Date.parse('2026-03-02T15:00:00.123Z'), Date.parse('2026-03-02T16:00:00Z')])
})

test('an agent is kept as its key alone, the same for every way to write it, another in another tenant', () => {
  const keyOf = (agent: string, tenant = 'asked'): unknown => {
    const wanted = readQuery(keys, xapiRequest('GET', 'statements', { agent }, { tenant }))
    return wanted.kind === 'list' ? wanted.list.agent : null
  }
  assert.equal(keyOf(mail('ana')), keyOf('{"mbox":"mailto:ana@example.org","name":"Ana"}'))
  assert.notEqual(keyOf(mail('ana')), keyOf(mail('Ana')))
  assert.notEqual(keyOf(mail('ana')), keyOf(mail('ana'), 'other'))
  assert.ok(!JSON.stringify(read({ agent: mail('ana') })).includes('ana@'))
  assert.ok(keyOf('{"objectType":"Group","mbox":"mailto:team@example.org"}'))
})
