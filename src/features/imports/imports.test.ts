import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { actingStaff, type Acting } from '../../../test/acting.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { openSection } from '../../../test/office/with-section.ts'
import { counted, loads, named, rowsIn, table, uploads, type Cells } from '../../../test/office/sheets.ts'
import { ROOT } from '../../lib/root.ts'
import { rebuild } from '../../record/rebuild.ts'
import { readStatements } from '../../record/read.ts'
import { entriesOf, sessionsOf } from '../attendance/index.ts'
import { sectionMembers } from '../cohorts/index.ts'
import { IMPORT_DAYS, sweepFiles } from './batch.ts'
import { closingClaims } from './claims.ts'
import { notedMark, notedMarks } from './noted-mark.ts'
import { resumeStale, runBatch } from './run.ts'
import { MARK_NOTED } from './statements.ts'

let house: TestHouse
let officer: Acting
let tutor: Acting
before(async () => {
  house = await openHouse({ now: '2026-03-10T15:00:00Z' })
  officer = await actingStaff(house, 'Elsa Ramos', ['executor'])
  tutor = await actingStaff(house, 'Tita Torres', ['tutor'])
  await openSection(house, officer, 'martes', 20)
  await officer.post('/office/piloto/sections/martes/tutors', { staff: tutor.id })
})
after(() => house.close())

const person = (nro_doc: string, more: Cells = {}): Cells => ({
  tipo_doc: 'DNI', nro_doc, ap_paterno: 'Ñahui', ap_materno: 'Quispe', nombres: 'Rosa', fecha_nac: '1990-05-03', sexo: 'F', ubigeo_res: '211101', esquema: 'INEI', codigo_grupo: 'martes',
  fecha_matricula: '2026-03-01', consentimiento_fecha: '2026-03-01', ...more,
})
const shown = async (at: string): Promise<string> => (await officer.get(at)).text()
const members = async (section = 'martes') => sectionMembers(house.db, 'piloto', section)

