import { useEffect, useRef, useState } from 'preact/hooks'
import type { JSX } from 'preact'
import type { Recipe, Step } from '../../../engine/recipe.ts'
import { say } from '../../../lib/text.ts'
import { describeSteps } from '../block-words.ts'
import { fits } from '../bounds.ts'
import type { AnyView } from '../view.ts'
import { HandIn, type Queue } from './hand-in.tsx'
import { Later } from './later.tsx'
import { keep, readKept, type Kept } from './kept.ts'
import type { AnyDone, Order } from './order.ts'
import type { Plug } from './plug.ts'
import { startTraining, type Run } from './trainer.ts'
import { BENCH } from './words.ts'

type Stage =
  | { readonly at: 'rest' | 'stopped' | 'failed' | 'bringing' | 'too-slow' }
  | { readonly at: 'training'; readonly epoch: number; /** What it cost at each report. */ readonly course: readonly number[] }
  | { readonly at: 'done'; readonly recipe: Recipe; /** Null when it diverged. */ readonly done: AnyDone | null }

/** The workbench: see, predict, build, train, look at the mistakes, hand in. */
export function Bench({ plug, view, bytes, queue }: { plug: Plug; view: AnyView; bytes: Uint8Array; queue?: Queue | undefined }): JSX.Element {
  const [kept, setKept] = useState<Kept>(() => readKept(view))
  const [stage, setStage] = useState<Stage>({ at: 'rest' })
  const [desk] = useState(() => plug.openDesk(view, bytes))
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
    const order = { recipe, baseline: view.baseline, settings: view.settings, bytes }
    const bringing = plug.bring?.(view, recipe.steps)
    if (!bringing) return train(order)
    setStage({ at: 'bringing' })
    let wanted = true
    run.current = { done: new Promise(() => undefined), cancel: () => { wanted = false } }
    bringing.then((brought) => { if (wanted) train({ ...order, brought }) }, () => { if (wanted) setStage({ at: 'failed' }) })
  }
  const train = (order: Order): void => {
    const { recipe } = order
    setStage({ at: 'training', epoch: 0, course: [] })
    const training = startTraining(plug.trainer?.(view, recipe.steps) ?? view.trainUrl, order, ({ epoch, cost }) => setStage((now) => (
      { at: 'training', epoch, course: now.at === 'training' && cost !== undefined ? [...now.course, cost] : [] })))
    const timer = plug.limitMs === undefined ? undefined : setTimeout(() => { training.cancel(); setStage({ at: 'too-slow' }) }, plug.limitMs)
    run.current = { done: training.done, cancel: () => { clearTimeout(timer); training.cancel() } }
    training.done.finally(() => clearTimeout(timer)).then((trained) => {
      const done = trained.diverged ? null : trained.done
      setStage({ at: 'done', recipe, done })
      if (done && !done.unfit) remember((k) => ({ ...k, tries: [...k.tries, { steps: recipe.steps, practice: done.figure }] }))
    }, () => setStage({ at: 'failed' }))
  }
  const change = (steps: Step[]): void => {
    remember((k) => ({ ...k, steps }))
    if (stage.at !== 'training' && stage.at !== 'bringing') setStage({ at: 'rest' })
  }
  const ready = stage.at === 'done' && stage.done && !stage.done.unfit ? { recipe: stage.recipe, digest: stage.done.digest, sameBits: stage.done.sameBits } : null
  return (
    <div>
      <plug.See desk={desk} />
      <Predict view={view} kept={kept} choose={(predicted) => remember((k) => ({ ...k, predicted }))} />
      <section>
        <h3>{t(plug.says?.build ?? BENCH.build)}</h3>
        <plug.Build desk={desk} steps={kept.steps} change={change} />
        <Training plug={plug} view={view} kept={kept} stage={stage} begin={begin} stop={() => { run.current?.cancel(); setStage({ at: 'stopped' }) }} />
        {stage.at === 'training' && plug.Course && <plug.Course desk={desk} steps={kept.steps} course={stage.course} />}
        <Later plug={plug} desk={desk} view={view} steps={kept.steps} bytes={bytes} change={change} />
      </section>
      {stage.at === 'done' && (
        <section>
          <h3 ref={results} tabIndex={-1}>{t(BENCH.wrong)}</h3>
          {stage.done ? <plug.Result desk={desk} done={stage.done} /> : <p class="bad">{t(BENCH.diverged)}</p>}
          <Advice plug={plug} view={view} kept={kept} steps={stage.recipe.steps} />
        </section>
      )}
      <Hints view={view} kept={kept} more={() => remember((k) => ({ ...k, hints: k.hints + 1 }))} />
      <HandIn says={plug.says} view={view} ready={ready} changed={kept.tries.length > 0} queue={queue} />
      <Before plug={plug} view={view} kept={kept} use={change} />
    </div>
  )
}

