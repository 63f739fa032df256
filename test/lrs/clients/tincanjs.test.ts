import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import TinCan, { type Document, type Result, type Xhr } from 'tincanjs'
import { serving } from './serving.ts'

const at = serving()
/** TinCanJS speaks 1.0.2 at the latest: the record answers it as 1.0.3. */
const lrs = () => new TinCan.LRS({ endpoint: at.endpoint, username: at.key, password: at.secret, allowFail: false })

/** One call that answers by callback. */
const told = <T>(call: (how: { callback: (error: unknown, result: T) => void }) => void): Promise<T> => new Promise((resolve, reject) => {
  call({ callback: (error, result) => (error === null ? resolve(result) : reject(Object.assign(new Error(`TinCanJS: ${String(error)}`), { status: (result as Xhr | undefined)?.status, text: (result as Xhr | undefined)?.responseText }))) })
})
const refusal = (status: number) => (error: { status?: number }): boolean => error.status === status

const agent = () => new TinCan.Agent({ name: 'Rosa', mbox: `mailto:${randomUUID()}@example.pe` })
const activity = () => new TinCan.Activity({ id: `https://example.pe/cursos/${randomUUID()}`, definition: { name: { es: 'La hoja' } } })
const said = (actor: object, target: object, more: object = {}) => new TinCan.Statement({ actor, verb: { id: 'http://adlnet.gov/expapi/verbs/experienced', display: { es: 'vivió' } }, target, ...more })

test('tincanjs: statements one by one and together, found by filters, page after page', async () => {
  const [actor, target] = [agent(), activity()]
  const one = said(actor, target)
  await told<Xhr>((how) => lrs().saveStatement(one, how))
  const two = [said(actor, target), said(actor, target)]
  await told<Xhr>((how) => lrs().saveStatements(two, how))
  const back = await told<{ id: string; stored: string }>((how) => lrs().retrieveStatement(one.id, how))
  assert.equal(back.id, one.id)
  assert.ok(back.stored)
  const all = [one, ...two].map((s) => s.id)
  for (const params of [{ agent: actor }, { activity: target }, { agent: actor, related_agents: true }, { activity: target, verb: { id: one.verb.id } }, { agent: actor, format: 'ids' }, { agent: actor, since: '2020-01-01T00:00:00Z' }]) {
    const { statements } = await told<Result>((how) => lrs().queryStatements({ params, ...how }))
    assert.deepEqual(statements.map((s) => s.id), [...all].reverse())
  }
  const first = await told<Result>((how) => lrs().queryStatements({ params: { agent: actor, limit: 2, ascending: true }, ...how }))
  const rest = await told<Result>((how) => lrs().moreStatements({ url: first.more, ...how }))
  assert.deepEqual([...first.statements, ...rest.statements].map((s) => s.id), all)
})

test('tincanjs: a voided statement is found as voided only', async () => {
  const actor = agent()
  const one = said(actor, activity())
  await told<Xhr>((how) => lrs().saveStatement(one, how))
  const voids = new TinCan.Statement({ actor, verb: { id: 'http://adlnet.gov/expapi/verbs/voided' }, target: { objectType: 'StatementRef', id: one.id } })
  await told<Xhr>((how) => lrs().saveStatement(voids, how))
  await assert.rejects(told((how) => lrs().retrieveStatement(one.id, how)), refusal(404))
  assert.equal((await told<{ id: string }>((how) => lrs().retrieveVoidedStatement(one.id, how))).id, one.id)
})

test('tincanjs: an attachment goes and comes back', async () => {
  const text = 'La hoja está enferma.'
  const one = said(agent(), activity(), {
    attachments: [{ display: { es: 'Ensayo' }, usageType: 'https://example.pe/uso/ensayo', contentType: 'text/plain', content: TinCan.Utils.stringToArrayBuffer(text) }],
  })
  await told<Xhr>((how) => lrs().saveStatement(one, how))
  const back = await told<{ attachments: { getContentAsString(): string }[] }>((how) => lrs().retrieveStatement(one.id, { params: { attachments: true }, ...how }))
  assert.equal(back.attachments[0]?.getContentAsString(), text)
})

test('tincanjs: states and profiles, guarded by ETags', async () => {
  const of = { agent: agent(), activity: activity(), contentType: 'application/json' }
  await told<Xhr>((how) => lrs().saveState('avance', { page: 1 }, { ...of, ...how }))
  const read = await told<Document>((how) => lrs().retrieveState('avance', { ...of, ...how }))
  assert.deepEqual(read.contents, { page: 1 })
  await told<Xhr>((how) => lrs().saveState('avance', { page: 2 }, { ...of, lastSHA1: read.etag, ...how }))
  await assert.rejects(told((how) => lrs().saveState('avance', { page: 3 }, { ...of, lastSHA1: read.etag, ...how })), refusal(412))
  await told<Xhr>((how) => lrs().saveState('avance', { more: true }, { ...of, method: 'POST', ...how }))
  assert.deepEqual((await told<Document>((how) => lrs().retrieveState('avance', { ...of, ...how }))).contents, { page: 2, more: true })
  assert.deepEqual(await told<string[]>((how) => lrs().retrieveStateIds({ ...of, ...how })), ['avance'])
  await told<Xhr>((how) => lrs().dropState('avance', { ...of, ...how }))
  assert.equal(await told<Document | null>((how) => lrs().retrieveState('avance', { ...of, ...how })), null)

  await told<Xhr>((how) => lrs().saveActivityProfile('mapa', { a: 1 }, { ...of, ...how }))
  const map = await told<Document>((how) => lrs().retrieveActivityProfile('mapa', { ...of, ...how }))
  assert.deepEqual(map.contents, { a: 1 })
  await told<Xhr>((how) => lrs().saveActivityProfile('mapa', { b: 2 }, { ...of, lastSHA1: map.etag, ...how }))
  await told<Xhr>((how) => lrs().dropActivityProfile('mapa', { ...of, ...how }))

  await told<Xhr>((how) => lrs().saveAgentProfile('gustos', 'quechua', { ...of, contentType: 'text/plain', ...how }))
  assert.equal((await told<Document>((how) => lrs().retrieveAgentProfile('gustos', { ...of, ...how }))).contents, 'quechua')
  await assert.rejects(told((how) => lrs().saveAgentProfile('gustos', 'aimara', { ...of, contentType: 'text/plain', lastSHA1: '"0"', ...how })), refusal(412))
  await told<Xhr>((how) => lrs().dropAgentProfile('gustos', { ...of, ...how }))
})

test('tincanjs: activities and about', async () => {
  const target = activity()
  await told<Xhr>((how) => lrs().saveStatement(said(agent(), target), how))
  const known = await told<{ id: string; definition: { name: object } }>((how) => lrs().retrieveActivity(target.id, how))
  assert.deepEqual([known.id, known.definition.name], [target.id, { es: 'La hoja' }])
  const { version } = await told<{ version: string[] }>((how) => lrs().about(how))
  assert.ok(version.includes('1.0.3'))
})
