import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { personValues } from '../../../test/acting.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { append } from '../../record/append.ts'
import { readStatements } from '../../record/read.ts'
import { VERB } from '../programmes/index.ts'
import { identityOf } from './identity.ts'
import { profileOf } from './persons.ts'
import { isRegisteredMeanwhile, prepareRegistration, registerPerson, type PersonValues, type Registration } from './register.ts'
import { LIMITS } from './tries.ts'

let house: TestHouse
before(async () => { house = await openHouse() })
after(() => house.close())

const from = { address: 'register:test', device: null }

async function write(registration: Registration, tenant = 'piloto'): Promise<{ agent: string; statements: number }> {
  let agent = ''
  const stored = await append(house, { scopes: registration.scopes }, async (tx) => {
    const entry = await registerPerson(house, tx, registration, tenant)
    agent = entry.agent
    return entry.drafts
  })
  return { agent, statements: stored.length }
}

async function register(values: PersonValues, tenant = 'piloto'): Promise<{ person: string; agent: string; resumes: boolean; statements: number }> {
  const registration = await prepareRegistration(house, from, values, tenant)
  return { person: registration.person, resumes: registration.resumes, ...(await write(registration, tenant)) }
}

test('the same document with the same PIN goes on with the account that is there, and nothing of it is overwritten', async () => {
  const values = personValues()
  const first = await register(values)
  const again = await register({ ...values, profile: { ...values.profile, name: 'Nombre Distinto' } })
  assert.deepEqual([again.person, again.agent, again.resumes, again.statements], [first.person, first.agent, true, 0])
  assert.equal((await profileOf(house, house.db, first.person))?.name, 'Rosa Quispe Mamani')
})

test('the same document with another PIN is a second claim, and both are in conflict', async () => {
  const values = personValues()
  const [one, two] = [await register(values), await register({ ...values, pin: '640853' })]
  assert.notEqual(one.person, two.person)
  for (const { agent } of [one, two]) assert.equal((await identityOf(house.db, 'piloto', agent)).openConflicts.length, 1)
})

test('a third claim is in conflict with both others, once each', async () => {
  const values = personValues()
  const claims = [await register(values), await register({ ...values, pin: '640853' }), await register({ ...values, pin: '903716' })]
  for (const claim of claims) {
    const { openConflicts } = await identityOf(house.db, 'piloto', claim.agent)
    assert.deepEqual(openConflicts.map((c) => c.other).sort(), claims.filter((c) => c !== claim).map((c) => c.agent).sort())
  }
})

test('claims in different programmes are no conflict until both are in one', async () => {
  const values = personValues()
  const here = await register(values, 'piloto')
  const there = await register({ ...values, pin: '640853' }, 'peru-huawei-2024')
  assert.equal((await identityOf(house.db, 'piloto', here.agent)).openConflicts.length, 0)
  const entered = await register(values, 'peru-huawei-2024')
  assert.equal(entered.person, here.person)
  assert.equal((await identityOf(house.db, 'peru-huawei-2024', there.agent)).openConflicts.length, 1)
  assert.equal((await identityOf(house.db, 'peru-huawei-2024', entered.agent)).openConflicts.length, 1)
})

test('the same form sent twice at once makes one person; the second one is asked to prepare again and resumes', async () => {
  const values = personValues()
  const [a, b] = await Promise.all([prepareRegistration(house, from, values, 'piloto'), prepareRegistration(house, from, values, 'piloto')])
  const results = await Promise.allSettled([write(a), write(b)])
  assert.deepEqual(results.map((r) => r.status).sort(), ['fulfilled', 'rejected'])
  const refused = results.find((r) => r.status === 'rejected')
  assert.ok(refused && isRegisteredMeanwhile(refused.reason))
  const again = await prepareRegistration(house, from, values, 'piloto')
  assert.equal(again.resumes, true)
  const conflicts = await readStatements(house.db, 'piloto', { verbs: [VERB.conflictFound], actors: [a.agent, b.agent] })
  assert.equal(conflicts.length, 0)
})

test('two claims of one document at the same moment are both in conflict', async () => {
  const values = personValues()
  const prepared = await Promise.all([prepareRegistration(house, from, values, 'piloto'), prepareRegistration(house, from, { ...values, pin: '640853' }, 'piloto')])
  const written = await Promise.all(prepared.map((r) => write(r)))
  for (const { agent } of written) assert.equal((await identityOf(house.db, 'piloto', agent)).openConflicts.length, 1)
})

test('registering is no way to guess PINs: it waits like signing in, for a known document as for an unknown one', async () => {
  const values = personValues()
  await register(values)
  house.time.add(25 * 3_600_000)
  const guess = async (document: PersonValues['document'], i: number): Promise<string> => {
    const done = await prepareRegistration(house, from, { ...values, document, pin: String(210_457 + i * 1013) }, 'piloto').then(() => 'weighed', (error: { code: string }) => error.code)
    return done
  }
  for (const document of [values.document, personValues().document]) {
    const answers: string[] = []
    for (let i = 0; i < LIMITS.free + 2; i++) answers.push(await guess(document, i))
    assert.deepEqual(answers, [...Array.from({ length: LIMITS.free }, () => 'weighed'), 'too-many-tries', 'too-many-tries'])
  }
})

test('a class of forty registers behind one address within minutes', async () => {
  for (let i = 0; i < 40; i++) await register(personValues())
})

test('a minor registers with her guardian, whose data is sealed with hers', async () => {
  const guardian = { name: 'Julia Mamani', document: { type: 'dni', number: '05414828', country: 'PE' } }
  const { person } = await register(personValues({ born: '2010-05-14', guardian }))
  assert.deepEqual((await profileOf(house, house.db, person))?.guardian, guardian)
})

test('destroying a data key erases the person: names and numbers can no longer be read, the claim still counts once', async () => {
  const values = personValues()
  const { person, agent } = await register(values)
  await house.db.updateTable('person').set({ data_key: null }).where('id', '=', person).execute()
  assert.equal(await profileOf(house, house.db, person), null)
  const other = await register({ ...values, pin: '640853' })
  assert.deepEqual((await identityOf(house.db, 'piloto', other.agent)).openConflicts.map((c) => c.other), [agent])
})

test('a whole class may register within the hour with one PIN; none of it is taken for guessing', async () => {
  house.time.add(3_600_000)
  for (let i = 0; i < LIMITS.sprayedDocuments + 5; i += 1) await register({ ...personValues(), pin: '739154' })
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from sign_in_try where at >= ${house.clock()} and pin is not null`.execute(house.db)
  assert.equal(rows[0]?.n, 0)
})