test('a padrón of somebody else’s program asks about zeros, serial dates and missing columns, and enters by the answers', async () => {
  const sent = await uploads(house, officer, 'padron', readFileSync(join(ROOT, 'test/office/files/openpyxl-padron.xlsx')))
  const at = sent.headers.get('location') ?? ''
  assert.match(await shown(at), /No encontramos la columna «consentimiento_fecha»|INEI \(/)
  const page = await shown(at)
  assert.match(page, /Excel suele quitar los ceros/)
  assert.match(page, /¿INEI \(Juliaca\) o RENIEC/)
  assert.equal((await officer.post(`${at}/answers`, { zeros: 'yes', scheme: 'INEI' })).status, 303)
  assert.match(await shown(at), /encabezados en la fila 3/)
  assert.equal((await officer.post(`${at}/start`)).status, 303)
  await house.runJobs()
  // Nobody signed a consent in this file: every row comes back and says so.
  assert.deepEqual([counted(await shown(at), 'entraron'), counted(await shown(at), 'por corregir')], [0, 3])
  assert.match(await shown(at), /· consentimiento_fecha<\/strong><br ?\/?>Falta este dato/)
})

test('dates without format and several sheets are asked about; the answer 1904 is another day', async () => {
  const csv = Buffer.from(`nro_doc;TIPO DOC;Apellido Paterno;nombres;F. Nacimiento;ubigeo;esquema;grupo;consentimiento\n41203040;DNI;Ñahui;Ana;32996;211101;INEI;martes;01/03/2026\n`, 'latin1')
  const at = (await uploads(house, officer, 'padron', csv, 'a.csv')).headers.get('location') ?? ''
  assert.match(await shown(at), /32996 es 03\/05\/1990[\s\S]*32996 es 04\/05\/1994/)
  await officer.post(`${at}/answers`, { serial: 'no' })
  assert.match(await shown(at), /«32996» no es una fecha/)
  assert.equal((await officer.post(`${at}/answers`, { clear: 'yes' })).status, 303)
  assert.match(await shown(at), /32996 es 03\/05\/1990/)
  assert.equal((await officer.post(`${at}/discard`)).status, 303)
  assert.equal((await officer.get(at)).status, 404)
})

test('a stopped server goes on where it stopped, and two runs at once do nothing twice', async () => {
  const rows = Array.from({ length: 6 }, (_, i) => person(String(42_000_017 + i * 11), { nombres: `Rosa ${'ABCDEF'[i]}na` }))
  const sent = await uploads(house, officer, 'padron', await table('padron', rows))
  const at = sent.headers.get('location') ?? ''
  await shown(at)
  const id = at.slice(at.lastIndexOf('/') + 1)
  assert.equal((await officer.post(`${at}/start`)).status, 303)
  // The job is lost with the process that held it.
  await house.db.deleteFrom('import_row').where('batch', '=', id).execute()
  house.time.add(90_000)
  await resumeStale(house)
  await Promise.all([runBatch(house, id), runBatch(house, id)])
  await house.runJobs()
  assert.equal(counted(await shown(at), 'entraron'), 6)
  assert.equal((await members()).length, 6)
  assert.equal((await officer.post(`${at}/start`)).status, 409)
})

test('a row whose document somebody of another name holds comes back with a neutral reason, and a full section registers nobody', async () => {
  const at = await loads(house, officer, 'padron', await table('padron', [person('42000017', { nombres: 'Julia', ap_paterno: 'Huamán', ap_materno: 'Condori' })]))
  assert.match(await shown(at), /· nro_doc<\/strong><br ?\/?>El documento aparece con dos personas/)
  await openSection(house, officer, 'chica', 1)
  const people = async () => Number((await house.db.selectFrom('person').select((eb) => eb.fn.countAll().as('n')).executeTakeFirstOrThrow()).n)
  const was = await people()
  const full = await loads(house, officer, 'padron', await table('padron', [person('43000017', { codigo_grupo: 'chica' }), person('43000025', { codigo_grupo: 'chica' })]))
  assert.match(await shown(full), /«chica» ya no tiene vacantes/)
  assert.equal(await people(), was + 1)
  assert.equal((await members('chica')).length, 1)
  assert.equal((await officer.post(`${full}/retry`)).status, 303)
  await house.runJobs()
  assert.deepEqual([counted(await shown(full), 'entraron'), counted(await shown(full), 'por corregir')], [1, 1])
})

test('attendance by a table waits for a second person, makes the class it needs, asks how late a T is, and the same file adds nothing', async () => {
  const [one, two, three] = ['42000017', '42000028', '42000039']
  const line = (nro_doc: string | undefined, estado: string, more: Cells = {}): Cells => ({ codigo_grupo: 'MARTES', fecha: '2026-03-09', hora_ini: '18:00', hora_fin: '20:00', nro_doc: nro_doc ?? '', estado, medio: 'firma', ...more })
  const rows = [line(one, 'P'), line(two, 'T'), line(three, 'falta'), line('99887766', 'P'), line(one, 'P'), line(two, 'P', { hora_ini: '19:00', hora_fin: '21:00' }), line(three, 'X'), line(three, 'P', { fecha: '2026-03-30' })]
  const at = await loads(house, officer, 'asistencia', await table('asistencia', rows), { late: '15' })
  assert.deepEqual([counted(await shown(at), 'entraron'), counted(await shown(at), 'por corregir')], [3, 5])
  const [session] = await sessionsOf(house.db, 'piloto', 'martes')
  const entries = [...(await entriesOf(house.db, 'piloto', session?.session ?? '')).values()]
  assert.deepEqual(entries.map((e) => [e.mark, e.minutes, e.standing]).sort(), [['F', 0, 'recorded'], ['P', 120, 'waiting'], ['T', 105, 'waiting']])
  const page = await shown(at)
  for (const reason of ['No hay una persona con ese documento', 'ya está en la fila 2', 'otra clase que se cruza', 'Escribe P, T, F o J', 'todavía no empieza']) assert.match(page, new RegExp(reason))
  const again = await loads(house, officer, 'asistencia', await table('asistencia', rows.slice(0, 3), 'csv'), { late: '15' })
  assert.deepEqual([counted(await shown(again), 'entraron'), counted(await shown(again), 'ya estaban')], [0, 3])
  const other = await loads(house, officer, 'asistencia', await table('asistencia', [line(one, 'F')]))
  assert.match(await shown(other), /ya tiene otra marca en esa clase/)
})

test('marks are kept as evidence that no rule reads; the decimal sign is asked; another mark is refused; undoing annuls them', async () => {
  const csv = (mark: string): Buffer => Buffer.from(`nro_doc;evaluación;nota;intento;evaluador\n42000050;Examen final;${mark};1;Tita Torres\n42000028;final;21;1;Tita Torres\n42000039;final;12;1;Nadie\n`)
  const at = await loads(house, officer, 'notas', csv('15,5'), { decimal: 'comma' })
  assert.deepEqual([counted(await shown(at), 'entraron'), counted(await shown(at), 'por corregir')], [1, 2])
  const noted = await readStatements(house.db, 'piloto', { verbs: [MARK_NOTED] })
  assert.equal(noted[0]?.statement.result?.score?.raw, 15.5)
  const before = await house.db.selectFrom('noted_mark').selectAll().execute()
  await rebuild(house, notedMark)
  assert.deepEqual(await house.db.selectFrom('noted_mark').selectAll().execute(), before)
  const other = await loads(house, officer, 'notas', csv('16,5'), { decimal: 'comma' })
  assert.match(await shown(other), /Una nota no se cambia con un archivo/)
  assert.equal((await officer.post(`${at}/undo`, { word: 'si' })).status, 422)
  assert.equal((await officer.post(`${at}/undo`, { word: 'deshacer' })).status, 303)
  await house.runJobs()
  assert.match(await shown(at), /Carga deshecha/)
  assert.deepEqual(await notedMarks(house.db, 'piloto', before.map((m) => m.enrolment)), [])
})

test('closing minutes are compared with the record and are no figure; undoing takes the claim away', async () => {
  const claim = (sexo: string, matriculados: number): Cells => ({ region: 'Puno', sexo, matriculados, activos: matriculados, concluyeron: 3, aprobados: 2, retirados: 0 })
  const number = await (await house.request('/p/piloto/number.json')).text()
  const at = await loads(house, officer, 'acta_cierre', await table('acta_cierre', [claim('F', 30), claim('M', 10), claim('F', 5), { ...claim('M', 1), region: 'Atlantis' }, { ...claim('M', 1), region: 'Lima' }]))
  assert.deepEqual([counted(await shown(at), 'entraron'), counted(await shown(at), 'por corregir')], [2, 3])
  assert.match(await shown(at), /Matriculados<\/th><td>40<\/td><td>\d+<\/td>/)
  assert.equal(await (await house.request('/p/piloto/number.json')).text(), number)
  assert.equal((await closingClaims(house.db, 'piloto'))[0]?.enrolled, 40)
  await officer.post(`${at}/undo`, { word: 'DESHACER' })
  await house.runJobs()
  assert.deepEqual(await closingClaims(house.db, 'piloto'), [])
})

test('undoing a padrón annuls enrolments under which nothing was done, and leaves the others', async () => {
  await openSection(house, officer, 'jueves', 10)
  const at = await loads(house, officer, 'padron', await table('padron', [person('44000017', { codigo_grupo: 'jueves' }), person('44000025', { codigo_grupo: 'jueves' })]))
  await loads(house, officer, 'asistencia', await table('asistencia', [{ codigo_grupo: 'jueves', fecha: '2026-03-09', hora_ini: '18:00', hora_fin: '20:00', nro_doc: '44000017', estado: 'P', medio: 'firma' }]))
  await officer.post(`${at}/undo`, { word: 'DESHACER' })
  await house.runJobs()
  assert.deepEqual([counted(await shown(at), 'entraron'), counted(await shown(at), 'deshechas')], [1, 1])
  assert.equal((await members('jueves')).length, 1)
})

test('the list of uploads is filtered by table and state, and says when nothing is like that; the page of a section leads to its tables', async () => {
  const list = async (query: string) => (await officer.get(`/office/piloto/imports?${query}`)).text()
  const lines = (page: string) => page.match(/<li><span><a href="\/office\/piloto\/imports\//g)?.length ?? 0
  const of = async (kind: 'padron' | 'notas') => (await house.db.selectFrom('import_batch').select('id').where('kind', '=', kind).execute()).length
  assert.deepEqual([lines(await list('table=notas')), lines(await list('table=padron'))], [await of('notas'), await of('padron')])
  assert.equal(lines(await list('table=notas&state=undoing')), 0)
  assert.match(await list('table=notas&state=undoing'), /No hay cargas así/)
  assert.equal((await officer.get('/office/piloto/imports?table=otra&page=x')).status, 200)
  const section = await (await officer.get('/office/piloto/sections/martes')).text()
  for (const link of ['sections/martes/tables/padron.xlsx', 'sections/martes/tables/notas.csv', 'piloto/imports"']) assert.ok(section.includes(link), link)
})

test('a section goes out with the columns it came in with: whole documents for the executor and logged, three signs for its tutor, and it loads again', async () => {
  const file = Buffer.from(await (await officer.get('/office/piloto/sections/martes/tables/padron.xlsx')).arrayBuffer())
  const rows = await rowsIn(file)
  assert.equal(named(rows, 2).nro_doc?.length, 8)
  const looked = await house.db.selectFrom('staff_log').select('detail').where('action', '=', 'list-downloaded').where('staff', '=', officer.id).orderBy('at', 'desc').executeTakeFirst()
  assert.deepEqual(looked?.detail, { kind: 'padron', section: 'martes', rows: 6 })
  const csv = await (await tutor.get('/office/piloto/sections/martes/tables/padron.csv')).text()
  assert.match(csv, /;…017;/)
  assert.doesNotMatch(csv, /42000017|1990-05-03/)
  for (const kind of ['asistencia', 'notas']) assert.equal((await officer.get(`/office/piloto/sections/martes/tables/${kind}.csv`)).status, 200)
  assert.equal((await officer.get('/office/piloto/imports/templates/padron.xlsx')).status, 200)
  const stranger = await actingStaff(house, 'Otra Tutora', ['tutor'])
  assert.equal((await stranger.get('/office/piloto/sections/martes/tables/padron.csv')).status, 403)
})

test('an entity loads and sees only its own sections and files', async () => {
  const own = await actingStaff(house, 'Ema Entidad', ['executor'])
  await house.db.updateTable('staff_role').set({ organisation: 'cite-puno' }).where('staff', '=', own.id).execute()
  await openSection(house, officer, 'del-cite', 10, 'cite-puno')
  const sent = await uploads(house, own, 'padron', await table('padron', [person('45000017', { codigo_grupo: 'del-cite' }), person('45000025')]))
  const at = sent.headers.get('location') ?? ''
  const page = await (await own.get(at)).text()
  assert.deepEqual([counted(page, 'filas que entran'), counted(page, 'filas que vuelven')], [1, 1])
  assert.match(page, /«martes» es de otra entidad/)
  const other = await loads(house, officer, 'padron', await table('padron', [person('45000033')]))
  assert.equal((await own.get(other)).status, 404)
})

test('a file that cannot be read, nothing chosen, and days that are over are answered in words', async () => {
  const wrong = await uploads(house, officer, 'padron', Buffer.from('PK\x03\x04 nada'))
  assert.equal(wrong.status, 422)
  assert.match(await wrong.text(), /está dañado o no es de Excel/)
  const none = await officer.post('/office/piloto/imports', {})
  assert.equal(none.status, 422)
  assert.match(await none.text(), /Elige un archivo/)
  assert.match(await (await uploads(house, officer, 'padron', Buffer.from('a;b\n1;2\n'))).text(), /No encontramos los encabezados/)
  const at = await loads(house, officer, 'notas', await table('notas', [{ nro_doc: '1', evaluacion: 'final', nota: 1, intento: 1, evaluador: 'x' }]))
  house.time.add((IMPORT_DAYS + 1) * 86_400_000)
  await sweepFiles(house)
  assert.match(await shown(at), /se borraron pasados 30 días/)
  assert.equal((await officer.get(`${at}/returned`)).status, 410)
})
