import type { JSX } from 'preact'
import type { FieldProblem } from '../../lib/problem.ts'
import { say, type Lang } from '../../lib/text.ts'
import { ErrorSummary, PostButton } from '../../web/form.tsx'
import { markText, type Quiz } from '../courses/index.ts'
import { askedOf, QuestionFields, type Drawn, type Typed } from '../questions/index.ts'
import type { QuizAttempt } from './quiz-attempt.ts'
import { MOST_A_DAY } from './score-attempt.ts'
import { QUIZ } from './words.ts'

export interface OverviewProps {
  readonly lang: Lang
  readonly base: string
  readonly quiz: Quiz
  readonly pass: number
  readonly attempts: readonly QuizAttempt[]
  readonly today: number
  /** Something is saved of the next attempt. */
  readonly begun: boolean
  readonly saved: boolean
}

export function Overview({ lang, base, quiz, pass, attempts, today, begun, saved }: OverviewProps): JSX.Element {
  const marks = attempts.filter((a) => !a.annulled).map((a) => a.mark)
  const label = begun ? QUIZ.resume : attempts.length > 0 ? QUIZ.again : QUIZ.start
  return (
    <>
      <p><a href={base}>{say(QUIZ.toCourse, lang)}</a></p>
      <h1>{say(quiz.title, lang)}</h1>
      {saved && <p class="good" role="status">{say(QUIZ.saved, lang)}</p>}
      <p>{say(QUIZ.intro, lang, { n: quiz.draw, mark: pass })}</p>
      {marks.length > 0 && <p><strong>{say(QUIZ.best, lang, { mark: markText(Math.max(...marks), lang) })}</strong></p>}
      {today >= MOST_A_DAY
        ? <p class="card next">{say(QUIZ.noMoreToday, lang, { n: MOST_A_DAY })}</p>
        : <p><PostButton action={`${base}/quiz`} label={say(label, lang)} /></p>}
      <Rules lang={lang} />
      {attempts.length > 0 && <Attempts attempts={attempts} lang={lang} base={base} />}
    </>
  )
}

export function Rules({ lang }: { lang: Lang }): JSX.Element {
  return (
    <>
      <h2>{say(QUIZ.rules, lang)}</h2>
      <ul>{[QUIZ.rule1, QUIZ.rule2, QUIZ.rule3, QUIZ.rule6, QUIZ.rule4, QUIZ.rule5].map((rule) => <li>{say(rule, lang, { n: MOST_A_DAY })}</li>)}</ul>
    </>
  )
}

function Attempts({ attempts, lang, base }: Pick<OverviewProps, 'attempts' | 'lang' | 'base'>): JSX.Element {
  const day = new Intl.DateTimeFormat(lang === 'es' ? 'es-PE' : 'en', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'America/Lima' })
  return (
    <>
      <h2>{say(QUIZ.attempts, lang)}</h2>
      <ul class="tries">
        {attempts.map((a) => (
          <li>
            <a href={`${base}/quiz/${a.attempt}`}>{say(QUIZ.attempt, lang, { n: a.attempt })}</a>, {day.format(a.scored)}:{' '}
            {say(QUIZ.mark, lang, { mark: markText(a.mark, lang) })}{a.annulled && ` (${say(QUIZ.annulled, lang)})`}
          </li>
        ))}
      </ul>
    </>
  )
}

export interface AttemptPageProps {
  readonly lang: Lang
  readonly base: string
  readonly quiz: Quiz
  readonly attempt: number
  readonly token: string
  readonly drawn: readonly Drawn[]
  readonly typed: Typed
  readonly problems: readonly FieldProblem[]
}

/** The questions of one attempt. Neither which option is right nor any explanation is in this page. */
export function AttemptPage({ lang, base, quiz, attempt, token, drawn, typed, problems }: AttemptPageProps): JSX.Element {
  return (
    <>
      <h1>{say(quiz.title, lang)}: {say(QUIZ.attempt, lang, { n: attempt })}</h1>
      <ErrorSummary problems={problems} lang={lang} />
      <form method="post" action={`${base}/quiz/${attempt}`} id="quiz">
        <input type="hidden" name="token" value={token} />
        {drawn.map((d, place) => <QuestionFields asked={askedOf(d)} place={place} all={drawn.length} typed={typed} lang={lang} problems={problems} />)}
        <p id="answered" class="quiet-text" role="status" data-text={say(QUIZ.answeredOf, lang, { all: drawn.length })} />
        {problems.length > 0 && (
          <label class="choice"><input type="checkbox" name="anyway" value="1" /><span>{say(QUIZ.anyway, lang)}</span></label>
        )}
        <div class="actions">
          <button name="do" value="send">{say(QUIZ.send, lang)}</button>
          <button name="do" value="save" class="quiet">{say(QUIZ.save, lang)}</button>
        </div>
      </form>
    </>
  )
}
