import { FIRM_SIZES, plainKey, readEmail, type Profile, type Sensitive, type WorkStatus } from '../people/index.ts'
import { isNone } from './none.ts'
import type { RowReader } from './row-values.ts'
import { NOTE } from './words.ts'

/** What a padrón may tell besides; nobody stays outside because of it: what cannot be read is left out, and a note says so. */
export function alsoTold(reader: RowReader): Pick<Profile, 'email' | 'workStatus' | 'firmSize'> {
  return { email: emailIn(reader), workStatus: workIn(reader), firmSize: sizeIn(reader) }
}

function emailIn(reader: RowReader): string | null {
  const typed = reader.text('correo')
  if (isNone(typed)) return null
  const read = readEmail(typed)
  return read.ok ? read.email : reader.note('correo', NOTE.email)
}

/** As offices write it. */
const WORK: Readonly<Record<string, WorkStatus>> = {
  INDEPENDIENTE: 'own-account', 'CUENTA PROPIA': 'own-account', 'TRABAJADOR INDEPENDIENTE': 'own-account', 'TRABAJADORA INDEPENDIENTE': 'own-account', AUTOEMPLEO: 'own-account',
  DEPENDIENTE: 'employee', EMPLEADO: 'employee', EMPLEADA: 'employee', OBRERO: 'employee', OBRERA: 'employee', 'TRABAJADOR DEPENDIENTE': 'employee', 'TRABAJADORA DEPENDIENTE': 'employee',
  EMPLEADOR: 'employer', EMPLEADORA: 'employer', PATRONO: 'employer', EMPRESARIO: 'employer', EMPRESARIA: 'employer', 'TFNR': 'family-worker', 'TRABAJADOR FAMILIAR': 'family-worker',
  'TRABAJADORA FAMILIAR': 'family-worker', 'TRABAJADOR FAMILIAR NO REMUNERADO': 'family-worker', 'TRABAJADORA FAMILIAR NO REMUNERADA': 'family-worker',
  DESEMPLEADO: 'seeking', DESEMPLEADA: 'seeking', DESOCUPADO: 'seeking', DESOCUPADA: 'seeking', 'BUSCA TRABAJO': 'seeking', ESTUDIANTE: 'studying', ESTUDIA: 'studying',
  HOGAR: 'home', 'AMA DE CASA': 'home', 'TRABAJO DEL HOGAR NO REMUNERADO': 'home', JUBILADO: 'retired', JUBILADA: 'retired', PENSIONISTA: 'retired',
}

function workIn(reader: RowReader): Profile['workStatus'] {
  const typed = reader.text('condicion_laboral')
  if (isNone(typed)) return null
  return WORK[plainKey(typed)] ?? reader.note('condicion_laboral', NOTE.work)
}

const SIZES: Readonly<Record<string, (typeof FIRM_SIZES)[number]>> = { MICRO: 'micro', PEQUENA: 'small', MEDIANA: 'medium', GRANDE: 'large', GRAN: 'large' }

function sizeIn(reader: RowReader): Profile['firmSize'] {
  const typed = reader.text('tamano')
  if (isNone(typed)) return null
  const found = SIZES[plainKey(typed).replace(/ ?EMPRESA$/, '').replaceAll('Ñ', 'N')]
  return found ?? reader.note('tamano', NOTE.size)
}

const SAYS: Readonly<Record<string, boolean>> = { S: true, SI: true, N: false, NO: false }

/** Kept only with a consent to this alone; ND is nothing to keep. */
export function sensitiveIn(reader: RowReader): Sensitive | null {
  const typed = plainKey(reader.text('discapacidad'))
  if (typed === '' || typed === 'ND') return null
  if (SAYS[plainKey(reader.text('consentimiento_discapacidad'))] !== true) return reader.note('discapacidad', NOTE.noConsent)
  const disability = SAYS[typed]
  return disability === undefined ? reader.note('discapacidad', NOTE.disability) : { disability }
}
