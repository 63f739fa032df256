import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { accepts, applies, cardSeen, chosen, doesEverything, newDni, type Claim, type Learner } from '../histories/acts.ts'
import { certified, newestPaper, superseded } from '../histories/office-acts.ts'
import { done, figuresNow, OFFICE, openPlace, refused, type Place } from '../histories/place.ts'

let place: Place
before(async () => { place = await openPlace() })
after(() => place.close())

/** She brings her new card; two members of staff see it. */
async function bringsNewCard(who: Learner, claim: Claim): Promise<Learner> {
  const { house, executor, agent } = { ...who.place, agent: who.agent }
  const claims = await house.db.selectFrom('identity_document').select(['id', 'replaced_by']).innerJoin('agent', 'agent.person', 'identity_document.person')
    .where('agent.agent', '=', agent).where('replaced_by', 'is', null).execute()
  house.time.add(60_000)
  await done(executor.post(`${OFFICE}/people/${agent}/documents`, {
    added_document_type: claim.type, added_document_number: claim.number, added_document_country: '', added_replaces: claims[0]?.id ?? '',
  }))
  const now = { ...who, claim }
  await cardSeen(now)
  return now
}

test('scenario 2: somebody begins with PTP, gets CE, then DNI: one person, three documents, one certificate issued again with the new document, and the number stays', async () => {
  const { house } = place
  const applicant = await applies(place, 'Yuleisy Rondón Pérez', { type: 'ptp', number: '100200300400123' })
  await chosen(applicant)
  const withPtp = await accepts(applicant)
  await doesEverything(withPtp)
  const withCe = await bringsNewCard(withPtp, { type: 'ce', number: '007788456' })
  const first = await certified(withCe)
  assert.match(await (await done(withCe.phone.get(`/me/certificates/${first}`))).text(), /\(CE\) •••456/)
  assert.equal((await figuresNow(place)).counts[3], 1)
  await refused(place.approver.post(`${OFFICE}/certificates/issued/${first}/correct`), 409, /son los que ya dice el certificado/)

  const dni = newDni()
  const withDni = await bringsNewCard(withCe, dni)
  assert.match(await (await done(place.approver.get(`${OFFICE}/certificates/issued/${first}`))).text(), /Emitir con sus datos de hoy/)
  await superseded(withDni, first)
  const second = await newestPaper(withDni)
  assert.notEqual(second, first)
  const paper = await (await done(withDni.phone.get(`/me/certificates/${second}`))).text()
  assert.match(paper, new RegExp(`DNI •••${dni.number.slice(-3)}`))
  for (const page of [paper, await (await done(withDni.phone.get(`/me/certificates/${first}`))).text()]) assert.ok(!page.includes(dni.number) && !page.includes('007788456'))
  assert.equal((await figuresNow(place)).counts[3], 1, 'issued again, counted once')

  const file = await (await done(place.executor.get(`${OFFICE}/people/${withDni.agent}`))).text()
  assert.equal(file.match(/>Reemplazado</g)?.length, 2)
  assert.equal(file.match(/>Vigente</g)?.length, 1)
  const people = await house.db.selectFrom('agent').select('person').where('agent', '=', withDni.agent).execute()
  assert.equal((await house.db.selectFrom('identity_document').select('id').where('person', '=', people[0]?.person ?? '').where('withdrawn', 'is', null).execute()).length, 3)
})
