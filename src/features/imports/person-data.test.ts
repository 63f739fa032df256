import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { actingStaff, signedIn, type Acting } from '../../../test/acting.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { loads, counted, named, rowsIn, table, type Cells } from '../../../test/office/sheets.ts'
import { openSection } from '../../../test/office/with-section.ts'
import { tablesHolding } from '../../../test/tables-holding.ts'
import { agentsByNumber } from '../people/index.ts'

let house: TestHouse
let officer: Acting
before(async () => {
  house = await openHouse({ now: '2026-03-10T15:00:00Z' })
  officer = await actingStaff(house, 'Elsa Ramos', ['executor'])
  await openSection(house, officer, 'martes', 20)
})
after(() => house.close())

const row = (nro_doc: string, more: Cells): Cells => ({
  tipo_doc: 'DNI', nro_doc, ap_paterno: 'Ñahui', ap_materno: 'Quispe', nombres: 'Rosa', fecha_nac: '1990-05-03', ubigeo_res: '211101', esquema: 'INEI', codigo_grupo: 'martes',
  consentimiento_fecha: '2026-03-01', ...more,
})
const brought = async (rows: readonly Cells[]): Promise<string> => (await officer.get(await loads(house, officer, 'padron', await table('padron', rows)))).text()

async function personOf(number: string): Promise<{ agent: string; her: Acting }> {
  const [agent = ''] = (await agentsByNumber(house, house.db, 'piloto', [number])).get(number) ?? []
  const { person } = await house.db.selectFrom('agent').select('person').where('agent', '=', agent).executeTakeFirstOrThrow()
  return { agent, her: await signedIn(house, person, { person }) }
}
const exported = async (her: Acting): Promise<Record<string, unknown>> => (await her.get('/me/data/export')).json() as Promise<Record<string, unknown>>
const erase = async (agent: string): Promise<void> => assert.equal((await officer.post(`/office/piloto/people/${agent}/erase`, { erase_word: 'BORRAR' })).status, 303)

test('e-mail, work status and firm size of a padrón are hers to see, correct, take along and have erased, and stand nowhere in clear', async (t) => {
  const said = [t.mock.method(console, 'error'), t.mock.method(console, 'log')]
  const done = await brought([
    row('42000017', { correo: 'rosa.unica@Ejemplo.PE', condicion_laboral: 'Ama de casa', tamano: 'Pequeña empresa' }),
    row('42000028', { nombres: 'Julia', correo: 'no es un correo', condicion_laboral: 'astronauta', tamano: 'enorme' }),
  ])
  // An unreadable value keeps nobody outside; the note does not repeat it.
  assert.equal(counted(done, 'entraron'), 2)
  assert.match(done, /Filas que entran sin un dato[\s\S]*Fila 3 · correo[\s\S]*Fila 3 · condicion_laboral[\s\S]*Fila 3 · tamano/)
  assert.doesNotMatch(done, /no guardamos|astronauta/)
  const { agent, her } = await personOf('42000017')
  const page = await (await her.get('/me/data')).text()
  assert.match(page, /value="rosa\.unica@ejemplo\.pe"/)
  assert.match(page, /<option value="home" selected[\s\S]*<option value="small" selected/)
  const { person } = await exported(her) as { person: Record<string, unknown> }
  assert.deepEqual([person.email, person.workStatus, person.firmSize], ['rosa.unica@ejemplo.pe', 'home', 'small'])
  const list = named(await rowsIn(Buffer.from(await (await officer.get('/office/piloto/sections/martes/tables/padron.xlsx')).arrayBuffer())), 2)
  assert.deepEqual([list.nro_doc, list.correo, list.condicion_laboral, list.tamano], ['42000028', '', '', ''])

  // What she says stays: a later table fills only what she left open.
  const contact = { phone: '', language: 'es', district: 'Juliaca, San Román' }
  assert.equal((await her.post('/me/data/contact', { ...contact, email: 'rosa@' })).status, 422)
  assert.equal((await her.post('/me/data/contact', { ...contact, email: 'rosa.nueva@ejemplo.pe' })).status, 303)
  assert.equal((await her.post('/me/data/work', { sex: 'untold', work_status: 'own-account', firm_size: '' })).status, 303)
  assert.match(await brought([row('42000017', { correo: 'otra@ejemplo.pe', condicion_laboral: 'estudiante', tamano: 'micro' })]), /<strong>1<\/strong> ya estaban/)
  const { person: now } = await exported(her) as { person: Record<string, unknown> }
  assert.deepEqual([now.email, now.workStatus], ['rosa.nueva@ejemplo.pe', 'own-account'])
  for (const word of ['rosa.unica', 'rosa.nueva', 'astronauta', 'own-account', 'Ama de casa']) assert.deepEqual(await tablesHolding(house.db, word), [], word)
  assert.doesNotMatch(JSON.stringify(said.flatMap((m) => m.mock.calls.map((call) => call.arguments))), /rosa\.|ejemplo/)
  await erase(agent)
  const gone = await house.db.selectFrom('person').select(['profile', 'data_key']).where('id', '=', her.id).executeTakeFirstOrThrow()
  assert.deepEqual([gone.profile, gone.data_key, (await house.db.selectFrom('person_change').select('id').where('person', '=', her.id).execute()).length], [null, null, 0])
})

