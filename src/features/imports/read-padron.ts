import type { Section } from '../cohorts/index.ts'
import { ageOn, documentIdentity, isLearningLanguage, plainKey, readBirthDate, readDistrict, readDocument, readFullName, readPhone, readRuc, districtByCode, districtCode, UBIGEO_VERSION, type District, type IdentityDocument, type LearningLanguage, type Profile, type Sensitive } from '../people/index.ts'
import { sectionIn, type Known } from './known.ts'
import { isNone } from './none.ts'
import { alsoTold, sensitiveIn } from './read-work.ts'
import type { RowReader } from './row-values.ts'
import type { Answers } from './layout.ts'
import { WRONG } from './words.ts'

/** A row of a padrón, read. */
export interface PadronRow {
  readonly document: IdentityDocument
  readonly profile: Profile
  readonly consent: { readonly language: 'es'; readonly given: Date; readonly version?: string }
  readonly sensitive: Sensitive | null
  readonly section: Section
  /** Day of enrolment, ISO; null: today. */
  readonly enrolled: string | null
  /** The same person in the same section is the same row. */
  readonly key: string
}

const ADULT = 18
const YOUNGEST = 14

/** Reads a whole row and says everything that is wrong with it; null when anything is. */
export function readPadron(reader: RowReader, known: Known, answers: Answers): PadronRow | null {
  const document = documentIn(reader)
  const name = nameIn(reader, document?.type === 'passport')
  const born = bornIn(reader, known)
  const phone = phoneIn(reader)
  const district = districtIn(reader, answers)
  const section = sectionIn(reader, known)
  const profile = {
    sex: sexIn(reader), language: languageIn(reader), groups: groupsIn(reader), firm: firmIn(reader, document?.type === 'dni' ? document.number : null),
    ...alsoTold(reader),
  }
  const enrolled = enrolledIn(reader, known, section)
  const given = dayNotAhead(reader, known, 'consentimiento_fecha')
  const sensitive = sensitiveIn(reader)
  const version = reader.text('consentimiento_version')
  if (version !== '' && !/^[\w.-]{1,20}$/.test(version)) reader.wrong('consentimiento_version', WRONG.consentVersion)
  if (reader.faults.length > 0 || !document || name === null || born === null || !district || !section || given === null) return null
  return {
    document, section, enrolled, sensitive, key: `${documentIdentity(document)} ${section.id}`,
    profile: { name, born, phone, district: { ...districtCode(district), version: UBIGEO_VERSION }, guardian: null, ...profile },
    consent: { language: 'es', given: noon(given), ...(version === '' ? {} : { version }) },
  }
}

/** A day of a list has no hour; noon in Lima. */
function noon(day: string): Date {
  return new Date(`${day}T12:00:00-05:00`)
}

/** Kinds as offices write them; the numbers are those of payroll (DOMAIN.md 4.2). */
const KINDS: Readonly<Record<string, IdentityDocument['type']>> = {
  DNI: 'dni', 1: 'dni', '01': 'dni', LE: 'dni', CE: 'ce', 4: 'ce', '04': 'ce', 'CARNE DE EXTRANJERIA': 'ce', 'CARNET DE EXTRANJERIA': 'ce',
  PTP: 'ptp', 23: 'ptp', CPP: 'cpp', 26: 'cpp', PASAPORTE: 'passport', PAS: 'passport', 7: 'passport', '07': 'passport',
}

function documentIn(reader: RowReader): IdentityDocument | null {
  const typed = plainKey(reader.text('tipo_doc'))
  const passport = /^(PASAPORTE|PAS) ([A-Z]{2})$/.exec(typed)
  const type = passport ? 'passport' : KINDS[typed]
  const number = reader.digits('nro_doc', type === 'dni' ? 8 : 0)
  if (typed === '' || number === '') return null
  if (!type) return reader.wrong('tipo_doc', WRONG.documentType)
  if (type === 'dni' && /^\d{5,7}$/.test(number)) return reader.wrong('nro_doc', WRONG.lostZeros)
  const read = readDocument(type, number, passport?.[2] ?? '')
  if (read.ok) return read.document
  return reader.wrong(read.field === 'document_country' ? 'tipo_doc' : 'nro_doc', read.field === 'document_country' ? WRONG.documentType : read.sentence)
}

function nameIn(reader: RowReader, oneWord: boolean): string | null {
  const parts = [reader.text('nombres'), reader.text('ap_paterno'), reader.text('ap_materno')]
  if (parts[0] === '' || parts[1] === '') return null
  const read = readFullName(parts.filter((part) => part !== '' && part !== '-').join(' '), oneWord)
  return read.ok ? read.name : reader.wrong('nombres', read.sentence)
}

