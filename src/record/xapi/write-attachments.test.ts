import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { actingClient, actingLearner } from '../../../test/acting.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { certificateOf, jws, rsaSigner, signatureAttachment } from '../../../test/signed-statements.ts'
import { agent } from '../statement.ts'
import { agentKey } from './agent-key.ts'
import { readMultipart, writeMultipart, type PartToWrite } from './multipart.ts'
import type { Scope } from './request.ts'
import { eraseAgents } from './sealing.ts'

const ESSAY = Buffer.from('here is a simple attachment')
const sha2 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex')
const attachment = (bytes: Buffer | string, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  usageType: 'http://example.com/essay', display: { en: 'Essay' }, contentType: 'text/plain', length: Buffer.byteLength(bytes), sha2: sha2(bytes), ...more,
})
const part = (bytes: Buffer | string, more: Record<string, string> = {}): PartToWrite =>
  ({ headers: { 'Content-Type': 'text/plain', 'Content-Transfer-Encoding': 'binary', 'X-Experience-API-Hash': sha2(bytes), ...more }, body: bytes })
const said = (attachments: readonly object[], who = 'ana', more: Record<string, unknown> = {}): Record<string, unknown> & { id: string } => ({
  id: randomUUID(), actor: { objectType: 'Agent', mbox: `mailto:${who}@example.com` }, verb: { id: 'http://adlnet.gov/expapi/verbs/answered', display: { en: 'answered' } },
  object: { objectType: 'Activity', id: 'http://example.com/essays' }, attachments, ...more,
})

let house: TestHouse
before(async () => { house = await openHouse() })
after(() => house.close())

interface Program {
  readonly ask: (query: Record<string, string>, init?: RequestInit) => Promise<Response>
  readonly send: (statements: unknown, parts: readonly PartToWrite[], put?: string) => Promise<Response>
}

/** An outside program with a key of its own. */
async function program(version = '1.0.3', scopes: readonly Scope[] = ['all'], tenant = 'piloto'): Promise<Program> {
  const { authorization } = await actingClient(house, scopes, tenant)
  const ask: Program['ask'] = (query, { headers, ...init } = {}) => house.request(`/xapi/${tenant}/statements?${new URLSearchParams(query)}`,
    { ...init, headers: { authorization, 'x-experience-api-version': version, ...headers as Record<string, string> } })
  const send: Program['send'] = (statements, parts, put) => {
    const { contentType, body } = writeMultipart([{ headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(statements) }, ...parts])
    return ask(put === undefined ? {} : { statementId: put }, { method: put === undefined ? 'POST' : 'PUT', headers: { 'content-type': contentType }, body: new Uint8Array(body) })
  }
  return { ask, send }
}

/** What a GET with attachments=true says and brings along. */
async function taken(answer: Response): Promise<{ json: Record<string, unknown>; files: Map<string, Buffer>; types: (string | undefined)[] }> {
  assert.equal(answer.status, 200)
  const type = answer.headers.get('content-type') ?? ''
  assert.match(type, /^multipart\/mixed/)
  const [first, ...others] = readMultipart(type, Buffer.from(await answer.arrayBuffer()))
  assert.equal(first?.headers.get('content-type'), 'application/json')
  for (const { headers } of others) assert.equal(headers.get('content-transfer-encoding'), 'binary')
  return {
    json: JSON.parse(first!.body.toString()) as Record<string, unknown>, types: others.map(({ headers }) => headers.get('content-type')),
    files: new Map(others.map(({ headers, body }) => [headers.get('x-experience-api-hash') ?? '', body])),
  }
}

async function refused(answer: Response, why: RegExp): Promise<void> {
  assert.equal(answer.status, 400)
  assert.match(await answer.text(), why)
}

