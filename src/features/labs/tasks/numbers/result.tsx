import type { JSX } from 'preact'
import { worstFirst } from '../../../../engine/errors.ts'
import { say } from '../../../../lib/text.ts'
import { ScoreBar, type Mark } from '../../bar.tsx'
import { figureSentence, measured } from '../../figures.ts'
import { figureOf } from '../../kind.ts'
import type { NumberDesk } from './plug.tsx'
import { rowOf } from './see.tsx'
import { NUMBERS } from './words.ts'
import type { Done } from './carry-out.ts'
import { BENCH } from '../../workbench/words.ts'

interface Props {
  readonly desk: NumberDesk
  readonly done: Done
}
const MOST_SHOWN = 4

/** The largest mistakes before the metric; then the bar, each number with its sentence, and what the model looks at. */
export function NumbersResult({ desk, done }: Props): JSX.Element {
  const { view } = desk
  const { lang, sentences, ceiling, target: { unit } } = view
  const t = (text: { es: string; en: string }, values = {}) => say(text, lang, values)
  const { figure: practice, learnt } = done
  const goal = figureOf('mae', view.pass.skill, done.baseline)
  const top = Math.max(done.baseline, practice) * 1.1
  const mark = (kind: Mark['kind'], label: string, error: number): Mark => ({ kind, label, value: error / top, text: measured(error, unit, lang) })
  const line = (label: string, sentence: string, error: number, of: number) => [
    <dt>{label}: {measured(error, unit, lang)}</dt>, <dd>{figureSentence(sentence, measured(error, unit, lang), of, lang)}</dd>,
  ]
  const of = done.places.length
  return (
    <div>
      <Worst desk={desk} done={done} />
      <ScoreBar title={t(NUMBERS.howFar)} marks={[
        mark('base', t(BENCH.baseline), done.baseline), mark('yours', t(BENCH.yours), practice), mark('goal', t(BENCH.goal), goal),
        ...(ceiling === null ? [] : [mark('ceiling', t(NUMBERS.ceiling), ceiling)]),
      ]} />
      <p class="quiet-text">{t(NUMBERS.luck, { of, rows: view.rows, hidden: view.pass.of })}</p>
      <h4>{t(BENCH.numbers)}</h4>
      <dl class="pairs">
        {line(t(BENCH.onPractice), sentences.practice, practice, of)}
        {line(t(BENCH.onLearnt), sentences.learnt, learnt, done.learntRows)}
        {line(t(BENCH.baseline), sentences.baseline, done.baseline, of)}
        {line(t(BENCH.goal), sentences.goal, goal, of)}
        {ceiling !== null && line(t(NUMBERS.ceiling), sentences.ceiling, ceiling, view.pass.of)}
      </dl>
      <Questions desk={desk} done={done} />
      <Weights desk={desk} done={done} />
    </div>
  )
}

function Worst({ desk, done }: Props): JSX.Element {
  const { view, table } = desk
  const { lang, target: { unit } } = view
  const truth = done.places.map((p) => table.targets[p]!)
  const t = (text: { es: string; en: string }, values = {}) => say(text, lang, values)
  return (
    <div>
      <p>{t(NUMBERS.worst)}</p>
      <ol class="plain lab-wrong">
        {Array.from(worstFirst(truth, done.found)).slice(0, MOST_SHOWN).map((i) => {
          const error = done.found[i]! - truth[i]!
          return (
            <li class="card">
              {t(NUMBERS.was, { truth: measured(truth[i]!, unit, lang), found: measured(done.found[i]!, unit, lang) })}
              {'. '}<strong class="bad">{t(error < 0 ? NUMBERS.less : NUMBERS.more, { error: measured(Math.abs(error), unit, lang) })}</strong>
              <details>
                <summary>{t(BENCH.measures)}</summary>
                <dl class="pairs">{rowOf(desk, done.places[i]!).map((v, c) => <><dt>{view.columns[c]!.name}</dt><dd>{v}</dd></>)}</dl>
              </details>
            </li>
          )
        })}
      </ol>
    </div>
  )
}

/** A number as people of the language write it. */
const plain = (value: number, lang: 'es' | 'en'): string => {
  const text = value.toFixed(2).replace(/\.?0+$/, '').replace('-', '−')
  return lang === 'es' ? text.replace('.', ',') : text
}

function Questions({ desk: { view }, done }: Props): JSX.Element | null {
  if (done.questions.length === 0) return null
  const t = (text: { es: string; en: string }, values = {}) => say(text, view.lang, values)
  return (
    <details open>
      <summary>{t(NUMBERS.asks)}</summary>
      <p>{t(NUMBERS.asksSays)}</p>
      <ul>{done.questions.map((q) => <li>{t(NUMBERS.question, { column: view.columns[q.column]!.name, threshold: plain(q.threshold, view.lang) })}</li>)}</ul>
    </details>
  )
}

function Weights({ desk: { view }, done }: Props): JSX.Element | null {
  if (done.weights.length !== view.columns.length) return null
  const t = (text: { es: string; en: string }) => say(text, view.lang)
  return (
    <details>
      <summary>{t(NUMBERS.weights)}</summary>
      <p>{t(NUMBERS.weightsSays)}</p>
      <table>
        <thead><tr><th scope="col">{t(BENCH.measure)}</th><th scope="col">{t(NUMBERS.weight)}</th></tr></thead>
        <tbody>{view.columns.map((c, i) => <tr><th scope="row">{c.name}</th><td>{plain(done.weights[i]!, view.lang)}</td></tr>)}</tbody>
      </table>
    </details>
  )
}
