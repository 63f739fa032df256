import { useState } from 'preact/hooks'
import type { JSX } from 'preact'
import { confusion, mistakes } from '../../../../engine/metrics.ts'
import { say } from '../../../../lib/text.ts'
import { ScoreBar } from '../../bar.tsx'
import { percentText, tradeSentence } from '../../figures.ts'
import { BENCH } from '../../workbench/words.ts'
import type { Done } from './carry-out.ts'
import { OwnPhotos } from './own-photos.tsx'
import { Picture } from './picture.tsx'
import type { ImageDesk } from './plug.tsx'
import { IMAGES } from './words.ts'

const MOST_SHOWN = 6

/** Mistakes as pictures before the metric; then the bar, each number with its sentence, the confusion matrix, and her own photos. */
export function Result({ desk, done }: { desk: ImageDesk; done: Done }): JSX.Element {
  const { view, photos, practice, places } = desk
  const { lang, sentences, pass } = view
  const truth = Int32Array.from(practice, (place) => photos.labels[place]!)
  const said = Int32Array.from(done.said)
  const t = (text: { es: string; en: string }, values = {}) => say(text, lang, values)
  const of = truth.length
  const line = (label: string, sentence: string, share: number, all: number) => [
    <dt>{label}: {percentText(share)}</dt>, <dd>{tradeSentence(sentence, Math.round(share * all), all, lang)}</dd>,
  ]
  const goal = pass.right / pass.of
  return (
    <div>
      <Mistakes desk={desk} truth={truth} said={said} />
      <ScoreBar title={t(BENCH.howFar)} marks={[
        { kind: 'base', label: t(BENCH.baseline), value: done.baseline, text: percentText(done.baseline) },
        { kind: 'yours', label: t(BENCH.yours), value: done.figure, text: percentText(done.figure) },
        { kind: 'goal', label: t(BENCH.goal), value: goal, text: percentText(goal) },
      ]} />
      <p class="quiet-text">{t(IMAGES.luck, { of, hidden: pass.of })}</p>
      <h4>{t(BENCH.numbers)}</h4>
      <dl class="pairs">
        {line(t(BENCH.onPractice), sentences.practice, done.figure, of)}
        {line(t(BENCH.onLearnt), sentences.learnt, done.learnt, places.length)}
        {line(t(BENCH.baseline), sentences.baseline, done.baseline, of)}
        {line(t(BENCH.goal), sentences.goal, goal, pass.of)}
      </dl>
      <Matrix desk={desk} truth={truth} said={said} />
      <OwnPhotos desk={desk} model={done.model} />
    </div>
  )
}

interface Said {
  readonly desk: ImageDesk
  /** Of each practice photo. */
  readonly truth: Int32Array
  readonly said: Int32Array
}

function Mistakes({ desk: { view, photos, practice }, truth, said }: Said): JSX.Element {
  const [from, setFrom] = useState(0)
  const wrong = mistakes(truth, said)
  const t = (text: { es: string; en: string }, values = {}) => say(text, view.lang, values)
  if (wrong.length === 0) return <p class="good">{t(IMAGES.noneWrong)}</p>
  const shown = Array.from({ length: Math.min(MOST_SHOWN, wrong.length) }, (_, i) => wrong[(from + i * Math.max(1, Math.floor(wrong.length / MOST_SHOWN))) % wrong.length]!)
  return (
    <div>
      <p>{t(IMAGES.someWrong, { wrong: wrong.length, of: truth.length })}</p>
      <ul class="plain lab-wrong lab-wrong-photos">
        {shown.map((i) => {
          const was = t(IMAGES.was, { truth: view.classes[truth[i]!]!, found: view.classes[said[i]!]! })
          return <li class="card"><Picture photos={photos} place={practice[i]!} alt="" large /><p class="bad">{was}</p></li>
        })}
      </ul>
      {wrong.length > MOST_SHOWN && <p><button type="button" class="quiet" onClick={() => setFrom(from + 1)}>{t(IMAGES.moreWrong)}</button></p>}
    </div>
  )
}

function Matrix({ desk: { view }, truth, said }: Said): JSX.Element {
  const n = view.classes.length
  const counts = confusion(truth, said, n)
  const t = (text: { es: string; en: string }, values = {}) => say(text, view.lang, values)
  let most = -1
  for (let i = 0; i < n * n; i += 1) if (Math.floor(i / n) !== i % n && counts[i]! > (counts[most] ?? 0)) most = i
  return (
    <div>
      {most >= 0 && <p>{t(IMAGES.most, { truth: view.classes[Math.floor(most / n)]!, found: view.classes[most % n]!, count: counts[most]! })}</p>}
      <div class="scroll" tabIndex={0} role="region" aria-label={t(BENCH.matrix)}>
        <table class="lab-matrix wide">
          <caption>{t(BENCH.matrix)}. <span class="quiet-text">{t(BENCH.matrixSays)}</span></caption>
          <thead><tr><td />{view.classes.map((c, col) => <th scope="col" aria-label={c}>{col + 1}</th>)}</tr></thead>
          <tbody>
            {view.classes.map((c, row) => (
              <tr><th scope="row">{row + 1}. {c}</th>{view.classes.map((_, col) => <td class={row === col ? 'hit' : counts[row * n + col] ? 'miss' : undefined}>{counts[row * n + col]}</td>)}</tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}
