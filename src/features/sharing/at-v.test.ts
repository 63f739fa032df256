import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { actingStaff, ruleInForceFor, type Acting } from '../../../test/acting.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { readyLearner, type Ready } from '../../../test/ready-learner.ts'

const OFFICE = '/office/piloto/certificates'
let house: TestHouse
let approver: Acting
let maria: Ready & { credential: string }
before(async () => {
  house = await openHouse({ publicUrl: 'https://certificados.example.org' })
  await ruleInForceFor(house)
  const executor = await actingStaff(house, 'Elena Coordina', ['executor'])
  approver = await actingStaff(house, 'Amalia Aprueba', ['approver'])
  const who = await readyLearner(house, { name: 'María del Rosario Ñahui de la Cruz' })
  await executor.post(`${OFFICE}/proposals`, { enrolment: who.enrolment, kind: 'certificado' })
  await approver.post(`${OFFICE}/approvals/${who.enrolment}`, { kind: 'certificado' })
  await house.runJobs()
  maria = { ...who, ...await house.db.selectFrom('credential').select('credential').executeTakeFirstOrThrow() }
})
after(() => house.close())

async function lookedAt(text: string): Promise<string> {
  const body = new FormData()
  body.set('text', text)
  return (await house.request('/v', { method: 'POST', body })).text()
}

test('who pastes the signed facts, or her whole record, at /v reads that we signed them, and that they hold; altered or revoked they do not', async () => {
  await maria.post(`/me/certificates/${maria.credential}/facts`, { id: crypto.randomUUID(), facts: ['minutes'], days: '30' })
  const link = /\/v\/facts\/[\w-]{22}/.exec(await (await maria.get(`/me/certificates/${maria.credential}/share`)).text())?.[0] ?? ''
  const facts = await (await house.request(`${link}/credential.json`)).text()
  const record = await (await maria.get('/me/record.json')).text()
  for (const text of [facts, record]) {
    const good = await lookedAt(text)
    assert.match(good, /class="verdict good"/, good.replace(/<[^>]+>/g, ' ').slice(0, 3000))
    const bad = await lookedAt(text.replace('de prueba', 'de verdad'))
    assert.match(bad, /class="verdict bad"/)
  }
  await approver.post(`${OFFICE}/issued/${maria.credential}/revoke`, { cause: 'false-evidence' })
  assert.match(await lookedAt(facts), /class="verdict bad"/)
})
