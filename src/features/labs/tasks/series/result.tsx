import type { JSX } from 'preact'
import { errors, worstFirst } from '../../../../engine/errors.ts'
import { monthOf } from '../../../../engine/series.ts'
import { say } from '../../../../lib/text.ts'
import { ScoreBar } from '../../bar.tsx'
import { figureSentence, measured } from '../../figures.ts'
import { figureOf } from '../../kind.ts'
import type { SeriesDesk } from './plug.tsx'
import type { Done } from './carry-out.ts'
import { YearChart, monthName } from './chart.tsx'
import { lagName } from './build.tsx'
import { SERIES } from './words.ts'
import { BENCH } from '../../workbench/words.ts'

interface Props {
  readonly desk: SeriesDesk
  readonly done: Done
}
const MOST_SHOWN = 4

/** The worst months and the practice years before the metric; then the bar, each number with its sentence, and the weights. */
export function SeriesResult({ desk, done }: Props): JSX.Element {
  const { view } = desk
  const { lang, unit, sentences } = view
  const t = (text: { es: string; en: string }, values = {}) => say(text, lang, values)
  const goal = figureOf('mae', view.pass.skill, done.baseline)
  const top = Math.max(done.baseline, done.practice.mae) * 1.1
  const mark = (kind: 'base' | 'yours' | 'goal', label: string, error: number) => ({ kind, label, value: error / top, text: measured(error, unit, lang) })
  const line = (label: string, sentence: string, error: number, of: number) => [
    <dt>{label}: {measured(error, unit, lang)}</dt>, <dd>{figureSentence(sentence, measured(error, unit, lang), of, lang)}</dd>,
  ]
  const of = done.places.length
  return (
    <div>
      <Worst desk={desk} done={done} />
      <Years desk={desk} done={done} />
      <ScoreBar title={t(SERIES.howFar)} marks={[
        mark('base', t(BENCH.baseline), done.baseline), mark('yours', t(BENCH.yours), done.practice.mae), mark('goal', t(BENCH.goal), goal),
      ]} />
      <p class="quiet-text">{t(SERIES.luck, { of, hidden: view.pass.of })}</p>
      <h4>{t(BENCH.numbers)}</h4>
      <dl class="pairs">
        {line(t(BENCH.onPractice), sentences.practice, done.practice.mae, of)}
        {line(t(BENCH.onLearnt), sentences.learnt, done.learnt.mae, done.learntMonths)}
        {line(t(SERIES.large), sentences.large, done.practice.rmse, of)}
        {line(t(BENCH.baseline), sentences.baseline, done.baseline, of)}
        {line(t(BENCH.goal), sentences.goal, goal, of)}
      </dl>
      <Weights desk={desk} done={done} />
    </div>
  )
}

function Worst({ desk: { view, series }, done }: Props): JSX.Element {
  const { lang, unit } = view
  const truth = done.places.map((p) => series.values[p]!)
  const t = (text: { es: string; en: string }, values = {}) => say(text, lang, values)
  return (
    <div>
      <p>{t(SERIES.worst)}</p>
      <ol class="plain lab-wrong">
        {Array.from(worstFirst(truth, done.found)).slice(0, MOST_SHOWN).map((i) => {
          const error = done.found[i]! - truth[i]!
          return (
            <li class="card">
              {t(SERIES.was, { month: monthName(series, done.places[i]!, lang), truth: measured(truth[i]!, unit, lang), found: measured(done.found[i]!, unit, lang) })}
              {'. '}<strong class="bad">{t(error < 0 ? SERIES.less : SERIES.more, { error: measured(Math.abs(error), unit, lang) })}</strong>
            </li>
          )
        })}
      </ol>
    </div>
  )
}

function Years({ desk, done }: Props): JSX.Element {
  const { view, series, normals } = desk
  const { lang, unit } = view
  const above = (value: number, place: number) => value - normals[monthOf(series, place)]!
  const truth = done.places.map((p) => above(series.values[p]!, p))
  const found = done.places.map((p, i) => above(done.found[i]!, p))
  const low = Math.floor(Math.min(...truth, ...found))
  const high = Math.ceil(Math.max(...truth, ...found))
  const starts = done.places.map((_, i) => i).filter((i) => i % 12 === 0)
  return (
    <div class="lab-years">
      <h4>{say(SERIES.years, lang)}</h4>
      <ul class="plain lab-legend">
        <li><svg viewBox="0 0 24 8" aria-hidden="true"><path class="truth" d="M0 4H24" /><circle class="truth-dot" cx="12" cy="4" r="2.5" /></svg> {say(SERIES.truth, lang)}</li>
        <li><svg viewBox="0 0 24 8" aria-hidden="true"><path class="found" d="M0 4H24" /></svg> {say(SERIES.found, lang, { horizon: desk.plan.horizon })}</li>
      </ul>
      {starts.map((i) => {
        const cut = <T,>(list: readonly T[]) => list.slice(i, i + 12)
        const title = `${monthName(series, done.places[i]!, lang)} – ${monthName(series, done.places[i + 11]!, lang)}`
        const error = measured(errors(cut(truth), cut(found)).mae, unit, lang)
        return (
          <figure>
            <figcaption>{title}</figcaption>
            <YearChart desk={desk} places={cut(done.places)} truth={cut(truth)} found={cut(found)} low={low} high={high} label={say(SERIES.yearAlt, lang, { title, error })} />
          </figure>
        )
      })}
    </div>
  )
}

function Weights({ desk: { view }, done }: Props): JSX.Element | null {
  if (done.lags.length === 0) return null
  const t = (text: { es: string; en: string }) => say(text, view.lang)
  const number = (w: number) => (view.lang === 'es' ? w.toFixed(2).replace('.', ',') : w.toFixed(2)).replace('-', '−')
  return (
    <details>
      <summary>{t(SERIES.weights)}</summary>
      <p>{t(SERIES.weightsSays)}</p>
      <table>
        <thead><tr><th scope="col">{t(SERIES.back)}</th><th scope="col">{t(SERIES.weight)}</th></tr></thead>
        <tbody>{done.lags.map((lag, i) => <tr><th scope="row">{lagName(view, lag)}</th><td>{number(done.weights[i]!)}</td></tr>)}</tbody>
      </table>
    </details>
  )
}
