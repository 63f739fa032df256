import type { FieldProblem } from '../../lib/problem.ts'
import type { Lang, Text } from '../../lib/text.ts'
import { ageOn, limaDay, readBirthDate } from './dates.ts'
import { readDistrict, type DistrictChoice } from './district-reading.ts'
import { readDocument, type IdentityDocument } from './documents.ts'
import { readFullName } from './names.ts'
import { readPhone } from './phone.ts'
import { pinProblem } from './pins.ts'
import { DECLARED_GROUPS, isLearningLanguage, type Guardian, type Profile } from './profile.ts'
import type { PersonValues } from './register.ts'
import { readRuc } from './ruc.ts'
import { districtCode, UBIGEO_VERSION } from './ubigeo.ts'
import { FORM } from './words.ts'

const ADULT = 18
/** Ley 29733's own rule for minors begins at 14; younger children are not in this programme. */
const YOUNGEST = 14

/** What was typed, for showing it again; a PIN is never shown again. */
export interface TypedPerson {
  readonly text: Readonly<Record<string, string>>
  readonly groups: readonly string[]
  /** Districts to choose from when what was typed fits several. */
  readonly districts: readonly DistrictChoice[]
}

export type PersonReading =
  | { readonly ok: true; readonly values: PersonValues; readonly typed: TypedPerson }
  | { readonly ok: false; readonly problems: readonly FieldProblem[]; readonly typed: TypedPerson }

/** An empty form. */
export const NOTHING_TYPED: TypedPerson = { text: {}, groups: [], districts: [] }

/** Reads every field of `PersonFields` and says everything that is wrong at once. `now` decides ages; `lang` is that of the consent read. */
export function readPersonForm(form: FormData, now: Date, lang: Lang): PersonReading {
  const text = (name: string): string => { const value = form.get(name); return typeof value === 'string' ? value : '' }
  const problems: FieldProblem[] = []
  const wrong = (field: string, sentence: Text): null => { problems.push({ field, sentence }); return null }

  const document = readDocument(text('document_type'), text('document_number'), text('document_country'))
  if (!document.ok) wrong(document.field, document.sentence)
  const name = readFullName(text('full_name'), document.ok && document.document.type === 'passport')
  if (!name.ok) wrong('full_name', name.sentence)
  const born = readBirthDate(text('birth_date'), now)
  if (!born.ok) wrong('birth_date', born.sentence)
  const age = born.ok ? ageOn(born.date, limaDay(now)) : ADULT
  if (age < YOUNGEST) wrong('birth_date', FORM.tooYoung)
  const phone = readPhone(text('phone'))
  if (!phone.ok) wrong('phone', phone.sentence)
  const district = readDistrict(text('district'), text('district_choice'))
  if (district.kind !== 'found') wrong('district', district.sentence)
  const language = text('language')
  if (!isLearningLanguage(language)) wrong('language', FORM.chooseLanguage)
  const groups = DECLARED_GROUPS.filter((group) => form.getAll('groups').includes(group))
  const firm = groups.includes('sme-owners') ? readFirm(text, document.ok ? document.document : null, wrong) : null
  const guardian = age < ADULT && age >= YOUNGEST ? readGuardian(text, document.ok ? document.document : null, wrong) : null
  const pin = text('pin').trim()
  const pinWrong = pinProblem(pin, {
    born: born.ok ? born.date : '', documentNumber: document.ok ? document.document.number : '', phone: phone.ok ? phone.phone : null,
  })
  if (pinWrong) wrong('pin', pinWrong)
  if (text('consent') !== 'yes') wrong('consent', FORM.consentNeeded)

  const typed: TypedPerson = { text: typedText(form), groups, districts: district.kind === 'found' ? [] : district.choices }
  if (problems.length > 0 || !document.ok || !name.ok || !born.ok || !phone.ok || district.kind !== 'found' || !isLearningLanguage(language)) {
    return { ok: false, problems, typed }
  }
  const profile: Profile = {
    name: name.name, born: born.date, phone: phone.phone, sex: null, language,
    district: { ...districtCode(district.district), version: UBIGEO_VERSION }, groups, firm, guardian, email: null, workStatus: null, firmSize: null,
  }
  return { ok: true, values: { document: document.document, profile, pin, consentLanguage: lang }, typed }
}

type Read = (name: string) => string
type Wrong = (field: string, sentence: Text) => null

/** RUC or "sin RUC", and the line of business: asked only of those who own a firm. */
export function readFirm(text: Read, document: IdentityDocument | null, wrong: Wrong): Profile['firm'] {
  const line = text('line').normalize('NFC').replace(/\s+/g, ' ').trim()
  if (line.length < 3 || line.length > 80) wrong('line', FORM.lineNeeded)
  if (text('no_ruc') === 'yes') return { ruc: null, line }
  if (text('ruc').trim() === '') return wrong('ruc', FORM.rucOrNone)
  const ruc = readRuc(text('ruc'), document?.type === 'dni' ? document.number : null)
  return ruc.ok ? { ruc: ruc.ruc, line } : wrong('ruc', ruc.sentence)
}

function readGuardian(text: Read, own: IdentityDocument | null, wrong: Wrong): Guardian | null {
  const name = readFullName(text('guardian_name'))
  if (!name.ok) wrong('guardian_name', text('guardian_name').trim() === '' ? FORM.guardianNeeded : name.sentence)
  const document = readDocument(text('guardian_document_type') || 'dni', text('guardian_document_number'), 'PE')
  if (!document.ok) wrong('guardian_document_number', document.sentence)
  else if (own && own.type === document.document.type && own.number === document.document.number) wrong('guardian_document_number', FORM.guardianSame)
  if (text('guardian_consent') !== 'yes') wrong('guardian_consent', FORM.guardianConsentNeeded)
  return name.ok && document.ok ? { name: name.name, document: document.document } : null
}

const NEVER_SHOWN = new Set(['pin'])
const LONGEST_SHOWN = 300

function typedText(form: FormData): Record<string, string> {
  return Object.fromEntries([...form.entries()].flatMap(([name, value]) => (
    typeof value === 'string' && !NEVER_SHOWN.has(name) ? [[name, value.slice(0, LONGEST_SHOWN)]] : [])))
}

