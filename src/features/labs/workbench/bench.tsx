import { useEffect, useRef, useState } from 'preact/hooks'
import type { JSX } from 'preact'
import type { Recipe, Step } from '../../../engine/recipe.ts'
import { say } from '../../../lib/text.ts'
import { describeSteps } from '../block-words.ts'
import { fits } from '../bounds.ts'
import type { LabView } from '../view.ts'
import { Build } from './build.tsx'
import { openDesk, orderOn, practiceOf, practiceText, type Desk } from './desk.ts'
import { HandIn, type Queue } from './hand-in.tsx'
import { keep, readKept, type Kept } from './kept.ts'
import type { Trained } from './order.ts'
import { Result } from './result.tsx'
import { See } from './see.tsx'
import { NumbersBuild } from './numbers-build.tsx'
import { NumbersResult } from './numbers-result.tsx'
import { NumbersSee } from './numbers-see.tsx'
import { SeriesBuild } from './series-build.tsx'
import { SeriesResult } from './series-result.tsx'
import { SeriesSee } from './series-see.tsx'
import { startTraining, type Run } from './trainer.ts'
import { BENCH } from './words.ts'

type Stage =
  | { readonly at: 'rest' | 'stopped' | 'failed' }
  | { readonly at: 'training'; readonly epoch: number }
  | { readonly at: 'done'; readonly recipe: Recipe; readonly trained: Trained }

/** The workbench: see, predict, build, train, look at the mistakes, hand in. */
export function Bench({ view, csv, queue }: { view: LabView; csv: string; queue?: Queue | undefined }): JSX.Element {
  const [kept, setKept] = useState<Kept>(() => readKept(view))
  const [stage, setStage] = useState<Stage>({ at: 'rest' })
  const [desk] = useState(() => openDesk(view, csv))
  const run = useRef<Run | null>(null)
  const results = useRef<HTMLHeadingElement>(null)
  const t = (text: { es: string; en: string }, values = {}) => say(text, view.lang, values)
  const remember = (to: (before: Kept) => Kept): void => setKept((before) => {
    const next = to(before)
    keep(view, next)
    return next
  })
  useEffect(() => { if (stage.at === 'done') results.current?.focus() }, [stage.at === 'done' ? stage.recipe : null])

  const begin = (): void => {
    const recipe: Recipe = { lab: view.lab, version: view.version, engine: view.engine, seed: view.seed, steps: kept.steps }
    setStage({ at: 'training', epoch: 0 })
    run.current = startTraining(view.trainUrl, orderOn(view, recipe, csv), (epoch) => setStage({ at: 'training', epoch }))
    run.current.done.then((trained) => {
      setStage({ at: 'done', recipe, trained })
      if (trained.kind !== 'diverged') remember((k) => ({ ...k, tries: [...k.tries, { steps: recipe.steps, practice: practiceOf(trained) }] }))
    }, () => setStage({ at: 'failed' }))
  }
  const change = (steps: Step[]): void => {
    remember((k) => ({ ...k, steps }))
    if (stage.at !== 'training') setStage({ at: 'rest' })
  }
  const trained = stage.at === 'done' && stage.trained.kind !== 'diverged' ? stage.trained : null
  const ready = stage.at === 'done' && trained ? { recipe: stage.recipe, digest: trained.digest, sameBits: trained.sameBits } : null
  return (
    <div>
      <SeeData desk={desk} />
      <Predict view={view} kept={kept} choose={(predicted) => remember((k) => ({ ...k, predicted }))} />
      <section>
        <h3>{t(BENCH.build)}</h3>
        <Blocks view={view} steps={kept.steps} change={change} />
        <Training view={view} kept={kept} stage={stage} begin={begin} stop={() => { run.current?.cancel(); setStage({ at: 'stopped' }) }} />
      </section>
      {stage.at === 'done' && (
        <section>
          <h3 ref={results} tabIndex={-1}>{t(BENCH.wrong)}</h3>
          {trained ? <Learnt desk={desk} done={trained} /> : <p class="bad">{t(BENCH.diverged)}</p>}
          <Advice view={view} kept={kept} steps={stage.recipe.steps} />
        </section>
      )}
      <Hints view={view} kept={kept} more={() => remember((k) => ({ ...k, hints: k.hints + 1 }))} />
      <HandIn view={view} ready={ready} changed={kept.tries.length > 0} queue={queue} />
      <Before view={view} kept={kept} use={change} />
    </div>
  )
}

function Blocks({ view, ...rest }: { view: LabView; steps: readonly Step[]; change: (steps: Step[]) => void }): JSX.Element {
  if (view.task === 'series') return <SeriesBuild view={view} {...rest} />
  return view.task === 'numbers' ? <NumbersBuild view={view} {...rest} /> : <Build view={view} {...rest} />
}

