import type { House } from '../../feature.ts'
import type { FieldProblem } from '../../lib/problem.ts'
import type { Lang } from '../../lib/text.ts'
import { correct, type Correction } from './own-data.ts'
import { readFirm, readPersonForm, type PersonReading, type TypedPerson } from './person-form.ts'
import { claimsOf, profileOf } from './persons.ts'
import { readPhone, shownPhone } from './phone.ts'
import { DECLARED_GROUPS, isLearningLanguage } from './profile.ts'
import { textOf } from './reading-forms.ts'
import { FORM } from './words.ts'

/** Reads `FirstFields`: whoever registers in two steps begins without phone and groups, in the language of the page. */
export function readFirstForm(form: FormData, now: Date, lang: Lang): PersonReading {
  const first = new FormData()
  for (const [name, value] of form.entries()) first.append(name, value)
  first.set('language', lang)
  for (const later of ['phone', 'groups', 'ruc', 'no_ruc', 'line']) first.delete(later)
  return readPersonForm(first, now, lang)
}

export type RestReading =
  | { readonly ok: true; readonly correction: Correction }
  | { readonly ok: false; readonly problems: readonly FieldProblem[]; readonly typed: TypedPerson }

/** Reads `RestFields` of a registered person: phone, language, groups and her firm. */
export async function readRestForm(house: House, person: string, form: FormData): Promise<RestReading> {
  const problems: FieldProblem[] = []
  const wrong = (field: string, sentence: FieldProblem['sentence']): null => { problems.push({ field, sentence }); return null }
  const phone = readPhone(textOf(form, 'phone'))
  if (!phone.ok) wrong('phone', phone.sentence)
  const language = textOf(form, 'language')
  if (!isLearningLanguage(language)) wrong('language', FORM.chooseLanguage)
  const groups = DECLARED_GROUPS.filter((group) => form.getAll('groups').includes(group))
  const dni = (await claimsOf(house, house.db, person)).find((claim) => claim.document.type === 'dni')?.document ?? null
  const firm = groups.includes('sme-owners') ? readFirm((name) => textOf(form, name), dni, wrong) : null
  if (problems.length > 0 || !phone.ok || !isLearningLanguage(language)) {
    const text = Object.fromEntries(['phone', 'language', 'ruc', 'no_ruc', 'line'].map((name) => [name, textOf(form, name).slice(0, 300)]))
    return { ok: false, problems, typed: { text, groups, districts: [] } }
  }
  return { ok: true, correction: { phone: phone.phone, language, groups, firm } }
}

/** Keeps what `readRestForm` read: her own correction, with the facts that follow from it. */
export async function saveRest(house: House, person: string, correction: Correction): Promise<void> {
  await correct(house, person, correction, { self: true })
}

/** What she said so far, as `RestFields` shows it. */
export async function typedRest(house: House, person: string): Promise<TypedPerson> {
  const profile = await profileOf(house, house.db, person)
  if (!profile) return { text: {}, groups: [], districts: [] }
  const { firm } = profile
  return {
    text: {
      phone: profile.phone ? shownPhone(profile.phone) : '', language: profile.language,
      ruc: firm?.ruc ?? '', no_ruc: firm && firm.ruc === null ? 'yes' : '', line: firm?.line ?? '',
    },
    groups: profile.groups, districts: [],
  }
}
