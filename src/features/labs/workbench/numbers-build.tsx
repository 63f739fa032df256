import type { JSX } from 'preact'
import { numberStepsOf, type NumberMethod, type Step } from '../../../engine/recipe.ts'
import { say } from '../../../lib/text.ts'
import { BLOCK, describeSteps } from '../block-words.ts'
import { knobBounds, knobsOf } from '../bounds.ts'
import type { NumberView } from '../view.ts'
import { Block, KnobField } from './build.tsx'
import { NUMBERS } from './numbers-words.ts'
import { BENCH } from './words.ts'

interface Parts {
  /** Null: all of them. */
  readonly columns: readonly string[] | null
  readonly scale: 'standard' | 'min-max' | 'none'
  readonly method: NumberMethod
}

/** The blocks for a number: the method, its knobs, and the columns it looks at where the lab lets one choose; the recipe stands below in one line. */
export function NumbersBuild({ view, steps, change }: { view: NumberView; steps: readonly Step[]; change: (steps: Step[]) => void }): JSX.Element {
  const parts = numberStepsOf(steps)
  const { method } = parts
  const put = (to: Partial<Parts>): void => change(writtenNumbers({ ...parts, ...to }, view))
  const t = (text: { es: string; en: string }) => say(text, view.lang)
  return (
    <div>
      <fieldset class="lab-blocks">
        <legend>{t(BENCH.method)}</legend>
        {methods(view, method).map((m) => (
          <Block name="method" on={m.block === method.block} label={t(BLOCK[m.block])} says={t(NUMBERS.methodSays[m.block])} choose={() => put({ method: m })} />
        ))}
      </fieldset>
      {Object.entries(knobsOf(method)).map(([name, value]) => (
        <KnobField view={view} name={name} value={value} knob={knobBounds(view.blocks, method)[name]!} set={(v) => put({ method: { ...method, [name]: v } })} />
      ))}
      {view.blocks.columns && looks(method) && <Columns view={view} chosen={parts.columns} set={(columns) => put({ columns })} />}
      <p class="lab-recipe"><strong>{t(BENCH.yourRecipe)}:</strong> {describeSteps(steps, view.lang, view.columns)}</p>
    </div>
  )
}

/** The mean looks at nothing; "same as" says itself where it looks. */
const looks = (method: NumberMethod): boolean => method.block !== 'mean' && method.block !== 'same'

/** Parts as steps in the order that the engine wants; all columns are named by naming none. */
export function writtenNumbers({ columns, scale, method }: Parts, view: Pick<NumberView, 'columns'>): Step[] {
  if (!looks(method)) return [method]
  const before: Step[] = columns === null || columns.length === view.columns.length ? [] : [{ block: 'columns', names: columns }]
  return scale === 'none' ? [...before, method] : [...before, { block: 'scale', by: scale }, method]
}

function Columns({ view, chosen, set }: { view: NumberView; chosen: readonly string[] | null; set: (columns: string[]) => void }): JSX.Element {
  const isOn = (id: string): boolean => chosen === null || chosen.includes(id)
  const toggled = (id: string): string[] => view.columns.map((c) => c.id).filter((c) => (c === id ? !isOn(c) : isOn(c)))
  return (
    <fieldset class="lab-chips">
      <legend>{say(NUMBERS.columns, view.lang)}</legend>
      <p class="hint">{say(NUMBERS.columnsSays, view.lang)}</p>
      {view.columns.map(({ id, name }) => {
        const on = isOn(id)
        return (
          <label class={on ? 'on' : undefined}>
            <input type="checkbox" checked={on} disabled={on && chosen?.length === 1} onChange={() => set(toggled(id))} />
            <span>{name}</span>
          </label>
        )
      })}
    </fieldset>
  )
}

/** Each method that the lab allows, with its knobs where they start; the present one as it is. */
function methods(view: NumberView, now: NumberMethod): NumberMethod[] {
  const { mean, same, ridge, tree, forest, boosting } = view.blocks
  const all: NumberMethod[] = [
    ...(ridge ? [{ block: 'ridge', penalty: ridge.penalty.start } as const] : []),
    ...(tree ? [{ block: 'tree', depth: tree.depth.start, leaf: tree.leaf.start } as const] : []),
    ...(forest ? [{ block: 'forest', trees: forest.trees.start, depth: forest.depth.start, leaf: forest.leaf.start } as const] : []),
    ...(boosting ? [{ block: 'boosting', trees: boosting.trees.start, rate: boosting.rate.start, depth: boosting.depth.start, leaf: boosting.leaf.start } as const] : []),
    ...(mean ? [{ block: 'mean' } as const] : []),
    ...(same ? [{ block: 'same', column: same[0]! } as const] : []),
  ]
  return all.map((m) => (m.block === now.block ? now : m))
}
