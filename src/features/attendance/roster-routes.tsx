import type { Ctx, Route } from '../../feature.ts'
import { Problem, type FieldProblem } from '../../lib/problem.ts'
import { say } from '../../lib/text.ts'
import { page } from '../../web/page.tsx'
import { enrolmentById } from '../cohorts/index.ts'
import { doneOf, fieldsOf, sessionFor, sessionsAddress, tenantOf } from './asking.ts'
import { entriesOf } from './attendance.ts'
import { refusedIn } from './deliver-list.ts'
import { needOf, type Taking } from './mark.ts'
import { planOf, recordMarks, type MarkRow, type Refused } from './recording.ts'
import { RosterPage } from './roster-page.tsx'
import { named, rosterAt } from './roster.ts'
import { CHOSEN_CAUSES, MARKS } from './statements.ts'
import { PAGE, WRONG } from './words.ts'

export const rosterRoutes: readonly Route[] = [
  { method: 'GET', path: '/office/:programme/sections/:section/sessions/:session', handle: (c) => showRoster(c) },
  { method: 'POST', path: '/office/:programme/sections/:section/sessions/:session', handle: saveMarks },
]

interface Again { readonly problems?: readonly FieldProblem[]; readonly refused?: readonly Refused[]; readonly typed?: (name: string) => string }

async function showRoster(c: Ctx, { problems = [], refused = [], typed = () => '' }: Again = {}): Promise<Response> {
  const { house, lang } = c.var
  const tenant = tenantOf(c)
  const { section, session, by, inCharge } = await sessionFor(c)
  if (session.cancelled) throw new Problem(409, 'cancelled', WRONG.cancelled)
  const now = house.clock()
  const taking = { by, source: 'list', inCharge, at: now, device: null, skewed: false, cause: null, fallback: null } as const satisfies Taking
  const need = needOf(session, taking, now)
  const entries = await entriesOf(house.db, tenant, session.session)
  // Rows that a phone brought and that entered afterwards are settled.
  const fromPhone = (await refusedIn(house, tenant, session.session)).filter((r) => !entries.has(r.enrolment))
  const props = {
    lang, base: sessionsAddress(c, section), section, session, entries, typed, problems, byHand: need.late || need.manual, open: true, done: doneOf(c),
    lines: await rosterAt(house, tenant, section.id, now < session.ends ? now : session.ends, lang),
    refused: await withNames(c, refused), fromPhone: await withNames(c, fromPhone),
  }
  const status = problems.length > 0 || refused.length > 0 ? 422 : 200
  return page(c, { title: `${say(PAGE.roster, lang)}: ${say(section.title, lang)}`, status, scripts: ['roster.js'], main: <RosterPage {...props} /> })
}

async function saveMarks(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const tenant = tenantOf(c)
  const { section, session, by, inCharge } = await sessionFor(c)
  const typed = await fieldsOf(c)
  const now = house.clock()
  const lines = await rosterAt(house, tenant, section.id, now < session.ends ? now : session.ends, lang)
  const entries = await entriesOf(house.db, tenant, session.session)
  const minutes = /^\d{1,3}$/.test(typed('minutes').trim()) ? Number(typed('minutes')) : null
  const rows: MarkRow[] = lines.flatMap(({ enrolment }) => {
    const mark = MARKS.find((m) => m === typed(`mark-${enrolment}`)) ?? (typed('do') === 'rest' ? 'P' : undefined)
    const before = entries.get(enrolment)
    // The page shows one number for all who come late; whoever has hers already keeps it.
    const late = before?.mark === 'T' && mark === 'T' ? before.minutes : minutes
    return mark ? [{ id: crypto.randomUUID(), enrolment, mark, minutes: late }] : []
  })
  if (rows.length === 0) return showRoster(c, { problems: [{ field: 'roster', sentence: WRONG.nothingMarked }], typed })
  const cause = CHOSEN_CAUSES.find((code) => code === typed('cause')) ?? null
  const taking: Taking = { by, source: 'list', inCharge, at: now, device: null, skewed: false, cause, fallback: null }
  const need = needOf(session, taking, now)
  if ((need.late || need.manual) && !cause && rows.some((r) => r.mark === 'P' || r.mark === 'T')) return showRoster(c, { problems: [{ field: 'cause', sentence: WRONG.causeNeeded }], typed })
  const refused = await recordMarks(house, { tenant, session: planOf(session), rows, taking })
  if (refused.length > 0) return showRoster(c, { refused, typed })
  return c.redirect(`${sessionsAddress(c, section)}/${session.session}?done=${need.late || need.manual ? 'waits' : 'marked'}`, 303)
}

async function withNames(c: Ctx, refused: readonly Refused[]): Promise<(Refused & { name: string })[]> {
  const { house, lang } = c.var
  const enrolments = await Promise.all(refused.map((r) => enrolmentById(house.db, r.enrolment)))
  const lines = await named(house, tenantOf(c), enrolments.filter((e) => e !== undefined && e.tenant === tenantOf(c)).filter((e) => e !== undefined), lang)
  return refused.map((r) => ({ ...r, name: lines.find((l) => l.enrolment === r.enrolment)?.name ?? say(PAGE.unnamed, lang) }))
}
