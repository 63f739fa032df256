import type { JSX } from 'preact'
import type { Step } from '../../engine/recipe.ts'
import { say, type Lang, type Text } from '../../lib/text.ts'
import { day } from '../cohorts/index.ts'
import { ScoreBar, type Mark } from './bar.tsx'
import { describeSteps } from './block-words.ts'
import { fits } from './bounds.ts'
import type { GradeRow } from './grades.ts'
import type { ClassLab, Lab, NumberLab, SeriesLab } from './load.ts'
import { moment, type TryLine } from './pages.tsx'
import { TRIES_A_DAY } from './queue.ts'
import { errorSentence, goalError, measured, tradeSentence } from './view.ts'
import { GAP, PAGE } from './words.ts'

export interface TryPageProps extends TryLine {
  readonly lang: Lang
  readonly lab: Lab
  readonly steps: readonly Step[]
  readonly today: string
  /** Address of the lab's page, and of the enrolment's. */
  readonly labUrl: string
  readonly courseUrl: string
}

/** One hand-in: being graded, queued for another day, or its result. */
export function TryPage(props: TryPageProps): JSX.Element {
  const { lang, submission, grade, steps, labUrl, courseUrl } = props
  const t = (text: Text, values = {}) => say(text, lang, values)
  return (
    <>
      <h1>{titleOf(props)}</h1>
      <p class="quiet-text">{t(PAGE.tryOf, { when: moment(submission.received, lang) })}</p>
      {grade ? <Outcome {...props} grade={grade} /> : <Waiting {...props} />}
      <p class="lab-recipe"><strong>{t(PAGE.recipe)}:</strong> {describeSteps(steps, lang, columnsOf(props))}</p>
      <p class="actions">
        {!grade && <a class="button" href={`${labUrl}/tries/${submission.submission}`}>{t(PAGE.lookAgain)}</a>}
        <a class={grade?.passed ? 'button' : 'button quiet'} href={courseUrl}>{t(PAGE.goOn)}</a>
        <a class={grade && !grade.passed ? 'button' : 'button quiet'} href={labUrl}>{t(PAGE.backToLab)}</a>
      </p>
    </>
  )
}

function columnsOf({ lab, lang }: TryPageProps): { id: string; name: string }[] {
  return lab.task === 'series' ? [] : Object.entries(lab.data.columns).map(([id, name]) => ({ id, name: say(name, lang) }))
}

export function titleOf({ lang, lab, grade }: Pick<TryPageProps, 'lang' | 'lab' | 'grade'>): string {
  if (!grade) return say(PAGE.beingGraded, lang)
  return `${say(lab.title, lang)} · ${say(grade.passed ? PAGE.passed : PAGE.notYet, lang)}`
}

function Waiting({ lang, submission, today }: TryPageProps): JSX.Element {
  if (submission.day > today) return <p>{say(PAGE.queuedSays, lang, { limit: TRIES_A_DAY, day: day(submission.day) })}</p>
  return <p id="waiting" role="status">{say(PAGE.beingGradedSays, lang)}</p>
}

function Outcome({ lang, lab, steps, grade }: TryPageProps & { grade: GradeRow }): JSX.Element {
  const t = (text: Text, values = {}) => say(text, lang, values)
  const known = grade.passed ? undefined : lab.mistakes.find((m) => fits(m.when, steps))
  const gap = Object.entries(GAP).find(([name]) => name === grade.gap)?.[1]
  return (
    <>
      <p class={grade.passed ? 'good' : undefined} id="outcome">{gap ? t(gap) : t(grade.passed ? PAGE.passed : PAGE.notYet)}</p>
      {known && <p class="card next">{t(known.say)}</p>}
      {!grade.digest_match && grade.gap !== 'diverged' && <p class="card" role="note">{t(PAGE.mismatch)}</p>}
      <Figures lang={lang} lab={lab} grade={grade} />
    </>
  )
}

function Figures({ lang, lab, grade }: { lang: Lang; lab: Lab; grade: GradeRow }): JSX.Element | null {
  if (grade.gap === 'diverged') return null
  return lab.task !== 'classes' ? <ErrorFigures lang={lang} lab={lab} grade={grade} /> : <RightFigures lang={lang} lab={lab} grade={grade} />
}

function RightFigures({ lang, lab, grade }: { lang: Lang; lab: ClassLab; grade: GradeRow }): JSX.Element | null {
  const { right_rows: right, of_rows: of, baseline_rows: baseline } = grade
  if (right === null || of === null) return null
  const t = (text: Text, values = {}) => say(text, lang, values)
  const goal = lab.pass.right
  const line = (label: Text, sentence: Text, n: number) => [
    <dt>{t(label)}: {t(PAGE.ofNew, { right: n, of })}</dt>, <dd>{tradeSentence(t(sentence), n, of, lang)}</dd>,
  ]
  const mark = (kind: 'base' | 'yours' | 'goal', label: Text, n: number) => ({ kind, label: t(label), value: n / of, text: t(PAGE.ofNew, { right: n, of }) })
  return (
    <>
      <ScoreBar title={t(PAGE.howFar)} marks={[
        ...(baseline === null ? [] : [mark('base', PAGE.baseline, baseline)]), mark('yours', PAGE.yours, right), mark('goal', PAGE.goal, goal),
      ]} />
      <dl class="pairs">
        {line(PAGE.yours, lab.sentences.hidden, right)}
        {baseline !== null && line(PAGE.baseline, lab.sentences.baseline, baseline)}
        {line(PAGE.goal, lab.sentences.goal, goal)}
      </dl>
    </>
  )
}

function ErrorFigures({ lang, lab, grade }: { lang: Lang; lab: SeriesLab | NumberLab; grade: GradeRow }): JSX.Element | null {
  const { error, baseline_error: baseline, of_rows: of } = grade
  if (error === null || baseline === null || of === null) return null
  const unit = lab.task === 'series' ? lab.data.unit : say(lab.data.target.unit, lang)
  const ceiling = lab.task === 'numbers' ? lab.data.ceiling : null
  const goal = goalError(baseline, lab.pass.skill)
  const top = Math.max(error, baseline) * 1.1
  const mark = (kind: Mark['kind'], label: Text, e: number) => ({ kind, label: say(label, lang), value: e / top, text: measured(e, unit, lang) })
  const line = (label: Text, sentence: Text, e: number) => [
    <dt>{say(label, lang)}: {measured(e, unit, lang)}</dt>, <dd>{errorSentence(say(sentence, lang), e, of, unit, lang)}</dd>,
  ]
  return (
    <>
      <ScoreBar title={say(lab.task === 'numbers' && lab.data.metric === 'rmse' ? PAGE.shorterLarge : PAGE.shorter, lang)} marks={[
        mark('base', PAGE.baseline, baseline), mark('yours', PAGE.yours, error), mark('goal', PAGE.goal, goal),
        ...(ceiling === null ? [] : [mark('ceiling', PAGE.ceiling, ceiling)]),
      ]} />
      <dl class="pairs">
        {line(PAGE.yours, lab.sentences.hidden, error)}
        {line(PAGE.baseline, lab.sentences.baseline, baseline)}
        {line(PAGE.goal, lab.sentences.goal, goal)}
        {lab.task === 'numbers' && ceiling !== null && line(PAGE.ceiling, lab.sentences.ceiling, ceiling)}
      </dl>
    </>
  )
}
