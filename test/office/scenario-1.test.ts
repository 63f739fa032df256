import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { actingStaff } from '../acting.ts'
import { accepts, applies, chosen, doesEverything, found, newDni, type Applicant, type Learner } from '../histories/acts.ts'
import { certified } from '../histories/office-acts.ts'
import { done, figuresNow, inCharge, OFFICE, openPlace, type Place } from '../histories/place.ts'

let place: Place
before(async () => { place = await openPlace() })
after(() => place.close())

const WEIGHTS = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]
const ruc10 = (dni: string): string => { const ten = `10${dni}`; return ten + String((11 - (WEIGHTS.reduce((s, w, i) => s + w * Number(ten[i]), 0) % 11)) % 10) }

/** She passes everything and gets her certificate, as any learner does. */
async function passes(who: Applicant, section: string): Promise<Learner> {
  await chosen(who)
  const her = await accepts(who, section)
  await doesEverything(her)
  await certified(her)
  return her
}

test('scenario 1: a woman enrols by DNI in Puno and by the RUC 10 of her firm in Arequipa and passes both: she counts once, and both executors see theirs', async () => {
  const { house } = place
  await inCharge(place, place.tutor, 'sabado-1')
  const dni = newDni()
  const puno = await passes(await applies(place, 'Rosa Ñahui Quispe', dni), 'noche-1')
  // In Arequipa she comes as the owner of her firm, with her old foreigner's card, another phone and the short form of her name.
  const owner = await applies(place, 'Rosa Ñahui', { type: 'ce', number: '007788120' })
  await done(owner.phone.post('/me/data/work', { groups: ['sme-owners'], ruc: ruc10(dni.number), line: 'Confección de prendas' }))
  await done(owner.phone.post('/me/data/contact', { phone: owner.phoneNumber, language: 'es', district: 'Arequipa, Arequipa, Arequipa' }))
  const arequipa = await passes(owner, 'sabado-1')
  assert.equal((await figuresNow(place)).counts[3], 2, 'until somebody decides, two records count as two persons')

  const [inPuno, inArequipa] = [place.executor, await actingStaff(house, 'Arcadio de Arequipa', ['executor'])]
  const queue = await (await done(inArequipa.get(`${OFFICE}/people/duplicates?sign=ruc`))).text()
  assert.match(queue, /El RUC 10 lleva su DNI/)
  const pair = found(queue, /duplicates\/([0-9a-f-]{36})\/merge/)
  await done(inArequipa.post(`${OFFICE}/people/duplicates/${pair}/merge`, { root: puno.agent, reason: 'registered-twice' }))

  // The evaluator, recount.sql, the live number and the public page, all at the same position.
  assert.equal((await figuresNow(place)).counts[3], 1)
  for (const [executor, her] of [[inPuno, puno], [inArequipa, arequipa]] as const) {
    const page = await (await done(executor.get(`${OFFICE}/enrolments/${her.enrolment}`))).text()
    assert.match(page, /Rosa Ñahui/)
  }
})
