import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { actingStaff, ruleInForceFor, type Acting } from '../../../test/acting.ts'
import { differences, rowsOf } from '../../../test/differences.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { withCalls } from '../../../test/office/with-calls.ts'
import { rebuildBeside } from '../../record/rebuild.ts'
import { callErratum } from './call-erratum.ts'

const OFFICE = '/office/piloto/calls/plazo-1'
const CALL = '/p/piloto/calls/plazo-1'
const ONE_DRAW = `  kind: lottery
  publicValue: {es: La Tinka, en: La Tinka}
  rounds: one
  drawAt: 2026-03-20T00:00:00-05:00`
const WORDS = {
  says: 'No necesitas correo ni computadora: basta un celular.', should_es: 'No necesitas correo. Para el taller necesitas una computadora.', should_en: 'You need no e-mail. For the workshop you need a computer.',
  because_es: 'El taller usa un programa que no corre en celulares.', because_en: 'The workshop uses a program that does not run on phones.', closes: '',
}
let house: TestHouse
let approver: Acting

before(async () => {
  house = await openHouse({ contentDir: withCalls({ 'plazo-1': { places: 1, sections: { 'plazo-a': 5 }, selection: ONE_DRAW, lines: { closes: '2026-03-06T23:59:59-05:00' } } }) })
  approver = await actingStaff(house, 'Ana Aprueba', ['approver'])
  await ruleInForceFor(house)
})
after(() => house.close())

const text = async (answer: Promise<Response>): Promise<string> => (await (await answer).text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const issue = (more: Partial<typeof WORDS> = {}) => approver.post(`${OFFICE}/errata`, { ...WORDS, ...more })

test('a correction quotes published words, says what they should be and why; the old text stays and it is signed', async () => {
  assert.equal((await issue()).status, 409, 'a draft has no corrections')
  assert.equal((await approver.post(`${OFFICE}/publish`, { confirm: 'yes' })).status, 303)
  assert.equal((await (await actingStaff(house, 'Elena Coordina', ['executor'])).post(`${OFFICE}/errata`, WORDS)).status, 403)
  const invented = await issue({ says: 'Se paga una matrícula de S/ 100.' })
  assert.equal(invented.status, 422)
  assert.match(await invented.text(), /href="#says".*Esas palabras no están en las bases.*<details open/s)
  assert.match(await (await issue({ because_es: '' })).text(), /href="#because_es"/)
  assert.equal((await issue()).status, 303)
  assert.equal((await issue()).status, 409, 'pressed twice')
  const page = await text(house.request(CALL))
  assert.match(page, /Fe de erratas N\.º 1.*Dice No necesitas correo ni computadora: basta un celular\..*Debe decir No necesitas correo\. Para el taller.*Motivo El taller usa.*La firma Ana Aprueba/)
  assert.match(await (await house.request(`${CALL}/bases.yaml`)).text(), /basta un celular/, 'the file is what was published')
})

test('the time to apply may be extended, never shortened, and not past a single draw; people apply until the new day', async () => {
  const longer = (closes: string) => issue({ says: 'Es gratis.', should_es: `Es gratis. Cierra el ${closes}.`, closes })
  assert.match(await (await longer('31/02/2026')).text(), /href="#closes"/)
  assert.match(await (await longer('05/03/2026')).text(), /más tarde que el publicado/)
  assert.match(await (await longer('20/03/2026')).text(), /El sorteo único ya tiene fecha/)
  assert.equal((await longer('12/03/2026')).status, 303)
  house.time.set('2026-03-10T15:00:00Z')
  assert.equal((await house.request(`${CALL}/apply`)).status, 200)
  assert.match(await text(house.request(CALL)), /La convocatoria ahora cierra el jueves, 12 de marzo.*Cierra jueves, 12 de marzo/)
  house.time.set('2026-03-13T05:00:00Z')
  assert.equal((await house.request(`${CALL}/apply`)).status, 409)
  assert.match(await (await longer('15/03/2026')).text(), /La convocatoria ya cerró/)
})

test('rebuilt from the record alone the corrections are what they were', async () => {
  await rebuildBeside(house, callErratum)
  assert.equal(await differences(house, 'call_erratum'), 0)
  assert.equal(await rowsOf(house, 'call_erratum'), 2)
})
