import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { actingLearner, actingStaff, personValues, type Acting } from '../../../test/acting.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { readStatements } from '../../record/read.ts'
import { sensitiveOf } from './sensitive.ts'
import { consentsOf } from './consents.ts'

const AT = '/me/data/disability'
let house: TestHouse
let rosa: Acting & { readonly agent: string }
before(async () => {
  house = await openHouse()
  rosa = await actingLearner(house, personValues({ name: 'Rosa Dice Quispe' }))
})
after(() => house.close())

const kept = (): Promise<{ disability: boolean } | null> => sensitiveOf(house, house.db, rosa.id)
const standing = async (): Promise<number> => (await consentsOf(house.db, rosa.id)).filter((c) => c.purpose === 'sensitive' && c.withdrawn === null).length
const page = async (): Promise<string> => (await rosa.get('/me/data')).text()

test('without her consent nothing is kept, and the form comes back with what she chose and the reason', async () => {
  assert.match(await page(), /name="disability" value="untold" checked/)
  const refused = await rosa.post(AT, { disability: 'yes' })
  assert.equal(refused.status, 422)
  assert.match(await refused.text(), /href="#disability_agree".*name="disability" value="yes" checked.*marca la casilla/s)
  assert.equal((await rosa.post(AT, { disability: 'tal vez', disability_agree: 'yes' })).status, 422)
  assert.deepEqual([await kept(), await standing()], [null, 0])
})

test('she says it, changes it and takes it back: then it is erased and so is the consent, and the record never says what it was', async () => {
  assert.equal((await rosa.post(AT, { disability: 'yes', disability_agree: 'yes' })).status, 303)
  assert.deepEqual([await kept(), await standing()], [{ disability: true }, 1])
  assert.match(await page(), /name="disability" value="yes" checked.*name="disability_agree" value="yes" checked/s)
  await rosa.post(AT, { disability: 'no', disability_agree: 'yes' })
  assert.deepEqual([await kept(), await standing()], [{ disability: false }, 1], 'the same consent stands')
  const copy: { sensitive: unknown } = JSON.parse(await (await rosa.get('/me/data/export')).text())
  assert.deepEqual(copy.sensitive, { disability: false })
  await rosa.post(AT, { disability: 'untold' })
  assert.deepEqual([await kept(), await standing()], [null, 0])
  assert.equal(await house.db.selectFrom('sensitive_profile').select('person').where('person', '=', rosa.id).executeTakeFirst(), undefined)
  const said = await readStatements(house.db, 'piloto', { actors: [rosa.agent] })
  assert.equal(said.filter((s) => /consent(ed|-withdrawn)$/.test(s.verb) && s.object.endsWith('/consents/sensitive')).length, 2)
  assert.doesNotMatch(JSON.stringify(said.map((s) => s.statement)), /disability|discapacidad/i)
})

test('taking the consent back among the others erases it too, and the list of consents leads to the form', async () => {
  assert.match(await (await rosa.get('/me/consents')).text(), /href="\/me\/data#disability"/)
  await rosa.post(AT, { disability: 'yes', disability_agree: 'yes' })
  await rosa.post('/me/data/consents', { from: 'consents', purposes: ['news'] })
  assert.deepEqual([await kept(), await standing()], [null, 0])
})

test('nobody of the office sees it', async () => {
  await rosa.post(AT, { disability: 'yes', disability_agree: 'yes' })
  const officer = await actingStaff(house, 'Elena Coordina', ['executor'])
  const seen = await (await officer.get(`/office/piloto/people/${rosa.agent}`)).text()
  assert.match(seen, /Rosa Dice Quispe/)
  assert.doesNotMatch(seen, /[Dd]iscapacidad/)
})
