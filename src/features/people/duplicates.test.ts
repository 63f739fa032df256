import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { actingLearner, actingStaff, enters, personValues, type Acting } from '../../../test/acting.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { identityOf } from './identity.ts'

let house: TestHouse
let [julia, pedro]: Acting[] = []
before(async () => {
  house = await openHouse()
  julia = await actingStaff(house, 'Julia Ramos', ['executor'])
  pedro = await actingStaff(house, 'Pedro Salas', ['executor'])
})
after(() => house.close())

const QUEUE = '/office/piloto/people/duplicates'
let birthdays = 0
/** Nobody else of this file shares name and birth date. */
const born = (): string => new Date(Date.UTC(1970, 0, 1) + 86_400_000 * ++birthdays).toISOString().slice(0, 10)
const pairOf = async (...persons: string[]) => {
  const [one, other] = [...persons].sort()
  return house.db.selectFrom('duplicate_pair').selectAll().where('one', '=', one ?? '').where('other', '=', other ?? '').where('tenant', '=', 'piloto').executeTakeFirst()
}
const page = async (query = ''): Promise<string> => (await julia!.get(`${QUEUE}${query}`)).text()
const own = (ruc: string): { ruc: string; line: string } => ({ ruc, line: 'Bodega' })
const WEIGHTS = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]
const ruc10 = (dni: string): string => { const ten = `10${dni}`; return ten + String((11 - (WEIGHTS.reduce((s, w, i) => s + w * Number(ten[i]), 0) % 11)) % 10) }

test('the same name, birth date and phone come into the queue with their signs; a phone alone is a home', async () => {
  const day = born()
  const [one, other] = [await actingLearner(house, personValues({ born: day })), await actingLearner(house, personValues({ born: day, name: 'Quispe Mamani, Rosa'.replace(',', '') }))]
  const home = await actingLearner(house, personValues({ born: born() }))
  const pair = await pairOf(one.id, other.id)
  assert.deepEqual([pair?.by_document, pair?.by_ruc, pair?.by_likeness, pair?.by_phone, pair?.state], [false, false, true, true, 'open'])
  assert.equal(await pairOf(one.id, home.id), undefined)
  const html = await page()
  assert.match(html, /Mismo nombre y nacimiento/)
  assert.match(html, /Mismo celular/)
  assert.match(html, /•••••\d{3}/)
})

test('a RUC 10 that carries another person\'s DNI is a sign, whichever of the two was there first', async () => {
  const [a, b] = [personValues({ born: born() }), personValues({ born: born() })]
  const owner = await actingLearner(house, a)
  const firm = await actingLearner(house, { ...personValues({ name: 'Nelly Apaza', born: born(), groups: ['sme-owners'], firm: own(ruc10(a.document.number)) }), document: { type: 'passport', number: 'PE7788991', country: 'PE' } })
  assert.equal((await pairOf(owner.id, firm.id))?.by_ruc, true)
  const earlier = await actingLearner(house, { ...personValues({ born: born(), groups: ['sme-owners'], firm: own(ruc10(b.document.number)) }), document: { type: 'passport', number: 'PE7788992', country: 'PE' } })
  const later = await actingLearner(house, b)
  assert.equal((await pairOf(earlier.id, later.id))?.by_ruc, true)
  assert.equal((await identityOf(house.db, 'piloto', owner.agent)).openConflicts.length, 0, 'a declared RUC claims nothing')
  const own10 = personValues({ born: born() })
  const self = await actingLearner(house, { ...own10, profile: { ...own10.profile, firm: own(ruc10(own10.document.number)), groups: ['sme-owners'] } })
  assert.equal((await house.db.selectFrom('duplicate_pair').select('id').where((eb) => eb.or([eb('one', '=', self.id), eb('other', '=', self.id)])).execute()).length, 0)
})

test('a person merges; the pair moves to the merged ones, both are one, and it can be undone from there', async () => {
  const day = born()
  const [one, other] = [await actingLearner(house, personValues({ born: day })), await actingLearner(house, personValues({ born: day }))]
  const pair = await pairOf(one.id, other.id)
  const answer = await julia!.post(`${QUEUE}/${pair?.id}/merge`, { root: one.agent, reason: 'registered-twice' })
  assert.deepEqual([answer.status, answer.headers.get('location')], [303, `${QUEUE}?done=merged`])
  assert.equal((await identityOf(house.db, 'piloto', other.agent)).root, one.agent)
  const late = await pedro!.post(`${QUEUE}/${pair?.id}/merge`, { root: one.agent, reason: 'registered-twice' })
  assert.equal(late.status, 409)
  assert.match(await late.text(), /Otra persona del equipo ya decidió/)
  assert.match(await page('?state=merged'), /se unió a/)
  assert.equal((await pedro!.post(`${QUEUE}/${pair?.id}/undo`, { reason: 'wrong-record' })).status, 303)
  assert.equal((await identityOf(house.db, 'piloto', other.agent)).root, other.agent)
  assert.equal((await pairOf(one.id, other.id))?.state, 'open')
})

