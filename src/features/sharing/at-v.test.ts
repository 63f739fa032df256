import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Acting } from '../../../test/acting.ts'
import { type Certified, paperOffice } from '../../../test/certified.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'

const OFFICE = '/office/piloto/certificates'
let house: TestHouse
let approver: Acting
let maria: Certified
before(async () => {
  house = await openHouse({ publicUrl: 'https://certificados.example.org' })
  const office = await paperOffice(house)
  ;({ approver } = office)
  maria = await office.certified('María del Rosario Ñahui de la Cruz')
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
