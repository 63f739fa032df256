import type { Ctx, House, Route } from '../../feature.ts'
import { Problem, type FieldProblem } from '../../lib/problem.ts'
import { readMonth } from '../../lib/month.ts'
import { fill, say } from '../../lib/text.ts'
import { append } from '../../record/append.ts'
import type { Draft } from '../../record/statement.ts'
import { page } from '../../web/page.tsx'
import { paperAnswer } from '../../web/paper.ts'
import { RaiseFinding } from '../../web/raise-finding.tsx'
import { holds, staff } from '../../web/who.ts'
import { currentDocumentOf, namesOf, tell } from '../people/index.ts'
import { programmeOf } from '../programmes/index.ts'
import { certificatePdf } from './certificate-pdf.ts'
import { reinstate, revoke, suspend } from './change-state.ts'
import { credentialById, papersOf } from './credentials.ts'
import { stateOf, type CredentialState } from './credential-state.ts'
import { supersedeCredential } from './issuing.ts'
import { ConfirmPage, OnePage, Slip } from './issued-pages.tsx'
import { issuedMonths, issuedPart, type After, type Issued } from './issued-list.ts'
import { IssuedPage } from './issued-list-page.tsx'
import { baseOf, entityOf, frameOf, tenantOf } from './office-routes.tsx'
import { CHANGE, DONE, OFFICE, SLIP, type Change } from './office-words.ts'
import { qrSvg } from './qr.ts'
import { documentChanged } from './papers.ts'
import { personScopes } from './scopes.ts'
import { REINSTATEMENT_CAUSES, REVOCATION_CAUSES, SUPERSESSION_CAUSES, SUSPENSION_CAUSES, type Cause } from './statements.ts'
import { toldBy } from './told.ts'
import { CAUSE, NOTE, REFUSAL, STATE } from './words.ts'

const ONE = '/office/:programme/certificates/issued/:credential'
const CHANGES: readonly Change[] = ['revoke', 'suspend', 'reinstate', 'correct']

export const issuedRoutes: readonly Route[] = [
  { method: 'GET', path: '/office/:programme/certificates/issued', handle: (c) => list(c, askedIn((name) => (name === 'q' ? '' : c.req.query(name)))) },
  { method: 'POST', path: '/office/:programme/certificates/issued', handle: search },
  { method: 'GET', path: ONE, handle: showOne },
  { method: 'GET', path: `${ONE}/slip`, handle: slip },
  { method: 'GET', path: `${ONE}/certificate.pdf`, handle: print },
  ...CHANGES.flatMap((change): Route[] => [
    { method: 'GET', path: `${ONE}/${change}`, handle: (c) => confirm(c, change) },
    { method: 'POST', path: `${ONE}/${change}`, handle: (c) => execute(c, change) },
  ]),
]

const CAUSES: Record<Change, readonly Cause[]> = {
  revoke: REVOCATION_CAUSES, suspend: SUSPENSION_CAUSES, reinstate: REINSTATEMENT_CAUSES, correct: SUPERSESSION_CAUSES,
}

interface Asked { readonly typed: string; readonly month: string | null; readonly after: After | null }

const askedIn = (field: (name: string) => unknown): Asked => {
  const text = (name: string): string => { const value = field(name); return typeof value === 'string' ? value : '' }
  return { typed: text('q').slice(0, 120).trim(), month: readMonth(text('month')), after: readAfter(text('after')) }
}

function readAfter(text: string): After | null {
  const parts = /^(\d{1,15})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text)
  return parts ? { issued: new Date(Number(parts[1])), credential: parts[2] ?? '' } : null
}

/** A name or a number does not belong into an address: what was typed is posted. Without it the month is enough. */
async function search(c: Ctx): Promise<Response> {
  const form = await c.req.formData()
  return list(c, askedIn((name) => form.get(name)))
}

async function list(c: Ctx, asked: Asked): Promise<Response> {
  const { house, lang } = c.var
  const tenant = tenantOf(c)
  staff(c, tenant, 'executor', 'approver', 'auditor')
  const [found, months] = [await issuedPart(house, tenant, { ...asked, organisation: entityOf(c) }), await issuedMonths(house, tenant)]
  return page(c, { title: say(OFFICE.issued, lang), main: <IssuedPage frame={await frameOf(c, 'issued')} {...asked} {...found} months={months} /> })
}

/** The credential of the address in this programme; 404 otherwise. */
async function oneOf(c: Ctx): Promise<Issued> {
  const { house } = c.var
  const row = await credentialById(house.db, c.req.param('credential') ?? '')
  const state = row?.tenant === tenantOf(c) ? await stateOf(house.db, row.credential) : undefined
  if (!row || !state) throw new Problem(404, 'unknown-credential', REFUSAL.unknownCredential)
  return { row, state, name: (await namesOf(house, [row.person])).get(row.person) ?? null }
}

const allowed = (state: CredentialState): Change[] =>
  state.state === 'valid' ? ['suspend', 'revoke', 'correct'] : state.state === 'suspended' ? ['reinstate', 'revoke'] : []