for (const version of ['1.0.3', '2.0.0']) {
  test(`${version}: what came with statements by POST and PUT is read back byte for byte, and only when it is asked for`, async () => {
    const { ask, send } = await program(version)
    const photo = Buffer.from([...Array(256).keys(), 13, 10, 45, 45])
    const one = said([attachment(ESSAY), attachment(photo, { contentType: 'image/jpeg' })])
    const answer = await send(one, [part(ESSAY), part(photo, { 'Content-Type': 'image/jpeg' })])
    assert.equal(answer.status, 200, await answer.clone().text())
    assert.deepEqual(await answer.json(), [one.id])
    const other = said([attachment(ESSAY)], 'rosa')
    assert.equal((await send(other, [part(ESSAY)], other.id)).status, 204)

    const single = await taken(await ask({ statementId: one.id, attachments: 'true' }))
    assert.deepEqual(single.json.attachments, one.attachments)
    assert.deepEqual([...single.files], [[sha2(ESSAY), ESSAY], [sha2(photo), photo]])
    assert.deepEqual(single.types, ['text/plain', 'image/jpeg'])
    const list = await taken(await ask({ attachments: 'true', limit: '2' }))
    assert.deepEqual((list.json.statements as { id: string }[]).map(({ id }) => id), [other.id, one.id])
    assert.deepEqual([...list.files.keys()].sort(), [sha2(ESSAY), sha2(photo)].sort())

    for (const query of [{ statementId: one.id }, { statementId: one.id, attachments: 'false' }] as Record<string, string>[]) {
      const plain = await ask(query)
      assert.match(plain.headers.get('content-type') ?? '', /^application\/json/)
      assert.deepEqual((await plain.json() as { attachments: unknown }).attachments, one.attachments)
    }
    const head = await ask({ statementId: one.id, attachments: 'true' }, { method: 'HEAD' })
    assert.match(head.headers.get('content-type') ?? '', /^multipart\/mixed/)
    assert.equal((await head.arrayBuffer()).byteLength, 0)
  })

  test(`${version}: a batch with one attachment wrong stores nothing`, async () => {
    const { ask, send } = await program(version)
    const [good, bad] = [said([attachment('good')]), said([attachment('bad')])]
    await refused(await send([good, bad], [part('good')]), /hash/)
    await refused(await send([good, bad], [part('good'), part('bad'), part('stray')]), /hash/)
    await refused(await send([good, bad], [part('good'), part('bad', { 'X-Experience-API-Hash': sha2('worse') })]), /SHA-2/)
    await refused(await send([good, bad], [part('good'), { headers: { 'X-Experience-API-Hash': sha2('bad') }, body: 'bad' }]), /Content-Transfer-Encoding/)
    for (const type of ['multipart/mixed', 'multipart/form-data; boundary=b', 'text/plain']) {
      assert.equal((await ask({}, { method: 'POST', headers: { 'content-type': type }, body: JSON.stringify(good) })).status, 400, type)
    }
    await refused(await ask({}, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(good) }), /fileUrl/)
    for (const { id } of [good, bad]) assert.equal((await ask({ statementId: id })).status, 404)
  })

  test(`${version}: a signed statement is stored with its signature; a false one is refused`, async () => {
    const { ask, send } = await program(version)
    const signer = rsaSigner()
    const x5c = [certificateOf('Ana', signer.publicKey, 'Ana', signer.privateKey).toString('base64')]
    const { attachments: _none, ...statement } = said([])
    const octets = { 'Content-Type': 'application/octet-stream' }
    const sign = (text: string): Promise<Response> => send({ ...statement, attachments: [signatureAttachment(text)] }, [part(text, octets)])
    const good = jws(JSON.stringify(statement), signer, { x5c })
    await refused(await sign(jws(JSON.stringify({ ...statement, result: { success: true } }), signer, { x5c })), /no es este statement/)
    await refused(await sign(jws(JSON.stringify(statement), rsaSigner(), { x5c })), /x5c/)
    await refused(await sign(`${Buffer.from('{"alg":"HS256"}').toString('base64url')}.${good.split('.').slice(1).join('.')}`), /RS256/)
    await refused(await send({ ...statement, attachments: [signatureAttachment(good, { contentType: 'text/plain' })] }, [part(good)]), /octet-stream/)
    assert.equal((await ask({ statementId: statement.id })).status, 404)
    const answer = await sign(good)
    assert.equal(answer.status, 200, await answer.text())
    const { files } = await taken(await ask({ statementId: statement.id, attachments: 'true' }))
    assert.deepEqual([...files.values()].map(String), [good])
  })
}

test('an attachment with fileUrl needs no data, and multipart no attachment', async () => {
  const { ask, send } = await program()
  const linked = said([attachment(ESSAY, { fileUrl: 'http://example.com/essay' })], 'linked')
  assert.equal((await ask({}, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(linked) })).status, 200)
  const { files } = await taken(await ask({ statementId: linked.id, attachments: 'true' }))
  assert.equal(files.size, 0)
  const { attachments: _none, ...bare } = said([])
  assert.equal((await send([bare], [])).status, 200)
})

