import type { JSX } from 'preact'
import QRCode from 'qrcode'
import type { Ctx, House, Route } from '../../feature.ts'
import { Problem, type FieldProblem } from '../../lib/problem.ts'
import { say, type Lang, type Text } from '../../lib/text.ts'
import { page } from '../../web/page.tsx'
import { readDocument } from './documents.ts'
import { readFullName } from './names.ts'
import { formOf, safeNext, textOf } from './reading-forms.ts'
import { useResetCode } from './reset.ts'
import { endSession, startSession } from './session.ts'
import { signIn } from './sign-in.ts'
import { RecoveryCodesPage, ResetPage, SignInPage, StaffSignInPage, WelcomePage } from './sign-in-pages.tsx'
import { SIGN_IN } from './sign-in-words.ts'
import { passwordProblem, readHandle } from './staff.ts'
import { join, openLink, type OpenLink } from './staff-links.ts'
import { rememberDevice } from './devices.ts'
import { signInStaff } from './staff-sign-in.ts'
import { totpInvitation, totpStep } from './totp.ts'

export const signInRoutes: readonly Route[] = [
  { method: 'GET', path: '/sign-in', handle: (c) => showSignIn(c, { typed: {}, next: c.req.query('next') ?? '' }) },
  { method: 'POST', path: '/sign-in', handle: postSignIn },
  { method: 'GET', path: '/sign-in/reset', handle: (c) => showReset(c, { typed: {} }) },
  { method: 'POST', path: '/sign-in/reset', handle: postReset },
  { method: 'POST', path: '/sign-out', handle: postSignOut },
  { method: 'GET', path: '/staff/sign-in', handle: (c) => showStaffSignIn(c, { typed: {}, next: c.req.query('next') ?? '' }) },
  { method: 'POST', path: '/staff/sign-in', handle: postStaffSignIn },
  { method: 'GET', path: '/staff/welcome/:token', handle: async (c) => showWelcome(c, await openLink(c.var.house, c.var.house.db, tokenOf(c)), {}) },
  { method: 'POST', path: '/staff/welcome/:token', handle: postWelcome },
]

/** Other ways to sign in, shown beside the PIN; app.ts adds those of features above. */
export const signInWays: ((house: House, lang: Lang, next: string) => JSX.Element | null)[] = []

interface Shown {
  readonly typed: Readonly<Record<string, string>>
  readonly next?: string
  readonly status?: number
  readonly problems?: readonly FieldProblem[]
  readonly refusal?: Text
}

function showSignIn(c: Ctx, shown: Shown): Response | Promise<Response> {
  const { lang } = c.var
  return page(c, {
    title: say(SIGN_IN.title, lang), status: shown.status ?? 200,
    main: <SignInPage lang={lang} ways={signInWays.map((way) => way(c.var.house, lang, shown.next ?? ''))} next={shown.next ?? ''} typed={shown.typed} problems={shown.problems ?? []} refusal={shown.refusal} />,
  })
}

async function postSignIn(c: Ctx): Promise<Response> {
  const form = await formOf(c)
  const next = textOf(form, 'next')
  const typed = documentTyped(form)
  const read = readDocument(typed.document_type, typed.document_number, typed.document_country)
  if (!read.ok) return showSignIn(c, { typed, next, status: 422, problems: [{ field: read.field, sentence: read.sentence }] })
  const problem = await refusalOf(signIn(c, read.document, textOf(form, 'pin').trim()))
  if (problem) return showSignIn(withHeaders(c, problem), { typed, next, status: problem.status, refusal: problem.sentence })
  return c.redirect(safeNext(next, '/me'), 303)
}

function showReset(c: Ctx, shown: Shown): Response | Promise<Response> {
  const { lang } = c.var
  return page(c, {
    title: say(SIGN_IN.resetTitle, lang), status: shown.status ?? 200,
    main: <ResetPage lang={lang} typed={shown.typed} problems={shown.problems ?? []} refusal={shown.refusal} />,
  })
}

