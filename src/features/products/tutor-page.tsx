import type { JSX } from 'preact'
import type { FieldProblem } from '../../lib/problem.ts'
import { say, type Lang, type Text } from '../../lib/text.ts'
import { Choices, ErrorSummary, TextArea } from '../../web/form.tsx'
import { day } from '../cohorts/index.ts'
import { markText, type Product } from '../courses/index.ts'
import { MOST_COMMENT, type GradeForm } from './grade.ts'
import { Handed, type Version } from './learner-page.tsx'
import { ANNULMENT_REASONS } from './statements.ts'
import { ANNULMENT, PAGE } from './words.ts'

export interface Line {
  readonly id: string
  readonly name: string
  readonly section: Text
  readonly attempt: number
  readonly submitted: Date
  readonly mark: number | null
}

export function QueuePage(props: { lang: Lang; base: string; waiting: readonly Line[]; graded: readonly Line[]; done: Text | null }): JSX.Element {
  const { lang, base } = props
  return (
    <>
      <h1>{say(PAGE.queue, lang)}</h1>
      {props.done && <p class="card good" role="status">{say(props.done, lang)}</p>}
      {props.waiting.length === 0 ? <p>{say(PAGE.queueEmpty, lang)}</p> : <p class="hint">{say(PAGE.queueHint, lang)}</p>}
      <Lines lang={lang} base={base} lines={props.waiting} />
      {props.graded.length > 0 && <h2>{say(PAGE.recent, lang)}</h2>}
      <Lines lang={lang} base={base} lines={props.graded} />
    </>
  )
}

function Lines({ lang, base, lines }: { lang: Lang; base: string; lines: readonly Line[] }): JSX.Element {
  return (
    <ol class="steps">
      {lines.map((line) => (
        <li>
          <span>
            <a href={`${base}/${line.id}`}>{line.name}</a><br />
            <span class="quiet-text">
              {say(line.section, lang)} · {say(PAGE.version, lang, { n: line.attempt })} · {say(PAGE.since, lang)} {day(line.submitted)}
              {line.mark !== null && ` · ${say(PAGE.outOf, lang, { mark: markText(line.mark, lang) })}`}
            </span>
          </span>
        </li>
      ))}
    </ol>
  )
}

export interface GradePageProps {
  readonly lang: Lang
  /** `/office/<programme>/products` */
  readonly base: string
  readonly name: string
  readonly section: Text
  readonly product: Product
  readonly version: Version
  readonly replaced: boolean
  readonly typed: GradeForm
  readonly problems: readonly FieldProblem[]
}

export function GradePage(props: GradePageProps): JSX.Element {
  const { lang, base, version, product, problems } = props
  const action = `${base}/${version.id}`
  return (
    <>
      <p><a href={base}>{say(PAGE.backToQueue, lang)}</a></p>
      <h1>{props.name}</h1>
      <ErrorSummary lang={lang} problems={problems} />
      <p>{say(props.section, lang)} · {say(PAGE.version, lang, { n: version.attempt })} · {day(version.submitted)}</p>
      <section class="card"><Handed lang={lang} version={version} pictureBase={`${action}/pictures`} /></section>
      {version.grade ? <Given {...props} action={action} /> : <Rubric {...props} action={`${action}/grade`} product={product} />}
    </>
  )
}

function Rubric({ lang, action, product, typed, problems }: GradePageProps & { action: string }): JSX.Element {
  return (
    <form method="post" action={action}>
      {product.criteria.map((criterion) => (
        <Choices name={`criterion-${criterion.id}`} label={say(criterion.title, lang)} lang={lang} problems={problems} chosen={[typed.points[criterion.id] ?? '']}
          options={criterion.levels.map((level) => ({ value: String(level.points), label: `${level.points} · ${say(level, lang)}` }))} />
      ))}
      <TextArea name="comment" label={say(PAGE.commentLabel, lang)} hint={say(PAGE.commentHint, lang)} lang={lang} value={typed.comment} rows={6} maxLength={MOST_COMMENT} problems={problems} />
      <Choices name="ai_doubt" label={say(PAGE.aiCheck, lang)} lang={lang} several chosen={typed.aiDoubt ? ['yes'] : []} problems={problems}
        options={[{ value: 'yes', label: say(PAGE.aiDoubt, lang) }]} />
      <button>{say(PAGE.giveGrade, lang)}</button>
    </form>
  )
}

function Given({ lang, action, version, problems }: GradePageProps & { action: string }): JSX.Element | null {
  const { grade } = version
  return grade && (
    <>
      <p><strong>{say(PAGE.mark, lang)}: {say(PAGE.outOf, lang, { mark: markText(grade.mark, lang) })}.</strong> {say(PAGE.gradedBy, lang, { name: grade.by, date: day(grade.at) })}</p>
      {grade.comment !== null && <blockquote class="written">{grade.comment}</blockquote>}
      <details open={problems.length > 0}>
        <summary>{say(PAGE.annulTitle, lang)}</summary>
        <form method="post" action={`${action}/annul`} class="card">
          <p>{say(PAGE.annulSays, lang)}</p>
          <Choices name="reason" label={say(PAGE.reason, lang)} lang={lang} problems={problems} chosen={[]}
            options={ANNULMENT_REASONS.map((value) => ({ value, label: say(ANNULMENT[value], lang) }))} />
          <button class="danger">{say(PAGE.annul, lang)}</button>
        </form>
      </details>
    </>
  )
}
