import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { XapiVersion } from '../../src/record/xapi/request.ts'
import { openHouse, type TestHouse } from '../house.ts'
import { newSpeaker, type Heard, type Said, type Speaker } from './conformance/speaking.ts'
import { brokenStatement } from './validation/generate-broken.ts'
import { equalVariant, unequalVariant } from './validation/generate-same.ts'
import { diceOf, validStatement, type Dice, type Json, type Thing } from './validation/generate.ts'

// The same properties for a short run and a long one: each runs from a seed over HTTP, in both versions, and says the seed where it fails.

const VERSIONS: readonly XapiVersion[] = ['1.0.3', '2.0.0']
const BATCH = 50

export interface Bench { readonly house: TestHouse; readonly speakers: readonly Speaker[] }

export async function openBench(): Promise<Bench> {
  const house = await openHouse()
  return { house, speakers: await Promise.all(VERSIONS.map((version) => newSpeaker(house, version))) }
}

const stored = async ({ house }: Bench): Promise<number> =>
  Number((await house.db.selectFrom('statement_key').select((eb) => eb.fn.countAll().as('n')).where('tenant', '=', 'piloto').executeTakeFirstOrThrow()).n)

const withId = (d: Dice, version: XapiVersion): Thing & { id: string } => ({ ...validStatement(d, version), id: randomUUID() })

/** One by one (POST and PUT in turn) and in batches of fifty; each comes back by its id with the text it was sent with. */
export async function validTaken(bench: Bench, seed: number, singles: number, batches: number): Promise<number> {
  const before = await stored(bench)
  let count = 0
  for (const lrs of bench.speakers) {
    const sent: (Thing & { id: string })[] = []
    for (let i = 0; i < singles; i++) {
      const made = withId(diceOf(seed + i), lrs.version)
      const put = i % 2 === 0
      const heard = await lrs.ask(put ? 'PUT' : 'POST', 'statements', { ...(put ? { query: { statementId: made.id } } : {}), body: made })
      assert.equal(heard.status, put ? 204 : 200, `${lrs.version} seed ${seed + i}: ${heard.text} ${JSON.stringify(made)}`)
      sent.push(made)
    }
    for (let i = 0; i < batches; i++) {
      const batch = Array.from({ length: BATCH }, (_, j) => withId(diceOf(seed + singles + i * BATCH + j), lrs.version))
      const heard = await lrs.ask('POST', 'statements', { body: batch })
      assert.equal(heard.status, 200, `${lrs.version} seeds from ${seed + singles + i * BATCH}: ${heard.text}`)
      assert.deepEqual(heard.json<string[]>(), batch.map((s) => s.id))
      sent.push(...batch)
    }
    for (const made of sent.filter((_, i) => i % 4 === 0)) sameText(await lrs.expect(200, 'GET', 'statements', { query: { statementId: made.id } }), made)
    count += sent.length
  }
  assert.equal(await stored(bench), before + count)
  return count
}

/** What the server sets itself, or may. */
const SET = new Set(['authority', 'stored', 'version', 'id', 'timestamp'])

/** A context activity that came alone comes back in a list, as the specification asks. */
function listed(value: Json, under = ''): Json {
  if (under === 'extensions' || typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((each) => listed(each))
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, under === 'contextActivities' && !Array.isArray(each) ? [each] : listed(each, name)]))
}

function sameText(heard: Heard, made: Thing): void {
  for (const [name, value] of Object.entries(listed(made) as Thing)) {
    if (!SET.has(name)) assert.ok(heard.text.includes(`${JSON.stringify(name)}:${JSON.stringify(value)}`), `${name} of ${JSON.stringify(made)} came back as ${heard.text}`)
  }
  if (made['timestamp'] !== undefined) assert.equal(Date.parse(zoned(heard.json<{ timestamp: string }>().timestamp)), Date.parse(zoned(String(made['timestamp']))))
}

