import type { Ctx, Route } from '../../feature.ts'
import { Problem, type FieldProblem } from '../../lib/problem.ts'
import { say, type Text } from '../../lib/text.ts'
import { page } from '../../web/page.tsx'
import { holds, wholeStaff } from '../../web/who.ts'
import { pageOf } from '../cohorts/index.ts'
import { fieldsOf, idOf, isId, MOST_WORDS, textProblems, textsOf } from '../duties/index.ts'
import { limaDay, staffNames } from '../people/index.ts'
import { readCode } from './about.ts'
import { handleFinding, raiseFinding } from './acts.ts'
import { findingsCounted } from './counted.ts'
import { FindingPage, type FindingProps } from './finding-page.tsx'
import { findingById, findingsOf, SHOWN, type Finding } from './finding.ts'
import { askers, repliers } from './handling.ts'
import { FindingsPage } from './list-page.tsx'
import { NewFindingPage, type NewProps } from './new-page.tsx'
import { LIST, NEW, ONE } from './page-words.ts'
import { subjectPage, subjectsOf } from './shown.ts'
import { ABOUT, DECISIONS, SEVERITIES, type Step } from './statements.ts'
import { WRONG } from './words.ts'

const AT = '/office/:programme/findings'
const ON_A_PAGE = 25
const READERS = ['executor', 'approver', 'auditor'] as const

export const routes: readonly Route[] = [
  { method: 'GET', path: AT, handle: list },
  { method: 'POST', path: AT, handle: raise },
  { method: 'GET', path: `${AT}/new`, handle: (c) => showNew(c) },
  { method: 'GET', path: `${AT}/:finding`, handle: (c) => show(c) },
  { method: 'POST', path: `${AT}/:finding/reply`, handle: reply },
  { method: 'POST', path: `${AT}/:finding/decide`, handle: decide },
]

const tenantOf = (c: Ctx): string => c.req.param('programme') ?? ''
const baseOf = (c: Ctx): string => `/office/${encodeURIComponent(tenantOf(c))}/findings`
const today = (c: Ctx): string => limaDay(c.var.house.clock())

async function list(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const tenant = tenantOf(c)
  const who = wholeStaff(c, tenant, ...READERS)
  const shown = SHOWN.find((one) => one === c.req.query('shown')) ?? 'open'
  const number = pageOf(c)
  const rows = await findingsOf(house.db, tenant, shown, { today: today(c), page: number, limit: ON_A_PAGE })
  const findings = rows.slice(0, ON_A_PAGE)
  return page(c, {
    title: say(LIST.title, lang),
    main: <FindingsPage lang={lang} base={baseOf(c)} findings={findings} subjects={await subjectsOf(house, tenant, findings, lang)} shown={shown} today={today(c)}
      counted={await findingsCounted(house.db, tenant, today(c))} page={number} more={rows.length > ON_A_PAGE} mayRaise={holds(who, tenant, ['auditor'])} />,
  })
}

async function showNew(c: Ctx, refused?: Pick<NewProps, 'typed' | 'problems'>): Promise<Response> {
  const { lang } = c.var
  wholeStaff(c, tenantOf(c), 'auditor')
  const typed = refused?.typed ?? { id: crypto.randomUUID(), about: c.req.query('about') ?? 'free', code: c.req.query('code') ?? '', severity: '', text: '' }
  return page(c, { title: say(NEW.title, lang), status: refused ? 422 : 200, main: <NewFindingPage lang={lang} base={baseOf(c)} typed={typed} problems={refused?.problems ?? []} /> })
}

