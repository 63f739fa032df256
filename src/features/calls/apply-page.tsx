import type { JSX } from 'preact'
import type { FieldProblem } from '../../lib/problem.ts'
import { say, type Lang, type Text } from '../../lib/text.ts'
import { ErrorSummary } from '../../web/form.tsx'
import { FirstFields, type TypedPerson } from '../people/index.ts'
import { PUBLIC } from './page-words.ts'

export interface ApplyPageProps {
  readonly lang: Lang
  /** `/p/<programme>/calls/<call>` */
  readonly base: string
  readonly title: Text
  readonly typed: TypedPerson
  readonly problems: readonly FieldProblem[]
  readonly signedIn: boolean
}

/** Step one: an account and a file number. Somebody who is signed in has only to say that she wants to. */
export function ApplyPage({ lang, base, title, typed, problems, signedIn }: ApplyPageProps): JSX.Element {
  return (
    <>
      <h1>{say(PUBLIC.applyTitle, lang, { call: say(title, lang) })}</h1>
      <ErrorSummary lang={lang} problems={problems} />
      {signedIn ? (
        <form method="post" action={`${base}/apply`}>
          <p>{say(PUBLIC.startSignedIn, lang)}</p>
          <button>{say(PUBLIC.start, lang)}</button>
        </form>
      ) : (
        <>
          <p>{say(PUBLIC.haveAccount, lang)} <a href={`/sign-in?next=${encodeURIComponent(`${base}/apply`)}`}>{say(PUBLIC.signIn, lang)}</a></p>
          <p>{say(PUBLIC.applyFirst, lang)}</p>
          <form method="post" action={`${base}/apply`}>
            <FirstFields lang={lang} typed={typed} problems={problems} />
            <button>{say(PUBLIC.continue, lang)}</button>
          </form>
        </>
      )}
    </>
  )
}
