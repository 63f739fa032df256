import type { ComponentChildren, JSX } from 'preact'
import type { FieldProblem } from '../../lib/problem.ts'
import { say, type Lang, type Text } from '../../lib/text.ts'
import { Choices, ErrorSummary, Field, PostButton, Select } from '../../web/form.tsx'
import { day } from '../cohorts/index.ts'
import { IMPORT_DAYS, type BadRow, type ShownBatch } from './batch.ts'
import type { Preview } from './check.ts'
import type { Compared } from './compare-claims.ts'
import { KIND_NAME } from './kinds.ts'
import type { Question } from './questions.ts'
import type { Outcome } from './tables.ts'
import { UNDOABLE } from './undo.ts'
import { CANNOT_UNDO, PAGE, STATE_NAME } from './words.ts'

export interface BatchView {
  readonly batch: ShownBatch
  readonly name: string
  readonly by: string
  readonly questions: readonly Question[]
  readonly outcomes: Readonly<Record<Outcome, number>>
  readonly bad: readonly BadRow[]
  readonly problems: readonly FieldProblem[]
  /** The file is still here. */
  readonly kept: boolean
  readonly claims: readonly Compared[]
}

interface Props { readonly lang: Lang; readonly base: string; readonly view: BatchView }

/** One upload: its questions, what will happen, how far it is, or what came of it. */
export function BatchPage({ lang, base, view, again }: Props & { readonly again: boolean }): JSX.Element {
  const { batch } = view
  const props = { lang, base, view }
  return (
    <>
      <h1>{say(KIND_NAME[batch.kind], lang)}: {view.name}</h1>
      <p class="quiet-text">{day(batch.at)} · {view.by} · {batch.rows} {say(PAGE.rows, lang).toLowerCase()} · {say(STATE_NAME[batch.state], lang)}</p>
      {again && <p class="good" role="status">{say(PAGE.again, lang)}</p>}
      <ErrorSummary lang={lang} problems={view.problems} />
      {batch.state === 'asking' && (view.questions.length > 0 ? <Questions {...props} /> : batch.preview && <WhatWillHappen {...props} preview={batch.preview} />)}
      {(batch.state === 'running' || batch.state === 'undoing') && <Progress {...props} />}
      {(batch.state === 'done' || batch.state === 'undone') && <Outcomes {...props} />}
      <p><a href={base}>{say(PAGE.back, lang)}</a></p>
    </>
  )
}

const at = ({ base, view }: Props, what: string): string => `${base}/${view.batch.id}/${what}`

function Questions(props: Props): JSX.Element {
  const { lang, view } = props
  return (
    <>
      <h2>{say(PAGE.questions, lang)}</h2>
      <p>{say(PAGE.questionsSay, lang)}</p>
      <form method="post" action={at(props, 'answers')} class="card">
        {view.questions.map(({ id, sentence, choices }) => {
          const options = choices.map((c) => ({ value: c.value, label: say(c.label, lang) }))
          return id.startsWith('map.')
            ? <Select name={id} label={say(sentence, lang)} lang={lang} problems={view.problems} value={view.batch.answers[id]} options={[{ value: '', label: '—' }, ...options]} />
            : <Choices name={id} label={say(sentence, lang)} lang={lang} problems={view.problems} options={options} chosen={[view.batch.answers[id] ?? '']} />
        })}
        <p class="actions"><button>{say(PAGE.answer, lang)}</button></p>
      </form>
      <PostButton action={at(props, 'discard')} label={say(PAGE.discard, lang)} kind="quiet" />
    </>
  )
}

function WhatWillHappen(props: Props & { preview: Preview }): JSX.Element {
  const { lang, view: { batch }, preview } = props
  const { layout } = batch
  return (
    <>
      <h2>{say(PAGE.preview, lang)}</h2>
      {layout && <p>{say(layout.sheetName ? PAGE.read : PAGE.readCsv, lang, { sheet: layout.sheetName, heading: layout.heading })}</p>}
      <Facts lang={lang} facts={[
        [PAGE.good, preview.good], [PAGE.bad, preview.bad],
        ...(preview.known === null ? [] : [[PAGE.people, preview.known], [PAGE.fresh, preview.fresh ?? 0]] as [Text, number][]),
      ]} />
      {preview.sections.length > 0 && (
        <details>
          <summary>{say(PAGE.sections, lang)} ({preview.sections.length})</summary>
          <ul>{preview.sections.map((s) => <li>{s.id}: {s.rows}</li>)}</ul>
        </details>
      )}
      {preview.unread.length > 0 && <p><strong>{say(PAGE.unread, lang)}:</strong> {preview.unread.join(', ')}.</p>}
      {preview.unkept.length > 0 && <p><strong>{say(PAGE.unkept, lang)}:</strong> {preview.unkept.join(', ')}. {say(PAGE.unkeptSays, lang)}</p>}
      <Faults lang={lang} rows={preview.faults} />
      <Faults lang={lang} rows={preview.notes ?? []} title={PAGE.notes} />
      <div class="card">
        <p>{say(PAGE.startSays, lang)}</p>
        <p><strong>{say(PAGE.cannot, lang)}:</strong> {say(CANNOT_UNDO[batch.kind], lang)}</p>
        <PostButton action={at(props, 'start')} label={say(PAGE.start, lang, { n: preview.good })} />
      </div>
      <p class="actions">
        {Object.keys(batch.answers).length > 0 && <PostButton action={at(props, 'answers')} label={say(PAGE.changeAnswers, lang)} kind="quiet" values={{ clear: 'yes' }} />}
        <PostButton action={at(props, 'discard')} label={say(PAGE.discard, lang)} kind="quiet" />
      </p>
      <p class="quiet-text">{say(PAGE.keeps, lang, { days: IMPORT_DAYS })}</p>
    </>
  )
}