function SeeData({ desk }: { desk: Desk }): JSX.Element {
  if (desk.task === 'series') return <SeriesSee desk={desk} />
  if (desk.task === 'numbers') return <NumbersSee desk={desk} />
  return <See view={desk.view} table={desk.table} places={desk.places} />
}

function Learnt({ desk, done }: { desk: Desk; done: Exclude<Trained, { kind: 'diverged' }> }): JSX.Element | null {
  if (desk.task === 'series') return done.kind === 'forecast' ? <SeriesResult desk={desk} done={done} /> : null
  if (desk.task === 'numbers') return done.kind === 'numbers' ? <NumbersResult desk={desk} done={done} /> : null
  return done.kind === 'trained' ? <Result view={desk.view} table={desk.table} done={done} /> : null
}

function Predict({ view, kept, choose }: { view: LabView; kept: Kept; choose: (n: number) => void }): JSX.Element {
  return (
    <section>
      <h3>{say(BENCH.predict, view.lang)}</h3>
      <fieldset class="lab-blocks">
        <legend>{view.predict.question}</legend>
        {view.predict.options.map((o, i) => (
          <label class={kept.predicted === i ? 'on' : undefined}>
            <input type="radio" name="bench-predict" checked={kept.predicted === i} onChange={() => choose(i)} /><span>{o}</span>
          </label>
        ))}
      </fieldset>
    </section>
  )
}

function Training({ view, kept, stage, begin, stop }: { view: LabView; kept: Kept; stage: Stage; begin: () => void; stop: () => void }): JSX.Element {
  const method = kept.steps.at(-1)
  const all = method?.block === 'softmax' ? method.epochs : method && 'trees' in method ? method.trees : 0
  const busy = stage.at === 'training'
  const t = (text: { es: string; en: string }, values = {}) => say(text, view.lang, values)
  if (kept.predicted === null) return <p>{t(BENCH.predictFirst)}</p>
  return (
    <div class="lab-train">
      <p class="actions"><button type="button" disabled={busy} onClick={begin}>{t(BENCH.train)}</button></p>
      {busy && all > 0 && <progress max={all} value={stage.epoch} aria-label={t(BENCH.trainingShort)} />}
      <p role="status">
        {stage.at === 'training' && (all > 0 ? t(BENCH.training, { epoch: stage.epoch, all }) : t(BENCH.trainingShort))}
        {stage.at === 'stopped' && t(BENCH.stopped)}
        {stage.at === 'failed' && t(BENCH.failed)}
      </p>
      {busy && <p><button type="button" class="quiet" onClick={stop}>{t(BENCH.stop)}</button></p>}
    </div>
  )
}

/** What the predictions of the labs ask about. */
const ASKED: readonly Step['block'][] = ['scale', 'anomalies', 'tree', 'forest', 'boosting']

/** The first known mistake that fits, and the answer to the prediction once what it asks about was tried. */
function Advice({ view, kept, steps }: { view: LabView; kept: Kept; steps: readonly Step[] }): JSX.Element {
  const known = view.mistakes.find((m) => fits(m.when, steps))
  const chosen = kept.predicted === null ? undefined : view.predict.options[kept.predicted]
  return (
    <div>
      {known && <p class="card next" role="note">{known.say}</p>}
      {chosen && steps.some((s) => ASKED.includes(s.block)) && <p class="card">{say(BENCH.prediction, view.lang, { answer: chosen })} {view.predict.because}</p>}
    </div>
  )
}

function Hints({ view, kept, more }: { view: LabView; kept: Kept; more: () => void }): JSX.Element {
  const all = view.hints.length
  return (
    <div aria-live="polite">
      {view.hints.slice(0, kept.hints).map((hint, i) => <p class="card"><strong>{say(BENCH.hintTitle, view.lang, { n: i + 1 })}.</strong> {hint}</p>)}
      {kept.hints < all && <p><button type="button" class="quiet" onClick={more}>{say(BENCH.hint, view.lang, { n: kept.hints + 1, all })}</button></p>}
    </div>
  )
}

function Before({ view, kept, use }: { view: LabView; kept: Kept; use: (steps: Step[]) => void }): JSX.Element | null {
  if (kept.tries.length === 0) return null
  return (
    <details>
      <summary>{say(BENCH.before, view.lang)}</summary>
      <ul class="plain">
        {kept.tries.map((one) => (
          <li>{describeSteps(one.steps, view.lang, 'columns' in view ? view.columns : [])}: <strong>{practiceText(view, one.practice)}</strong>{' '}
            <button type="button" class="quiet" onClick={() => use([...one.steps])}>{say(BENCH.use, view.lang)}</button>
          </li>
        ))}
      </ul>
    </details>
  )
}
