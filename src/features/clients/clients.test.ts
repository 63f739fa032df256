import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { actingClient, actingLearner, basic } from '../../../test/acting.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { agent } from '../../record/statement.ts'
import type { Scope } from '../../record/xapi/request.ts'
import { clientFor, revokeClient, takeTurn, type ClientWho } from './index.ts'
import { clientOf } from './list.ts'
import { rotateSecret, setRate } from './manage.ts'

const EVERY: readonly Scope[] = ['all']
const HOUR_MS = 3_600_000
const BY = randomUUID()

let house: TestHouse
before(async () => { house = await openHouse() })
after(() => house.close())

const whoIs = async (header: string, tenant = 'piloto', at: TestHouse = house): Promise<ClientWho> => clientFor(at, header, tenant)

const UNKNOWN = { status: 401, code: 'client-unknown' }

/** Rotates as its page would, with the secret that it shows as the present one. */
async function rotated(id: string, atOnce: boolean): Promise<string> {
  const { key, secret } = await rotateSecret(house, { tenant: 'piloto', id, by: BY }, (await clientOf(house, 'piloto', id))?.present ?? '', atOnce)
  return basic(key, secret)
}

test('a key with its secret says which system asks, in which programme, and what it may do', async () => {
  const made = await actingClient(house, ['statements/write', 'state'])
  const who = await whoIs(made.authorization)
  assert.deepEqual({ kind: who.kind, client: who.client, tenant: who.tenant, scopes: who.scopes }, { kind: 'client', client: made.id, tenant: 'piloto', scopes: ['statements/write', 'state'] })
  assert.equal(await whoIs(made.authorization), who, 'the second time it is remembered')
})

test('a wrong secret, a strange key and what is no key at all are refused with what would open', async () => {
  const made = await actingClient(house, EVERY)
  const wrong = [basic(made.key, 'x'.repeat(64)), basic(made.key, ''), basic('ykyk', made.secret), basic('yk22222222222222', made.secret), basic(made.key.toUpperCase(), made.secret), basic('\0', made.secret), 'Basic', 'Basic !!!', 'Bearer x.y', 'Digest a="b"', '']
  for (const authorization of wrong) {
    const answer = await house.request('/xapi/piloto/statements', { headers: { authorization } })
    assert.equal(answer.status, 401, authorization)
    assert.match(answer.headers.get('www-authenticate') ?? '', authorization.startsWith('Bearer') ? /^Bearer .*invalid_token/ : /^Basic realm="Yachay"/, authorization)
    const body = await answer.json() as { error: string; message: string }
    assert.equal(body.error, 'client-unknown')
    assert.match(body.message, /Revisa que estén completos/)
  }
})

test('a key of one programme opens no other, and does not learn which others there are', async () => {
  const made = await actingClient(house, EVERY)
  const said = await Promise.all(['peru-huawei-2024', 'no-such-programme', '', 'PILOTO', 'piloto%2F..'].map(async (tenant) => {
    const answer = await house.request(`/xapi/${tenant}/statements`, { headers: { authorization: made.authorization } })
    return `${answer.status} ${await answer.text()}`
  }))
  assert.match(said[0] ?? '', /^403 .*other-programme/)
  assert.equal(new Set(said).size, 1, said.join('\n'))
})

test('with a key nobody looks at the cookie, even when the key is wrong', async () => {
  const her = await actingLearner(house)
  assert.equal((await house.request('/xapi/piloto/statements', { headers: { cookie: her.cookie } })).status, 200)
  assert.equal((await house.request('/xapi/piloto/statements', { headers: { cookie: her.cookie, authorization: basic('yk', 'x') } })).status, 401)
})

test('outside /xapi/ a key is nothing: the page asks whoever comes to sign in', async () => {
  const { authorization } = await actingClient(house, EVERY)
  const office = await house.request('/office/piloto/clients', { headers: { authorization, accept: 'application/json' } })
  assert.equal(office.status, 401)
  assert.equal((await house.request('/p/piloto', { headers: { authorization: 'Basic nonsense' } })).status, 200)
})

