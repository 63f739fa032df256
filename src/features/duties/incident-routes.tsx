import type { Ctx, Route, StaffRole } from '../../feature.ts'
import { Problem, type FieldProblem } from '../../lib/problem.ts'
import { say, type Text } from '../../lib/text.ts'
import { page } from '../../web/page.tsx'
import { holds, organisationOf, staff } from '../../web/who.ts'
import { pageOf } from '../cohorts/index.ts'
import { limaDay, staffNames } from '../people/index.ts'
import { references } from '../references/index.ts'
import { dutiesCounted } from './counted.ts'
import { fieldsOf, idOf, isId, MOST_WORDS, textProblems } from './fields.ts'
import { endedIncidents, incidentById, openIncidents, WRITERS, type Incident } from './incident.ts'
import { IncidentPage, IncidentsPage, type IncidentProps, type IncidentsProps } from './incident-pages.tsx'
import { handleIncident, recordIncident } from './incidents.ts'
import { momentValues, readMoment } from './moments.ts'
import { INCIDENT } from './page-words.ts'
import { INCIDENT_KINDS, STEPS } from './statements.ts'
import { textsOf } from './texts.ts'
import { WRONG } from './words.ts'

const AT = '/office/:programme/incidents'
const ON_A_PAGE = 25
const READERS = [...WRITERS, 'auditor'] as const satisfies readonly StaffRole[]

export const incidentRoutes: readonly Route[] = [
  { method: 'GET', path: AT, handle: (c) => list(c) },
  { method: 'POST', path: AT, handle: record },
  { method: 'GET', path: `${AT}/:incident`, handle: (c) => show(c) },
  { method: 'POST', path: `${AT}/:incident/steps`, handle: addStep },
]

const tenantOf = (c: Ctx): string => c.req.param('programme') ?? ''
const officeOf = (c: Ctx): string => `/office/${encodeURIComponent(tenantOf(c))}`

async function list(c: Ctx, refused?: { readonly typed: IncidentsProps['typed']; readonly problems: readonly FieldProblem[] }): Promise<Response> {
  const { house, lang } = c.var
  const tenant = tenantOf(c)
  const who = staff(c, tenant, ...READERS)
  const now = house.clock()
  const number = pageOf(c)
  // An entity's people write incidents down too, and see their own.
  const by = organisationOf(who, tenant, READERS) === null ? null : who.staff
  const [open, ended] = [await openIncidents(house.db, tenant, by), await endedIncidents(house.db, tenant, by, number, ON_A_PAGE + 1)]
  const { incidents } = await dutiesCounted(house.db, tenant, { now, today: limaDay(now) })
  return page(c, {
    title: say(INCIDENT.title, lang), status: refused ? 422 : 200,
    main: <IncidentsPage lang={lang} office={officeOf(c)} open={open} ended={ended.slice(0, ON_A_PAGE)} page={number} more={ended.length > ON_A_PAGE} now={now}
      hours={references().dataRights.incidentHours} counted={by ? null : incidents} mayWrite={holds(who, tenant, WRITERS)} problems={refused?.problems ?? []}
      typed={refused?.typed ?? { id: crypto.randomUUID(), kind: 'lost-device', ...momentValues(now), affected: '', text: '' }} />,
  })
}

async function record(c: Ctx): Promise<Response> {
  const { house } = c.var
  const tenant = tenantOf(c)
  const { staff: by } = staff(c, tenant, ...WRITERS)
  const field = await fieldsOf(c)
  const typed = { id: idOf(field('id')), kind: field('kind'), day: field('day'), time: field('time'), affected: field('affected').trim(), text: field('text').trim() }
  const kind = INCIDENT_KINDS.find((one) => one === typed.kind)
  const known = readMoment(typed.day, typed.time, house.clock(), null)
  const affected = /^\d{0,9}$/.test(typed.affected)
  const problems: FieldProblem[] = [
    ...(kind ? [] : [{ field: 'kind', sentence: WRONG.choose }]), ...known.problems, ...(affected ? [] : [{ field: 'affected', sentence: WRONG.affected }]),
    ...textProblems(typed.text, MOST_WORDS.told),
  ]
  if (!kind || !known.at || problems.length > 0) return list(c, { typed, problems })
  await recordIncident(house, { id: typed.id, tenant, kind, known: known.at, affected: typed.affected === '' ? null : Number(typed.affected), by, text: typed.text })
  return c.redirect(`${officeOf(c)}/incidents/${typed.id}?done`, 303)
}

async function knownIncident(c: Ctx): Promise<Incident> {
  const id = c.req.param('incident') ?? ''
  const row = isId(id) ? await incidentById(c.var.house.db, tenantOf(c), id) : undefined
  if (!row) throw new Problem(404, 'no-such-incident', WRONG.noIncident)
  return row
}

interface Shown { readonly typed?: IncidentProps['typed']; readonly problems?: readonly FieldProblem[]; readonly refusal?: Text; readonly status?: number }

async function show(c: Ctx, shown: Shown = {}): Promise<Response> {
  const { house, lang } = c.var
  const tenant = tenantOf(c)
  const who = staff(c, tenant, ...READERS)
  const row = await knownIncident(c)
  const now = house.clock()
  return page(c, {
    title: say(INCIDENT.title, lang), status: shown.status ?? 200,
    main: <IncidentPage lang={lang} office={officeOf(c)} row={row} texts={await textsOf(house, house.db, row.incident)} names={await staffNames(house.db, [row.by_staff, ...row.steps.map((s) => s.by)])}
      now={now} mayWrite={holds(who, tenant, WRITERS)} typed={shown.typed ?? { id: crypto.randomUUID(), step: '', ...momentValues(now), text: '' }} problems={shown.problems ?? []}
      refusal={shown.refusal} saved={c.req.method === 'GET' && c.req.query('done') !== undefined} />,
  })
}

async function addStep(c: Ctx): Promise<Response> {
  const { house } = c.var
  const { staff: by } = staff(c, tenantOf(c), ...WRITERS)
  const row = await knownIncident(c)
  const field = await fieldsOf(c)
  const typed = { id: idOf(field('id')), step: field('step'), day: field('day'), time: field('time'), text: field('text').trim() }
  const step = STEPS.find((one) => one === typed.step)
  const done = readMoment(typed.day, typed.time, house.clock(), row.known)
  const problems: FieldProblem[] = [
    ...(step ? [] : [{ field: 'step', sentence: WRONG.choose }]), ...done.problems, ...textProblems(typed.text, MOST_WORDS.told),
  ]
  if (!step || !done.at || problems.length > 0) return show(c, { typed, problems, status: 422 })
  try {
    await handleIncident(house, row, { id: typed.id, step, done: done.at, by, text: typed.text })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return show(c, { typed, refusal: error.sentence, status: error.status })
  }
  return c.redirect(`${officeOf(c)}/incidents/${row.incident}?done`, 303)
}
