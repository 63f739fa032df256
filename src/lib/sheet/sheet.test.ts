import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { deflateRawSync } from 'node:zlib'
import { Problem } from '../problem.ts'
import { ROOT } from '../root.ts'
import { columnName, columnOf, dayOfSerial, minutesOfSerial, serialOfDay, textOf, type SheetRow } from './cells.ts'
import { csvLine, readCsv, tamed } from './csv.ts'
import { LIMITS } from './limits.ts'
import { eachRow, openFile } from './open.ts'
import { returnWorkbook } from './returned.ts'
import { openWorkbook } from './workbook.ts'
import { writeWorkbook } from './write.ts'
import { openPart, packPart, readZip, writeZip } from './zip.ts'

const fixture = (name: string): Buffer => readFileSync(join(ROOT, 'test/office/files', name))
const small = (rows: (string | number | null)[][]) => writeWorkbook([{ name: 'Hoja 1', columns: [{ title: 'nro_doc', width: 12, kind: 'text' }, { title: 'nota', width: 8, kind: 'number' }], rows }])

async function rowsOf(file: Buffer, sheet = 0): Promise<SheetRow[]> {
  const rows: SheetRow[] = []
  await eachRow(await openFile(file), sheet, (row) => { rows.push(row) })
  return rows
}

async function codeOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work()
  } catch (error) {
    if (error instanceof Problem) return error.code
    throw error
  }
  return 'opened'
}

/** A workbook of ours with one part changed or added. */
async function with_(path: string, content: string | Buffer): Promise<Buffer> {
  const parts = readZip(await small([['1', 1]]))
  parts.set(path, await packPart(path, content))
  return writeZip(parts.values())
}

test('what openpyxl wrote is read: merged title, numbers, dates, formulas nobody calculated, hidden sheets', async () => {
  const file = fixture('openpyxl-padron.xlsx')
  const book = await openWorkbook(file)
  assert.deepEqual(book.sheets.map((s) => [s.name, s.hidden]), [['Padrón', false], ['Notas internas', false], ['oculta', true]])
  const rows = await rowsOf(file)
  assert.deepEqual(rows.map((r) => r.n), [1, 3, 4, 5, 6])
  assert.deepEqual(rows[2]?.cells.slice(0, 10), ['DNI', 5414828, 'Ñahui', 'Flores', 'Rosa Aña', { serial: 32996 }, 'F', 987654321, 211101, 'noche-1'])
  assert.equal(dayOfSerial(32996, book.since1904), '1990-05-03')
  assert.deepEqual(rows[2]?.cells[13], { wrong: 'formula' })
})

test('what XlsxWriter wrote is read: dates since 1904, rich text, formulas with their value, text that looks like a formula', async () => {
  const file = fixture('xlsxwriter-1904.xlsx')
  const [book, rows] = [await openWorkbook(file), await rowsOf(file)]
  assert.ok(book.since1904)
  const [, first, second, third] = rows
  assert.equal(first?.cells[4], 'Ana Pérez')
  const when = first?.cells[5]
  assert.equal(typeof when === 'object' && 'serial' in when ? dayOfSerial(when.serial, true) : null, '2026-11-02')
  assert.equal(second?.cells[2], 14.5)
  assert.equal(third?.cells[4], '=HYPERLINK("x")')
})

test('our own workbook comes back as it went: zeros before a number, Ñ, days, control signs left out', async () => {
  const file = await writeWorkbook([{ name: 'Ñ & co', columns: [{ title: 'a', width: 9, kind: 'text' }, { title: 'b', width: 9, kind: 'day' }, { title: 'c', width: 9, kind: 'number' }], rows: [['05414828', '1990-05-03', 15.5], ['<Ñ> "&"\u0000', null, 0]] }])
  const [, first, second] = await rowsOf(file)
  assert.deepEqual(first?.cells, ['05414828', { serial: serialOfDay('1990-05-03') }, 15.5])
  assert.deepEqual(second?.cells, ['<Ñ> "&"', undefined, 0])
  assert.deepEqual(await small([['1', 2]]), await small([['1', 2]]))
})

