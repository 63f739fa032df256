import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import { type Acting } from '../../../../test/acting.ts'
import { paperOffice } from '../../../../test/certified.ts'
import { openHouse, type TestHouse } from '../../../../test/house.ts'
import { textOf } from '../../../lib/sheet/cells.ts'
import { eachRow, openFile } from '../../../lib/sheet/open.ts'
import { writeWorkbook } from '../../../lib/sheet/write.ts'
import { checksCounted } from '../checks-counted.ts'
import { serialText } from '../serial.ts'

const OFFICE = '/office/piloto/certificates'
const randomSerial = (): string => serialText(randomBytes(10))
let house: TestHouse
let approver: Acting
let valid: string
let revoked: string
let constancia: string
before(async () => {
  house = await openHouse()
  const office = await paperOffice(house)
  ;({ approver } = office)
  valid = (await office.certified('María del Rosario Ñahui de la Cruz')).serial
  const bad = await office.certified('Beto Revocado Pari')
  revoked = bad.serial
  await approver.post(`${OFFICE}/issued/${bad.credential}/revoke`, { cause: 'false-evidence' })
  constancia = (await office.certified('Carla Participa Luna', 'constancia')).serial
})
after(() => house.close())

let caller = 0
/** Each from an address of its own, as employers are. */
async function send(fields: { rows?: string; file?: Buffer; name?: string; format?: string }, address = `10.9.${caller >> 8}.${caller++ & 255}`): Promise<Response> {
  const body = new FormData()
  body.set('rows', fields.rows ?? '')
  if (fields.file) body.set('file', new File([Uint8Array.from(fields.file)], fields.name ?? 'lista.xlsx'))
  if (fields.format) body.set('format', fields.format)
  return house.request('/v/many', { method: 'POST', body, address })
}

/** The rows of the answer's table, the cells as text. */
function rowsOf(html: string): string[][] {
  return [...html.matchAll(/<tr data-state.*?<\/tr>/gs)].map(([row]) => [...row.matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/gs)].map(([, cell]) => (cell ?? '').replace(/<[^>]+>/g, '').trim()))
}

test('200 serials are answered at once, each with its state, and no name is ever told', async () => {
  const unknown = Array.from({ length: 196 }, () => randomSerial())
  const started = performance.now()
  const html = await (await send({ rows: [valid.toLowerCase(), revoked, constancia, ...unknown, 'no es serie'].join('\n') })).text()
  const took = performance.now() - started
  const rows = rowsOf(html)
  assert.equal(rows.length, 200)
  assert.deepEqual(rows[0]?.slice(1), [valid, 'VÁLIDO', 'Certificado de prueba', 'Piloto: inteligencia artificial para tu trabajo', '02/03/2026'])
  assert.equal(rows[1]?.[2], 'REVOCADO')
  assert.deepEqual(rows[2]?.slice(2, 4), ['VÁLIDO', 'Constancia de participación de prueba'])
  assert.equal(rows[3]?.[2], 'No está en nuestro registro')
  assert.deepEqual(rows[199]?.slice(1, 3), ['no es serie', 'No es un número de serie: tiene 16 letras y números'])
  assert.match(html, /Revisados: 200. Válidos: 2. Para mirar: 198/)
  assert.doesNotMatch(html, /Ñahui|Beto|Carla|Coincide/)
  assert.ok(took < 5000, `${took} ms`)
})

test('the name that somebody typed matches or does not; a part of it, and a name in other hands, tell nothing more', async () => {
  const says = async (name: string): Promise<string> => rowsOf(await (await send({ rows: `${valid}; ${name}` })).text())[0]?.[6] ?? ''
  for (const name of ['María del Rosario Ñahui de la Cruz', 'NAHUI DE LA CRUZ, maria del rosario', 'maría  del rosario ñahui de la cruz.']) assert.equal(await says(name), 'Coincide', name)
  for (const name of ['María', 'M', 'María del Rosario Ñahui', 'Rosa Quispe', 'María del Rosario Ñahui de la Cruz Pérez', '%', '.*']) assert.equal(await says(name), 'No coincide', name)
  const html = await (await send({ rows: `${valid}; Rosa Quispe\n${constancia}` })).text()
  assert.doesNotMatch(html, /Ñahui|Carla/)
})

