import type { JSX } from 'preact'
import type { FieldProblem } from '../../lib/problem.ts'
import { say, type Lang, type Text } from '../../lib/text.ts'
import { ErrorSummary, Field, PostButton } from '../../web/form.tsx'
import { shownLimaDay } from '../people/index.ts'
import { kindOf, type AnswerRow } from './answers.ts'
import { REGISTRY_NAME } from './registry.ts'
import { ASSURANCE_NAME, MATCH_NAME, REGISTRY as W, RESTRICTION_NAME, STATE_NAME } from './words.ts'

export interface AnswerProps {
  readonly lang: Lang
  readonly answer: AnswerRow
  /** Staff id -> name. */
  readonly staff: ReadonlyMap<string, string>
}

/** What was answered, by whom it was asked, and how it was settled: codes in words, nothing of what the registry knows. */
export function AnswerShown({ lang, answer, staff }: AnswerProps): JSX.Element {
  const values = { registry: say(REGISTRY_NAME[answer.registry], lang), day: shownLimaDay(answer.at), name: staff.get(answer.asked_by ?? '') ?? '' }
  return (
    <>
      <p>{say(answer.asked_by === null ? W.signedIn : W.askedBy, lang, values)} <span class="tag">{say(ASSURANCE_NAME[answer.assurance], lang)}</span></p>
      <p><strong>{answer.match && say(MATCH_NAME[answer.match], lang)}.</strong> {say(RESTRICTION_NAME[answer.restriction], lang)}.</p>
      {answer.asked_by === null && answer.first_by !== null && <p>{say(W.firstBy, lang, { name: staff.get(answer.first_by) ?? '' })}</p>}
      {answer.decided && <p>{say(W.decidedBy, lang, { state: say(STATE_NAME[answer.state], lang), name: staff.get(answer.decided_by ?? '') ?? '', day: shownLimaDay(answer.decided) })}</p>}
    </>
  )
}

export interface AnswerPageProps extends AnswerProps {
  /** /office/<programme> */
  readonly office: string
  readonly person: { readonly agent: string; readonly name: string }
  /** Who looks. */
  readonly viewer: string
  readonly problems: readonly FieldProblem[]
  readonly typedDay: string
  readonly refusal?: Text | undefined
}

/** One answer with what may be decided about it. */
export function AnswerPage(props: AnswerPageProps): JSX.Element {
  const { lang, answer, office, person } = props
  return (
    <>
      <p><a href={`${office}/registries`}>{say(W.title, lang)}</a></p>
      <h1>{person.name}</h1>
      {props.refusal && <div class="errors" role="alert"><p>{say(props.refusal, lang)}</p></div>}
      <ErrorSummary lang={lang} problems={props.problems} />
      <section class="card">
        <AnswerShown {...props} />
        <p><a href={`${office}/people/${person.agent}`}>{person.name}</a></p>
      </section>
      {answer.state === 'open' && <Decide {...props} />}
      <p class="hint">{say(W.untested, lang)}</p>
    </>
  )
}

function Decide(props: AnswerPageProps): JSX.Element {
  const { lang, answer, office } = props
  const at = `${office}/registries/${answer.id}`
  switch (kindOf(answer)) {
    case 'death': return <DecideDeath {...props} at={at} />
    case 'differs': return <section class="card"><p>{say(W.differsText, lang)}</p><PostButton action={`${at}/drop`} kind="quiet" label={say(W.drop, lang)} /></section>
    case 'confirm': return <DecideIdentity {...props} at={at} />
  }
}

type At = AnswerPageProps & { readonly at: string }

function DecideIdentity({ lang, at, answer, viewer }: At): JSX.Element {
  return (
    <section class="card">
      <p>{say(W.confirmText, lang)}</p>
      <p class="actions">
        {answer.first_by === null && <PostButton action={`${at}/first`} label={say(W.takeFirst, lang)} />}
        {answer.first_by !== null && answer.first_by !== viewer && <PostButton action={`${at}/confirm`} label={say(W.confirm, lang)} />}
        <PostButton action={`${at}/drop`} kind="quiet" label={say(W.drop, lang)} />
      </p>
      {answer.first_by === viewer && <p>{say(W.waitsOther, lang)}</p>}
    </section>
  )
}

function DecideDeath({ lang, at, problems, typedDay }: At): JSX.Element {
  return (
    <section class="card">
      <p>{say(W.deathText, lang)}</p>
      <form method="post" action={`${at}/death`}>
        <Field lang={lang} problems={problems} name="death_day" label={say(W.deathDay, lang)} hint={say(W.deathHint, lang)} value={typedDay} inputMode="numeric" autocomplete="off" maxLength={10} />
        <p class="actions"><button class="danger">{say(W.recordDeath, lang)}</button></p>
      </form>
      <PostButton action={`${at}/drop`} kind="quiet" label={say(W.notDead, lang)} />
    </section>
  )
}
