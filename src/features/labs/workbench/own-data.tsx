import { useMemo, useRef, useState } from 'preact/hooks'
import type { JSX } from 'preact'
import { utf8 } from '../../../engine/sha256.ts'
import { say } from '../../../lib/text.ts'
import { describeSteps } from '../block-words.ts'
import type { Csv } from '../csv.ts'
import { csvTrouble } from '../csv-words.ts'
import type { LaterProps } from './later.tsx'
import { MORE } from './more-words.ts'
import { MOST_ROWS, chosenByName, ownRows, readOwn, template, type Choice, type OwnRows } from './own-table.ts'
import type { OwnPart } from './own-part.ts'
import { startTraining } from './trainer.ts'

/** Fewer rows than this teach nothing. */
const LEAST_TO_LEARN = 30
const SHOWN = 200

type Outcome =
  | { readonly at: 'rest' | 'busy' | 'diverged' | 'failed' }
  | { readonly at: 'answered'; readonly rows: OwnRows; readonly found: readonly number[] }
  | { readonly at: 'learnt'; readonly figure: number; readonly rows: number }

/** Her own table on the model that her recipe makes; or a model that learns from it. Nothing leaves the device. */
export function OwnData({ own, ...props }: LaterProps & { own: OwnPart }): JSX.Element {
  const { view, steps, bytes, plug } = props
  const [csv, setCsv] = useState<Csv | null>(null)
  const [wrong, setWrong] = useState('')
  const [choice, setChoice] = useState<Choice>([])
  const [outcome, setOutcome] = useState<Outcome>({ at: 'rest' })
  const asked = useRef(0)
  const t = (text: { es: string; en: string }, values = {}) => say(text, view.lang, values)
  const download = useMemo(() => `data:text/csv;charset=utf-8,${encodeURIComponent(template(own, own.examples, view.lang))}`, [])

  const take = async (file: File | undefined): Promise<void> => {
    setOutcome({ at: 'rest' })
    setWrong('')
    setCsv(null)
    if (!file) return
    if (file.size > 4_000_000) return setWrong(t(MORE.tooLarge, { most: MOST_ROWS }))
    try {
      const read = readOwn(new Uint8Array(await file.arrayBuffer()))
      setCsv(read)
      setChoice(chosenByName(read, own))
    } catch (error) {
      setWrong(csvTrouble(error, view.lang))
    }
  }
  const go = (learn: boolean): void => {
    if (!csv) return
    const rows = ownRows(csv, choice, own)
    if ('cell' in rows) return setWrong(t(MORE.badCell, { line: rows.line, name: rows.name, cell: rows.cell.slice(0, 30) || t(MORE.nothing) }))
    setWrong('')
    setOutcome({ at: 'busy' })
    const turn = (asked.current += 1)
    const recipe = { lab: view.lab, version: view.version, engine: view.engine, seed: view.seed, steps }
    const order = learn
      ? { recipe, baseline: view.baseline, settings: view.settings, bytes: utf8(rows.file) }
      : { recipe, baseline: view.baseline, settings: view.settings, bytes, own: utf8(rows.file) }
    startTraining(view.trainUrl, order, () => undefined).done.then((trained) => {
      if (turn !== asked.current) return
      if (trained.diverged) setOutcome({ at: 'diverged' })
      else if (learn) setOutcome({ at: 'learnt', figure: trained.done.figure, rows: rows.lines.length })
      else setOutcome({ at: 'answered', rows, found: trained.done.own ?? [] })
    }, () => setOutcome({ at: 'failed' }))
  }
  const complete = csv !== null && choice.slice(0, -1).every((c) => c >= 0)
  const learns = complete && choice.at(-1)! >= 0 && csv.rows.length >= LEAST_TO_LEARN
  return (
    <section>
      <h4>{t(MORE.own)}</h4>
      <p>{t(MORE.ownSays, { most: MOST_ROWS })}</p>
      <p><a class="button quiet" href={download} download={`${view.lab}.csv`}>{t(MORE.template)}</a></p>
      <div class="field">
        <label for="own-file">{t(MORE.choose)}</label>
        <input id="own-file" type="file" accept=".csv,.txt,text/csv" onChange={(e) => void take(e.currentTarget.files?.[0])} />
      </div>
      {csv && <Columns {...props} own={own} csv={csv} choice={choice} set={(next) => { setChoice(next); setOutcome({ at: 'rest' }) }} />}
      {csv && <p class="lab-recipe"><strong>{t(MORE.with)}</strong> {describeSteps(steps, view.lang, view.columns)}</p>}
      {csv && !complete && <p class="bad">{t(MORE.missing)}</p>}
      {complete && (
        <p class="actions">
          <button type="button" disabled={outcome.at === 'busy'} onClick={() => go(false)}>{t(MORE.answer, { rows: csv.rows.length })}</button>
          {learns && <button type="button" class="quiet" disabled={outcome.at === 'busy'} onClick={() => go(true)}>{t(MORE.learn)}</button>}
        </p>
      )}
      {wrong && <p class="bad" role="alert">{wrong}</p>}
      <div role="status">
        {outcome.at === 'busy' && <p>{t(MORE.busy)}</p>}
        {(outcome.at === 'diverged' || outcome.at === 'failed') && <p class="bad">{t(MORE.failed)}</p>}
        {outcome.at === 'learnt' && <p class="card">{t(MORE.learnt, { rows: outcome.rows, figure: plug.figure(view, outcome.figure) })}</p>}
      </div>
      {outcome.at === 'answered' && <Answers own={own} view={view} outcome={outcome} />}
    </section>
  )
}

