import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { actingStaff, personValues, ruleInForceFor, type Acting } from '../../../test/acting.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { check } from '../../../scripts/lottery.ts'
import { append } from '../../record/append.ts'
import { registerPerson } from '../people/index.ts'
import { countByState } from './application.ts'
import { expedienteFrom } from './expediente.ts'
import { applicationStarted, moved } from './statements.ts'

const COUNT = 5000
const OFFICE = '/office/piloto/calls/abierta-1'
let house: TestHouse
let executor: Acting

before(async () => {
  house = await openHouse()
  executor = await actingStaff(house, 'Elena Coordina', ['executor'])
  await ruleInForceFor(house)
  await (await actingStaff(house, 'Ana Aprueba', ['approver'])).post(`${OFFICE}/publish`, { confirm: 'yes' })
  for (let from = 0; from < COUNT; from += 100) await applied(from, 100)
})
after(() => house.close())

/** Registered and sent, without the argon2 of a real PIN: 5,000 of those take half an hour. */
async function applied(from: number, count: number): Promise<void> {
  await append(house, { scopes: [] }, async (tx) => {
    const drafts = []
    for (let i = from; i < from + count; i++) {
      const values = personValues({ name: `Persona ${'ABCDEFGHIJ'[i % 10]}ndía Ñ${'aeiou'[i % 5]}hui ${i === 4321 ? 'Zúñiga' : 'Quispe'}` })
      const person = randomUUID()
      const { agent, drafts: entry } = await registerPerson(house, tx, { values, person, agent: randomUUID(), resumes: false, documentKey: randomUUID(), pin: '', scopes: [] }, 'piloto')
      const about = { tenant: 'piloto', agent, expediente: expedienteFrom(crypto.getRandomValues(new Uint8Array(32))), at: house.clock() }
      drafts.push(...entry, applicationStarted(about, 'abierta-1'), moved('applied', about))
    }
    return drafts
  })
}

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const begun = performance.now()
  const result = await work()
  console.log(`# ${what}: ${Math.round(performance.now() - begun)} ms`)
  return result
}

test('5,000 applications: the list, the search and every page answer', async () => {
  const first = await timed('first page', async () => (await executor.get(`${OFFICE}/applications`)).text())
  assert.match(first, /Postulaciones: 5000.*Página 1 de 100/s)
  assert.match(await timed('last page', async () => (await executor.get(`${OFFICE}/applications?page=100`)).text()), /Página 100 de 100/)
  assert.match(await timed('search over all names', async () => (await executor.post(`${OFFICE}/applications/search`, { q: 'zuniga' })).text()), /Postulaciones: 1\..*Zúñiga/s)
  assert.match(await (await executor.post(`${OFFICE}/applications/search`, { q: 'quispe' })).text(), /Postulaciones: 400 o más.*Se muestran las primeras 50/s)
})

test('5,000 applications: fifty decided at once, all of them drawn, and anybody draws them again', async () => {
  const html = await (await executor.get(`${OFFICE}/applications`)).text()
  const picked = [...html.matchAll(/name="expediente" value="([^"]+)"/g)].map((m) => m[1]!)
  await timed('bulk of 50', () => executor.post(`${OFFICE}/applications`, { action: 'eligible', expediente: picked }))
  await house.db.selectFrom('application').select(['agent', 'expediente']).where('state', '=', 'sent').execute().then(async (rows) => {
    for (let from = 0; from < rows.length; from += 500) {
      await append(house, { scopes: [] }, () => rows.slice(from, from + 500).map((row) => moved('foundEligible', { tenant: 'piloto', ...row, at: house.clock(), by: executor.id }, { reasons: [] })))
    }
  })
  await timed('freeze', () => executor.post(`${OFFICE}/freeze`, { confirm: 'yes' }))
  house.time.add(3_600_000)
  await timed('draw, the best 400 placed', () => executor.post(`${OFFICE}/draw`, { confirm: 'yes', value: '4 12 19 23 38 45', source: 'La Tinka del 4 de marzo' }))
  assert.equal((await countByState(house.db, 'piloto', 'abierta-1')).get('selected')?.n, 90)
  await timed('the job places the others', () => house.runJobs())
  assert.deepEqual(Object.fromEntries(await countByState(house.db, 'piloto', 'abierta-1')), { selected: { n: 90, more: false }, waitlisted: { n: 4910, more: false } })
  const file = await timed('lottery.json', async () => (await house.request('/p/piloto/calls/abierta-1/lottery.json')).json()) as Parameters<typeof check>[0]
  assert.equal(file.list.count, COUNT)
  assert.deepEqual(check(file), [])
})
