import type { JSX } from 'preact'
import { say } from '../../../../lib/text.ts'
import { ScoreBar, type Mark } from '../../bar.tsx'
import { figureSentence, outOfHundred } from '../../figures.ts'
import { figureOf } from '../../kind.ts'
import { BENCH } from '../../workbench/words.ts'
import type { Done } from './carry-out.ts'
import { Curve } from './curve.tsx'
import { FIRST, FirstAlarms, countsAt, inOrder } from './first-alarms.tsx'
import { machinesOf } from './machines.ts'
import type { AlarmDesk } from './plug.tsx'
import { ALARMS } from './words.ts'

interface Props {
  readonly desk: AlarmDesk
  readonly done: Done
}

/** The first of the list, right and wrong, before any metric; then how far the list holds, what accuracy would say, the bar and each number with its sentence. */
export function AlarmsResult({ desk, done }: Props): JSX.Element {
  const { view, table } = desk
  const { lang } = view
  const t = (text: { es: string; en: string }, values = {}) => say(text, lang, values)
  const saysNo = done.places.filter((p) => table.labels[p] === 0).length / done.places.length
  return (
    <div>
      <FirstAlarms desk={desk} done={done} />
      <Curve desk={desk} done={done} />
      <div class="card" role="note">
        <h4>{t(ALARMS.lies)}</h4>
        <p>{say({ es: view.sentences.accuracy, en: view.sentences.accuracy }, lang, { percent: Math.round(100 * saysNo) })}</p>
      </div>
      <Numbers desk={desk} done={done} />
      <Why desk={desk} done={done} />
    </div>
  )
}

function Numbers({ desk, done }: Props): JSX.Element {
  const { view, table } = desk
  const { lang, sentences, ceiling } = view
  const t = (text: { es: string; en: string }, values = {}) => say(text, lang, values)
  const goal = figureOf('average-precision', view.pass.skill, done.baselineFigure)
  const mark = (kind: Mark['kind'], label: string, value: number): Mark => ({ kind, label, value: Math.max(0, value), text: outOfHundred(value, lang) })
  const line = (label: string, value: number, said: string) => [<dt>{label}: {outOfHundred(value, lang)}</dt>, <dd>{said}</dd>]
  const told = (sentence: string, value: number) => figureSentence(sentence, outOfHundred(value, lang), done.places.length, lang)
  const counted = (sentence: string, places: readonly number[], scores: readonly number[]) =>
    say({ es: sentence, en: sentence }, lang, { ...countsAt(table, inOrder(places, scores), FIRST), first: FIRST })
  return (
    <div>
      <ScoreBar title={t(ALARMS.howFar)} marks={[
        mark('base', t(BENCH.baseline), done.baselineFigure), mark('yours', t(BENCH.yours), done.figure), mark('goal', t(BENCH.goal), goal),
        ...(ceiling === null ? [] : [mark('ceiling', t(ALARMS.ceiling), ceiling)]),
      ]} />
      <p class="quiet-text">{t(ALARMS.figureSays)} {t(ALARMS.luck, { machines: machinesOf(table, done.places).length, plural: view.machine.plural })}</p>
      <h4>{t(BENCH.numbers)}</h4>
      <dl class="pairs">
        {line(t(BENCH.onPractice), done.figure, counted(sentences.practice, done.places, done.found))}
        {line(t(BENCH.onLearnt), done.learnt, counted(sentences.learnt, done.learntPlaces, done.learntFound))}
        {line(t(BENCH.baseline), done.baselineFigure, told(sentences.baseline, done.baselineFigure))}
        {line(t(BENCH.goal), goal, told(sentences.goal, goal))}
        {ceiling !== null && line(t(ALARMS.ceiling), ceiling, told(sentences.ceiling, ceiling))}
      </dl>
    </div>
  )
}

/** A number as people of the language write it, signed. */
const plain = (value: number, lang: 'es' | 'en', plus: boolean): string => {
  const text = Math.abs(value).toFixed(2)
  const sign = value < 0 ? '−' : plus ? '+' : ''
  return sign + (lang === 'es' ? text.replace('.', ',') : text)
}

/** What the model looks at: weights, largest first, or the first questions. */
function Why({ desk: { view }, done }: Props): JSX.Element | null {
  const t = (text: { es: string; en: string }, values = {}) => say(text, view.lang, values)
  if (done.questions.length > 0) {
    return (
      <details open>
        <summary>{t(ALARMS.asks)}</summary>
        <p>{t(ALARMS.asksSays)}</p>
        <ul>{done.questions.map((q) => <li>{t(ALARMS.question, { column: view.columns[q.column]!.name, threshold: plain(q.threshold, view.lang, false) })}</li>)}</ul>
      </details>
    )
  }
  if (done.weights.length === 0) return null
  const largest = done.weights.toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
  return (
    <details open>
      <summary>{t(ALARMS.weights)}</summary>
      <p>{t(ALARMS.weightsSays)}</p>
      <table>
        <thead><tr><th scope="col">{t(BENCH.measure)}</th><th scope="col" class="count">{t(ALARMS.weight)}</th></tr></thead>
        <tbody>{largest.map((w) => <tr><th scope="row">{view.columns[w.column]!.name}</th><td class="count">{plain(w.weight, view.lang, true)}</td></tr>)}</tbody>
      </table>
    </details>
  )
}