test('who knows a hash gets no file by it: not of another person, another key or another programme', async () => {
  const owner = await program()
  const secret = 'a secret essay'
  const hers = said([attachment(secret)], 'carla')
  assert.equal((await owner.send(hers, [part(secret)])).status, 200)
  const named = (who: string): ReturnType<typeof said> => said([attachment(secret, { fileUrl: 'http://example.com/guess' })], who)
  const json = { method: 'POST', headers: { 'content-type': 'application/json' } }
  for (const [other, who] of [[owner, 'other'], [await program('1.0.3', ['statements/write', 'statements/read/mine']), 'carla'], [await program('1.0.3', ['all'], 'peru-huawei-2024'), 'carla']] as const) {
    const guess = named(who)
    assert.equal((await other.ask({}, { ...json, body: JSON.stringify(guess) })).status, 200)
    assert.equal((await taken(await other.ask({ statementId: guess.id, attachments: 'true' }))).files.size, 0, who)
    if (other !== owner) assert.equal((await other.ask({ statementId: hers.id, attachments: 'true' })).status, 404)
  }
})

test('the same statement with its file again changes nothing; a learner\'s browser sends and reads its own, and nobody else\'s', async () => {
  const { ask, send } = await program()
  const one = said([attachment(ESSAY)], 'again')
  for (let n = 0; n < 2; n += 1) assert.deepEqual(await (await send(one, [part(ESSAY)])).json(), [one.id])
  assert.deepEqual([...(await taken(await ask({ statementId: one.id, attachments: 'true' }))).files.values()], [ESSAY])

  const [rosa, other] = [await actingLearner(house), await actingLearner(house)]
  const hers = said([attachment('from my phone')], '', { actor: agent(rosa.agent) })
  const { contentType, body } = writeMultipart([{ headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(hers) }, part('from my phone')])
  const posted = await house.request('/xapi/piloto/statements', { method: 'POST', headers: { cookie: rosa.cookie, 'content-type': contentType }, body: new Uint8Array(body) })
  assert.equal(posted.status, 200, await posted.text())
  const read = (cookie: string): Promise<Response> => house.request(`/xapi/piloto/statements?statementId=${hers.id}&attachments=true`, { headers: { cookie } })
  assert.deepEqual([...(await taken(await read(rosa.cookie))).files.values()].map(String), ['from my phone'])
  assert.equal((await read(other.cookie)).status, 404)
})

test('a list ends a page where its files would be too many at once, and goes on', async () => {
  const { ask, send } = await program()
  const files = Array.from({ length: 5 }, (_, n) => Buffer.alloc(9 * 2 ** 20, n))
  const all = files.map((file) => said([attachment(file)], 'big'))
  for (const [n, statement] of all.entries()) assert.equal((await send(statement, [part(files[n]!)])).status, 200)
  const pages: string[][] = []
  let query: Record<string, string> | null = { attachments: 'true', agent: JSON.stringify(all[0]!.actor) }
  while (query) {
    const { json, files: here } = await taken(await ask(query))
    const ids = (json.statements as { id: string }[]).map(({ id }) => id)
    assert.equal(here.size, ids.length)
    pages.push(ids)
    query = json.more === '' ? null : Object.fromEntries(new URL(String(json.more), 'http://x').searchParams)
  }
  assert.deepEqual(pages.map((page) => page.length), [3, 2])
  assert.deepEqual(pages.flat(), all.map(({ id }) => id).reverse())
})

test('on disk a file is under no name and in no words that tell; erased with its person it cannot be read again, by a new statement neither', async () => {
  const { ask, send } = await program()
  const letter = 'querida hermana, te cuento de la cosecha'
  const hers = said([attachment(letter)], 'erased')
  assert.equal((await send(hers, [part(letter)])).status, 200)
  const folder = join(house.config.dataDir, 'attachments')
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  assert.ok(paths.length > 0)
  for (const path of paths) assert.ok(!path.includes(sha2(letter)) && !readFileSync(path).includes('cosecha'), path)

  const agent = agentKey(house.keys, 'piloto', hers.actor as { mbox: string })
  await house.db.transaction().execute((tx) => eraseAgents(tx, [{ tenant: 'piloto', agent: agent ?? '' }], house.clock()))
  const erased = await taken(await ask({ statementId: hers.id, attachments: 'true' }))
  assert.equal(erased.files.size, 0)
  assert.equal(erased.json.attachments, undefined)
  const again = said([attachment(letter, { fileUrl: 'http://example.com/letter' })], 'erased')
  assert.equal((await ask({}, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(again) })).status, 200)
  assert.equal((await taken(await ask({ statementId: again.id, attachments: 'true' }))).files.size, 0)
})
