import type { JSX } from 'preact'
import type { Step } from '../../engine/recipe.ts'
import { say, type Lang, type Text } from '../../lib/text.ts'
import { day } from '../cohorts/index.ts'
import { ScoreBar, type Mark } from './bar.tsx'
import { describeSteps } from './block-words.ts'
import { fits } from './bounds.ts'
import type { GradeRow } from './grades.ts'
import { figureSentence, tradeSentence } from './figures.ts'
import { figureOf, lessIsBetter } from './kind.ts'
import type { Lab } from './lab.ts'
import { gradeFigure, moment, type TryLine } from './pages.tsx'
import { TRIES_A_DAY } from './queue.ts'
import { taskOf } from './tasks.ts'
import { BAR, GAP, GAP_OF_GROUPS, PAGE } from './words.ts'

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
  return 'columns' in lab.data ? Object.entries(lab.data.columns).map(([id, name]) => ({ id, name: say(name, lang) })) : []
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
  const gap = Object.entries(grade.metric === 'adjusted-rand' ? GAP_OF_GROUPS : GAP).find(([name]) => name === grade.gap)?.[1]
  return (
    <>
      <p class={grade.passed ? 'good' : undefined} id="outcome">{gap ? t(gap) : t(grade.passed ? PAGE.passed : PAGE.notYet)}</p>
      {known && <p class="card next">{t(known.say)}</p>}
      {!grade.digest_match && grade.gap !== 'diverged' && grade.gap !== 'stopped' && <p class="card" role="note">{t(PAGE.mismatch)}</p>}
      {grade.gap !== 'diverged' && grade.gap !== 'stopped' && <Figures lang={lang} lab={lab} grade={grade} />}
    </>
  )
}

/** Baseline, hers, the goal and, where it is known, the best there can be: on one bar, then each with its sentence. */
function Figures({ lang, lab, grade }: { lang: Lang; lab: Lab; grade: GradeRow }): JSX.Element | null {
  const { figure, baseline, of_rows: of, metric } = grade
  if (figure === null || baseline === null || of === null || metric === null) return null
  const ceiling = taskOf(lab).ceiling(lab)
  const goal = 'right' in lab.pass ? lab.pass.right / of : figureOf(metric, lab.pass.skill, baseline)
  const lines: Line[] = [
    { kind: 'base', label: PAGE.baseline, value: baseline, sentence: lab.sentences.baseline },
    { kind: 'yours', label: PAGE.yours, value: figure, sentence: lab.sentences.hidden },
    { kind: 'goal', label: PAGE.goal, value: goal, sentence: lab.sentences.goal },
    ...(ceiling ? [{ kind: 'ceiling', label: PAGE.ceiling, ...ceiling } as const] : []),
  ]
  const text = (value: number): string => gradeFigure(lab, { ...grade, figure: value }, lang)
  const top = lessIsBetter(metric) ? Math.max(figure, baseline) * 1.1 : 1
  return (
    <>
      <ScoreBar title={say(BAR[metric], lang)} marks={lines.map(({ kind, label, value }) => ({ kind, label: say(label, lang), value: Math.max(0, value) / top, text: text(value) }))} />
      <dl class="pairs">
        {lines.map(({ label, value, sentence }) => [
          <dt>{say(label, lang)}: {text(value)}</dt>,
          <dd>{'right' in lab.pass ? tradeSentence(say(sentence, lang), Math.round(value * of), of, lang) : figureSentence(say(sentence, lang), text(value), of, lang)}</dd>,
        ])}
      </dl>
    </>
  )
}

interface Line {
  readonly kind: Mark['kind']
  readonly label: Text
  readonly value: number
  readonly sentence: Text
}