async function postReset(c: Ctx): Promise<Response> {
  const form = await formOf(c)
  const typed = { ...documentTyped(form), code: textOf(form, 'code') }
  const read = readDocument(typed.document_type, typed.document_number, typed.document_country)
  if (!read.ok) return showReset(c, { typed, status: 422, problems: [{ field: read.field, sentence: read.sentence }] })
  const problem = await refusalOf(useResetCode(c, read.document, typed.code, textOf(form, 'pin').trim()))
  if (!problem) return c.redirect('/me', 303)
  const about = problem.fields.length ? { problems: problem.fields } : { refusal: problem.sentence }
  return showReset(withHeaders(c, problem), { typed, status: problem.status, ...about })
}

async function postSignOut(c: Ctx): Promise<Response> {
  const staff = c.var.who.kind === 'staff'
  await endSession(c.var.house, c)
  return c.redirect(staff ? '/staff/sign-in' : '/', 303)
}

function showStaffSignIn(c: Ctx, shown: Shown): Response | Promise<Response> {
  const { lang } = c.var
  return page(c, { title: say(SIGN_IN.staffTitle, lang), status: shown.status ?? 200, main: <StaffSignInPage lang={lang} next={shown.next ?? ''} typed={shown.typed} refusal={shown.refusal} /> })
}

async function postStaffSignIn(c: Ctx): Promise<Response> {
  const form = await formOf(c)
  const next = textOf(form, 'next')
  const typed = { handle: textOf(form, 'handle') }
  const problem = await refusalOf(signInStaff(c, typed.handle.trim().toLowerCase(), textOf(form, 'password'), textOf(form, 'code')))
  if (problem) return showStaffSignIn(withHeaders(c, problem), { typed, next, status: problem.status, refusal: problem.sentence })
  return c.redirect(safeNext(next, '/office'), 303)
}

const tokenOf = (c: Ctx): string => c.req.param('token') ?? ''

async function showWelcome(c: Ctx, link: OpenLink, typed: Record<string, string>, problems: readonly FieldProblem[] = []): Promise<Response> {
  const { lang } = c.var
  const { uri, typed: typedKey } = totpInvitation(link.totp, link.staff?.handle ?? 'equipo')
  const qr = await QRCode.toString(uri, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' })
  const props = { lang, token: tokenOf(c), invited: link.staff, qr, typedKey, typed, problems }
  return page(c, { title: say(SIGN_IN.welcomeTitle, lang), status: problems.length ? 422 : 200, main: <WelcomePage {...props} /> })
}

async function postWelcome(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const form = await formOf(c)
  const link = await openLink(house, house.db, tokenOf(c))
  const problems: FieldProblem[] = []
  const name = link.staff ? { ok: true as const, name: link.staff.name } : readFullName(textOf(form, 'name'))
  if (!name.ok) problems.push({ field: 'name', sentence: name.sentence })
  const handle = link.staff?.handle ?? readHandle(textOf(form, 'handle'))
  if (!handle) problems.push({ field: 'handle', sentence: SIGN_IN.handleWrong })
  const password = textOf(form, 'password')
  const weak = passwordProblem(password, handle ?? '')
  if (weak) problems.push({ field: 'password', sentence: weak })
  const step = totpStep(link.totp, textOf(form, 'code'), house.clock(), 0)
  if (step === null) problems.push({ field: 'code', sentence: SIGN_IN.codeWrong })
  if (!name.ok || !handle || step === null || problems.length > 0) {
    return showWelcome(c, link, { name: textOf(form, 'name'), handle: textOf(form, 'handle') }, problems)
  }
  const { staff, codes } = await join(house, { token: tokenOf(c), name: name.name, handle, password, step })
  await startSession(house, c, { staff })
  await rememberDevice(house, c, staff)
  return page(c, { title: say(SIGN_IN.codesTitle, lang), main: <RecoveryCodesPage lang={lang} codes={codes} /> })
}

function documentTyped(form: FormData): { document_type: string; document_number: string; document_country: string } {
  return { document_type: textOf(form, 'document_type') || 'dni', document_number: textOf(form, 'document_number'), document_country: textOf(form, 'document_country') }
}

/** The Problem with which the work was refused, to be shown on the form itself; anything else goes on to app.ts. */
async function refusalOf(work: Promise<unknown>): Promise<Problem | null> {
  try {
    await work
    return null
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}

function withHeaders(c: Ctx, problem: Problem): Ctx {
  for (const [name, value] of Object.entries(problem.headers)) c.header(name, value)
  return c
}
