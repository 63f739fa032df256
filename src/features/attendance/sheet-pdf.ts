import type { House } from '../../feature.ts'
import { say, type Lang } from '../../lib/text.ts'
import { paperBasics, printedBy, typeset } from '../../web/paper.ts'
import { day, limaHour, limaMoment, listed, type Section, everMembers, sectionAt, sectionMode } from '../cohorts/index.ts'
import { programmeOf } from '../programmes/index.ts'
import type { Entry } from './attendance.ts'
import type { ClassSession } from './class-session.ts'
import { openAt } from './mark.ts'
import { SHEET } from './sheet-words.ts'
import { MARKS } from './statements.ts'
import { MARK, MODE, PAGE } from './words.ts'

export interface SheetAsked {
  readonly tenant: string
  readonly section: Section
  /** Who prints. */
  readonly by: string
  /** A session with what is recorded of it, or a day without one: the hours are then written by hand. */
  readonly of: { readonly session: ClassSession; readonly entries: ReadonlyMap<string, Entry> } | { readonly day: string }
}

/** Names, P T F J and room for signatures: to pass round where there is no phone, and to be typed in later as a late entry. */
export async function sheetPdf(house: House, lang: Lang, { tenant, section, by, of }: SheetAsked): Promise<Uint8Array> {
  const session = 'session' in of ? of.session : null
  const at = session ? session.starts : limaMoment('day' in of ? of.day : '', 12 * 60)
  const now = house.clock()
  const last = session ? session.ends : limaMoment('day' in of ? of.day : '', 24 * 60)
  const open = (await everMembers(house.db, tenant, section.id)).filter((e) => openAt(e, now < last ? now : last) && sectionAt(e, now < last ? now : last) === section.id)
  const members = await listed(house, tenant, open, lang)
  const programme = programmeOf(house, tenant)?.title
  const heading = `${say(SHEET.title, lang)}: ${say(section.title, lang)}`
  const dots = '. . . . . . . . .'
  const markOf = (enrolment: string): string | undefined => ('entries' in of ? of.entries.get(enrolment)?.mark : undefined)
  return typeset('features/attendance/sheet.typ', {
    ...paperBasics(house.config, lang, `${heading}, ${day(at)}`, now), heading, foot: printedBy(lang, by, now), empty: say(PAGE.nobody, lang),
    facts: [
      [say(SHEET.programme, lang), programme ? say(programme, lang) : tenant],
      [say(PAGE.day, lang), session ? `${day(at)}, ${limaHour(session.starts)} – ${limaHour(session.ends)} (${session.minutes} min)` : `${day(at)}, ${say(SHEET.hours, lang, { from: dots, to: dots })}`],
      [say(PAGE.site, lang), session ? `${session.site} · ${say(MODE[session.mode], lang)}` : `${say(section.site, lang)} · ${say(sectionMode(section), lang)}`],
    ],
    head: [say(SHEET.number, lang), say(SHEET.name, lang), say(SHEET.document, lang), ...MARKS, say(SHEET.signature, lang)],
    rows: members.map(({ enrolment, name, document }, n) => [
      String(n + 1), name, document, ...MARKS.map((mark) => (markOf(enrolment.enrolment) === mark ? 'X' : '')), '',
    ]),
    legend: `${MARKS.map((mark) => `${mark}: ${say(MARK[mark], lang)}`).join(' · ')}. ${say(SHEET.late, lang)}`,
    signers: [say(SHEET.tutor, lang), say(SHEET.second, lang)],
  })
}
