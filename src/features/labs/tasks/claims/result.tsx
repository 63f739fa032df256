import { useState } from 'preact/hooks'
import type { JSX } from 'preact'
import { confusion } from '../../../../engine/metrics.ts'
import { say } from '../../../../lib/text.ts'
import { ScoreBar } from '../../bar.tsx'
import { figureSentence, percentText } from '../../figures.ts'
import { figureOf } from '../../kind.ts'
import { BAR } from '../../words.ts'
import { BENCH } from '../../workbench/words.ts'
import type { Done } from './carry-out.ts'
import { Evidence } from './evidence.tsx'
import type { ClaimDesk } from './plug.tsx'
import { Summary } from './summary.tsx'
import { CLAIMS } from './words.ts'

interface Props {
  readonly desk: ClaimDesk
  readonly done: Done
}
const AT_ONCE = 3

/** Mistakes before the metric, each with its evidence; then the bar, each number with its sentence, what is taken for what, what a tree asks, and a whole summary. */
export function Result({ desk, done }: Props): JSX.Element {
  const { view, data: { file } } = desk
  const { lang, sentences } = view
  const t = (text: { es: string; en: string }, values = {}) => say(text, lang, values)
  const truth = Int32Array.from(done.places, (place) => file.claims[place]!.verdict)
  const goal = figureOf('macro-f1', view.pass.skill, done.baseline)
  const line = (label: string, sentence: string, figure: number) => [
    <dt>{label}: {percentText(figure)}</dt>, <dd>{figureSentence(sentence, percentText(figure), truth.length, lang)}</dd>,
  ]
  return (
    <div>
      <Mistakes desk={desk} done={done} truth={truth} />
      <ScoreBar title={t(BAR['macro-f1'])} marks={[
        { kind: 'base', label: t(BENCH.baseline), value: done.baseline, text: percentText(done.baseline) },
        { kind: 'yours', label: t(BENCH.yours), value: done.figure, text: percentText(done.figure) },
        { kind: 'goal', label: t(BENCH.goal), value: goal, text: percentText(goal) },
      ]} />
      <h4>{t(BENCH.numbers)}</h4>
      <dl class="pairs">
        {line(t(BENCH.onPractice), sentences.practice, done.figure)}
        <Published desk={desk} done={done} truth={truth} />
        {done.learnt > 0 && line(t(BENCH.onLearnt), sentences.learnt, done.learnt)}
        {line(t(BENCH.baseline), sentences.baseline, done.baseline)}
        {line(t(BENCH.goal), sentences.goal, goal)}
      </dl>
      <Matrix desk={desk} done={done} truth={truth} />
      <Questions desk={desk} done={done} />
      <Summary desk={desk} done={done} />
    </div>
  )
}

interface WithTruth extends Props { readonly truth: Int32Array }

function Mistakes({ desk: { view, data: { file } }, done, truth }: WithTruth): JSX.Element {
  const [from, setFrom] = useState(0)
  const t = (text: { es: string; en: string }, values = {}) => say(text, view.lang, values)
  const wrong = Array.from(truth.keys()).filter((i) => truth[i] !== done.found[i])
  if (wrong.length === 0) return <p class="good">{t(BENCH.noneWrong)}</p>
  return (
    <div>
      <p>{t(CLAIMS.wrong, { wrong: wrong.length, of: truth.length })}</p>
      <ul class="plain lab-wrong" aria-live="polite">
        {wrong.slice(from, from + AT_ONCE).map((i) => {
          const claim = file.claims[done.places[i]!]!
          return (
            <li class="card" key={i}>
              <p class="lab-claim">{t(claim.text)}</p>
              <p class="bad">{t(CLAIMS.was, { found: view.classes[done.found[i]!]!.name, truth: view.classes[truth[i]!]!.name })}</p>
              <Evidence lang={view.lang} file={file} claim={claim} />
            </li>
          )
        })}
      </ul>
      {wrong.length > AT_ONCE && <p><button type="button" class="quiet" onClick={() => setFrom(from + AT_ONCE < wrong.length ? from + AT_ONCE : 0)}>{t(CLAIMS.more)}</button></p>}
    </div>
  )
}

/** Of 100 sentences that her checker lets through as confirmed, so many are not. */
function Published({ desk: { view }, done, truth }: WithTruth): JSX.Element | null {
  const through = done.found.flatMap((found, i) => (found === 0 ? [truth[i]!] : []))
  if (through.length === 0) return null
  const n = Math.round((100 * through.filter((verdict) => verdict !== 0).length) / through.length)
  return <><dt>{say(CLAIMS.published, view.lang)}: {percentText(n / 100)}</dt><dd>{say({ es: view.sentences.published, en: view.sentences.published }, view.lang, { n })}</dd></>
}

function Questions({ desk: { view }, done }: Props): JSX.Element | null {
  if (done.questions.length === 0) return null
  const nameOf = (id: string): string => view.columns.find((c) => c.id === id)?.name ?? id
  return (
    <details open>
      <summary>{say(CLAIMS.asks, view.lang)}</summary>
      <ol>{done.questions.map(({ column, threshold }) => <li>{say(CLAIMS.question, view.lang, { column: nameOf(column), threshold: Math.floor(threshold) })}</li>)}</ol>
    </details>
  )
}

/** The columns carry the signs of the verdicts: four names side by side would not fit a phone. */
function Matrix({ desk: { view }, done, truth }: WithTruth): JSX.Element {
  const n = view.classes.length
  const counts = confusion(truth, Int32Array.from(done.found), n)
  return (
    <table class="lab-matrix">
      <caption>{say(BENCH.matrix, view.lang)}. <span class="quiet-text">{say(BENCH.matrixSays, view.lang)}</span></caption>
      <thead><tr><td />{view.classes.map(({ name, sign }) => <th scope="col"><abbr title={name}>{sign}</abbr></th>)}</tr></thead>
      <tbody>
        {view.classes.map(({ name, sign }, row) => (
          <tr>
            <th scope="row">{sign} {name}</th>
            {view.classes.map((_, col) => <td class={row === col ? 'hit' : counts[row * n + col] ? 'miss' : undefined}>{counts[row * n + col]}</td>)}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
