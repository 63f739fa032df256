import type { JSX } from 'preact'
import type { FieldProblem } from '../../lib/problem.ts'
import { say, type Lang } from '../../lib/text.ts'
import { Choices, ErrorSummary, TextArea } from '../../web/form.tsx'
import { day } from '../cohorts/index.ts'
import { markText, type Product } from '../courses/index.ts'
import { AI_HELP, type AiHelp } from './statements.ts'
import { AI, PAGE } from './words.ts'
import { MOST_LETTERS } from './hand-in.ts'

export interface Version {
  readonly id: string
  readonly attempt: number
  readonly submitted: Date
  readonly text: string | null
  readonly ai: AiHelp
  readonly pictures: readonly { readonly width: number; readonly height: number }[]
  readonly grade: { readonly mark: number; readonly criteria: Readonly<Record<string, number>>; readonly comment: string | null; readonly by: string; readonly at: Date } | null
}

export interface ProductPageProps {
  readonly lang: Lang
  /** `/learn/<enrolment>` */
  readonly base: string
  readonly product: Product
  readonly taskHtml: string
  readonly pass: number
  readonly best: number | null
  readonly versions: readonly Version[]
  readonly open: boolean
  readonly sent: boolean
  readonly typed: { readonly text: string; readonly ai: string }
  readonly problems: readonly FieldProblem[]
  readonly full?: string | undefined
}

export function ProductPage(props: ProductPageProps): JSX.Element {
  const { lang, base, product, versions, best } = props
  const waiting = versions[0] && !versions[0].grade ? versions[0] : null
  return (
    <>
      <p><a href={base}>{say(PAGE.backToCourse, lang)}</a></p>
      <h1>{say(product.title, lang)}</h1>
      {props.sent && <p class="card good" role="status">{say(PAGE.sent, lang)}</p>}
      {props.full && <p class="errors" role="alert">{props.full}</p>}
      <ErrorSummary lang={lang} problems={props.problems} />
      {best !== null && <p class="card"><strong>{say(PAGE.best, lang, { mark: markText(best, lang) })}</strong> {say(PAGE.pass, lang, { mark: props.pass })}</p>}
      {waiting && <p class="card">{say(PAGE.waiting, lang, { n: waiting.attempt, date: day(waiting.submitted) })}</p>}
      <h2>{say(PAGE.task, lang)}</h2>
      {/* Rendered from the course's own Markdown, raw HTML off. */}
      <div dangerouslySetInnerHTML={{ __html: props.taskHtml }} />
      <RubricList lang={lang} product={product} pass={props.pass} />
      {props.open && <HandInForm {...props} />}
      {versions.length > 0 && <h2>{say(PAGE.versions, lang)}</h2>}
      {versions.map((version) => <VersionCard lang={lang} base={base} product={product} version={version} />)}
    </>
  )
}

export function RubricList({ lang, product, pass }: { lang: Lang; product: Product; pass?: number }): JSX.Element {
  return (
    <details>
      <summary>{say(PAGE.rubric, lang)}</summary>
      {pass !== undefined && <p>{say(PAGE.pass, lang, { mark: pass })}</p>}
      {product.criteria.map((criterion) => (
        <>
          <h3>{say(criterion.title, lang)}</h3>
          <ul>{criterion.levels.map((level) => <li>{say(PAGE.points, lang, { n: level.points })}: {say(level, lang)}</li>)}</ul>
        </>
      ))}
    </details>
  )
}

function HandInForm({ lang, base, versions, typed, problems }: ProductPageProps): JSX.Element {
  const last = versions[0]
  return (
    <form method="post" action={`${base}/product`} enctype="multipart/form-data">
      <h2>{say(last ? PAGE.again : PAGE.handIn, lang)}</h2>
      <TextArea name="text" label={say(PAGE.text, lang)} hint={say(PAGE.textHint, lang)} lang={lang} value={typed.text} rows={12} maxLength={MOST_LETTERS} problems={problems} />
      {last && last.pictures.length > 0 && (
        <Choices name="keep" label={say(PAGE.keep, lang)} lang={lang} several problems={problems} chosen={last.pictures.map((_, i) => String(i + 1))}
          options={last.pictures.map((_, i) => ({ value: String(i + 1), label: say(PAGE.picture, lang, { n: i + 1 }) }))} />
      )}
      <PicturesField lang={lang} problems={problems} />
      <Choices name="ai" label={say(PAGE.ai, lang)} lang={lang} problems={problems} chosen={[typed.ai]}
        options={AI_HELP.map((value) => ({ value, label: say(AI[value], lang) }))} />
      <button>{say(PAGE.send, lang)}</button>
    </form>
  )
}

export function PicturesField({ lang, problems }: { lang: Lang; problems: readonly FieldProblem[] }): JSX.Element {
  const wrong = problems.find((p) => p.field === 'pictures')
  return (
    <div class={wrong ? 'field wrong' : 'field'}>
      <label for="pictures">{say(PAGE.pictures, lang)}</label>
      <p class="hint" id="pictures-hint">{say(PAGE.picturesHint, lang)}</p>
      {wrong && <p class="error" id="pictures-error">{say(wrong.sentence, lang)}</p>}
      <input type="file" id="pictures" name="pictures" multiple accept="image/jpeg,image/png,image/webp"
        aria-describedby={wrong ? 'pictures-hint pictures-error' : 'pictures-hint'} />
    </div>
  )
}

function VersionCard({ lang, base, product, version }: { lang: Lang; base: string; product: Product; version: Version }): JSX.Element {
  const { grade } = version
  return (
    <section class="card">
      <h3>{say(PAGE.version, lang, { n: version.attempt })} · {day(version.submitted)}</h3>
      {grade && <GradeShown lang={lang} product={product} grade={grade} />}
      <Handed lang={lang} version={version} pictureBase={`${base}/product/${version.id}/pictures`} />
    </section>
  )
}

function GradeShown({ lang, product, grade }: { lang: Lang; product: Product; grade: NonNullable<Version['grade']> }): JSX.Element {
  return (
    <>
      <p class="big">{markText(grade.mark, lang)}<span class="quiet-text"> / 20</span></p>
      <ul>
        {product.criteria.map((criterion) => {
          const points = grade.criteria[criterion.id]
          const level = criterion.levels.find((l) => l.points === points)
          return level && <li><strong>{say(criterion.title, lang)}: {say(PAGE.points, lang, { n: level.points })}.</strong> {say(level, lang)}</li>
        })}
      </ul>
      {grade.comment !== null && <blockquote class="written">{grade.comment}</blockquote>}
      <p class="quiet-text">{say(PAGE.gradedBy, lang, { name: grade.by, date: day(grade.at) })}</p>
    </>
  )
}

/** What was handed in, as learner and tutor see it. */
export function Handed({ lang, version, pictureBase }: { lang: Lang; version: Pick<Version, 'text' | 'pictures' | 'ai'>; pictureBase: string }): JSX.Element {
  return (
    <>
      {version.text && <p class="written">{version.text}</p>}
      {version.pictures.map((picture, i) => (
        <figure>
          <img src={`${pictureBase}/${i + 1}`} alt={say(PAGE.picture, lang, { n: i + 1 })} width={picture.width} height={picture.height} loading="lazy" />
        </figure>
      ))}
      <p class="quiet-text">{say(PAGE.declares, lang)}: {say(AI[version.ai], lang)}</p>
    </>
  )
}