test('a disability is kept only with a consent to it alone: she sees it, takes it along, and it goes with the consent or with her', async (t) => {
  const said = [t.mock.method(console, 'error'), t.mock.method(console, 'log')]
  const done = await brought([
    row('43000017', { discapacidad: 'S', consentimiento_discapacidad: 'S' }), row('43000028', { discapacidad: 'S', nombres: 'Julia' }),
    row('43000039', { discapacidad: 'N', consentimiento_discapacidad: 'sí', nombres: 'Elena' }), row('43000040', { discapacidad: 'ND', nombres: 'Marta' }),
  ])
  assert.equal(counted(done, 'entraron'), 4)
  assert.equal(done.match(/· discapacidad<\/strong>/g)?.length, 1)
  assert.match(done, /Fila 3 · discapacidad<\/strong><br ?\/?>Sin la S en/)
  const [one, without, no] = [await personOf('43000017'), await personOf('43000028'), await personOf('43000039')]
  const kept = async (of: { her: Acting }): Promise<unknown> => (await exported(of.her)).sensitive
  assert.deepEqual([await kept(one), await kept(without), await kept(no)], [{ disability: true }, null, { disability: false }])
  assert.match(await (await one.her.get('/me/data')).text(), /name="disability" value="yes" checked/)
  assert.match(await (await without.her.get('/me/data')).text(), /name="disability" value="untold" checked/)
  // Of those who were told about, two rows, and not a word of them anywhere: only the table's own headings and the note of a row name the column.
  const rows = async (): Promise<string[]> => (await house.db.selectFrom('sensitive_profile').select('person').execute()).map((r) => r.person).sort()
  assert.deepEqual(await rows(), [one.her.id, no.her.id].sort())
  assert.deepEqual(await tablesHolding(house.db, 'disab'), [])
  assert.deepEqual(await tablesHolding(house.db, 'discapac'), ['import_batch'])
  assert.doesNotMatch(JSON.stringify(said.flatMap((m) => m.mock.calls.map((call) => call.arguments))), /disab|discapac/i)
  for (const path of [`people/${one.agent}`, 'sections/martes', 'sections/martes/tables/padron.csv']) assert.doesNotMatch(await (await officer.get(`/office/piloto/${path}`)).text(), /disability|Discapacidad<|;S;/, path)

  assert.equal((await one.her.post('/me/data/consents', { purposes: ['news'] })).status, 303)
  assert.deepEqual([await kept(one), await rows()], [null, [no.her.id]])
  // She took it back: another table does not bring it again.
  await brought([row('43000017', { discapacidad: 'S', consentimiento_discapacidad: 'S', celular: '951234567' })])
  assert.equal(await kept(one), null)
  await erase(no.agent)
  assert.deepEqual(await rows(), [])
})