async function raise(c: Ctx): Promise<Response> {
  const { house } = c.var
  const tenant = tenantOf(c)
  const { staff: by } = wholeStaff(c, tenant, 'auditor')
  const field = await fieldsOf(c)
  const typed = { id: idOf(field('id')), about: field('about'), code: field('code').trim(), severity: field('severity'), text: field('text').trim() }
  const about = ABOUT.find((one) => one === typed.about)
  const severity = SEVERITIES.find((one) => one === typed.severity)
  const read = about ? await readCode(house, tenant, about, typed.code) : { problem: { field: 'about', sentence: WRONG.choose } }
  const problems: FieldProblem[] = [
    ...('problem' in read ? [read.problem] : []), ...(severity ? [] : [{ field: 'severity', sentence: WRONG.choose }]), ...textProblems(typed.text, MOST_WORDS.told),
  ]
  if (!about || !severity || 'problem' in read || problems.length > 0) return showNew(c, { typed, problems })
  await raiseFinding(house, { id: typed.id, tenant, about, code: read.code, severity, by, text: typed.text })
  return c.redirect(`${baseOf(c)}/${typed.id}?done`, 303)
}

async function knownFinding(c: Ctx): Promise<Finding> {
  const id = c.req.param('finding') ?? ''
  const row = isId(id) ? await findingById(c.var.house.db, tenantOf(c), id) : undefined
  if (!row) throw new Problem(404, 'no-such-finding', WRONG.noFinding)
  return row
}

interface Shown { readonly typed?: FindingProps['typed']; readonly problems?: readonly FieldProblem[]; readonly refusal?: Text; readonly status?: number }

async function show(c: Ctx, shown: Shown = {}): Promise<Response> {
  const { house, lang } = c.var
  const tenant = tenantOf(c)
  const who = wholeStaff(c, tenant, ...READERS)
  const finding = await knownFinding(c)
  const coordinates = holds(who, tenant, ['executor'])
  return page(c, {
    title: say(ONE.title, lang, { n: finding.number }), status: shown.status ?? 200,
    main: <FindingPage lang={lang} base={baseOf(c)} finding={finding} subject={(await subjectsOf(house, tenant, [finding], lang)).get(finding.finding) ?? ''}
      subjectPage={subjectPage(finding, coordinates)} texts={await textsOf(house, house.db, finding.finding)} names={await staffNames(house.db, [finding.by_staff, ...finding.steps.map((s) => s.by)])}
      today={today(c)} mayReply={coordinates && finding.stage === 'raised' && !askers(finding).has(who.staff)}
      mayDecide={holds(who, tenant, ['auditor']) && finding.stage !== 'closed' && !repliers(finding).has(who.staff)}
      typed={shown.typed ?? { id: crypto.randomUUID(), decision: '', text: '' }} problems={shown.problems ?? []} refusal={shown.refusal}
      saved={c.req.method === 'GET' && c.req.query('done') !== undefined} />,
  })
}

async function reply(c: Ctx): Promise<Response> {
  const { staff: by } = wholeStaff(c, tenantOf(c), 'executor')
  return take(c, by, () => 'replied')
}

async function decide(c: Ctx): Promise<Response> {
  const { staff: by } = wholeStaff(c, tenantOf(c), 'auditor')
  return take(c, by, (typed) => DECISIONS.find((one) => one === typed))
}

/** Reads the form of a step and takes it; whoever may not, or was too slow, sees the finding as it stands with what she typed. */
async function take(c: Ctx, by: string, stepOf: (decision: string) => Step | undefined): Promise<Response> {
  const finding = await knownFinding(c)
  const field = await fieldsOf(c)
  const typed = { id: idOf(field('id')), decision: field('decision'), text: field('text').trim() }
  const step = stepOf(typed.decision)
  const problems: FieldProblem[] = [...(step ? [] : [{ field: 'decision', sentence: WRONG.choose }]), ...textProblems(typed.text, MOST_WORDS.told)]
  if (!step || problems.length > 0) return show(c, { typed, problems, status: 422 })
  try {
    await handleFinding(c.var.house, finding, { id: typed.id, step, by, text: typed.text })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return show(c, { typed, refusal: error.sentence, status: error.status })
  }
  return c.redirect(`${baseOf(c)}/${finding.finding}?done`, 303)
}
