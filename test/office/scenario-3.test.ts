import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openSection } from './with-section.ts'
import { actingStaff, type Acting } from '../acting.ts'
import { openHouse, type TestHouse } from '../house.ts'
import { sectionMembers } from '../../src/features/cohorts/index.ts'
import { openPart, readZip } from '../../src/lib/sheet/zip.ts'
import { openWorkbook } from '../../src/lib/sheet/workbook.ts'
import { counted, loads, named, rowsIn, table, uploads, type Cells } from './sheets.ts'

let house: TestHouse
let officer: Acting
before(async () => {
  house = await openHouse({ now: '2026-03-10T15:00:00Z' })
  officer = await actingStaff(house, 'Elsa Ramos', ['executor'])
  await openSection(house, officer, 'puno-grande', 600)
})
after(() => house.close())

const SURNAMES = ['Ñahui', 'Quispe', 'Mamani', 'Huamán', 'Condori', 'Flores', 'Apaza', 'Ticona', 'Choque', 'Yupanqui']
const NAMES = ['Rosa', 'Julia', 'Marta', 'Pedro', 'Luis', 'Elena', 'Carmen', 'José', 'Ana', 'Víctor']

function person(i: number): Cells {
  return {
    tipo_doc: 'DNI', nro_doc: String(10_200_300 + i * 13), ap_paterno: SURNAMES[i % 10]!, ap_materno: SURNAMES[(i * 7 + 3) % 10]!, nombres: `${NAMES[i % 10]} ${NAMES[(i * 3 + 1) % 10]}`,
    fecha_nac: `${1960 + (i % 40)}-0${1 + (i % 9)}-1${i % 9}`, sexo: i % 2 ? 'F' : 'M', celular: i % 5 ? `9${String(10_000_000 + i * 977)}` : 'NO TIENE', correo: 'nadie@example.com',
    ubigeo_res: i % 3 ? '211101' : '040101', esquema: 'INEI', lengua: i % 4 ? 'castellano' : 'quz', discapacidad: 'ND', grupo_meta: i % 6 ? null : 'mype', codigo_grupo: 'puno-grande',
    fecha_matricula: '2026-03-02', consentimiento_fecha: '2026-03-01', consentimiento_version: '2026-11',
  }
}

/** Thirty-seven rows that are wrong, each in its own way; the column that the reason must name. */
const WRONG: readonly (readonly [Cells, string])[] = [
  [{ nro_doc: '1020' }, 'nro_doc'], [{ nro_doc: '11111111' }, 'nro_doc'], [{ nro_doc: '10117410-7' }, 'nro_doc'], [{ nro_doc: null }, 'nro_doc'], [{ tipo_doc: 'Brevete' }, 'tipo_doc'], [{ tipo_doc: null }, 'tipo_doc'],
  [{ tipo_doc: 'PASAPORTE' }, 'tipo_doc'], [{ tipo_doc: 'CE', nro_doc: '12' }, 'nro_doc'], [{ nombres: null }, 'nombres'], [{ nombres: 'R0sa' }, 'nombres'], [{ nombres: 'Rosa 😀' }, 'nombres'], [{ ap_paterno: null }, 'ap_paterno'],
  [{ fecha_nac: '31/02/1990' }, 'fecha_nac'], [{ fecha_nac: '03/05/90' }, 'fecha_nac'], [{ fecha_nac: null }, 'fecha_nac'], [{ fecha_nac: '2030-01-01' }, 'fecha_nac'], [{ fecha_nac: '2015-01-01' }, 'fecha_nac'],
  [{ fecha_nac: '2010-01-01' }, 'fecha_nac'], [{ fecha_nac: 'mayo' }, 'fecha_nac'], [{ fecha_nac: '1850-01-01' }, 'fecha_nac'], [{ sexo: 'Z' }, 'sexo'], [{ celular: '12345' }, 'celular'], [{ celular: '999999999' }, 'celular'],
  [{ ubigeo_res: '999999' }, 'ubigeo_res'], [{ ubigeo_res: null }, 'ubigeo_res'], [{ ubigeo_res: 'Xyzzy' }, 'ubigeo_res'], [{ ubigeo_res: 'Miraflores' }, 'ubigeo_res'], [{ esquema: 'OTRO' }, 'esquema'], [{ lengua: 'klingon' }, 'lengua'],
  [{ ruc: '20512333798' }, 'ruc'], [{ ruc: '123' }, 'ruc'], [{ grupo_meta: 'otros' }, 'grupo_meta'], [{ codigo_grupo: 'no-hay' }, 'codigo_grupo'], [{ codigo_grupo: null }, 'codigo_grupo'],
  [{ fecha_matricula: '2027-01-01' }, 'fecha_matricula'], [{ consentimiento_fecha: null }, 'consentimiento_fecha'], [{ consentimiento_fecha: '31/04/2026' }, 'consentimiento_fecha'],
]

