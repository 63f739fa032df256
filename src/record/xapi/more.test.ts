import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { actingClient, actingLearner } from '../../../test/acting.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import type { Scope } from './request.ts'

const PATH = '/xapi/piloto/statements'
const ACTIVITY = 'http://example.org/paged'

interface Page { readonly status: number; readonly names: readonly string[]; readonly more: string; readonly message: string }
type Client = Awaited<ReturnType<typeof actingClient>>

let house: TestHouse
let writer: Client
before(async () => {
  house = await openHouse()
  writer = await client(['all'])
})
after(() => house.close())

const client = (scopes: readonly Scope[], tenant = 'piloto'): Promise<Client> => actingClient(house, scopes, tenant, 1e6)
const headers = (of: Client, version = '1.0.3'): Record<string, string> => ({ authorization: of.authorization, 'x-experience-api-version': version, 'content-type': 'application/json' })

async function put(names: readonly string[], of = writer): Promise<void> {
  const statements = names.map((name) => ({ id: randomUUID(), actor: { mbox: `mailto:${name}@example.org` }, verb: { id: 'http://example.org/did' }, object: { id: ACTIVITY } }))
  const response = await house.request(PATH, { method: 'POST', headers: headers(of), body: JSON.stringify(statements) })
  assert.equal(response.status, 200, await response.text())
}

async function page(path: string, of: Client = writer, at: TestHouse = house): Promise<Page> {
  const response = await at.request(path, { headers: headers(of) })
  const body = await response.json() as { statements?: { actor: { mbox: string } }[]; more?: string; message?: string }
  return { status: response.status, names: (body.statements ?? []).map((s) => s.actor.mbox.slice(7, -12)), more: body.more ?? '', message: body.message ?? '' }
}

const first = (query: string): string => `${PATH}?activity=${encodeURIComponent(ACTIVITY)}&${query}`

test('what arrives after the first page shifts no page, newest or oldest first', async () => {
  await put(['a', 'b', 'c', 'd', 'e'])
  const newest = await page(first('limit=2'))
  const oldest = await page(first('limit=2&ascending=true'))
  await put(['x', 'y'])
  const [newest2, oldest2] = [await page(newest.more), await page(oldest.more)]
  await put(['z'])
  const [newest3, oldest3] = [await page(newest2.more), await page(oldest2.more)]
  assert.deepEqual([newest, newest2, newest3].map((p) => p.names.join('')), ['ed', 'cb', 'a'])
  assert.deepEqual([oldest, oldest2, oldest3].map((p) => p.names.join('')), ['ab', 'cd', 'e'])
  assert.deepEqual([newest3.more, oldest3.more], ['', ''])
  // The same link again tells the same, also another process and years later.
  const other = await openHouse({ sameAs: house, now: '2036-01-01T00:00:00Z' })
  try {
    assert.deepEqual((await page(newest.more, writer, other)).names, newest2.names)
  } finally {
    await other.close()
  }
})

test('since and until stay where they were when the first page was read', async () => {
  const { names: before } = await page(first('limit=0'))
  const until = house.clock()
  until.setUTCHours(until.getUTCHours() + 1)
  const one = await page(first(`limit=1&until=${until.toISOString()}`))
  await put(['late'])
  const rest = await page(one.more)
  assert.deepEqual([...one.names, ...rest.names], before.slice(0, 2))
})

test('a page that is exactly full has a link only when there is more', async () => {
  const all = await page(first('limit=0'))
  assert.equal((await page(first(`limit=${all.names.length}`))).more, '')
  assert.notEqual((await page(first(`limit=${all.names.length - 1}`))).more, '')
})

