import type { Ctx, Route } from '../../feature.ts'
import { Problem, type FieldProblem } from '../../lib/problem.ts'
import { say, type Text } from '../../lib/text.ts'
import { page } from '../../web/page.tsx'
import { holds, organisationOf, staff } from '../../web/who.ts'
import { enrolmentManaged } from '../cohorts/index.ts'
import { namesOf, personOf, staffName } from '../people/index.ts'
import { programmeOf, ruleInForce } from '../programmes/index.ts'
import { certificationsAt } from './certification.ts'
import { approveEnrolment, enrolmentIn, knownOf, proposeEnrolment, withdrawEnrolmentProposal } from './deciding.ts'
import { readyFor, waitingIn } from './office-lists.ts'
import { LookPage, ReadyPage, WaitingPage, type Frame } from './office-pages.tsx'
import { DONE, OFFICE } from './office-words.ts'
import { mayIssue } from './papers.ts'
import type { Kind } from './statements.ts'
import { REFUSAL } from './words.ts'

export const officeRoutes: readonly Route[] = [
  { method: 'GET', path: '/office/:programme/certificates', handle: (c) => showReady(c) },
  { method: 'POST', path: '/office/:programme/certificates/proposals', handle: proposeMarked },
  { method: 'POST', path: '/office/:programme/certificates/proposals/withdraw', handle: withdraw },
  { method: 'GET', path: '/office/:programme/certificates/approvals', handle: showWaiting },
  { method: 'GET', path: '/office/:programme/certificates/approvals/:enrolment', handle: showLook },
  { method: 'POST', path: '/office/:programme/certificates/approvals/:enrolment', handle: approve },
]

export const tenantOf = (c: Ctx): string => c.req.param('programme') ?? ''
export const baseOf = (c: Ctx): string => `/office/${encodeURIComponent(tenantOf(c))}/certificates`
const kindOf = (value: unknown): Kind => (value === 'constancia' ? 'constancia' : 'certificado')

/** The entity whose people she proposes; null: everybody's. */
export const entityOf = (c: Ctx): string | null => organisationOf(c.var.who, tenantOf(c), ['executor', 'approver', 'auditor'])

/** An entity proposes its own people, whatever a form names. */
async function assertOwn(c: Ctx, enrolment: string): Promise<void> {
  if (entityOf(c) !== null) await enrolmentManaged(c.var.house, staff(c, tenantOf(c), 'executor'), tenantOf(c), enrolment)
}

/** Why nothing can be certified in this programme now, or null. */
async function stopOf(c: Ctx): Promise<Text | null> {
  const { house } = c.var
  if (!mayIssue(house, tenantOf(c))) return OFFICE.notHttps
  return (await ruleInForce(house.db, house, tenantOf(c))) ? null : OFFICE.noRule
}

export async function frameOf(c: Ctx, here: Frame['here'], done?: Frame['done']): Promise<Frame> {
  if (!programmeOf(c.var.house, tenantOf(c))) throw new Problem(404, 'unknown-programme', REFUSAL.unknownProgramme)
  return { lang: c.var.lang, base: baseOf(c), here, stop: await stopOf(c), done }
}

async function ruleName(c: Ctx): Promise<string> {
  return (await ruleInForce(c.var.house.db, c.var.house, tenantOf(c)))?.version ?? '–'
}

async function showReady(c: Ctx, problems: readonly FieldProblem[] = [], done?: Frame['done'], chosen?: Kind): Promise<Response> {
  const { house, lang, who } = c.var
  const tenant = tenantOf(c)
  staff(c, tenant, 'executor', 'approver', 'auditor')
  const kind = chosen ?? kindOf(c.req.query('kind'))
  const note = done ?? (c.req.query('done') === 'withdrawn' ? <p class="good">{say(DONE.withdrawn, lang)}</p> : undefined)
  const frame = await frameOf(c, 'toPropose', note)
  return page(c, {
    title: say(OFFICE.title, lang), status: problems.length ? 422 : 200,
    main: (
      <ReadyPage
        frame={frame} kind={kind} people={await readyFor(house, tenant, kind, lang, entityOf(c))} rule={await ruleName(c)}
        manages={holds(who, tenant, ['executor']) && !frame.stop} ticked={c.req.query('all') !== undefined} problems={problems}
      />
    ),
  })
}