test('a person keeps two apart; they do not come back by what was known, but by a new sign, and it can be undone', async () => {
  const day = born()
  const [a, b] = [personValues({ born: day }), personValues({ born: day })]
  const [one, other] = [await actingLearner(house, a), await actingLearner(house, b)]
  const pair = await pairOf(one.id, other.id)
  assert.equal((await julia!.post(`${QUEUE}/${pair?.id}/apart`, { reason: 'nonsense' })).status, 422)
  assert.equal((await julia!.post(`${QUEUE}/${pair?.id}/apart`, { reason: 'namesakes' })).status, 303)
  assert.equal((await pedro!.post(`${QUEUE}/${pair?.id}/apart`, { reason: 'family' })).status, 409)
  assert.match(await page('?state=apart'), /Se llaman igual, nada más/)
  await one.post('/me/data/contact', { phone: '987111222', language: 'es', district: 'Juliaca, San Román, Puno' })
  assert.equal((await pairOf(one.id, other.id))?.state, 'apart')
  assert.equal((await julia!.post(`/office/piloto/people/${one.agent}/documents`, { added_document_type: 'dni', added_document_number: b.document.number, added_document_country: '' })).status, 303)
  const again = await pairOf(one.id, other.id)
  assert.deepEqual([again?.state, again?.by_document], ['open', true])
  await julia!.post(`${QUEUE}/${pair?.id}/apart`, { reason: 'number-mistyped' })
  assert.equal((await julia!.post(`${QUEUE}/${pair?.id}/undo`)).status, 303)
  assert.equal((await pairOf(one.id, other.id))?.state, 'open')
})

test('two officers who decide at the same moment: one decision stands, the other is told', async () => {
  const day = born()
  const [one, other] = [await actingLearner(house, personValues({ born: day })), await actingLearner(house, personValues({ born: day }))]
  const pair = await pairOf(one.id, other.id)
  const answers = await Promise.all([julia!, pedro!].map((who) => who.post(`${QUEUE}/${pair?.id}/apart`, { reason: 'namesakes' })))
  assert.deepEqual(answers.map((a) => a.status).sort(), [303, 409])
})

test('the list goes on page by page and by sign, and persons of another programme are not in it until they enter', async () => {
  const html = await page('?sign=ruc')
  assert.match(html, /El RUC 10 lleva su DNI/)
  for (let i = 0; i < 12; i++) {
    const day = born()
    await actingLearner(house, personValues({ born: day, phone: null }))
    await actingLearner(house, personValues({ born: day, phone: null }))
  }
  const first = await page()
  const next = /href="([^"]*after=[^"]*)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? ''
  assert.ok(next)
  const second = await (await julia!.get(next)).text()
  const ids = (text: string): string[] => [...text.matchAll(/id="pair-([0-9a-f-]{36})"/g)].map((m) => m[1] ?? '')
  assert.equal(ids(first).length, 10)
  assert.ok(ids(second).length > 0 && ids(second).every((id) => !ids(first).includes(id)))
  assert.equal((await julia!.get(`${QUEUE}?after=zzz&state=x`)).status, 200)
  const day = born()
  const [here, there] = [await actingLearner(house, personValues({ born: day })), await actingLearner(house, personValues({ born: day }), 'peru-huawei-2024')]
  assert.equal(await pairOf(here.id, there.id), undefined)
  await enters(house, there.id, 'piloto')
  assert.equal((await pairOf(here.id, there.id))?.state, 'open')
})

test('a document may take the place of another: both stay hers, the file shows how each stands, and the same change twice is refused', async () => {
  const values = personValues({ born: born() })
  const rosa = await actingLearner(house, { ...values, document: { type: 'ptp', number: 'PTP0099887', country: 'PE' } })
  const at = `/office/piloto/people/${rosa.agent}`
  const claims = () => house.db.selectFrom('identity_document').select(['id', 'replaced_by', 'expires']).where('person', '=', rosa.id).orderBy('added').execute()
  const [ptp] = await claims()
  house.time.add(60_000)
  const card = { added_document_type: 'ce', added_document_number: '001234987', added_document_country: '', added_issued: '01/02/2026', added_expires: '01/02/2025', added_replaces: ptp?.id ?? '' }
  const wrong = await julia!.post(`${at}/documents`, card)
  assert.equal(wrong.status, 422)
  assert.match(await wrong.text(), /vencimiento está antes/)
  assert.equal((await julia!.post(`${at}/documents`, { ...card, added_expires: '01/02/2027' })).status, 303)
  const after = await claims()
  assert.deepEqual(after.map((c) => c.replaced_by), [after[1]?.id, null])
  const html = await (await julia!.get(at)).text()
  for (const expected of ['Reemplazado', 'Vigente', 'vence el 01/02/2027']) assert.ok(html.includes(expected), expected)
  const again = await julia!.post(`${at}/documents`, { ...card, added_document_type: 'dni', added_document_number: values.document.number, added_expires: '' })
  assert.equal(again.status, 409)
  assert.match(await again.text(), /Otro documento ya tomó el lugar/)
  const twin = await actingLearner(house, { ...personValues({ born: born() }), document: { type: 'ptp', number: 'PTP0099887', country: 'PE' } })
  assert.equal((await identityOf(house.db, 'piloto', twin.agent)).openConflicts.length, 1, 'a replaced document is still hers')
})
