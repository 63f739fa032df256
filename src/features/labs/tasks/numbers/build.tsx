import type { JSX } from 'preact'
import { numberStepsOf, type NumberMethod, type Step } from '../../../../engine/recipe.ts'
import { say } from '../../../../lib/text.ts'
import { BLOCK, SCALE, describeSteps } from '../../block-words.ts'
import { knobBounds, knobsOf } from '../../bounds.ts'
import type { BuildProps } from '../../workbench/plug.ts'
import type { NumberDesk } from './plug.tsx'
import type { NumberView } from './view.ts'
import { Block, KnobField } from '../../workbench/knobs.tsx'
import { ColumnChips, preparing } from '../table-parts.tsx'
import { NUMBERS } from './words.ts'
import { BENCH } from '../../workbench/words.ts'

interface Parts {
  /** Null: all of them. */
  readonly columns: readonly string[] | null
  readonly scale: 'standard' | 'min-max' | 'none'
  readonly method: NumberMethod
}

/** The blocks for a number: the method, its knobs, and the columns it looks at where the lab lets one choose; the recipe stands below in one line. */
export function NumbersBuild({ desk: { view }, steps, change }: BuildProps<NumberDesk>): JSX.Element {
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
      {method.block === 'same' && view.blocks.same && (
        <div class="field">
          <label for="same-column">{t(NUMBERS.same)}</label>
          <select id="same-column" value={method.column} onChange={(e) => put({ method: { block: 'same', column: e.currentTarget.value } })}>
            {view.columns.filter((c) => view.blocks.same?.includes(c.id)).map((c) => <option value={c.id}>{c.name}</option>)}
          </select>
        </div>
      )}
      {view.blocks.scale.length > 0 && looks(method) && (
        <fieldset class="lab-blocks">
          <legend>{t(BENCH.scale)}</legend>
          {(['none', ...view.blocks.scale] as const).map((by) => <Block name="scale" on={by === parts.scale} label={t(SCALE[by])} says={t(BENCH.scaleSays[by])} choose={() => put({ scale: by })} />)}
        </fieldset>
      )}
      {view.blocks.columns && looks(method) && <ColumnChips view={view} chosen={parts.columns} set={(columns) => put({ columns })} />}
      <p class="lab-recipe"><strong>{t(BENCH.yourRecipe)}:</strong> {describeSteps(steps, view.lang, view.columns)}</p>
    </div>
  )
}

/** The mean looks at nothing; "same as" says itself where it looks. */
const looks = (method: NumberMethod): boolean => method.block !== 'mean' && method.block !== 'same'

/** Parts as steps in the order that the engine wants; all columns are named by naming none. */
export function writtenNumbers({ columns, scale, method }: Parts, view: Pick<NumberView, 'columns'>): Step[] {
  if (!looks(method)) return [method]
  return [...preparing(columns, scale, view.columns.length), method]
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