/** Everybody marked, one by one: who cannot be proposed is named with the reason, the others are done. */
async function proposeMarked(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const tenant = tenantOf(c)
  const who = staff(c, tenant, 'executor')
  const body = await c.req.parseBody({ all: true })
  const marked = [body.enrolment ?? []].flat().filter((v) => typeof v === 'string')
  const kind = kindOf(body.kind)
  if (marked.length === 0) return showReady(c, [{ field: 'enrolment', sentence: REFUSAL.chooseSomebody }], undefined, kind)
  const refused: { name: string; sentence: Text }[] = []
  const only: Problem[] = []
  for (const enrolment of new Set(marked)) {
    try {
      await assertOwn(c, enrolment)
      await proposeEnrolment(house, { tenant, enrolment, kind, by: who.staff })
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      only.push(error)
      refused.push({ name: await nameOf(c, enrolment), sentence: error.sentence })
    }
  }
  // One person asked for and refused: the refusal itself is the answer.
  if (marked.length === 1 && only[0]) throw only[0]
  const proposed = new Set(marked).size - refused.length
  return showReady(c, [], (
    <>
      <p class="good">{say(DONE.proposed, lang, { n: proposed })}</p>
      {refused.length > 0 && <><p class="bad">{say(DONE.refused, lang, { n: refused.length })}</p><ul>{refused.map((r) => <li>{r.name}: {say(r.sentence, lang)}</li>)}</ul></>}
    </>
  ), kind)
}

async function nameOf(c: Ctx, enrolment: string): Promise<string> {
  const { house } = c.var
  const row = await enrolmentIn(house, { tenant: tenantOf(c), enrolment }).catch(() => null)
  const person = row && await personOf(house.db, row.tenant, row.agent)
  return person ? (await namesOf(house, [person])).get(person) ?? '' : enrolment
}

async function withdraw(c: Ctx): Promise<Response> {
  const tenant = tenantOf(c)
  const who = staff(c, tenant, 'executor')
  const body = await c.req.parseBody()
  await assertOwn(c, String(body.enrolment ?? ''))
  await withdrawEnrolmentProposal(c.var.house, { tenant, enrolment: String(body.enrolment ?? ''), kind: kindOf(body.kind), by: who.staff })
  return c.redirect(`${baseOf(c)}?done=withdrawn&kind=${kindOf(body.kind)}`, 303)
}

async function showWaiting(c: Ctx): Promise<Response> {
  const { house, lang, who } = c.var
  const tenant = tenantOf(c)
  staff(c, tenant, 'executor', 'approver', 'auditor')
  const done = c.req.query('done') === 'approved' ? <p class="good">{say(DONE.approved, lang)}</p> : undefined
  const frame = await frameOf(c, 'toApprove', done)
  const owed = (await certificationsAt(house.db, tenant, 'approved')).length
  return page(c, {
    title: say(OFFICE.toApprove, lang),
    main: (
      <WaitingPage
        frame={frame} waiting={await waitingIn(house, tenant, entityOf(c))} owed={owed} approves={holds(who, tenant, ['approver'])} manages={holds(who, tenant, ['executor'])}
      />
    ),
  })
}

async function showLook(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const tenant = tenantOf(c)
  staff(c, tenant, 'approver')
  const kind = kindOf(c.req.query('kind'))
  const row = await enrolmentIn(house, { tenant, enrolment: c.req.param('enrolment') ?? '' })
  const known = await knownOf(house, house.db, row, kind)
  if (known.certification?.step !== 'proposed') throw new Problem(409, 'not-proposed', REFUSAL.notProposed)
  if (!known.evaluation) throw new Problem(409, 'no-rule', REFUSAL.noRule)
  const proposer = known.certification.proposer
  return page(c, {
    title: say(OFFICE.lookTitle, lang),
    main: (
      <LookPage
        frame={await frameOf(c, 'toApprove')} name={await nameOf(c, row.enrolment)} kind={kind} enrolment={row.enrolment} evaluation={known.evaluation}
        proposer={proposer ? await staffName(house.db, proposer) : '–'} rule={await ruleName(c)}
      />
    ),
  })
}

async function approve(c: Ctx): Promise<Response> {
  const tenant = tenantOf(c)
  const who = staff(c, tenant, 'approver')
  const body = await c.req.parseBody()
  await approveEnrolment(c.var.house, { tenant, enrolment: c.req.param('enrolment') ?? '', kind: kindOf(body.kind), by: who.staff })
  return c.redirect(`${baseOf(c)}/approvals?done=approved`, 303)
}
