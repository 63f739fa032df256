import type { Ctx, Route } from '../../feature.ts'
import { Problem } from '../../lib/problem.ts'
import { paperAnswer } from '../../web/paper.ts'
import { limaDay } from '../cohorts/index.ts'
import { sectionFor, sessionFor, tenantOf } from './asking.ts'
import { entriesOf } from './attendance.ts'
import { sheetPdf } from './sheet-pdf.ts'
import { SHEET } from './sheet-words.ts'
import { WRONG } from './words.ts'

export const sheetRoutes: readonly Route[] = [
  { method: 'GET', path: '/office/:programme/sections/:section/sheet.pdf', handle: blank },
  { method: 'GET', path: '/office/:programme/sections/:section/sessions/:session/sheet.pdf', handle: ofSession },
]

/** For a day on which no session is planned yet. */
async function blank(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const { section } = await sectionFor(c)
  const today = limaDay(house.clock())
  const day = c.req.query('date') ?? (today < section.starts ? section.starts : today > section.ends ? section.ends : today)
  const read = new Date(`${day}T00:00:00Z`)
  // The 31st of February would roll over to March.
  const real = !Number.isNaN(read.getTime()) && read.toISOString().slice(0, 10) === day
  if (!real || day < section.starts || day > section.ends) throw new Problem(422, 'day', SHEET.dayWrong)
  return paperAnswer(c, await sheetPdf(house, lang, { tenant: tenantOf(c), section, by: printer(c), of: { day } }), `${section.id}-${day}`)
}

async function ofSession(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const tenant = tenantOf(c)
  const { section, session } = await sessionFor(c)
  if (session.cancelled) throw new Problem(409, 'cancelled', WRONG.cancelled)
  const entries = await entriesOf(house.db, tenant, session.session)
  return paperAnswer(c, await sheetPdf(house, lang, { tenant, section, by: printer(c), of: { session, entries } }), `${section.id}-${limaDay(session.starts)}`)
}

const printer = (c: Ctx): string => (c.var.who.kind === 'staff' ? c.var.who.name : '')
