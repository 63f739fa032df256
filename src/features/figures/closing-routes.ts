import type { Ctx, House, Route } from '../../feature.ts'
import { say, type Lang } from '../../lib/text.ts'
import { paperAnswer, paperBasics, typeset } from '../../web/paper.ts'
import { staff } from '../../web/who.ts'
import { day, isOver, limaDay, limaHour, sectionMode, sectionSeen, tutorsBySection, type Section } from '../cohorts/index.ts'
import { SEX_NAME, staffNames, titled, ubigeo } from '../people/index.ts'
import { organisationsOf, programmeOf } from '../programmes/index.ts'
import { CLOSING_COLUMNS, closingOf, type ClosingCounts, type ClosingLine } from './closing.ts'
import { CLOSING, COLUMN } from './closing-words.ts'

export const closingRoutes: readonly Route[] = [
  { method: 'GET', path: '/office/:programme/sections/:section/closing.pdf', handle: sendClosing },
]

/** The closing minutes of a section, to be signed on paper; before its end they say that they are none. */
async function sendClosing(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const tenant = c.req.param('programme') ?? ''
  const who = staff(c, tenant, 'tutor', 'executor')
  const { section } = await sectionSeen(house, who, tenant, c.req.param('section') ?? '')
  return paperAnswer(c, await closingPdf(house, lang, { tenant, section, by: who.name }), `acta-${section.id}-${limaDay(house.clock())}`)
}

async function closingPdf(house: House, lang: Lang, { tenant, section, by }: { tenant: string; section: Section; by: string }): Promise<Uint8Array> {
  const now = house.clock()
  const ended = section.closed !== null || isOver(section, now)
  const closing = await closingOf(house, tenant, section)
  const heading = `${say(ended ? CLOSING.title : CLOSING.draft, lang)}: ${say(section.title, lang)}`
  const source = { pos: closing.pos, rule: closing.rule?.version ?? '', hash: closing.rule?.hash.slice(0, 12) ?? '' }
  return typeset('features/figures/closing.typ', {
    ...paperBasics(house.config, lang, heading, now), heading, foot: say(CLOSING.printed, lang, { name: by, day: day(now), time: limaHour(now) }), empty: say(CLOSING.nobody, lang), notyet: ended ? '' : say(CLOSING.notYet, lang),
    facts: await factsOf(house, lang, tenant, section),
    head: [say(CLOSING.region, lang), say(CLOSING.sex, lang), ...CLOSING_COLUMNS.map((name) => say(COLUMN[name], lang))],
    rows: closing.lines.length === 0 ? [] : [...closing.lines.map((line) => rowOf(line, lang)), [say(CLOSING.total, lang), '', ...cells(closing.total)]],
    total: say(CLOSING.total, lang), means: say(CLOSING.means, lang), source: say(closing.rule ? CLOSING.source : CLOSING.noRule, lang, source),
    // What is no minutes yet is not signed.
    signers: !ended ? [] : [CLOSING.signCoordinator, CLOSING.signTutor, CLOSING.signOwner].map((text) => say(text, lang)),
  })
}

async function factsOf(house: House, lang: Lang, tenant: string, section: Section): Promise<[string, string][]> {
  const programme = programmeOf(house, tenant)?.title
  const entity = section.organisation === null ? null : (await organisationsOf(house.db, tenant)).find((one) => one.id === section.organisation)?.name ?? section.organisation
  const tutors = (await tutorsBySection(house.db, tenant, [section.id])).get(section.id) ?? []
  const names = await staffNames(house.db, tutors)
  const closed = section.closed ? `, ${say(CLOSING.closedOn, lang, { day: day(section.closed) })}` : ''
  return [
    [say(CLOSING.programme, lang), programme ? say(programme, lang) : tenant],
    [say(CLOSING.entity, lang), entity ?? say(CLOSING.ownEntity, lang)],
    [say(CLOSING.where, lang), `${say(sectionMode(section), lang)} · ${say(section.site, lang)} · ${say(section.shift, lang)}`],
    [say(CLOSING.dates, lang), `${day(section.starts)} – ${day(section.ends)}${closed}`],
    [say(CLOSING.tutors, lang), tutors.flatMap((id) => names.get(id) ?? []).join(', ') || say(CLOSING.noTutor, lang)],
  ]
}

const cells = (counts: ClosingCounts): string[] => CLOSING_COLUMNS.map((name) => String(counts[name]))

function rowOf({ department, sex, counts }: ClosingLine, lang: Lang): string[] {
  const name = ubigeo().departments.find((d) => d.code === department)?.name
  return [name ? titled(name) : say(CLOSING.unknown, lang), say(sex ? SEX_NAME[sex] : CLOSING.untold, lang), ...cells(counts)]
}
