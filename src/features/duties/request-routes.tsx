import type { Ctx, Route } from '../../feature.ts'
import { Problem, type FieldProblem } from '../../lib/problem.ts'
import { say, type Text } from '../../lib/text.ts'
import { page } from '../../web/page.tsx'
import { holds, wholeStaff } from '../../web/who.ts'
import { limaDay, namesOf, personOf, personsOf, readDay, shownDay, staffNames } from '../people/index.ts'
import { dutiesCounted } from './counted.ts'
import { fieldsOf, idOf, isId, MOST_WORDS, textProblems } from './fields.ts'
import { REGISTER, REQUEST } from './page-words.ts'
import { requestById, requestsOf, requestsOfAgent, SHOWN, type DataRequest } from './request.ts'
import { NewRequestPage, RegisterPage, RequestPage, type Line, type NewProps, type RequestProps } from './request-pages.tsx'
import { answerRequest, extendableTo, extendRequest, takeRequest } from './requests.ts'
import { EXTENSION_REASONS, OUTCOMES, REFUSAL_REASONS, RIGHTS_ASKED, WAYS_IN } from './statements.ts'
import { textsOf } from './texts.ts'
import { WRONG } from './words.ts'

const AT = '/office/:programme/requests'
const ON_A_PAGE = 25
const MOST_DAYS_AGO = 60

export const requestRoutes: readonly Route[] = [
  { method: 'GET', path: AT, handle: list },
  { method: 'POST', path: AT, handle: write },
  { method: 'GET', path: `${AT}/new`, handle: (c) => showNew(c, c.req.query('of') ?? '') },
  { method: 'GET', path: `${AT}/:request`, handle: (c) => show(c) },
  { method: 'POST', path: `${AT}/:request/answer`, handle: answer },
  { method: 'POST', path: `${AT}/:request/extend`, handle: extend },
]

const tenantOf = (c: Ctx): string => c.req.param('programme') ?? ''
const officeOf = (c: Ctx): string => `/office/${encodeURIComponent(tenantOf(c))}`
const today = (c: Ctx): string => limaDay(c.var.house.clock())

async function list(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const tenant = tenantOf(c)
  const who = wholeStaff(c, tenant, 'executor', 'approver', 'auditor')
  const mayWrite = holds(who, tenant, ['executor'])
  const shown = SHOWN.find((s) => s === c.req.query('shown')) ?? 'open'
  const right = RIGHTS_ASKED.find((r) => r === c.req.query('right')) ?? null
  const after = /^(\d{4}-\d\d-\d\d)_([0-9a-f-]{36})$/.exec(c.req.query('after') ?? '')
  const from = after && isId(after[2] ?? '') ? { due: after[1] ?? '', request: after[2] ?? '' } : null
  const rows = await requestsOf(house.db, tenant, { shown, asked: right, today: today(c), after: from, limit: ON_A_PAGE + 1 })
  const last = rows.length > ON_A_PAGE ? rows[ON_A_PAGE - 1] : undefined
  const { requests } = await dutiesCounted(house.db, tenant, { now: house.clock(), today: today(c) })
  return page(c, {
    title: say(REGISTER.title, lang),
    main: <RegisterPage lang={lang} office={officeOf(c)} lines={await linesOf(c, rows.slice(0, ON_A_PAGE), mayWrite)} shown={shown} right={right} today={today(c)} counted={requests}
      next={last ? `${officeOf(c)}/requests?shown=${shown}&right=${right ?? ''}&after=${last.due}_${last.request}` : null} later={from !== null} mayWrite={mayWrite}
      saved={c.req.query('done') !== undefined} />,
  })
}

