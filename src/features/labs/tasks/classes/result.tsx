import type { JSX } from 'preact'
import { confusion, mistakes } from '../../../../engine/metrics.ts'
import type { Table } from '../../../../engine/table.ts'
import { say } from '../../../../lib/text.ts'
import { ScoreBar } from '../../bar.tsx'
import { tradeSentence } from '../../figures.ts'
import type { ClassView } from './view.ts'
import type { Done } from './carry-out.ts'
import type { ClassDesk } from './plug.tsx'
import { cells } from './see.tsx'
import { BENCH } from '../../workbench/words.ts'

const MOST_SHOWN = 4

/** Mistakes before the metric; then the bar, each number with its sentence, and the confusion matrix. */
export function Result({ desk: { view, table }, done }: { desk: ClassDesk; done: Done }): JSX.Element {
  const truth = Int32Array.from(done.places, (p) => table.labels[p]!)
  const found = Int32Array.from(done.found)
  const t = (text: { es: string; en: string }, values = {}) => say(text, view.lang, values)
  const of = truth.length
  const right = of - mistakes(truth, found).length
  const percent = (share: number) => `${Math.round(100 * share)} %`
  return (
    <div>
      <Mistakes view={view} table={table} done={done} truth={truth} found={found} />
      <ScoreBar title={t(BENCH.howFar)} marks={[
        { kind: 'base', label: t(BENCH.baseline), value: done.baseline, text: percent(done.baseline) },
        { kind: 'yours', label: t(BENCH.yours), value: done.figure, text: percent(done.practice.accuracy) },
        { kind: 'goal', label: t(BENCH.goal), value: view.pass.right / view.pass.of, text: percent(view.pass.right / view.pass.of) },
      ]} />
      <h4>{t(BENCH.numbers)}</h4>
      <dl class="pairs">
        <dt>{t(BENCH.onPractice)}: {percent(done.practice.accuracy)}</dt><dd>{tradeSentence(view.sentences.practice, right, of, view.lang)}</dd>
        <dt>{t(BENCH.onLearnt)}: {percent(done.learnt.accuracy)}</dt>
        <dd>{tradeSentence(view.sentences.learnt, Math.round(done.learnt.accuracy * done.learntRows), done.learntRows, view.lang)}</dd>
        <dt>{t(BENCH.balance)}: {percent(done.practice.macroF1)}</dt><dd>{tradeSentence(view.sentences.balance, done.practice.macroF1, 1, view.lang)}</dd>
        <dt>{t(BENCH.baseline)}: {percent(done.baseline)}</dt><dd>{tradeSentence(view.sentences.baseline, Math.round(done.baseline * of), of, view.lang)}</dd>
        <dt>{t(BENCH.goal)}: {percent(view.pass.right / view.pass.of)}</dt><dd>{tradeSentence(view.sentences.goal, view.pass.right, view.pass.of, view.lang)}</dd>
      </dl>
      <Matrix view={view} truth={truth} found={found} />
    </div>
  )
}

function Mistakes({ view, table, done, truth, found }: { view: ClassView; table: Table; done: Done; truth: Int32Array; found: Int32Array }): JSX.Element {
  const wrong = mistakes(truth, found)
  const t = (text: { es: string; en: string }, values = {}) => say(text, view.lang, values)
  if (wrong.length === 0) return <p class="good">{t(BENCH.noneWrong)}</p>
  return (
    <div>
      <p>{t(BENCH.someWrong, { wrong: wrong.length, of: truth.length })}</p>
      <ul class="plain lab-wrong">
        {wrong.slice(0, MOST_SHOWN).map((i) => (
          <li class="card">
            <p class="bad">{t(BENCH.was, { truth: view.classes[truth[i]!]!, found: view.classes[found[i]!]! })}</p>
            <details>
              <summary>{t(BENCH.measures)}</summary>
              <dl class="pairs">{cells(table, done.places[i]!).map((v, c) => <><dt>{view.columns[c]!.name}</dt><dd>{v}</dd></>)}</dl>
            </details>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Matrix({ view, truth, found }: { view: ClassView; truth: Int32Array; found: Int32Array }): JSX.Element {
  const n = view.classes.length
  const counts = confusion(truth, found, n)
  return (
    <table class="lab-matrix">
      <caption>{say(BENCH.matrix, view.lang)}. <span class="quiet-text">{say(BENCH.matrixSays, view.lang)}</span></caption>
      <thead><tr><td />{view.classes.map((c) => <th scope="col">{c}</th>)}</tr></thead>
      <tbody>
        {view.classes.map((c, row) => (
          <tr><th scope="row">{c}</th>{view.classes.map((_, col) => <td class={row === col ? 'hit' : counts[row * n + col] ? 'miss' : undefined}>{counts[row * n + col]}</td>)}</tr>
        ))}
      </tbody>
    </table>
  )
}