function Progress({ lang, view: { batch, outcomes } }: Props): JSX.Element {
  const done = batch.state === 'undoing' ? outcomes.undone : outcomes.entered + outcomes.already + outcomes.bad
  return (
    <div class="card next" role="status">
      <h2>{say(batch.state === 'undoing' ? PAGE.undoing : PAGE.running, lang)}</h2>
      <progress value={done} max={Math.max(1, batch.rows)} aria-label={say(PAGE.running, lang)}></progress>
      <p>{say(PAGE.runningSays, lang, { done, rows: batch.rows })}</p>
    </div>
  )
}

function Outcomes(props: Props): JSX.Element {
  const { lang, view } = props
  const { batch, outcomes } = view
  const undone = batch.state === 'undone'
  return (
    <>
      <h2>{say(undone ? PAGE.undone : PAGE.done, lang)}</h2>
      <Facts lang={lang} facts={[[PAGE.entered, outcomes.entered], [PAGE.already, outcomes.already], [PAGE.badRows, outcomes.bad], ...(undone || outcomes.undone > 0 ? [[PAGE.undoneRows, outcomes.undone] as [Text, number]] : [])]} />
      {!undone && outcomes.bad === 0 && <p class="good">{say(PAGE.allGood, lang)}</p>}
      {!undone && outcomes.bad > 0 && view.kept && (
        <div class="card next">
          <p><a class="button" href={at(props, 'returned')} download>{say(PAGE.returned, lang)}</a></p>
          <p>{say(batch.file_kind === 'csv' ? PAGE.returnedCsvSays : PAGE.returnedSays, lang)}</p>
          <PostButton action={at(props, 'retry')} label={say(PAGE.retry, lang)} kind="quiet" />
        </div>
      )}
      {view.claims.length > 0 && <Claims lang={lang} claims={view.claims} />}
      <Faults lang={lang} rows={view.bad} />
      <Faults lang={lang} rows={batch.preview?.notes ?? []} title={PAGE.notes} />
      {!undone && outcomes.entered > 0 && (UNDOABLE as readonly string[]).includes(batch.kind) && (
        <details open={view.problems.length > 0}>
          <summary>{say(PAGE.undo, lang)}</summary>
          <form method="post" action={at(props, 'undo')} class="card">
            <p>{say(CANNOT_UNDO[batch.kind], lang)}</p>
            <Field name="word" label={say(PAGE.undoWord, lang)} hint={say(PAGE.undoSays, lang)} lang={lang} problems={view.problems} autocomplete="off" />
            <button class="danger">{say(PAGE.undo, lang)}</button>
          </form>
        </details>
      )}
      {batch.kind === 'asistencia' && !undone && <p>{say(CANNOT_UNDO.asistencia, lang)}</p>}
      <p class="quiet-text">{say(view.kept ? PAGE.keeps : PAGE.gone, lang, { days: IMPORT_DAYS })}</p>
    </>
  )
}

function Facts({ lang, facts }: { lang: Lang; facts: readonly (readonly [Text, number])[] }): JSX.Element {
  return <ul>{facts.map(([name, n]) => <li><strong>{new Intl.NumberFormat('es-PE').format(n)}</strong> {say(name, lang).toLowerCase()}</li>)}</ul>
}

function Faults({ lang, rows, title = PAGE.someFaults }: { lang: Lang; rows: readonly BadRow[]; title?: Text }): JSX.Element | null {
  if (rows.length === 0) return null
  return (
    <>
      <h2>{say(title, lang)}</h2>
      <ul class="steps">
        {rows.flatMap((row) => row.faults.map((f) => <li><span><strong>{say(PAGE.row, lang)} {row.n} · {f.column ?? say(PAGE.whole, lang)}</strong><br />{say(f.sentence, lang)}</span></li>))}
      </ul>
    </>
  )
}

function Claims({ lang, claims }: { lang: Lang; claims: readonly Compared[] }): JSX.Element {
  const name: Record<Compared['what'], Text> = { enrolled: { es: 'Matriculados', en: 'Enrolled' }, active: { es: 'Activos', en: 'Active' }, withdrew: { es: 'Retirados', en: 'Withdrawn' } }
  return (
    <>
      <h2>{say(PAGE.claims, lang)}</h2>
      <Scrolled label={say(PAGE.claims, lang)}>
        <table>
          <thead><tr><th></th><th>{say(PAGE.claimed, lang)}</th><th>{say(PAGE.ours, lang)}</th><th>{say(PAGE.difference, lang)}</th></tr></thead>
          <tbody>{claims.map((c) => <tr><th scope="row">{say(name[c.what], lang)}</th><td>{c.claimed}</td><td>{c.ours}</td><td>{c.claimed - c.ours}</td></tr>)}</tbody>
        </table>
      </Scrolled>
    </>
  )
}

function Scrolled({ label, children }: { label: string; children: ComponentChildren }): JSX.Element {
  return <div class="scroll" role="region" aria-label={label} tabIndex={0}>{children}</div>
}