/** Forms of ISO 8601 that Date.parse does not read, as it reads them. */
function zoned(text: string): string {
  const long = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(.*)$/.exec(text)
  const plain = (long ? `${long[1]}-${long[2]}-${long[3]}T${long[4]}:${long[5]}:${long[6]}${long[7]}` : text).replace(' ', 'T').replace(/(\.\d{3})\d+/, '$1')
  return plain.replace(/([+-]\d\d)(\d\d)?$/, (_, h: string, m?: string) => (/T.*[+-]/.test(plain) && !/[+-]\d\d:\d\d$/.test(plain) ? `${h}:${m ?? '00'}` : `${h}${m ?? ''}`))
    .replace(/(T\d\d:\d\d:\d\d(?:\.\d+)?)$/, '$1Z')
}

/** Wrong in one thing: 400, alone by POST and PUT, and in the middle of good ones; nothing of it is stored. */
export async function brokenRefused(bench: Bench, seed: number, singles: number, batches: number): Promise<number> {
  const before = await stored(bench)
  for (const lrs of bench.speakers) {
    for (let i = 0; i < singles; i++) {
      const { label, value } = brokenStatement(diceOf(seed + i), lrs.version)
      const put = i % 2 === 0
      const heard = await lrs.ask(put ? 'PUT' : 'POST', 'statements', { ...(put ? { query: { statementId: randomUUID() } } : {}), body: value ?? 'null' })
      assert.equal(heard.status, 400, `${lrs.version} seed ${seed + i}, ${label}: ${heard.status} ${heard.text} ${JSON.stringify(value)}`)
    }
    for (let i = 0; i < batches; i++) {
      const d = diceOf(seed + singles + i)
      const batch: Json[] = Array.from({ length: 9 }, () => withId(d, lrs.version))
      const { label, value } = brokenStatement(d, lrs.version)
      batch.splice(d.whole(10), 0, value)
      const heard = await lrs.ask('POST', 'statements', { body: batch })
      assert.equal(heard.status, 400, `${lrs.version} seed ${seed + singles + i}, ${label} in a batch: ${heard.status} ${heard.text}`)
    }
  }
  assert.equal(await stored(bench), before, 'nothing broken is stored, and nothing that came with it')
  return bench.speakers.length * (singles + batches)
}

/** The same by the specification is accepted twice; another one under the same id is 409 and changes nothing. */
export async function equalTwice(bench: Bench, seed: number, rounds: number): Promise<number> {
  for (const lrs of bench.speakers) {
    for (let i = 0; i < rounds; i++) {
      const d = diceOf(seed + i)
      const made = withId(d, lrs.version)
      await lrs.post(made)
      const before = await lrs.expect(200, 'GET', 'statements', { query: { statementId: made.id } })
      const again = { ...equalVariant(d, made), id: made.id }
      const { label, value } = unequalVariant(d, made)
      const asked: readonly [number, Said, string][] = [[204, { query: { statementId: made.id }, body: again }, JSON.stringify(again)], [409, { query: { statementId: made.id }, body: { ...value as Thing, id: made.id } }, label]]
      for (const [status, said, why] of asked) {
        const heard = await lrs.ask('PUT', 'statements', said)
        assert.equal(heard.status, status, `${lrs.version} seed ${seed + i}, ${why}: ${heard.text} ${JSON.stringify(made)}`)
        const posted = await lrs.ask('POST', 'statements', { body: said.body })
        assert.equal(posted.status, status === 204 ? 200 : 409, `${lrs.version} seed ${seed + i} by POST, ${why}: ${posted.text}`)
      }
      assert.equal((await lrs.expect(200, 'GET', 'statements', { query: { statementId: made.id } })).text, before.text)
    }
  }
  return bench.speakers.length * rounds
}