test('201 lines, a repeated one, an empty list and a heading: what can be answered is answered, the rest is said', async () => {
  const many = await (await send({ rows: Array.from({ length: 201 }, () => randomSerial()).join('\n') })).text()
  assert.equal(rowsOf(many).length, 200)
  assert.match(many, /Enviaste 201\. Revisamos los primeros 200/)
  const twice = rowsOf(await (await send({ rows: `Número de serie\tNombre\n${valid}\n${valid}` })).text())
  assert.deepEqual(twice.map((row) => row[2]), ['VÁLIDO', 'Repetido: está en la fila 1'])
  const empty = await send({ rows: '  \n ' })
  assert.equal(empty.status, 422)
  assert.match(await empty.text(), /Pega al menos un número de serie/)
})

test('an Excel sheet with other columns, a CSV of Excel, and what is no sheet', async () => {
  const book = await writeWorkbook([{
    name: 'Postulantes', columns: ['N.º', 'Nombre completo', 'Puesto', 'Certificado'].map((title) => ({ title, width: 20, kind: 'text' as const })),
    rows: [['1', 'María del Rosario Ñahui de la Cruz', 'Analista', valid], ['2', 'Otra Persona', 'Analista', revoked], ['3', 'Sin Papel', 'Analista', 'pendiente']],
  }])
  const rows = rowsOf(await (await send({ file: book })).text())
  assert.deepEqual(rows.map((row) => [row[1], row[2], row[6]]), [[valid, 'VÁLIDO', 'Coincide'], [revoked, 'REVOCADO', 'No coincide'], ['pendiente', 'No es un número de serie: tiene 16 letras y números', '–']])
  const csv = rowsOf(await (await send({ file: Buffer.from(`Serie;Nombre\r\n${constancia};Carla Participa Luna\r\n`), name: 'lista.csv' })).text())
  assert.deepEqual(csv.map((row) => [row[1], row[6]]), [[constancia, 'Coincide']])
  const broken = await send({ file: Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(200, 7)]) })
  assert.equal(broken.status, 422)
  assert.match(await broken.text(), /No podemos abrir este archivo/)
  const none = await send({ file: Buffer.from('a;b\r\n1;2\r\n'), name: 'x.csv' })
  assert.equal(none.status, 422)
})

test('the result comes as Excel and as CSV too, and a cell that would be a formula is text', async () => {
  const xlsx = await send({ rows: `${valid}; María del Rosario Ñahui de la Cruz\n=1+1`, format: 'xlsx' })
  assert.match(xlsx.headers.get('content-disposition') ?? '', /certificados-2026-03-02\.xlsx/)
  const found: string[][] = []
  await eachRow(await openFile(Buffer.from(await xlsx.arrayBuffer())), 0, (row) => { found.push(row.cells.map(textOf)) })
  assert.deepEqual(found[0], ['Número de serie', 'Estado', 'Documento', 'Programa', 'Emitido', 'Nombre'])
  assert.deepEqual(found[1]?.slice(0, 3), [valid, 'VÁLIDO', 'Certificado de prueba'])
  assert.equal(found[1]?.[5], 'Coincide')
  const csv = await (await send({ rows: `${revoked}\n=1+1`, format: 'csv' })).text()
  assert.match(csv, new RegExp(`${revoked};REVOCADO;`))
  assert.match(csv, /'=1\+1/)
})

test('each certificate of a list is one check of K22, a repeated one and the file of the same answer are none', async () => {
  const before = await checksCounted(house.db, 'piloto', '2026-03-31')
  await send({ rows: `${valid}\n${valid}\n${revoked}\n${randomSerial()}` })
  await send({ rows: `${valid}\n${revoked}`, format: 'csv' })
  const now = await checksCounted(house.db, 'piloto', '2026-03-31')
  assert.deepEqual({ served: now.served - before.served, valid: now.valid - before.valid }, { served: 2, valid: 1 })
})

test('who sends list after list has to wait; others do not', async () => {
  for (let i = 0; i < 30; i++) assert.equal((await send({ rows: valid }, '10.8.0.1')).status, 200)
  const held = await send({ rows: valid }, '10.8.0.1')
  assert.equal(held.status, 429)
  assert.ok(Number(held.headers.get('retry-after')) > 0)
  assert.equal((await send({ rows: valid }, '10.8.0.2')).status, 200)
  house.time.add(3_600_000)
  assert.equal((await send({ rows: valid }, '10.8.0.1')).status, 200)
})