test('macros, passwords, old and other formats, broken files and foreign XML are refused, each with its own sentence', async () => {
  const encrypted = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(512), Buffer.from('EncryptedPackage', 'utf16le')])
  assert.equal(await codeOf(() => openFile(encrypted)), 'encrypted-file')
  assert.equal(await codeOf(() => openFile(encrypted.subarray(0, 300))), 'old-excel')
  assert.equal(await codeOf(async () => openFile(await with_('xl/vbaProject.bin', 'x'))), 'macros')
  assert.equal(await codeOf(async () => openFile(await with_('xl/workbook.bin', 'x'))), 'not-xlsx')
  assert.equal(await codeOf(async () => openFile(writeZip([await packPart('mimetype', 'application/vnd.oasis.opendocument.spreadsheet')]))), 'not-xlsx')
  assert.equal(await codeOf(async () => openFile((await small([['1', 1]])).subarray(0, 700))), 'broken-file')
  assert.equal(await codeOf(() => openFile(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2]))), 'not-xlsx')
  const laughs = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><workbook>&b;</workbook>'
  assert.equal(await codeOf(async () => openFile(await with_('xl/workbook.xml', laughs))), 'broken-file')
  assert.equal(await codeOf(async () => rowsOf(await with_('xl/worksheets/sheet1.xml', '<worksheet><sheetData><row></worksheet>'))), 'broken-file')
})

test('a bomb stops at what its directory says, whether that is honest or a lie', async () => {
  const zeros = deflateRawSync(Buffer.alloc(50 * 1024 * 1024, 0x20), { level: 9 })
  const parts = readZip(await small([['1', 1]]))
  const sheet = 'xl/worksheets/sheet1.xml'
  const honest = [1, 2, 3, 4, 5].map((n) => ({ name: `xl/media/${n}`, method: 8 as const, crc: 0, size: 50 * 1024 * 1024, packed: zeros }))
  assert.equal(await codeOf(() => openFile(writeZip([...parts.values(), ...honest]))), 'too-large')
  const lie = { name: sheet, method: 8 as const, crc: 0, size: 1_000, packed: zeros }
  assert.equal(await codeOf(() => rowsOf(writeZip([...parts.values()].map((p) => (p.name === sheet ? lie : p))))), 'too-large')
  assert.ok(writeZip([lie]).length < 100_000)
})

test('too many rows or columns are refused; a million empty rows are none', async () => {
  const sheet = (rows: string): string => `<worksheet><sheetData>${rows}</sheetData></worksheet>`
  const cell = '<c t="inlineStr"><is><t>x</t></is></c>'
  const many = await with_('xl/worksheets/sheet1.xml', sheet(`<row>${cell}</row>`.repeat(LIMITS.rows + 50)))
  assert.equal(await codeOf(() => rowsOf(many)), 'too-many-rows')
  const wide = await with_('xl/worksheets/sheet1.xml', sheet(`<row>${cell.repeat(LIMITS.columns + 1)}</row>`))
  assert.equal(await codeOf(() => rowsOf(wide)), 'too-many-columns')
  const empty = await with_('xl/worksheets/sheet1.xml', sheet(`<row>${cell}</row>${'<row/>'.repeat(200_000)}<row r="1048576">${cell}</row>`))
  assert.deepEqual((await rowsOf(empty)).map((r) => r.n), [1, 1_048_576])
})

test('a CSV is read whatever its separator, encoding and line ends', () => {
  const read = (bytes: Buffer) => { const { encoding, separator, rows } = readCsv(bytes); return { encoding, separator, rows: rows.map((r) => r.cells) } }
  assert.deepEqual(read(Buffer.from('nro;nombre\r\n05414828;"Ñahui; ""Rosa"""\r\n')), { encoding: 'utf-8', separator: ';', rows: [['nro', 'nombre'], ['05414828', 'Ñahui; "Rosa"']] })
  assert.deepEqual(read(Buffer.from('nro,nombre\n1,Ñahui\n', 'latin1')), { encoding: 'windows-1252', separator: ',', rows: [['nro', 'nombre'], ['1', 'Ñahui']] })
  assert.deepEqual(read(Buffer.from('\ufeffa\tb\n1\t2', 'utf16le')), { encoding: 'utf-16le', separator: '\t', rows: [['a', 'b'], ['1', '2']] })
  const said = readCsv(Buffer.from('sep=;\r\na;b\r\n\r\n"x\r\ny";2'))
  assert.deepEqual(said.rows, [{ n: 2, cells: ['a', 'b'] }, { n: 4, cells: ['x\r\ny', '2'] }])
  assert.deepEqual(read(Buffer.from('\ufeffa|b||\n')).rows, [['a', 'b', undefined, undefined]])
})

