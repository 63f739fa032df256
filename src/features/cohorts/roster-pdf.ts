import type { House } from '../../feature.ts'
import { say, type Lang } from '../../lib/text.ts'
import { paperBasics, printedBy, typeset } from '../../web/paper.ts'
import { lastDigitsOf, namesOf, personsOf } from '../people/index.ts'
import { programmeOf } from '../programmes/index.ts'
import { sectionMembers, type Enrolment } from './enrolment.ts'
import { limaDay, type Section } from './sections.ts'
import { day, stateText } from './shown.ts'
import { PAGE, ROSTER, sectionMode } from './words.ts'

export interface ListedMember {
  readonly enrolment: Enrolment
  readonly name: string
  /** «…410»; '' without a document. */
  readonly document: string
}

/** Enrolments as paper lists them: in the order of the alphabet, of the document the last three signs (DOMAIN.md 5.5). */
export async function listed(house: House, tenant: string, rows: readonly Enrolment[], lang: Lang): Promise<ListedMember[]> {
  const persons = await personsOf(house.db, tenant, rows.map((r) => r.agent))
  const [names, digits] = [await namesOf(house, [...persons.values()]), await lastDigitsOf(house, [...persons.values()])]
  return rows.map((enrolment) => {
    const person = persons.get(enrolment.agent) ?? ''
    const last = digits.get(person)
    return { enrolment, name: names.get(person) ?? say(PAGE.unnamed, lang), document: last ? `…${last}` : '' }
  }).toSorted((a, b) => a.name.localeCompare(b.name, 'es') || a.document.localeCompare(b.document))
}

export interface RosterAsked {
  readonly tenant: string
  readonly section: Section
  readonly tutors: readonly string[]
  /** Who prints. */
  readonly by: string
}

/** Everybody who is or was in a section, to pin on a wall that only the team sees. */
export async function rosterPdf(house: House, lang: Lang, { tenant, section, tutors, by }: RosterAsked): Promise<Uint8Array> {
  const members = await listed(house, tenant, await sectionMembers(house.db, tenant, section.id), lang)
  const programme = programmeOf(house, tenant)?.title
  const heading = `${say(ROSTER.title, lang)}: ${say(section.title, lang)}`
  const now = house.clock()
  return typeset('features/cohorts/roster.typ', {
    ...paperBasics(house.config, lang, heading, now), heading, foot: printedBy(lang, by, now), note: members.length ? say(ROSTER.digits, lang) : '', empty: say(PAGE.nobody, lang),
    facts: [
      [say(ROSTER.programme, lang), programme ? say(programme, lang) : tenant],
      [say(PAGE.mode, lang), `${say(sectionMode(section), lang)} · ${say(section.site, lang)} · ${say(section.shift, lang)}`],
      [say(PAGE.dates, lang), `${day(section.starts)} – ${day(section.ends)}`],
      [say(PAGE.tutors, lang), tutors.join(', ') || say(PAGE.noTutor, lang)],
      [say(PAGE.participants, lang), say(ROSTER.active, lang, { n: members.filter((m) => m.enrolment.state === 'active').length })],
    ],
    head: [say(ROSTER.number, lang), say(ROSTER.name, lang), say(ROSTER.document, lang), say(PAGE.enrolment, lang)],
    rows: members.map(({ enrolment, name, document }, n) => [String(n + 1), name, document, `${stateText(enrolment, limaDay(now), lang)}, ${day(enrolment.since)}`]),
  })
}