/** Who asked, by name only for those who answer. */
async function linesOf(c: Ctx, rows: readonly DataRequest[], named: boolean): Promise<Line[]> {
  const { house, lang } = c.var
  const persons = await personsOf(house.db, tenantOf(c), rows.flatMap((row) => row.agent ?? []))
  const names = await namesOf(house, [...persons.values()])
  return rows.map((row) => {
    const name = row.agent ? names.get(persons.get(row.agent) ?? '') : say(REGISTER.unknown, lang)
    const who = row.agent && !named ? `(${row.agent.slice(0, 8)})` : name ?? say(REGISTER.erased, lang)
    return { row, who, toErase: row.asked === 'cancellation' && row.outcome === 'granted' && row.agent !== null && name !== undefined }
  })
}

interface New { readonly typed?: NewProps['typed']; readonly problems?: readonly FieldProblem[]; readonly refusal?: Text; readonly status?: number }

async function showNew(c: Ctx, agent: string, shown: New = {}): Promise<Response> {
  const { house, lang } = c.var
  const tenant = tenantOf(c)
  wholeStaff(c, tenant, 'executor')
  const person = agent === '' ? null : await personOf(house.db, tenant, agent)
  const name = person ? (await namesOf(house, [person])).get(person) : undefined
  if (agent !== '' && name === undefined) throw new Problem(404, 'no-such-person', WRONG.noPerson)
  const typed = shown.typed ?? { id: crypto.randomUUID(), right: '', via: '', received: shownDay(today(c)), text: '' }
  return page(c, {
    title: say(REQUEST.new, lang), status: shown.status ?? 200,
    main: <NewRequestPage lang={lang} office={officeOf(c)} of={name === undefined ? null : { agent, name }} before={agent === '' ? [] : await requestsOfAgent(house.db, tenant, agent)}
      today={today(c)} typed={typed} problems={shown.problems ?? []} refusal={shown.refusal} />,
  })
}

async function write(c: Ctx): Promise<Response> {
  const { house } = c.var
  const tenant = tenantOf(c)
  const { staff: by } = wholeStaff(c, tenant, 'executor')
  const field = await fieldsOf(c)
  const agent = field('agent')
  if (agent !== '' && !(await personOf(house.db, tenant, agent))) throw new Problem(404, 'no-such-person', WRONG.noPerson)
  const typed = { id: idOf(field('id')), right: field('right'), via: field('via'), received: field('received').trim(), text: field('text').trim() }
  const right = RIGHTS_ASKED.find((one) => one === typed.right)
  const via = WAYS_IN.find((one) => one === typed.via && one !== 'own')
  const received = readReceived(typed.received, house.clock())
  const problems: FieldProblem[] = [
    ...(right ? [] : [{ field: 'right', sentence: WRONG.choose }]), ...(via ? [] : [{ field: 'via', sentence: WRONG.choose }]),
    ...('day' in received ? [] : [{ field: 'received', sentence: received.sentence }]), ...textProblems(typed.text, MOST_WORDS.request),
  ]
  if (!right || !via || !('day' in received) || problems.length > 0) return showNew(c, agent, { typed, problems, status: 422 })
  try {
    await takeRequest(house, { id: typed.id, tenant, agent: agent === '' ? null : agent, right, via, received: received.day, by, text: typed.text })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return showNew(c, agent, { typed, refusal: error.sentence, status: error.status })
  }
  return c.redirect(`${officeOf(c)}/requests?done`, 303)
}

function readReceived(typed: string, now: Date): { day: string } | { sentence: Text } {
  const read = readDay(typed)
  if (!read.ok) return { sentence: read.sentence }
  if (read.date > limaDay(now)) return { sentence: WRONG.future }
  if (read.date < limaDay(new Date(now.getTime() - MOST_DAYS_AGO * 86_400_000))) return { sentence: WRONG.tooOld }
  return { day: read.date }
}

async function knownRequest(c: Ctx): Promise<DataRequest> {
  const id = c.req.param('request') ?? ''
  const row = isId(id) ? await requestById(c.var.house.db, tenantOf(c), id) : undefined
  if (!row) throw new Problem(404, 'no-such-request', WRONG.noSuch)
  return row
}

interface Answering { readonly typed?: RequestProps['typed']; readonly extension?: RequestProps['extension']; readonly problems?: readonly FieldProblem[]; readonly refusal?: Text; readonly status?: number }

