import type { JSX } from 'preact'
import type { FieldProblem } from '../../lib/problem.ts'
import { say, type Lang, type Text } from '../../lib/text.ts'
import { ErrorSummary, Field } from '../../web/form.tsx'
import { DocumentFields } from './person-fields.tsx'
import { SIGN_IN as W } from './sign-in-words.ts'

export interface SignInProps {
  readonly lang: Lang
  readonly next: string
  readonly typed: Readonly<Record<string, string>>
  readonly problems: readonly FieldProblem[]
  /** Why the whole was refused, when it was no single field. */
  readonly refusal?: Text | undefined
}

function Refusal({ lang, refusal }: { lang: Lang; refusal: Text | undefined }): JSX.Element | null {
  return refusal ? <div class="errors" role="alert"><p>{say(refusal, lang)}</p></div> : null
}

export function SignInPage({ lang, next, typed, problems, refusal, ways }: SignInProps & { readonly ways: readonly (JSX.Element | null)[] }): JSX.Element {
  return (
    <>
      <h1>{say(W.title, lang)}</h1>
      <Refusal lang={lang} refusal={refusal} />
      <ErrorSummary lang={lang} problems={problems} />
      <form method="post" action="/sign-in">
        <input type="hidden" name="next" value={next} />
        <DocumentFields lang={lang} problems={problems} typed={{ text: typed }} />
        <Field lang={lang} problems={problems} name="pin" label={say(W.pin, lang)} type="password" inputMode="numeric" autocomplete="current-password" maxLength={6} />
        <p class="actions"><button>{say(W.go, lang)}</button></p>
      </form>
      {ways}
      <h2>{say(W.forgot, lang)}</h2>
      <p>{say(W.forgotHow, lang)}</p>
      <p><a href="/sign-in/reset">{say(W.haveCode, lang)}</a></p>
      <p><a href="/">{say(W.newHere, lang)}</a></p>
    </>
  )
}

export function ResetPage({ lang, typed, problems, refusal }: Omit<SignInProps, 'next'>): JSX.Element {
  return (
    <>
      <h1>{say(W.resetTitle, lang)}</h1>
      <p>{say(W.forgotHow, lang)}</p>
      <Refusal lang={lang} refusal={refusal} />
      <ErrorSummary lang={lang} problems={problems} />
      <form method="post" action="/sign-in/reset">
        <DocumentFields lang={lang} problems={problems} typed={{ text: typed }} />
        <Field lang={lang} problems={problems} name="code" label={say(W.code, lang)} hint={say(W.codeHint, lang)} value={typed.code} autocomplete="one-time-code" maxLength={16} />
        <Field lang={lang} problems={problems} name="pin" label={say(W.newPin, lang)} inputMode="numeric" autocomplete="off" maxLength={6} />
        <p class="actions"><button>{say(W.change, lang)}</button></p>
      </form>
    </>
  )
}

export function StaffSignInPage({ lang, next, typed, refusal }: Omit<SignInProps, 'problems'>): JSX.Element {
  return (
    <>
      <h1>{say(W.staffTitle, lang)}</h1>
      <Refusal lang={lang} refusal={refusal} />
      <form method="post" action="/staff/sign-in">
        <input type="hidden" name="next" value={next} />
        <Field lang={lang} name="handle" label={say(W.handle, lang)} value={typed.handle} autocomplete="username" maxLength={40} />
        <Field lang={lang} name="password" label={say(W.password, lang)} type="password" autocomplete="current-password" maxLength={200} />
        <Field lang={lang} name="code" label={say(W.totp, lang)} hint={say(W.totpHint, lang)} autocomplete="one-time-code" maxLength={16} />
        <p class="actions"><button>{say(W.go, lang)}</button></p>
      </form>
    </>
  )
}

export interface WelcomeProps {
  readonly lang: Lang
  readonly token: string
  /** Null for the first member of staff, who names herself. */
  readonly invited: { readonly name: string; readonly handle: string } | null
  /** SVG of the QR, made by us. */
  readonly qr: string
  readonly typedKey: string
  readonly typed: Readonly<Record<string, string>>
  readonly problems: readonly FieldProblem[]
}

export function WelcomePage(props: WelcomeProps): JSX.Element {
  const { lang, problems, typed, invited } = props
  return (
    <>
      <h1>{say(W.welcomeTitle, lang)}</h1>
      {invited && <p>{invited.name} · <strong>{invited.handle}</strong></p>}
      <ErrorSummary lang={lang} problems={problems} />
      <form method="post" action={`/staff/welcome/${props.token}`}>
        {invited === null && <Field lang={lang} problems={problems} name="name" label={say(W.yourName, lang)} value={typed.name} autocomplete="name" maxLength={120} />}
        {invited === null && <Field lang={lang} problems={problems} name="handle" label={say(W.handle, lang)} hint={say(W.handleHint, lang)} value={typed.handle} autocomplete="username" maxLength={40} />}
        {invited !== null && <input type="hidden" name="handle" value={invited.handle} autocomplete="username" />}
        <Field lang={lang} problems={problems} name="password" label={say(W.password, lang)} hint={say(W.passwordHint, lang)} type="password" autocomplete="new-password" maxLength={200} />
        <p>{say(W.appStep, lang)}</p>
        <div class="qr" role="img" aria-label={say(W.qrAlt, lang)} dangerouslySetInnerHTML={{ __html: props.qr }} />
        <p>{say(W.byHand, lang)} <code>{props.typedKey}</code></p>
        <Field lang={lang} problems={problems} name="code" label={say(W.totp, lang)} inputMode="numeric" autocomplete="one-time-code" maxLength={8} />
        <p class="actions"><button>{say(W.activate, lang)}</button></p>
      </form>
    </>
  )
}

export function RecoveryCodesPage({ lang, codes }: { lang: Lang; codes: readonly string[] }): JSX.Element {
  return (
    <>
      <h1>{say(W.codesTitle, lang)}</h1>
      <p>{say(W.codesText, lang)}</p>
      <ul class="codes">{codes.map((code) => <li><code>{code}</code></li>)}</ul>
      <p class="actions"><a class="button" href="/office">{say(W.toOffice, lang)}</a></p>
    </>
  )
}
