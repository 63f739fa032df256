import type { House } from '../../feature.ts'
import { say, type Lang } from '../../lib/text.ts'
import { everMembers, sectionAt, type Enrolment } from '../cohorts/index.ts'
import { lastDigitsOf, namesOf, personsOf } from '../people/index.ts'
import { openAt } from './mark.ts'
import { PAGE } from './words.ts'

export interface RosterLine {
  readonly enrolment: string
  readonly name: string
  /** Last three digits of the document, where two people have one name; else ''. */
  readonly digits: string
}

/** Who may be marked at a moment: everybody whose enrolment was open then, by name. */
export async function rosterAt(house: House, tenant: string, section: string, at: Date, lang: Lang): Promise<RosterLine[]> {
  return named(house, tenant, (await everMembers(house.db, tenant, section)).filter((e) => openAt(e, at) && sectionAt(e, at) === section), lang)
}

/** Enrolments with the names of their people, in the order of the alphabet. */
export async function named(house: House, tenant: string, rows: readonly Pick<Enrolment, 'enrolment' | 'agent'>[], lang: Lang): Promise<RosterLine[]> {
  const persons = await personsOf(house.db, tenant, rows.map((row) => row.agent))
  const names = await namesOf(house, [...persons.values()])
  const lines = rows.map(({ enrolment, agent }) => ({ enrolment, person: persons.get(agent) ?? '', name: names.get(persons.get(agent) ?? '') ?? say(PAGE.unnamed, lang) }))
  const twice = lines.filter((line) => lines.some((other) => other !== line && other.name === line.name))
  const digits = await lastDigitsOf(house, twice.map((line) => line.person))
  return lines.map(({ enrolment, name, person }) => ({ enrolment, name, digits: digits.get(person) ?? '' }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'es') || a.digits.localeCompare(b.digits))
}