test('a learner’s own session goes on stating her facts as before', async () => {
  const her = await actingLearner(house)
  const statement = { id: randomUUID(), actor: agent(her.agent), verb: { id: 'http://adlnet.gov/expapi/verbs/experienced' }, object: { id: 'https://example.com/leccion' } }
  const answer = await house.request('/xapi/piloto/statements', { method: 'POST', headers: { cookie: her.cookie, 'content-type': 'application/json' }, body: JSON.stringify(statement) })
  assert.equal(answer.status, 200, await answer.clone().text())
  assert.deepEqual(await answer.json(), [statement.id])
})

test('a revoked key opens nothing, in this process at once and in another one within five seconds', async () => {
  const other = await openHouse({ sameAs: house })
  try {
    const made = await actingClient(house, EVERY)
    await whoIs(made.authorization)
    await whoIs(made.authorization, 'piloto', other)
    const begun = performance.now()
    await revokeClient(house, { tenant: 'piloto', id: made.id, by: BY })
    await assert.rejects(whoIs(made.authorization), UNKNOWN)
    let open = true
    while (open && performance.now() - begun < 5500) {
      await wait(100)
      open = await whoIs(made.authorization, 'piloto', other).then(() => true, () => false)
    }
    assert.ok(!open, 'the other process believed it for longer')
  } finally {
    await other.close()
  }
})

test('after a new secret the old one works for a day, and then only the new one', async () => {
  const made = await actingClient(house, EVERY)
  const fresh = await rotated(made.id, false)
  assert.equal((await whoIs(made.authorization)).client, made.id)
  assert.equal((await whoIs(fresh)).client, made.id)
  house.time.add(24 * HOUR_MS - 1)
  const third = await rotated(made.id, false)
  assert.equal((await whoIs(made.authorization)).client, made.id, 'in its last moment')
  house.time.add(1)
  const fourth = await rotated(made.id, false)
  await assert.rejects(whoIs(made.authorization), UNKNOWN)
  for (const header of [fresh, third, fourth]) assert.equal((await whoIs(header)).client, made.id, 'every secret of the last day works')
})

test('a secret that leaked stops at once, and the ones before it', async () => {
  const made = await actingClient(house, EVERY)
  const second = await rotated(made.id, false)
  const third = await rotated(made.id, true)
  for (const gone of [made.authorization, second]) await assert.rejects(whoIs(gone), UNKNOWN)
  assert.equal((await whoIs(third)).client, made.id)
})

test('the database keeps no secret, only its fingerprint, and notes the day of use once', async () => {
  const made = await actingClient(house, EVERY)
  await whoIs(made.authorization)
  const kept = await house.db.selectFrom('api_client as c').innerJoin('api_client_secret as s', 's.client', 'c.id').selectAll().where('c.id', '=', made.id).executeTakeFirstOrThrow()
  assert.ok(!JSON.stringify(kept).includes(made.secret) && !kept.hash.includes(Buffer.from(made.secret, 'hex')))
  assert.equal(kept.hash.length, 32)
  assert.match(kept.used ?? '', /^2026-03-\d\d$/)
})

test('who asks too often waits, and a higher rate counts from the next request on', async () => {
  const made = await actingClient(house, EVERY, 'piloto', 6)
  const who = await whoIs(made.authorization)
  for (let i = 0; i < 6; i++) takeTurn(house, who)
  assert.throws(() => takeTurn(house, who), (problem: { status: number; headers: Record<string, string>; sentence: { es: string } }) => {
    assert.equal(problem.status, 429)
    assert.match(problem.headers['Retry-After'] ?? '', /^(9|10)$/)
    return /Espera (9|10) s y continúa/.test(problem.sentence.es)
  })
  await setRate(house, { tenant: 'piloto', id: made.id, by: BY }, 6_000_000)
  const again = await whoIs(made.authorization)
  await wait(5)
  for (let i = 0; i < 100; i++) takeTurn(house, again)
})