test('what a spreadsheet would run as a formula goes out tamed; numbers and phones do not', () => {
  assert.equal(csvLine(['=1+1', '@x', '-cmd|1', '+51 987', -5, 'a;b', null], ';'), "'=1+1;'@x;'-cmd|1;+51 987;-5;\"a;b\";\r\n")
  assert.deepEqual(['\t=1', '-5,5', 'Rosa'].map(tamed), ["'\t=1", '-5,5', 'Rosa'])
})

test('serial numbers: both systems, the day that never was, hours; and the names of columns', () => {
  assert.deepEqual([1, 59, 60, 61, 44866, 0, 3e6].map((n) => dayOfSerial(n, false)), ['1900-01-01', '1900-02-28', null, '1900-03-01', '2022-11-01', null, null])
  assert.equal(dayOfSerial(44866 - 1462, true), dayOfSerial(44866, false))
  assert.equal(minutesOfSerial(45000.8125), 19 * 60 + 30)
  assert.deepEqual([0, 25, 26, 701, 702].map(columnName), ['A', 'Z', 'AA', 'ZZ', 'AAA'])
  assert.deepEqual([0, 25, 26, 701, 702].map((i) => columnOf(`${columnName(i)}12`)), [0, 25, 26, 701, 702])
  assert.deepEqual([textOf(20512333797), textOf(' a\u00a0 b '), textOf(undefined)], ['20512333797', 'a b', ''])
})

test('the workbook comes back with red cells, notes and reasons, what entered folded away, and every other part the same to the byte', async () => {
  for (const [name, heading, bad, good] of [['openpyxl-padron.xlsx', 3, 5, [4, 6]], ['xlsxwriter-1904.xlsx', 1, 2, [3]]] as const) {
    const before = fixture(name)
    const book = await openWorkbook(before)
    const sheet = book.sheets[0]
    assert.ok(sheet)
    const faults = new Map([[bad, { cells: new Map([[1, 'Copia el DNI <de nuevo>.'], [12, 'Falta.']]), row: ['Ya está en otro grupo.'] }]])
    const returned = { heading, title: 'Qué corregir', column: 15, nameOf: (c: number) => `col ${c}`, faults, entered: new Set<number>(good) }
    const back = await returnWorkbook(book, sheet, returned)
    const [was, is] = [readZip(before), readZip(back)]
    const changed = [...is.keys()].filter((path) => !was.get(path)?.packed.equals(is.get(path)?.packed ?? Buffer.of()))
    assert.deepEqual(changed.filter((path) => was.has(path)).sort(), ['[Content_Types].xml', 'xl/styles.xml', ...(was.has('xl/worksheets/_rels/sheet1.xml.rels') ? ['xl/worksheets/_rels/sheet1.xml.rels'] : []), 'xl/worksheets/sheet1.xml'])
    assert.deepEqual([...was.keys()].filter((path) => !is.has(path)), [])
    const again = await rowsOf(back)
    assert.equal(again.find((r) => r.n === bad)?.cells[15], 'Ya está en otro grupo.\ncol 1: Copia el DNI <de nuevo>.\ncol 12: Falta.')
    assert.equal(again.find((r) => r.n === heading)?.cells[15], 'Qué corregir')
    const data = (rows: readonly SheetRow[]) => rows.map((r) => r.cells.slice(0, 13).map((c) => c ?? null).join('|').replace(/\|*$/, ''))
    assert.deepEqual(data(again), data(await rowsOf(before)))
    const xml = (await openPart(is.get(sheet.path) ?? assert.fail())).toString()
    for (const n of good) assert.match(xml, new RegExp(`<row [^>]*r="${n}"[^>]*hidden="1"`))
    assert.match((await openPart(is.get('xl/yachayNotes.xml') ?? assert.fail())).toString(), /ref="B\d".*Copia el DNI &lt;de nuevo&gt;/)
    // Corrected and sent again, it is returned again: one column of reasons, and no row stays hidden that is wrong now.
    const twice = await returnWorkbook(await openWorkbook(back), sheet, { ...returned, faults: new Map([[good[0], { cells: new Map(), row: ['Otra.'] }]]), entered: new Set([bad]) })
    const rows = await rowsOf(twice)
    assert.equal(rows.find((r) => r.n === good[0])?.cells[15], 'Otra.')
    assert.equal(rows.filter((r) => r.cells.includes('Qué corregir')).length, 1)
    assert.doesNotMatch((await openPart(readZip(twice).get(sheet.path) ?? assert.fail())).toString(), new RegExp(`<row [^>]*r="${good[0]}"[^>]*hidden`))
  }
})
