import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { actingLearner, actingStaff, personValues, type Acting } from '../../../test/acting.ts'
import { differences } from '../../../test/differences.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { append } from '../../record/append.ts'
import { catchUp } from '../../record/follow.ts'
import { rebuildBeside } from '../../record/rebuild.ts'
import { importPersons, prepareImports } from '../people/index.ts'
import { consentTotal } from './consent-total.ts'

let house: TestHouse
let executor: Acting

before(async () => {
  house = await openHouse({ now: '2026-03-02T15:00:00Z' })
  executor = await actingStaff(house, 'Elena Coordina', ['executor'])
})
after(() => house.close())

const words = async (who: Acting, path: string): Promise<string> => {
  const text = await (await who.get(path)).text()
  return text.slice(text.indexOf('<main')).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
}

test('a person sees every consent with version, language, way and dates, gives and takes back one by one, and the history stays', async () => {
  const rosa = await actingLearner(house)
  assert.match(await words(rosa, '/me/consents'), /Uso de mis datos en el programa vigente .*Llamadas y mensajes de mi tutoría no aceptado/)
  // As the button of one purpose sends it: what stands besides goes along.
  assert.equal((await rosa.post('/me/data/consents', { from: 'consents', purposes: ['messages'] })).headers.get('location'), '/me/consents?saved')
  await rosa.post('/me/data/consents', { from: 'consents', purposes: ['messages', 'news'] })
  house.time.add(86_400_000)
  await rosa.post('/me/data/consents', { from: 'consents', purposes: ['news'] })
  const ledger = await words(rosa, '/me/consents')
  assert.match(ledger, /Llamadas y mensajes de mi tutoría no aceptado .*Avisos de otros cursos vigente/)
  assert.match(ledger, /Llamadas y mensajes de mi tutoría: aceptado el 02\/03\/2026, versión 2026-11, en español, en la página\. Retirado el 03\/03\/2026/)
  assert.match(ledger, /dejamos de llamarte.*hasta cuándo se guarda/)
})

test('the office sees counts only: by purpose and version, by language and way; the counts are the record’s', async () => {
  const { document, profile } = personValues({ name: 'Paula Papel Luna' })
  const prepared = await prepareImports(house, 'piloto', [{ document, profile, area: null, by: executor.id, consent: { language: 'es', given: new Date('2026-02-20T15:00:00Z') } }])
  await append(house, { scopes: prepared.flatMap((p) => p.scopes) }, async (tx) => (await importPersons(house, tx, 'piloto', prepared)).flatMap((done) => done.drafts))
  await catchUp(house)
  const counts = await words(executor, '/office/piloto/consents')
  assert.match(counts, /Uso de mis datos en el programa versión 2026-11 2 0 2/)
  assert.match(counts, /Llamadas y mensajes de mi tutoría versión 2026-11 1 1 0/)
  assert.match(counts, /Uso de mis datos en el programa en la página, español 1 Uso de mis datos en el programa en papel, español 1/)
  assert.ok(!counts.includes('Rosa') && !counts.includes('Paula'))
  await rebuildBeside(house, consentTotal)
  assert.equal(await differences(house, consentTotal.table), 0)
})

test('anybody reads how long what is kept and who else handles data; a programme without its file says so', async () => {
  const visitor = await house.request('/p/piloto/data-protection')
  const text = await visitor.text()
  assert.match(text, /Lo que prueba tu certificado.*10 años desde que termina el convenio \(el plazo todavía no corre.*30 días desde que llega/s)
  assert.match(text, /WhatsApp \(Meta\).*Solicitudes recibidas: 0\..*Incidentes con datos: 0/s)
  assert.match(await (await house.request('/p/piloto/data-protection?lang=en')).text(), /How data is looked after.*These terms are a proposal/s)
  assert.equal((await house.request('/p/nadie/data-protection')).status, 404)
})