/** Bytes that no sender should send, to every resource: never a 500, and nothing of it stored as a statement that is none. */
export async function garbageSurvived(bench: Bench, seed: number, rounds: number): Promise<number> {
  const before = await stored(bench)
  let taken = 0
  for (const lrs of bench.speakers) {
    for (let i = 0; i < rounds; i++) {
      const d = diceOf(seed + i)
      const body = garbage(d, lrs.version)
      const type = d.one(['application/json', 'application/json', 'application/json', 'multipart/mixed; boundary=x', 'text/plain', 'application/json;charset=utf-16', '\u00ff'])
      const of = { activityId: d.one(['https://example.pe/a', text(d)]), agent: d.one(['{"mbox":"mailto:a@example.pe"}', text(d)]), stateId: text(d), profileId: text(d), statementId: d.one([randomUUID(), text(d)]) }
      const asked = d.one<() => Promise<Heard>>([
        () => lrs.ask('POST', 'statements', { headers: { 'content-type': type }, body }),
        () => lrs.ask('POST', 'statements', { headers: { 'content-type': type }, body }),
        () => lrs.ask('PUT', 'statements', { query: { statementId: of.statementId }, headers: { 'content-type': type }, body }),
        () => lrs.ask('GET', 'statements', { query: { [d.one(['statementId', 'verb', 'agent', 'activity', 'registration', 'since', 'until', 'limit', 'more', 'voidedStatementId', 'format', 'attachments'])]: text(d) } }),
        () => lrs.ask(d.one(['PUT', 'POST']), 'activities/state', { query: { activityId: of.activityId, agent: of.agent, stateId: of.stateId }, headers: { 'content-type': type }, body }),
        () => lrs.ask(d.one(['GET', 'DELETE']), 'agents/profile', { query: { agent: of.agent, profileId: of.profileId } }),
        () => lrs.ask('GET', d.one(['agents', 'activities']), { query: { agent: of.agent } }),
        () => lrs.ask('POST', 'statements', { query: { method: d.one(['GET', 'PUT', 'POST', text(d)]) }, headers: { 'content-type': 'application/x-www-form-urlencoded' }, body }),
      ])
      const heard = await asked()
      assert.ok(heard.status < 500, `${lrs.version} seed ${seed + i}: ${heard.status} ${heard.text} for ${JSON.stringify(String(body).slice(0, 300))} ${JSON.stringify(of)}`)
      if (heard.status === 200 && Array.isArray(safe(heard.text))) taken += heard.json<unknown[]>().length
    }
  }
  assert.ok(await stored(bench) - before <= taken)
  return bench.speakers.length * rounds
}

const TEXTS = ['', '\0', '\ud800', 'ÿ', '%00', '../..', "' or 1=1 --", '{}', '[]', 'null', '1e999', '-0', '9'.repeat(400), 'x'.repeat(5000), '\u202e', '\r\nSet-Cookie: a=b', '{"mbox":"mailto:a\\u0000@b.pe"}', '{"account":{"homePage":"https://a.pe","name":"\\ud800"}}', '2026-02-31T00:00:00Z', '99999999999999', '+275760-09-13T00:00:00.001Z', '0000-01-01T00:00:00Z', '9999-12-31T23:59:60Z']
const text = (d: Dice): string => d.one(TEXTS)
const safe = (json: string): unknown => { try { return JSON.parse(json) } catch { return null } }

function garbage(d: Dice, version: XapiVersion): Buffer | string {
  const good = JSON.stringify({ ...validStatement(d, version), id: randomUUID() })
  const at = d.whole(good.length)
  return d.one<() => Buffer | string>([
    () => Buffer.from(Array.from({ length: d.whole(300) }, () => d.whole(256))),
    () => good.slice(0, at),
    () => good + good,
    () => `${good.slice(0, at)}${text(d)}${good.slice(at)}`,
    () => Buffer.concat([Buffer.from(good.slice(0, at)), Buffer.from([0xff, 0xc0, 0x80, 0xed, 0xa0, 0x80]), Buffer.from(good.slice(at))]),
    () => `${'['.repeat(1 + d.whole(20_000))}${d.one(['', ']', '1'])}`,
    () => `{"a":`.repeat(1 + d.whole(5000)),
    () => good.replace(/"(https?:[^"]*)"/, JSON.stringify(text(d))),
    () => good.replace(/:"[^"]*"/, ':1e400').replace(/:\d+/, ':-1e999'),
    () => good.replace('"actor"', '"__proto__"'),
    () => good.replace(/:"([^"]*)"/, ':"\\ud800$1"'),
    () => good.replace(/:"([^"]*)"/, ':"\\u0000$1"'),
    () => JSON.stringify(Array.from({ length: d.whole(1100) }, () => d.one<Json>([null, 1, 'x', {}, []]))),
    () => `--x\r\nContent-Type: application/json\r\n\r\n${good.slice(0, at)}\r\n--x${d.one(['', '--', '\r\n\r\n', '\r\nX-Experience-API-Hash: zz\r\n\r\nñ\r\n--x--'])}`,
    () => text(d),
  ])()
}
