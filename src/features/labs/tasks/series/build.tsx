import type { JSX } from 'preact'
import { seriesStepsOf, type SeriesMethod, type Step } from '../../../../engine/recipe.ts'
import { say } from '../../../../lib/text.ts'
import { BLOCK, describeSteps } from '../../block-words.ts'
import type { BuildProps } from '../../workbench/plug.ts'
import type { SeriesDesk } from './plug.tsx'
import type { SeriesView } from './view.ts'
import { Block } from '../../workbench/knobs.tsx'
import { SERIES } from './words.ts'
import { BENCH } from '../../workbench/words.ts'

interface Parts {
  readonly anomalies: boolean
  readonly lags: readonly number[]
  readonly method: SeriesMethod
}

/** The blocks for a series, all by tapping: anomaly, method, months back, brake; the recipe stands below in one line. */
export function SeriesBuild({ desk: { view }, steps, change }: BuildProps<SeriesDesk>): JSX.Element {
  const parts = seriesStepsOf(steps)
  const { anomalies, lags, method } = parts
  const put = (to: Partial<Parts>): void => change(written({ ...parts, ...to }, view))
  const t = (text: { es: string; en: string }, values = {}) => say(text, view.lang, values)
  return (
    <div>
      <fieldset class="lab-blocks">
        <legend>{t(BENCH.method)}</legend>
        {methods(view, method).map((m) => (
          <Block name="method" on={m.block === method.block} label={t(BLOCK[m.block])} says={t(SERIES.methodSays[m.block])} choose={() => put({ method: m })} />
        ))}
      </fieldset>
      {method.block !== 'climatology' && view.blocks.anomalies && (
        <fieldset class="lab-blocks">
          <legend>{t(SERIES.looksAt)}</legend>
          <Block name="anomalies" on={!anomalies} label={t(SERIES.asTheyCome)} says={t(SERIES.asTheyComeSays)} choose={() => put({ anomalies: false })} />
          <Block name="anomalies" on={anomalies} label={t(BLOCK.anomalies)} says={t(SERIES.anomaliesSays)} choose={() => put({ anomalies: true })} />
        </fieldset>
      )}
      {method.block === 'ridge' && <Lags view={view} lags={lags} set={(l) => put({ lags: l })} />}
      {method.block === 'ridge' && <Brake view={view} penalty={method.penalty} set={(penalty) => put({ method: { block: 'ridge', penalty } })} />}
      <p class="lab-recipe"><strong>{t(BENCH.yourRecipe)}:</strong> {describeSteps(steps, view.lang)}</p>
    </div>
  )
}

/** Parts as steps in the order that the engine wants. */
function written({ anomalies, lags, method }: Parts, view: SeriesView): Step[] {
  if (method.block === 'climatology') return [method]
  const before: Step[] = anomalies ? [{ block: 'anomalies' }] : []
  if (method.block === 'persistence') return [...before, method]
  return [...before, { block: 'lags', months: lags.length > 0 ? lags : view.blocks.lags.slice(0, 1) }, method]
}

/** Each method that the lab allows; the present one as it is. */
function methods(view: SeriesView, now: SeriesMethod): SeriesMethod[] {
  const { ridge, persistence, climatology } = view.blocks
  const all: SeriesMethod[] = [
    ...(ridge ? [{ block: 'ridge', penalty: ridge.penalty.start } as const] : []),
    ...(persistence ? [{ block: 'persistence' } as const] : []),
    ...(climatology ? [{ block: 'climatology' } as const] : []),
  ]
  return all.map((m) => (m.block === now.block ? now : m))
}

function Lags({ view, lags, set }: { view: SeriesView; lags: readonly number[]; set: (lags: number[]) => void }): JSX.Element {
  const toggled = (lag: number): number[] => view.blocks.lags.filter((l) => (l === lag ? !lags.includes(l) : lags.includes(l)))
  return (
    <fieldset class="lab-chips">
      <legend>{say(SERIES.lags, view.lang)}</legend>
      <p class="hint">{say(SERIES.lagsSays, view.lang)}</p>
      {view.blocks.lags.map((lag) => {
        const on = lags.includes(lag)
        const last = on && lags.length === 1
        return (
          <label class={on ? 'on' : undefined}>
            <input type="checkbox" checked={on} disabled={last} onChange={() => set(toggled(lag))} />
            <span>{lagName(view, lag)}</span>
          </label>
        )
      })}
    </fieldset>
  )
}

/** "0 · ahora", "1", … as the recipe writes them. */
export function lagName(view: SeriesView, lag: number): string {
  if (lag === 0) return say(SERIES.now, view.lang)
  return lag === 12 ? say(SERIES.yearAgo, view.lang) : String(lag)
}

function Brake({ view, penalty, set }: { view: SeriesView; penalty: number; set: (penalty: number) => void }): JSX.Element {
  const knob = view.blocks.ridge?.penalty
  const choices = knob?.choices ?? [...new Set([knob?.least ?? 0, knob?.start ?? 0, knob?.most ?? 0])]
  return (
    <fieldset class="lab-chips">
      <legend>{say(SERIES.brake, view.lang)}</legend>
      <p class="hint">{say(SERIES.brakeSays, view.lang)}</p>
      {choices.map((c) => (
        <label class={c === penalty ? 'on' : undefined}>
          <input type="radio" name="bench-penalty" checked={c === penalty} onChange={() => set(c)} />
          <span>{c}</span>
        </label>
      ))}
    </fieldset>
  )
}