test('scenario 3: of a padrón of 500 rows with 37 errors, 463 enter and 37 come back in the same workbook with a Spanish reason; loading it again adds nothing', async () => {
  assert.equal(WRONG.length, 37)
  const at = WRONG.map((_, i) => 5 + i * 13)
  const rows = Array.from({ length: 500 }, (_, i): Cells => ({ ...person(i), ...(at.includes(i) ? WRONG[at.indexOf(i)]?.[0] : {}) }))
  const file = await table('padron', rows)
  const sent = await uploads(house, officer, 'padron', file, 'padron puno.xlsx')
  const address = sent.headers.get('location') ?? ''
  const preview = await (await officer.get(address)).text()
  assert.deepEqual([counted(preview, 'filas que entran'), counted(preview, 'filas que vuelven'), counted(preview, 'personas nuevas')], [463, 37, 463])
  assert.doesNotMatch(preview, /no guardamos|sin un dato/)
  assert.equal((await sectionMembers(house.db, 'piloto', 'puno-grande')).length, 0)
  assert.equal((await officer.post(`${address}/start`)).status, 303)
  assert.match((await officer.get(address)).headers.get('refresh') ?? '', /^\d/)
  await house.runJobs()
  const done = await (await officer.get(address)).text()
  assert.deepEqual([counted(done, 'entraron'), counted(done, 'ya estaban'), counted(done, 'por corregir')], [463, 0, 37])
  assert.equal((await sectionMembers(house.db, 'piloto', 'puno-grande')).length, 463)

  const answer = await officer.get(`${address}/returned`)
  assert.equal(answer.headers.get('cache-control'), 'no-store')
  const back = Buffer.from(await answer.arrayBuffer())
  const read = await rowsIn(back)
  const reasons = at.map((i) => named(read, i + 2)['QUÉ CORREGIR'] ?? '')
  for (const [i, [, column]] of WRONG.entries()) assert.match(reasons[i] ?? '', new RegExp(`^${column}: [A-ZÁÉÍÓÚ«].{8,}`, 'm'), `row ${at[i]}: ${reasons[i]}`)
  const book = await openWorkbook(back)
  const xml = (await openPart(readZip(back).get(book.sheets[0]?.path ?? '') ?? assert.fail())).toString()
  assert.equal([...xml.matchAll(/<row [^>]*hidden="1"/g)].length, 463)
  const [was, is] = [readZip(file), readZip(back)]
  for (const part of ['xl/workbook.xml', '_rels/.rels']) assert.ok(was.get(part)?.packed.equals(is.get(part)?.packed ?? Buffer.of()))

  const people = await countOf('person')
  const statements = await countOf('statement')
  assert.match((await uploads(house, officer, 'padron', file)).headers.get('location') ?? '', /\?again$/)
  const again = await (await officer.get(await loads(house, officer, 'padron', back))).text()
  assert.deepEqual([counted(again, 'entraron'), counted(again, 'ya estaban'), counted(again, 'por corregir')], [0, 463, 37])
  assert.deepEqual([await countOf('person'), await countOf('statement')], [people, statements])

  const corrected = await table('padron', rows.map((row, i) => (at.includes(i) ? person(i) : row)))
  const last = await (await officer.get(await loads(house, officer, 'padron', corrected))).text()
  assert.deepEqual([counted(last, 'entraron'), counted(last, 'ya estaban'), counted(last, 'por corregir')], [37, 463, 0])
  assert.equal((await sectionMembers(house.db, 'piloto', 'puno-grande')).length, 500)
})

async function countOf(name: 'person' | 'statement'): Promise<number> {
  return Number((await house.db.selectFrom(name).select((eb) => eb.fn.countAll().as('n')).executeTakeFirstOrThrow()).n)
}
