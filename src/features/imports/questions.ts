import { textOf, dayOfSerial, type Cell, type SheetRow } from '../../lib/sheet/cells.ts'
import { fill, type Text } from '../../lib/text.ts'
import { districtByCode, shownDay, shownDistrict } from '../people/index.ts'
import { COLUMNS, type Kind } from './kinds.ts'
import { columnsOf, type Answers, type Layout } from './layout.ts'
import { looksSerial } from './row-values.ts'
import { ASK } from './words.ts'

/** Something that a file leaves open and we do not guess. */
export interface Question {
  readonly id: string
  readonly sentence: Text
  readonly choices: readonly { readonly value: string; readonly label: Text }[]
}

const same = (text: string): Text => ({ es: text, en: text })

/** What must be answered about these rows before any of them enters. */
export function questionsFor(kind: Kind, layout: Layout, answers: Answers, rows: readonly SheetRow[]): Question[] {
  const columns = columnsOf(layout, answers)
  const missing = COLUMNS[kind].filter((c) => c.required && columns[c.key] === undefined)
  if (missing.length > 0) return missing.map((c) => mapQuestion(c.key, layout, columns))
  const seen = look(kind, columns, rows)
  return [
    ...(seen.decimal ? [decimalQuestion(seen.decimal)] : []),
    ...(seen.serial ? [serialQuestion(seen.serial.column, seen.serial.value, layout.headings[columns[seen.serial.column] ?? -1] ?? seen.serial.column)] : []),
    ...(seen.short > 0 ? [zerosQuestion(seen.short)] : []),
    ...(seen.bare.length > 0 ? [schemeQuestion(seen.bare)] : []),
    ...(seen.late ? [lateQuestion()] : []),
  ]
}

interface Seen {
  decimal: string | null
  serial: { column: string; value: number } | null
  short: number
  /** UBIGEO codes without a scheme. */
  bare: string[]
  late: boolean
}

function look(kind: Kind, columns: Readonly<Record<string, number>>, rows: readonly SheetRow[]): Seen {
  const seen: Seen = { decimal: null, serial: null, short: 0, bare: [], late: false }
  const cell = (row: SheetRow, key: string): Cell | undefined => (columns[key] === undefined ? undefined : row.cells[columns[key]] ?? undefined)
  const of = (reads: string) => COLUMNS[kind].filter((c) => c.reads === reads && !c.ignored && columns[c.key] !== undefined).map((c) => c.key)
  const [days, numbers, documents, places] = [of('day'), of('number'), of('document'), of('ubigeo')]
  for (const row of rows) {
    for (const key of numbers) {
      const at = cell(row, key)
      if (typeof at === 'string' && /^\s*\d+[.,]\d+\s*$/.test(at)) seen.decimal ??= at.trim()
    }
    for (const key of days) {
      const value = looksSerial(cell(row, key))
      if (value !== null) seen.serial ??= { column: key, value }
    }
    const type = textOf(cell(row, 'tipo_doc')).toUpperCase()
    for (const key of documents) if (isShort(textOf(cell(row, key)), 8, 5) && (type === '' || /^(DNI|0?1)$/.test(type))) seen.short++
    for (const key of places) {
      const code = textOf(cell(row, key))
      if (isShort(code, 6, 5)) seen.short++
      if (/^\d{5,6}$/.test(code) && textOf(cell(row, 'esquema')) === '') seen.bare.push(code.padStart(6, '0'))
    }
    if (kind === 'asistencia' && /^t/i.test(textOf(cell(row, 'estado')))) seen.late = true
  }
  return seen
}

function isShort(text: string, length: number, least: number): boolean {
  return /^\d+$/.test(text) && text.length < length && text.length >= least
}

function mapQuestion(key: string, layout: Layout, columns: Readonly<Record<string, number>>): Question {
  const taken = new Set(Object.values(columns))
  const free = layout.headings.map((heading, i) => ({ value: String(i), label: same(heading) })).filter((c) => c.label.es !== '' && !taken.has(Number(c.value)) && Number(c.value) !== layout.reasonColumn)
  return { id: `map.${key}`, sentence: fill(ASK.map, { column: key }), choices: free }
}

function decimalQuestion(example: string): Question {
  return { id: 'decimal', sentence: fill(ASK.decimal, { example: example.slice(0, 20) }), choices: [{ value: 'comma', label: ASK.comma }, { value: 'point', label: ASK.point }] }
}

function serialQuestion(_key: string, value: number, column: string): Question {
  const day = (since1904: boolean): string => { const iso = dayOfSerial(value, since1904); return iso ? shownDay(iso) : '?' }
  const choices = [
    { value: '1900', label: fill(ASK.serial1900, { example: value, day: day(false) }) }, { value: '1904', label: fill(ASK.serial1904, { example: value, day: day(true) }) },
    { value: 'no', label: ASK.serialNo },
  ]
  return { id: 'serial', sentence: fill(ASK.serial, { column, example: value }), choices }
}

function zerosQuestion(n: number): Question {
  return { id: 'zeros', sentence: fill(ASK.zeros, { n }), choices: [{ value: 'yes', label: ASK.zerosYes }, { value: 'no', label: ASK.zerosNo }] }
}

/** The code that shows best why it matters: one that is a district in both tables, and not the same. */
function schemeQuestion(codes: readonly string[]): Question {
  const places = (code: string) => ({ code, inei: districtByCode('INEI', code), reniec: districtByCode('RENIEC', code) })
  const { code, inei, reniec } = codes.map(places).find((p) => p.inei && p.reniec && p.inei !== p.reniec) ?? places(codes[0] ?? '')
  const short = (district: typeof inei): Text => (district ? same(shownDistrict(district).split(', ')[0] ?? '') : ASK.noPlace)
  const long = (district: typeof inei): Text => (district ? same(shownDistrict(district)) : ASK.noPlace)
  const both = (text: Text, values: Record<string, Text>): Text => ({
    es: fill(text, Object.fromEntries(Object.entries(values).map(([k, v]) => [k, v.es]))).es, en: fill(text, Object.fromEntries(Object.entries(values).map(([k, v]) => [k, v.en]))).en,
  })
  const names = both(ASK.schemeOf, { inei: short(inei), reniec: short(reniec) })
  return {
    id: 'scheme', sentence: both(ASK.scheme, { n: same(String(codes.length)), code: same(code), names }),
    choices: [{ value: 'INEI', label: both(ASK.inei, { code: same(code), place: long(inei) }) }, { value: 'RENIEC', label: both(ASK.reniec, { code: same(code), place: long(reniec) }) }],
  }
}

function lateQuestion(): Question {
  return { id: 'late', sentence: ASK.late, choices: [5, 10, 15, 20, 30].map((n) => ({ value: String(n), label: fill(ASK.minutes, { n }) })) }
}
