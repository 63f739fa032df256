import type { House } from '../../feature.ts'
import type { Lang, Text } from '../../lib/text.ts'
import { limaDay, limaMoment, sectionOf, sectionsOfTutor } from '../cohorts/index.ts'
import { entriesOf } from './attendance.ts'
import { sessionsBetween } from './class-session.ts'
import { usualMode } from './plan-session.ts'
import { rosterAt, type RosterLine } from './roster.ts'
import { secretFor } from './scan.ts'
import type { Mark, Mode } from './statements.ts'

const DAYS_AHEAD = 7

export interface TakenSession {
  readonly id: string
  /** ISO. */
  readonly starts: string
  readonly ends: string
  readonly minutes: number
  readonly mode: Mode
  readonly site: string
  /** What the server had when this was fetched, by enrolment. */
  readonly marks: Readonly<Record<string, { readonly mark: Mark; readonly minutes: number }>>
}

export interface TakenSection {
  readonly id: string
  readonly title: Text
  readonly mode: Mode
  readonly site: string
  /** Hex; the QR of every session of this tutor in this section is made with it. */
  readonly secret: string
  readonly sessions: readonly TakenSession[]
  readonly roster: readonly RosterLine[]
}

/** What a tutor's phone takes along. Personal: kept under her key, never in a cache. */
export interface TakenAttendance {
  readonly programme: string
  readonly sections: readonly TakenSection[]
}

/** Her sections that are not over, with the sessions of today and the coming seven days and who is enrolled now. */
export async function takenBy(house: House, tenant: string, tutor: string, lang: Lang): Promise<TakenAttendance> {
  const now = house.clock()
  const today = limaDay(now)
  const from = limaMoment(today, 0)
  const to = new Date(from.getTime() + (DAYS_AHEAD + 1) * 86_400_000)
  const sections: TakenSection[] = []
  for (const id of await sectionsOfTutor(house.db, tenant, tutor)) {
    const section = await sectionOf(house, tenant, id)
    if (!section || section.ends < today) continue
    const sessions: TakenSession[] = []
    for (const s of await sessionsBetween(house.db, tenant, [id], from, to)) {
      const marks = [...await entriesOf(house.db, tenant, s.session)].map(([enrolment, { mark, minutes }]) => [enrolment, { mark, minutes }] as const)
      sessions.push({ id: s.session, starts: s.starts.toISOString(), ends: s.ends.toISOString(), minutes: s.minutes, mode: s.mode, site: s.site, marks: Object.fromEntries(marks) })
    }
    sections.push({
      id, title: section.title, mode: usualMode(section), site: section.site.es, secret: secretFor(house, tenant, id, tutor), sessions,
      roster: await rosterAt(house, tenant, id, now, lang),
    })
  }
  return { programme: tenant, sections }
}