function bornIn(reader: RowReader, known: Known): string | null {
  const day = reader.day('fecha_nac')
  if (day === null) return null
  const read = readBirthDate(day, known.now)
  if (!read.ok) return reader.wrong('fecha_nac', read.sentence)
  const age = ageOn(read.date, known.today)
  if (age < YOUNGEST) return reader.wrong('fecha_nac', WRONG.tooYoung)
  return age < ADULT ? reader.wrong('fecha_nac', WRONG.minor) : read.date
}

function sexIn(reader: RowReader): Profile['sex'] {
  const typed = plainKey(reader.text('sexo'))
  if (typed === '' || typed === 'ND') return null
  if (['F', 'FEMENINO', 'MUJER'].includes(typed)) return 'female'
  if (['M', 'MASCULINO', 'HOMBRE', 'VARON'].includes(typed)) return 'male'
  return ['OTRO', 'O', 'X'].includes(typed) ? 'other' : reader.wrong('sexo', WRONG.sex)
}

function phoneIn(reader: RowReader): string | null {
  const typed = reader.text('celular')
  if (isNone(typed)) return null
  const read = readPhone(typed)
  return read.ok ? read.phone : reader.wrong('celular', read.sentence)
}

function districtIn(reader: RowReader, answers: Answers): District | null {
  const typed = reader.digits('ubigeo_res', 6)
  const said = reader.text('esquema').toUpperCase()
  if (said !== '' && said !== 'INEI' && said !== 'RENIEC') return reader.wrong('esquema', WRONG.scheme)
  if (typed === '') return null
  // A code without its table is read by the sender's answer, never guessed.
  const scheme = said || answers.scheme
  const choice = /^\d{6}$/.test(typed) && (scheme === 'INEI' || scheme === 'RENIEC') ? scheme : null
  if (choice && districtByCode(choice, typed)) return districtByCode(choice, typed)
  const read = readDistrict(choice ? `${choice} ${typed}` : typed, '')
  return read.kind === 'found' ? read.district : reader.wrong('ubigeo_res', read.sentence)
}

const LANGUAGES: Readonly<Record<string, LearningLanguage>> = {
  ES: 'es', 'ES PE': 'es', ESPANOL: 'es', CASTELLANO: 'es', EN: 'en', INGLES: 'en', AIMARA: 'ayr', AYMARA: 'ayr', ASHANINKA: 'cni', AWAJUN: 'agr', SHIPIBO: 'shp', 'SHIPIBO KONIBO': 'shp',
  'QUECHUA CUSCO': 'quz', 'QUECHUA COLLAO': 'quz', 'QUECHUA AYACUCHO': 'quy', 'QUECHUA CHANKA': 'quy', 'QUECHUA ANCASH': 'qwh',
}

function languageIn(reader: RowReader): LearningLanguage {
  const typed = reader.text('lengua')
  if (isNone(typed)) return 'es'
  const code = typed.toLowerCase()
  const found = isLearningLanguage(code) ? code : LANGUAGES[plainKey(typed)]
  if (!found) reader.wrong('lengua', WRONG.language)
  return found ?? 'es'
}

const GROUPS: Readonly<Record<string, Profile['groups'][number] | 'women'>> = {
  JOVENES: 'young-professionals', 'JOVENES PROFESIONALES': 'young-professionals', 'YOUNG PROFESSIONALS': 'young-professionals',
  MYPE: 'sme-owners', MYPES: 'sme-owners', 'SME OWNERS': 'sme-owners', EMPRESA: 'sme-owners', MUJERES: 'women', MUJER: 'women', WOMEN: 'women',
}

/** `women` follows from her sex and is not declared apart. */
function groupsIn(reader: RowReader): Profile['groups'] {
  const typed = reader.text('grupo_meta')
  if (isNone(typed)) return []
  const found = typed.split(/[,;/+]| y /i).map((part) => GROUPS[plainKey(part)])
  if (found.some((group) => group === undefined)) reader.wrong('grupo_meta', WRONG.group)
  return [...new Set(found)].filter((group): group is Profile['groups'][number] => group !== undefined && group !== 'women')
}

const LONGEST_LINE = 80

function firmIn(reader: RowReader, dni: string | null): Profile['firm'] {
  const [typed, line] = [reader.text('ruc'), reader.text('rubro_ciiu').slice(0, LONGEST_LINE)]
  if (isNone(typed)) return isNone(line) ? null : { ruc: null, line }
  const read = readRuc(typed, dni)
  return read.ok ? { ruc: read.ruc, line } : reader.wrong('ruc', read.sentence)
}

function enrolledIn(reader: RowReader, known: Known, section: Section | null): string | null {
  const day = dayNotAhead(reader, known, 'fecha_matricula')
  if (day === null || !section) return day
  const yearBefore = `${Number(section.starts.slice(0, 4)) - 1}${section.starts.slice(4)}`
  return day < yearBefore ? reader.wrong('fecha_matricula', WRONG.enrolledEarly) : day
}

export function dayNotAhead(reader: RowReader, known: Known, column: string): string | null {
  const day = reader.day(column)
  return day !== null && day > known.today ? reader.wrong(column, WRONG.future) : day
}