async function show(c: Ctx, shown: Answering = {}): Promise<Response> {
  const { house, lang } = c.var
  wholeStaff(c, tenantOf(c), 'executor')
  const row = await knownRequest(c)
  const [line] = await linesOf(c, [row], true)
  if (!line) throw new Problem(404, 'no-such-request', WRONG.noSuch)
  const names = await staffNames(house.db, [row.by_staff, row.answered_by, row.extended_by].filter((id): id is string => id !== null))
  return page(c, {
    title: say(REGISTER.title, lang), status: shown.status ?? 200,
    main: <RequestPage lang={lang} office={officeOf(c)} line={line} texts={await textsOf(house, house.db, row.request)} today={today(c)} writtenBy={names.get(row.by_staff ?? '') ?? ''}
      answeredBy={names.get(row.answered_by ?? '') ?? ''} typed={shown.typed ?? { id: crypto.randomUUID(), outcome: '', reason: '', text: '' }} problems={shown.problems ?? []}
      refusal={shown.refusal} done={c.req.method !== 'GET' ? null : c.req.query('done') !== undefined ? 'answered' : c.req.query('extended') !== undefined ? 'extended' : null}
      extendedBy={names.get(row.extended_by ?? '') ?? ''} extendableTo={extendableTo(row, today(c))} extension={shown.extension ?? { id: crypto.randomUUID(), why: '', due: '', text: '' }} />,
  })
}

async function extend(c: Ctx): Promise<Response> {
  const { house } = c.var
  const { staff: by } = wholeStaff(c, tenantOf(c), 'executor')
  const row = await knownRequest(c)
  const field = await fieldsOf(c)
  const extension = { id: idOf(field('id')), why: field('why'), due: field('due').trim(), text: field('explanation').trim() }
  const why = EXTENSION_REASONS.find((one) => one === extension.why)
  const due = readDay(extension.due)
  const problems: FieldProblem[] = [
    ...(why ? [] : [{ field: 'why', sentence: WRONG.choose }]), ...(due.ok ? [] : [{ field: 'due', sentence: due.sentence }]),
    ...(extension.text.length < 10 ? [{ field: 'explanation', sentence: WRONG.words }] : []),
  ]
  if (!why || !due.ok || problems.length > 0) return show(c, { extension, problems, status: 422 })
  try {
    await extendRequest(house, row, { id: extension.id, due: due.date, why, text: extension.text, by })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return show(c, { extension, problems: error.fields, ...(error.fields.length > 0 ? {} : { refusal: error.sentence }), status: error.status })
  }
  return c.redirect(`${officeOf(c)}/requests/${row.request}?extended`, 303)
}

async function answer(c: Ctx): Promise<Response> {
  const { house } = c.var
  const { staff: by } = wholeStaff(c, tenantOf(c), 'executor')
  const row = await knownRequest(c)
  const field = await fieldsOf(c)
  const typed = { id: idOf(field('id')), outcome: field('outcome'), reason: field('reason'), text: field('text').trim() }
  const outcome = OUTCOMES.find((one) => one === typed.outcome)
  const reason = REFUSAL_REASONS.find((one) => one === typed.reason) ?? null
  const problems: FieldProblem[] = [
    ...(outcome ? [] : [{ field: 'outcome', sentence: WRONG.choose }]), ...(outcome && outcome !== 'granted' && !reason ? [{ field: 'reason', sentence: WRONG.whyNot }] : []),
    ...textProblems(typed.text, MOST_WORDS.request),
  ]
  if (!outcome || problems.length > 0) return show(c, { typed, problems, status: 422 })
  try {
    await answerRequest(house, row, { id: typed.id, outcome, reason: outcome === 'granted' ? null : reason, text: typed.text, by })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return show(c, { typed, refusal: error.sentence, status: error.status })
  }
  return c.redirect(`${officeOf(c)}/requests/${row.request}?done`, 303)
}
