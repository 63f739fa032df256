import type { Section } from '../cohorts/index.ts'
import { plainKey } from '../people/index.ts'
import type { Answers } from './layout.ts'
import { sectionIn, type Known } from './known.ts'
import type { RowReader } from './row-values.ts'
import { WRONG } from './words.ts'

/** A row of a table of attendance, read. */
export interface AsistenciaRow {
  readonly section: Section
  readonly starts: Date
  readonly ends: Date
  readonly number: string
  readonly mark: 'P' | 'T' | 'F' | 'J'
  /** Of a T: minutes of class that whoever is late misses. */
  readonly missed: number
  readonly key: string
}

const STATES: Readonly<Record<string, AsistenciaRow['mark']>> = {
  P: 'P', PRESENTE: 'P', ASISTIO: 'P', T: 'T', TARDANZA: 'T', TARDE: 'T', F: 'F', FALTA: 'F', FALTO: 'F', J: 'J', JUSTIFICADA: 'J', 'FALTA JUSTIFICADA': 'J',
}
const MEDIA = ['', 'FIRMA', 'QR', 'PLATAFORMA']

export function readAsistencia(reader: RowReader, known: Known, answers: Answers): AsistenciaRow | null {
  const section = sectionIn(reader, known)
  const day = reader.day('fecha')
  const [from, to] = [reader.hour('hora_ini'), reader.hour('hora_fin')]
  const number = numberIn(reader)
  const typed = plainKey(reader.text('estado'))
  const mark = STATES[typed]
  if (typed !== '' && !mark) reader.wrong('estado', WRONG.state)
  if (!MEDIA.includes(plainKey(reader.text('medio')))) reader.wrong('medio', WRONG.medium)
  if (from !== null && to !== null && to <= from) reader.wrong('hora_fin', WRONG.endsFirst)
  if (day !== null && section && (day < section.starts || day > section.ends)) reader.wrong('fecha', WRONG.outsideSection)
  if (reader.faults.length > 0 || !section || day === null || from === null || to === null || !mark) return null
  const [starts, ends] = [limaMoment(day, from), limaMoment(day, to)]
  if (starts > known.now) return reader.wrong('fecha', WRONG.notBegun)
  return { section, starts, ends, number, mark, missed: mark === 'T' ? Number(answers.late ?? 0) : 0, key: `${section.id} ${starts.toISOString()} ${number}` }
}

/** Lima is UTC−5, without daylight saving. */
function limaMoment(day: string, minute: number): Date {
  return new Date(Date.parse(`${day}T05:00:00Z`) + minute * 60_000)
}

/** A number of a document without its kind, as these tables have it. */
export function numberIn(reader: RowReader): string {
  const number = reader.digits('nro_doc', 8).toUpperCase().replace(/[\s.\-–/]/g, '')
  if (/^\d{5,7}$/.test(number)) reader.wrong('nro_doc', WRONG.lostZeros)
  return number
}