test('a link says nothing of the query, and nobody makes one up or bends one', async () => {
  const { more } = await page(`${PATH}?agent=${encodeURIComponent('{"mbox":"mailto:a@example.org"}')}&related_agents=true&limit=1&format=ids&since=2020-01-01T00:00:00Z`)
  assert.equal(more, '')
  const { more: link } = await page(first('limit=1'))
  assert.match(link, /^\/xapi\/piloto\/statements\?more=[A-Za-z0-9_-]+$/)
  const token = link.split('=')[1]!
  assert.doesNotMatch(Buffer.from(token, 'base64url').toString('latin1'), /example|paged|activity/)
  const bent = `${token.slice(0, 40)}${token[40] === 'A' ? 'B' : 'A'}${token.slice(41)}`
  for (const wrong of [bent, token.slice(0, -4), token.slice(4), '', 'x', 'more', Buffer.alloc(28).toString('base64url'), `${token}AAAA`]) {
    const refused = await page(`${PATH}?more=${wrong}`)
    assert.equal(refused.status, 400, wrong)
    assert.match(refused.message, /^more: /)
  }
  const together = await page(`${link}&limit=1`)
  assert.equal(together.status, 400)
  assert.match(together.message, /limit/)
})

test('another programme\'s link is refused, and nothing of it is told', async () => {
  const { more } = await page(first('limit=1'))
  const stranger = await client(['all'], 'peru-huawei-2024')
  assert.equal((await page(more, stranger)).status, 403)
  const bent = await page(more.replace('/piloto/', '/peru-huawei-2024/'), stranger)
  assert.deepEqual([bent.status, bent.names], [400, []])
})

test('who goes on with a link sees what he may see himself, now', async () => {
  const mine = await client(['statements/write', 'statements/read/mine'])
  await put(['own1', 'own2'], mine)
  await put(['others'])
  const { more } = await page(first('limit=1'))
  assert.deepEqual((await page(more, mine)).names, ['own2'])
  assert.equal((await page(more, await client(['statements/write', 'state', 'define', 'profile']))).status, 403)
  const learner = await actingLearner(house)
  const asLearner = await learner.get(more)
  assert.deepEqual((await asLearner.json() as { statements: unknown[] }).statements, [])
  const narrow = await page(first('limit=1'), mine)
  const [seldom, all] = [await page(narrow.more, mine), await page(narrow.more)]
  assert.deepEqual([seldom.names, seldom.more], [['own1'], ''])
  assert.notEqual(all.more, '')
})

test('a link keeps the format and the number on a page, answers HEAD, and works from 1.0 and 2.0', async () => {
  const { more } = await page(first('limit=2&format=ids'))
  for (const version of ['1.0.3', '2.0.0']) {
    const response = await house.request(more, { headers: headers(writer, version) })
    const { statements, more: next } = await response.json() as { statements: { verb: object }[]; more: string }
    assert.equal(statements.length, 2)
    assert.deepEqual(statements[0]!.verb, { id: 'http://example.org/did' })
    assert.match(next, /more=/)
  }
  const head = await house.request(more, { method: 'HEAD', headers: headers(writer) })
  assert.deepEqual([head.status, await head.text()], [200, ''])
  const form = new URLSearchParams({ Authorization: writer.authorization, 'X-Experience-API-Version': '1.0.3', more: more.split('=')[1]! })
  const alternate = await house.request(`${PATH}?method=GET`, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(form.toString().length) }, body: form.toString() })
  assert.equal(alternate.status, 200)
  assert.equal((await alternate.json() as { statements: unknown[] }).statements.length, 2)
})

test('pages read while many write hold every statement of the first moment once', async () => {
  const { names: wanted } = await page(first('limit=0'))
  let writing = true
  const writes = (async () => { while (writing) await put(['busy', 'busy']) })()
  const found: string[] = []
  for (let path = first('limit=3'), i = 0; path !== '' && i < 100; i += 1) {
    const one = await page(path)
    found.push(...one.names)
    path = one.more
  }
  writing = false
  await writes
  assert.deepEqual(found.filter((n) => n !== 'busy'), wanted)
})
