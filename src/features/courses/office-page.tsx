import type { JSX } from 'preact'
import { say, type Lang } from '../../lib/text.ts'
import { PostButton } from '../../web/form.tsx'
import type { LessonReport } from './lesson-report.ts'
import type { Course } from './versions.ts'
import { OFFICE } from './words.ts'

export interface ReportLine {
  readonly report: LessonReport
  /** The version she read, when it is known here. */
  readonly course: Course | null
  readonly old: boolean
}

export interface ReportsPageProps {
  readonly lang: Lang
  readonly base: string
  readonly lines: readonly ReportLine[]
  readonly total: number
  readonly nextPage: number | null
  readonly mistakes: readonly string[]
  readonly changed: { readonly what: 'closed' | 'reopened'; readonly id: string } | null
}

export function ReportsPage({ lang, base, lines, total, nextPage, mistakes, changed }: ReportsPageProps): JSX.Element {
  return (
    <>
      <h1>{say(OFFICE.title, lang)}</h1>
      {changed && (
        <p role="status">
          <span class="good">{say(OFFICE[changed.what], lang)}</span>{' '}
          {changed.what === 'closed' && <PostButton action={`${base}/${changed.id}/reopen`} label={say(OFFICE.undo, lang)} kind="quiet" />}
        </p>
      )}
      {mistakes.length > 0 && (
        <section class="errors" aria-labelledby="files">
          <h2 id="files">{say(OFFICE.files, lang)}</h2>
          <p>{say(OFFICE.filesHint, lang)}</p>
          <ul>{mistakes.map((m) => <li class="mono">{m}</li>)}</ul>
        </section>
      )}
      <p>{total === 0 ? say(OFFICE.none, lang) : say(OFFICE.count, lang, { n: total })}</p>
      {lines.map((line) => <Report {...line} lang={lang} base={base} />)}
      {nextPage !== null && <p><a class="button quiet" href={`${base}?page=${nextPage}`}>{say(OFFICE.more, lang)}</a></p>}
    </>
  )
}

function Report({ report, course, old, lang, base }: ReportLine & { lang: Lang; base: string }): JSX.Element {
  const unit = course?.units.find((u) => u.id === report.unit)
  const part = report.section ? `${say(OFFICE.section, lang)} ${report.section.slice(1)}` : say(OFFICE.whole, lang)
  return (
    <section class="card">
      <h2>{unit?.[lang].title ?? report.unit}</h2>
      <p class="quiet-text">
        {new Intl.DateTimeFormat(lang === 'es' ? 'es-PE' : 'en', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'America/Lima' }).format(report.reported)}
        {' · '}{part} · {report.lang}{old ? ` · ${say(OFFICE.oldVersion, lang)}` : ''}
      </p>
      <p>{report.text}</p>
      <PostButton action={`${base}/${report.id}/close`} label={say(OFFICE.close, lang)} kind="quiet" />
    </section>
  )
}
