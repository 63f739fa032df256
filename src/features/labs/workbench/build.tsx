import type { JSX } from 'preact'
import { stepsOf, type ClassMethod, type ScaleStep, type Step } from '../../../engine/recipe.ts'
import { say } from '../../../lib/text.ts'
import { BLOCK, KNOB, SCALE, describeSteps } from '../block-words.ts'
import { knobBounds, knobsOf } from '../bounds.ts'
import type { Knob } from '../lab-steps.ts'
import type { ClassView, LabView } from '../view.ts'
import { BENCH } from './words.ts'

type Scale = ScaleStep['by'] | 'none'

/** The blocks: scale, method and the method's knobs; the recipe stands below in one line. */
export function Build({ view, steps, change }: { view: ClassView; steps: readonly Step[]; change: (steps: Step[]) => void }): JSX.Element {
  const { scale, method } = stepsOf(steps)
  const put = (by: Scale, m: ClassMethod): void => change(by === 'none' ? [m] : [{ block: 'scale', by }, m])
  const scales: readonly Scale[] = ['none', ...view.blocks.scale]
  const t = (text: { es: string; en: string }, values = {}) => say(text, view.lang, values)
  return (
    <div>
      <fieldset class="lab-blocks">
        <legend>{t(BENCH.scale)}</legend>
        {scales.map((by) => <Block name="scale" on={by === scale} label={t(SCALE[by])} says={t(BENCH.scaleSays[by])} choose={() => put(by, method)} />)}
      </fieldset>
      <fieldset class="lab-blocks">
        <legend>{t(BENCH.method)}</legend>
        {methods(view).map((m) => (
          <Block name="method" on={m.block === method.block} label={t(BLOCK[m.block])} says={t(BENCH.methodSays[m.block])} choose={() => put(scale, m.block === method.block ? method : m)} />
        ))}
      </fieldset>
      {Object.entries(knobsOf(method)).map(([name, value]) => (
        <KnobField view={view} name={name} value={value} knob={knobBounds(view.blocks, method)[name]!} set={(v) => put(scale, { ...method, [name]: v })} />
      ))}
      <p class="lab-recipe"><strong>{t(BENCH.yourRecipe)}:</strong> {describeSteps(steps, view.lang)}</p>
    </div>
  )
}

export function Block(props: { name: string; on: boolean; label: string; says: string; choose: () => void }): JSX.Element {
  return (
    <label class={props.on ? 'on' : undefined}>
      <input type="radio" name={`bench-${props.name}`} checked={props.on} onChange={props.choose} />
      <span><strong>{props.label}</strong><br /><small>{props.says}</small></span>
    </label>
  )
}

/** Each method that the lab allows, with its knobs where they start. */
function methods(view: ClassView): ClassMethod[] {
  const { neighbours, softmax, majority } = view.blocks
  return [
    ...(neighbours ? [{ block: 'neighbours', k: neighbours.k.start } as const] : []),
    ...(softmax ? [{ block: 'softmax', epochs: softmax.epochs.start, rate: softmax.rate.start, penalty: softmax.penalty.start, batch: softmax.batch.start } as const] : []),
    ...(majority ? [{ block: 'majority' } as const] : []),
  ]
}

/** A knob: a choice of a few values, or a number with a button on each side. */
export function KnobField({ view, name, value, knob, set }: { view: LabView; name: string; value: number; knob: Knob; set: (v: number) => void }): JSX.Element {
  const says = Object.entries(BENCH.knobSays).find(([n]) => n === name)?.[1]
  const id = `knob-${name}`
  const within = (v: number): number => Math.min(knob.most, Math.max(knob.least, Math.round(v)))
  return (
    <div class="field">
      <label for={id}>{say(KNOB[name]!, view.lang)}</label>
      <p class="hint" id={`${id}-hint`}>{says && say(says, view.lang)} {!knob.choices && say(BENCH.between, view.lang, { least: knob.least, most: knob.most })}</p>
      {knob.choices
        ? <select id={id} aria-describedby={`${id}-hint`} value={String(value)} onChange={(e) => set(Number(e.currentTarget.value))}>{knob.choices.map((c) => <option value={String(c)}>{c}</option>)}</select>
        : (
          <span class="lab-stepper">
            <button type="button" class="quiet" aria-label={`${say(KNOB[name]!, view.lang)} −`} onClick={() => set(within(value - stepOf(value)))}>−</button>
            <input id={id} aria-describedby={`${id}-hint`} type="number" inputMode="numeric" min={knob.least} max={knob.most} value={value}
              onInput={(e) => { if (inside(e.currentTarget.value, knob)) set(Number(e.currentTarget.value)) }}
              onChange={(e) => { e.currentTarget.value = String(within(Number(e.currentTarget.value) || knob.start)); set(Number(e.currentTarget.value)) }} />
            <button type="button" class="quiet" aria-label={`${say(KNOB[name]!, view.lang)} +`} onClick={() => set(within(value + stepOf(value + 1)))}>+</button>
          </span>
        )}
    </div>
  )
}

/** While typing, only what is a whole number within the bounds is taken; the rest waits until the field is left. */
function inside(text: string, knob: Knob): boolean {
  const value = Number(text)
  return text !== '' && Math.floor(value) === value && value >= knob.least && value <= knob.most
}

/** Small numbers move by one, large ones by about a tenth. */
function stepOf(value: number): number {
  if (value <= 20) return 1
  return value <= 200 ? 10 : 100
}
