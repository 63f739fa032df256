import { useState } from 'preact/hooks'
import type { JSX } from 'preact'
import { say } from '../../../../lib/text.ts'
import { ScoreBar } from '../../bar.tsx'
import { percentText, tradeSentence } from '../../figures.ts'
import { BENCH } from '../../workbench/words.ts'
import { sourceOf } from './build.tsx'
import type { CodeDone, Verdict } from './carry-out.ts'
import { Picture } from './picture.tsx'
import type { CodeDesk } from './plug.tsx'
import { AT, CODE, TEST, VERDICT, troubleOf } from './words.ts'

const MOST_SHOWN = 8

/** What stopped it, or what it takes for what; then the visible tests, the bar and each number with its sentence. */
export function Result({ desk, done }: { desk: CodeDesk; done: CodeDone }): JSX.Element {
  const { view } = desk
  const t = (text: { es: string; en: string }, values = {}) => say(text, view.lang, values)
  const untouched = done.source === sourceOf(view.starter)
  const verdictOf = (test: string, verdict: Verdict): Verdict => (untouched && test === 'better' ? 'not-yet' : verdict)
  return (
    <div>
      {done.failed ? <Stopped desk={desk} failed={done.failed} runtime={done.runtime} /> : <Wrong desk={desk} done={done} />}
      <h4>{t(CODE.tests)}</h4>
      <ul class="plain lab-tests">
        {done.tests.map(({ test, verdict }) => {
          const shown = verdictOf(test, verdict)
          return <li><strong class={shown === 'right' ? 'good' : shown === 'wrong' ? 'bad' : 'quiet-text'}>{t(VERDICT[shown])}</strong> {t(TEST[test])}</li>
        })}
      </ul>
      {done.said !== '' && <details open><summary>{t(CODE.said)}</summary><pre tabIndex={0}>{done.said}</pre></details>}
      <p>{t(CODE.took, { seconds: done.seconds.toFixed(1).replace('.', view.lang === 'es' ? ',' : '.') })} {t(CODE.practice)}</p>
      {!done.failed && <Numbers desk={desk} done={done} />}
    </div>
  )
}

function Stopped({ desk: { view }, failed, runtime }: { desk: CodeDesk; failed: NonNullable<CodeDone['failed']>; runtime: CodeDone['runtime'] }): JSX.Element {
  const t = (text: { es: string; en: string }, values = {}) => say(text, view.lang, values)
  const { stage, error, message, line } = failed
  const trouble = stage === 'functions' ? t(AT.functions, { name: message })
    : stage === 'answers' && error !== 'Length' ? t(AT.answers, { most: view.classes.length - 1 }) : t(troubleOf(error, runtime))
  return (
    <div class="card" role="note">
      <p class="bad">{line === null ? '' : t(CODE.line, { line })}{trouble}</p>
      <p class="hint">{t(CODE.python)}: <code>{error}: {message}</code></p>
    </div>
  )
}

function Wrong({ desk: { view, data: { table } }, done }: { desk: CodeDesk; done: CodeDone }): JSX.Element {
  const [most, setMost] = useState(MOST_SHOWN)
  const t = (text: { es: string; en: string }, values = {}) => say(text, view.lang, values)
  const wrong = done.places.flatMap((place, i) => (table.labels[place] === done.found[i] ? [] : [{ place, found: done.found[i]! }]))
  if (wrong.length === 0) return <p class="good">{t(BENCH.noneWrong)}</p>
  return (
    <div>
      <p>{t(CODE.wrong, { wrong: wrong.length, of: done.places.length })}</p>
      <ul class="plain lab-digits lab-wrong">
        {wrong.slice(0, most).map(({ place, found }) => {
          const words = t(CODE.was, { truth: view.classes[table.labels[place]!]!, found: view.classes[found]! })
          return <li><Picture view={view} table={table} place={place} label={words} /><span aria-hidden="true">{words}</span></li>
        })}
      </ul>
      {wrong.length > most && <p><button type="button" class="quiet" onClick={() => setMost(most + MOST_SHOWN)}>{t(CODE.more)}</button></p>}
    </div>
  )
}

function Numbers({ desk: { view }, done }: { desk: CodeDesk; done: CodeDone }): JSX.Element {
  const t = (text: { es: string; en: string }, values = {}) => say(text, view.lang, values)
  const of = done.places.length
  const goal = view.pass.right / view.pass.of
  const right = (share: number): number => Math.round(share * of)
  return (
    <div>
      <ScoreBar title={t(BENCH.howFar)} marks={[
        { kind: 'base', label: t(BENCH.baseline), value: done.baseline, text: percentText(done.baseline) },
        { kind: 'yours', label: t(BENCH.yours), value: done.figure, text: percentText(done.figure) },
        { kind: 'goal', label: t(BENCH.goal), value: goal, text: percentText(goal) },
      ]} />
      <h4>{t(BENCH.numbers)}</h4>
      <dl class="pairs">
        <dt>{t(BENCH.onPractice)}: {percentText(done.figure)}</dt><dd>{tradeSentence(view.sentences.practice, right(done.figure), of, view.lang)}</dd>
        <dt>{t(BENCH.baseline)}: {percentText(done.baseline)}</dt><dd>{tradeSentence(view.sentences.baseline, right(done.baseline), of, view.lang)}</dd>
        <dt>{t(BENCH.goal)}: {percentText(goal)}</dt><dd>{tradeSentence(view.sentences.goal, view.pass.right, view.pass.of, view.lang)}</dd>
      </dl>
    </div>
  )
}