function Predict({ view, kept, choose }: { view: AnyView; kept: Kept; choose: (n: number) => void }): JSX.Element {
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

function Training({ plug, view, kept, stage, begin, stop }: { plug: Plug; view: AnyView; kept: Kept; stage: Stage; begin: () => void; stop: () => void }): JSX.Element {
  const method = kept.steps.at(-1)
  const busy = stage.at === 'training' || stage.at === 'bringing'
  const words = { ...BENCH, ...plug.says }
  const all = plug.epochs ? plug.epochs(kept.steps) : method && 'epochs' in method ? method.epochs : method && 'trees' in method ? method.trees : 0
  const t = (text: { es: string; en: string }, values = {}) => say(text, view.lang, values)
  if (kept.predicted === null) return <p>{t(BENCH.predictFirst)}</p>
  return (
    <div class="lab-train">
      <p class="actions"><button type="button" disabled={busy} onClick={begin}>{t(words.train)}</button></p>
      {stage.at === 'training' && all > 0 && <progress max={all} value={stage.epoch} aria-label={t(BENCH.trainingShort)} />}
      <p role="status">
        {stage.at === 'bringing' && t(words.bringing)}
        {stage.at === 'too-slow' && t(words.tooSlow)}
        {stage.at === 'training' && (all > 0 ? t(BENCH.training, { epoch: Math.floor(stage.epoch), all }) : t(words.trainingShort))}
        {stage.at === 'stopped' && t(BENCH.stopped)}
        {stage.at === 'failed' && t(words.failed)}
      </p>
      {busy && <p><button type="button" class="quiet" onClick={stop}>{t(BENCH.stop)}</button></p>}
    </div>
  )
}

/** The first known mistake that fits, and the answer to the prediction once what it asks about was tried. */
function Advice({ plug, view, kept, steps }: { plug: Plug; view: AnyView; kept: Kept; steps: readonly Step[] }): JSX.Element {
  const known = view.mistakes.find((m) => fits(m.when, steps))
  const chosen = kept.predicted === null ? undefined : view.predict.options[kept.predicted]
  return (
    <div>
      {known && <p class="card next" role="note">{known.say}</p>}
      {chosen && steps.some((s) => plug.asked.includes(s.block)) && <p class="card">{say(BENCH.prediction, view.lang, { answer: chosen })} {view.predict.because}</p>}
    </div>
  )
}

function Hints({ view, kept, more }: { view: AnyView; kept: Kept; more: () => void }): JSX.Element {
  const all = view.hints.length
  return (
    <div aria-live="polite">
      {view.hints.slice(0, kept.hints).map((hint, i) => <p class="card"><strong>{say(BENCH.hintTitle, view.lang, { n: i + 1 })}.</strong> {hint}</p>)}
      {kept.hints < all && <p><button type="button" class="quiet" onClick={more}>{say(BENCH.hint, view.lang, { n: kept.hints + 1, all })}</button></p>}
    </div>
  )
}

function Before({ plug, view, kept, use }: { plug: Plug; view: AnyView; kept: Kept; use: (steps: Step[]) => void }): JSX.Element | null {
  if (kept.tries.length === 0) return null
  return (
    <details>
      <summary>{say(BENCH.before, view.lang)}</summary>
      <ul class="plain">
        {kept.tries.map((one) => (
          <li>{describeSteps(one.steps, view.lang, view.columns)}: <strong>{plug.figure(view, one.practice)}</strong>{' '}
            <button type="button" class="quiet" onClick={() => use([...one.steps])}>{say(BENCH.use, view.lang)}</button>
          </li>
        ))}
      </ul>
    </details>
  )
}