async function showOne(c: Ctx): Promise<Response> {
  const { house, lang, who } = c.var
  const tenant = tenantOf(c)
  staff(c, tenant, 'executor', 'approver', 'auditor')
  const issued = await oneOf(c)
  const papers = await papersOf(house, house.db, issued.row.credential)
  const paperName = papers ? toldBy(papers.credential).name : null
  const what = c.req.query('done')
  const done = what === 'correct' ? say(DONE.corrected, lang) : what ? say(DONE.changed, lang, { state: say(STATE[issued.state.state], lang) }) : null
  const corrects = papers !== null && (paperName !== issued.name || documentChanged(papers, await currentDocumentOf(house, house.db, issued.row.person)))
  const changes = holds(who, tenant, ['approver']) ? allowed(issued.state).filter((change) => change !== 'correct' || corrects) : []
  const handsOut = holds(who, tenant, ['executor', 'approver'])
  return page(c, {
    title: say(OFFICE.issued, lang),
    main: (
      <>
        <OnePage frame={await frameOf(c, 'issued', done ? <p class="good">{done}</p> : undefined)} issued={issued} changes={changes} paperName={paperName} slips={handsOut} prints={paperName !== null && handsOut} />
        <RaiseFinding c={c} tenant={tenant} about="certificate" code={issued.row.credential} />
      </>
    ),
  })
}

async function confirm(c: Ctx, change: Change, problems: readonly FieldProblem[] = []): Promise<Response> {
  const { lang } = c.var
  staff(c, tenantOf(c), 'approver')
  const issued = await oneOf(c)
  return page(c, {
    title: say(CHANGE[change].button, lang), status: problems.length ? 422 : 200,
    main: <ConfirmPage lang={lang} base={baseOf(c)} issued={issued} change={change} causes={CAUSES[change]} problems={problems} />,
  })
}

async function execute(c: Ctx, change: Change): Promise<Response> {
  const { house } = c.var
  const who = staff(c, tenantOf(c), 'approver')
  const { row } = await oneOf(c)
  if (change === 'correct') {
    const fresh = await supersedeCredential(house, row, who.staff)
    return c.redirect(`${baseOf(c)}/issued/${fresh}?done=correct`, 303)
  }
  const typed = (await c.req.parseBody()).cause
  const now = house.clock()
  const act = actOf(change, typed)
  if (!act) return confirm(c, change, [{ field: 'cause', sentence: REFUSAL.chooseCause }])
  await append(house, { scopes: await personScopes(house.db, row.tenant, row.agent) }, async (tx) => {
    const state = await stateOf(tx, row.credential)
    if (!state) throw new Problem(404, 'unknown-credential', REFUSAL.unknownCredential)
    const drafts = act.run(state, who.staff, now)
    await tellHolder({ ...house, db: tx }, { ...state, state: act.to }, row.person, act.cause)
    return drafts
  })
  return c.redirect(`${baseOf(c)}/issued/${row.credential}?done=${change}`, 303)
}

interface ChangeAct {
  readonly cause: Cause
  readonly to: CredentialState['state']
  readonly run: (row: CredentialState, by: string, now: Date) => Draft[]
}

/** The command with its cause; null when the cause is none of its own. */
function actOf(change: Exclude<Change, 'correct'>, typed: unknown): ChangeAct | null {
  if (change === 'revoke') {
    const cause = REVOCATION_CAUSES.find((k) => k === typed)
    return cause ? { cause, to: 'revoked', run: (row, by, now) => revoke(row, by, cause, now) } : null
  }
  if (change === 'suspend') {
    const cause = SUSPENSION_CAUSES.find((k) => k === typed)
    return cause ? { cause, to: 'suspended', run: (row, by, now) => suspend(row, by, cause, now) } : null
  }
  const cause = REINSTATEMENT_CAUSES.find((k) => k === typed)
  return cause ? { cause, to: 'valid', run: (row, by, now) => reinstate(row, by, cause, now) } : null
}

async function tellHolder(house: House, state: CredentialState, person: string, cause: Cause): Promise<void> {
  const papers = await papersOf(house, house.db, state.credential)
  if (!papers) return
  const what = toldBy(papers.credential).achievement
  const note = { es: fill(NOTE.changed, { what, state: STATE[state.state].es, cause: CAUSE[cause].es }).es, en: fill(NOTE.changed, { what, state: STATE[state.state].en, cause: CAUSE[cause].en }).en }
  await tell(house.db, { person, tenant: state.tenant, note, link: `/me/certificates/${state.credential}`, at: house.clock() })
}

async function slip(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const tenant = tenantOf(c)
  staff(c, tenant, 'executor', 'approver')
  const issued = await oneOf(c)
  const papers = await papersOf(house, house.db, issued.row.credential)
  const programme = programmeOf(house, tenant)
  if (!papers || !programme || issued.name === null) throw new Problem(410, 'erased', REFUSAL.erased)
  return page(c, {
    title: say(SLIP.steps, lang), bare: true,
    main: <Slip lang={lang} name={issued.name} programme={programme.title} issued={issued} publicUrl={house.config.publicUrl} qr={await qrSvg(papers.qr)} />,
  })
}

async function print(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  staff(c, tenantOf(c), 'executor', 'approver')
  const { row, state } = await oneOf(c)
  const pdf = await certificatePdf(house, lang, row, state, await papersOf(house, house.db, row.credential))
  return paperAnswer(c, pdf, `${row.kind}-${row.serial}`)
}