function Columns({ view, own, csv, choice, set }: LaterProps & { own: OwnPart; csv: Csv; choice: Choice; set: (choice: Choice) => void }): JSX.Element {
  const t = (text: { es: string; en: string }, values = {}) => say(text, view.lang, values)
  const names = [...own.columns.map((c) => c.name), t(MORE.truth, { name: own.target.name })]
  return (
    <details open={choice.slice(0, -1).some((c) => c < 0)}>
      <summary>{t(MORE.columns, { found: choice.slice(0, -1).filter((c) => c >= 0).length, of: own.columns.length, rows: csv.rows.length })}</summary>
      {names.map((name, i) => (
        <div class="field">
          <label for={`own-column-${i}`}>{name}</label>
          <select id={`own-column-${i}`} value={String(choice[i])} onChange={(e) => set(choice.map((c, k) => (k === i ? Number(e.currentTarget.value) : c)))}>
            <option value="-1">{t(i < own.columns.length ? MORE.pick : MORE.noTruth)}</option>
            {csv.header.map((h, c) => <option value={String(c)}>{h}</option>)}
          </select>
        </div>
      ))}
    </details>
  )
}

/** The answer to each row and, where the truth is there, how far it is; the largest errors are not hidden below. */
function Answers({ own, view, outcome: { rows, found } }: { own: OwnPart; view: LaterProps['view']; outcome: Extract<Outcome, { at: 'answered' }> }): JSX.Element {
  const t = (text: { es: string; en: string }, values = {}) => say(text, view.lang, values)
  const { truth, lines } = rows
  const { classes } = own.target
  const right = truth && classes ? truth.filter((v, i) => v === found[i]).length : null
  const mean = truth && !classes ? truth.reduce((sum, v, i) => sum + Math.abs(found[i]! - v), 0) / truth.length : null
  return (
    <div>
      {right !== null && <p class="card">{t(MORE.right, { right, of: found.length })}</p>}
      {mean !== null && <p class="card">{t(MORE.mean, { error: own.say(mean), of: found.length })}</p>}
      <div class="scroll" tabIndex={0} role="region" aria-label={t(MORE.answers)}>
        <table>
          <caption>{t(MORE.answers)}</caption>
          <thead><tr><th scope="col">{t(MORE.line)}</th><th scope="col">{t(MORE.model)}</th>{truth && <th scope="col">{t(MORE.was)}</th>}{truth && <th scope="col">{t(classes ? MORE.isRight : MORE.error)}</th>}</tr></thead>
          <tbody>
            {found.slice(0, SHOWN).map((v, i) => (
              <tr>
                <th scope="row">{lines[i]}</th><td>{own.say(v)}</td>
                {truth && <td>{own.say(truth[i]!)}</td>}
                {truth && <td class={classes && v !== truth[i] ? 'bad' : undefined}>{classes ? t(v === truth[i] ? MORE.yes : MORE.no) : own.say(v - truth[i]!)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {found.length > SHOWN && <p class="quiet-text">{t(MORE.firstOnes, { shown: SHOWN, of: found.length })}</p>}
    </div>
  )
}
