import type { House } from '../../feature.ts'
import { say, type Lang } from '../../lib/text.ts'
import { namesOf, personsOf } from '../people/index.ts'
import type { Enrolment } from './enrolment.ts'
import { PAGE } from './words.ts'

export interface MemberLine { readonly enrolment: Enrolment; readonly name: string }

/** Enrolments with the names of their people, in the order of the alphabet. */
export async function named(house: House, tenant: string, rows: readonly Enrolment[], lang: Lang): Promise<MemberLine[]> {
  const persons = await personsOf(house.db, tenant, rows.map((row) => row.agent))
  const names = await namesOf(house, [...persons.values()])
  const lines = rows.map((enrolment) => ({ enrolment, name: names.get(persons.get(enrolment.agent) ?? '') ?? say(PAGE.unnamed, lang) }))
  return lines.toSorted((a, b) => a.name.localeCompare(b.name, 'es'))
}
