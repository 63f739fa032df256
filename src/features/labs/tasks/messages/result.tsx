import { useState } from 'preact/hooks'
import type { JSX } from 'preact'
import { confusion } from '../../../../engine/metrics.ts'
import { say } from '../../../../lib/text.ts'
import { ScoreBar } from '../../bar.tsx'
import { figureSentence, percentText } from '../../figures.ts'
import { figureOf } from '../../kind.ts'
import { BAR } from '../../words.ts'
import { BENCH } from '../../workbench/words.ts'
import type { Done, Wrong } from './carry-out.ts'
import { Decided } from './decided.tsx'
import { DESK } from './label-desk.tsx'
import type { MessageDesk } from './plug.tsx'
import { MESSAGES } from './words.ts'

interface Props {
  readonly desk: MessageDesk
  readonly done: Done
}
const AT_ONCE = 3

/** Mistakes before the metric, with the words that decided; what to label next; then the bar, each number with its sentence, and who is taken for whom. */
export function Result({ desk, done }: Props): JSX.Element {
  const { view, data: { checked } } = desk
  const { lang, sentences, ceiling } = view
  const t = (text: { es: string; en: string }, values = {}) => say(text, lang, values)
  const of = checked.texts.length
  const goal = figureOf('macro-f1', view.pass.skill, done.baseline)
  const line = (label: string, sentence: string, figure: number, units: number) => [
    <dt>{label}: {percentText(figure)}</dt>, <dd>{figureSentence(sentence, percentText(figure), units, lang)}</dd>,
  ]
  return (
    <div>
      <Mistakes desk={desk} done={done} />
      <Next desk={desk} done={done} />
      <ScoreBar title={t(BAR['macro-f1'])} marks={[
        { kind: 'base', label: t(BENCH.baseline), value: done.baseline, text: percentText(done.baseline) },
        { kind: 'yours', label: t(BENCH.yours), value: done.figure, text: percentText(done.figure) },
        { kind: 'goal', label: t(BENCH.goal), value: goal, text: percentText(goal) },
        ...(ceiling === null ? [] : [{ kind: 'ceiling', label: t(MESSAGES.ceiling), value: ceiling, text: percentText(ceiling) } as const]),
      ]} />
      <h4>{t(BENCH.numbers)}</h4>
      <dl class="pairs">
        {line(t(BENCH.onPractice), sentences.practice, done.figure, of)}
        {line(t(BENCH.onLearnt), sentences.learnt, done.learnt, done.learntRows)}
        {line(t(BENCH.baseline), sentences.baseline, done.baseline, of)}
        {line(t(BENCH.goal), sentences.goal, goal, of)}
        {ceiling !== null && line(t(MESSAGES.ceiling), sentences.ceiling, ceiling, view.pass.of)}
      </dl>
      <Matrix desk={desk} done={done} />
      <Disputed desk={desk} done={done} />
    </div>
  )
}

function Mistakes({ desk: { view, data: { checked } }, done }: Props): JSX.Element {
  const [from, setFrom] = useState(0)
  const t = (text: { es: string; en: string }, values = {}) => say(text, view.lang, values)
  const wrong = done.found.reduce((sum, found, i) => sum + (found === checked.labels[i] ? 0 : 1), 0)
  if (wrong === 0) return <p class="good">{t(BENCH.noneWrong)}</p>
  const shown = done.mistakes.slice(from, from + AT_ONCE)
  return (
    <div>
      <p>{t(MESSAGES.wrong, { wrong, of: checked.texts.length })}</p>
      <ul class="plain lab-wrong" aria-live="polite">
        {shown.map((mistake) => (
          <Told mistake={mistake} text={checked.texts[mistake.place]!}
            says={t(MESSAGES.was, { truth: view.classes[checked.labels[mistake.place]!]!.name, found: view.classes[mistake.found]!.name })} />
        ))}
      </ul>
      {done.mistakes.length > AT_ONCE && (
        <p><button type="button" class="quiet" onClick={() => setFrom(from + AT_ONCE < done.mistakes.length ? from + AT_ONCE : 0)}>{t(MESSAGES.more)}</button></p>
      )}
    </div>
  )
}

function Told({ mistake, text, says }: { mistake: Wrong; text: string; says: string }): JSX.Element {
  return <li class="card lab-message"><Decided text={text} words={mistake.words} /><p class="bad">{says}</p></li>
}

/** The least sure first: the desk takes the order over and comes into view. */
function Next({ desk, done }: Props): JSX.Element | null {
  if (done.unsure.length === 0) return null
  const next = (): void => {
    desk.suggested.suggest(done.unsure)
    document.getElementById(DESK)?.scrollIntoView({ block: 'start' })
  }
  return (
    <p class="card next">
      {say(MESSAGES.doubtfulSays, desk.view.lang)}<br />
      <button type="button" onClick={next}>{say(MESSAGES.doubtful, desk.view.lang)}</button>
    </p>
  )
}

function Disputed({ desk: { view, data: { given } }, done }: Props): JSX.Element | null {
  if (done.doubted.length === 0) return null
  const t = (text: { es: string; en: string }, values = {}) => say(text, view.lang, values)
  return (
    <details>
      <summary>{t(MESSAGES.argued)}</summary>
      <p>{t(MESSAGES.arguedSays)}</p>
      <ul class="plain lab-wrong">
        {done.doubted.map((mistake) => (
          <Told mistake={mistake} text={given.texts[mistake.place]!}
            says={t(MESSAGES.argue, { label: view.classes[given.labels[mistake.place]!]!.name, found: view.classes[mistake.found]!.name })} />
        ))}
      </ul>
    </details>
  )
}

/** The columns are numbered like the buttons of the desk: six names side by side would not fit a phone. */
function Matrix({ desk: { view, data: { checked } }, done }: Props): JSX.Element {
  const n = view.classes.length
  const counts = confusion(checked.labels, Int32Array.from(done.found), n)
  return (
    <table class="lab-matrix lab-many">
      <caption>{say(BENCH.matrix, view.lang)}. <span class="quiet-text">{say(MESSAGES.matrixSays, view.lang)}</span></caption>
      <thead><tr><td />{view.classes.map(({ name }, k) => <th scope="col"><abbr title={name}>{k + 1}</abbr></th>)}</tr></thead>
      <tbody>
        {view.classes.map(({ name }, row) => (
          <tr>
            <th scope="row">{row + 1}. {name}</th>
            {view.classes.map((_, col) => <td class={row === col ? 'hit' : counts[row * n + col] ? 'miss' : undefined}>{counts[row * n + col]}</td>)}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
