import type { JSX } from 'preact'
import { alarmStepsOf } from '../../../../engine/alarms.ts'
import type { RankMethod, Step } from '../../../../engine/recipe.ts'
import { say } from '../../../../lib/text.ts'
import { BLOCK, describeSteps } from '../../block-words.ts'
import { knobBounds, knobsOf } from '../../bounds.ts'
import { Block, KnobField } from '../../workbench/knobs.tsx'
import type { BuildProps } from '../../workbench/plug.ts'
import { BENCH } from '../../workbench/words.ts'
import { ColumnChips, ScaleBlocks, preparing, type ScaleChoice } from '../table-parts.tsx'
import type { AlarmDesk } from './plug.tsx'
import type { AlarmView } from './view.ts'
import { ALARMS } from './words.ts'

interface Parts {
  /** Null: all of them. */
  readonly columns: readonly string[] | null
  readonly scale: ScaleChoice
  readonly method: RankMethod
}

/** The blocks for a ranking: columns, scale, method and its knobs; the recipe stands below in one line. */
export function AlarmsBuild({ desk: { view }, steps, change }: BuildProps<AlarmDesk>): JSX.Element {
  const parts = alarmStepsOf(steps)
  const { method } = parts
  const put = (to: Partial<Parts>): void => change(written({ ...parts, ...to }, view))
  const t = (text: { es: string; en: string }) => say(text, view.lang)
  return (
    <div>
      {view.blocks.columns && method.block !== 'same' && <ColumnChips view={view} chosen={parts.columns} set={(columns) => put({ columns })} />}
      {method.block === 'softmax' && <ScaleBlocks view={view} open={view.blocks.scale} scale={parts.scale} set={(scale) => put({ scale })} />}
      <fieldset class="lab-blocks">
        <legend>{t(BENCH.method)}</legend>
        {methods(view, method).map((m) => (
          <Block name="method" on={m.block === method.block} label={t(BLOCK[m.block])} says={t(ALARMS.methodSays[m.block])} choose={() => put({ method: m })} />
        ))}
      </fieldset>
      {method.block === 'same' && <SameColumn view={view} column={method.column} set={(column) => put({ method: { block: 'same', column } })} />}
      {Object.entries(knobsOf(method)).map(([name, value]) => (
        <KnobField view={view} name={name} value={value} knob={knobBounds(view.blocks, method)[name]!} set={(v) => put({ method: { ...method, [name]: v } })} />
      ))}
      <p class="lab-recipe"><strong>{t(BENCH.yourRecipe)}:</strong> {describeSteps(steps, view.lang, view.columns)}</p>
    </div>
  )
}

/** "Same as" says itself where it looks; a scale changes no question of a tree. */
function written({ columns, scale, method }: Parts, view: AlarmView): Step[] {
  if (method.block === 'same') return [method]
  return [...preparing(columns, method.block === 'softmax' ? scale : 'none', view.columns.length), method]
}

function SameColumn({ view, column, set }: { view: AlarmView; column: string; set: (column: string) => void }): JSX.Element {
  return (
    <div class="field">
      <label for="same-column">{say(ALARMS.sameColumn, view.lang)}</label>
      <select id="same-column" value={column} onChange={(e) => set(e.currentTarget.value)}>
        {view.columns.filter((c) => view.blocks.same?.includes(c.id)).map((c) => <option value={c.id}>{c.name}</option>)}
      </select>
    </div>
  )
}

/** Each method that the lab allows, with its knobs where they start; the present one as it is. */
function methods(view: AlarmView, now: RankMethod): RankMethod[] {
  const { same, softmax, tree, forest, boosting } = view.blocks
  const all: RankMethod[] = [
    ...(softmax ? [{ block: 'softmax', epochs: softmax.epochs.start, rate: softmax.rate.start, penalty: softmax.penalty.start, batch: softmax.batch.start } as const] : []),
    ...(tree ? [{ block: 'tree', depth: tree.depth.start, leaf: tree.leaf.start } as const] : []),
    ...(forest ? [{ block: 'forest', trees: forest.trees.start, depth: forest.depth.start, leaf: forest.leaf.start } as const] : []),
    ...(boosting ? [{ block: 'boosting', trees: boosting.trees.start, rate: boosting.rate.start, depth: boosting.depth.start, leaf: boosting.leaf.start } as const] : []),
    ...(same ? [{ block: 'same', column: same[0]! } as const] : []),
  ]
  return all.map((m) => (m.block === now.block ? now : m))
}
