import type { JSX } from 'preact'
import type { ScaleStep, Step } from '../../../engine/recipe.ts'
import { say, type Text } from '../../../lib/text.ts'
import { SCALE } from '../block-words.ts'
import type { AnyView } from '../view.ts'
import { Block } from '../workbench/knobs.tsx'
import { BENCH } from '../workbench/words.ts'

// Blocks that recipes on tables share: which columns, on which ruler.

export type ScaleChoice = ScaleStep['by'] | 'none'

export interface TableView extends AnyView {
  readonly columns: readonly { readonly id: string; readonly name: string }[]
}

const WORDS = {
  columns: { es: 'Qué columnas mira', en: 'Which columns it looks at' },
  columnsSays: { es: 'Toca las que debe mirar. Más no siempre es mejor.', en: 'Tap those that it should look at. More is not always better.' },
} as const satisfies Record<string, Text>

/** Chips of the columns, one at least; `chosen` null: all of them. */
export function ColumnChips({ view, chosen, set }: { view: TableView; chosen: readonly string[] | null; set: (columns: string[]) => void }): JSX.Element {
  const isOn = (id: string): boolean => chosen === null || chosen.includes(id)
  const toggled = (id: string): string[] => view.columns.map((c) => c.id).filter((c) => (c === id ? !isOn(c) : isOn(c)))
  return (
    <fieldset class="lab-chips">
      <legend>{say(WORDS.columns, view.lang)}</legend>
      <p class="hint">{say(WORDS.columnsSays, view.lang)}</p>
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

export function ScaleBlocks({ view, open, scale, set }: { view: AnyView; open: readonly ScaleStep['by'][]; scale: ScaleChoice; set: (by: ScaleChoice) => void }): JSX.Element {
  const all: readonly ScaleChoice[] = ['none', ...open]
  return (
    <fieldset class="lab-blocks">
      <legend>{say(BENCH.scale, view.lang)}</legend>
      {all.map((by) => <Block name="scale" on={by === scale} label={say(SCALE[by], view.lang)} says={say(BENCH.scaleSays[by], view.lang)} choose={() => set(by)} />)}
    </fieldset>
  )
}

/** Columns and scale as steps in the order that the engine wants; all columns are named by naming none. */
export function preparing(columns: readonly string[] | null, scale: ScaleChoice, all: number): Step[] {
  const before: Step[] = columns === null || columns.length === all ? [] : [{ block: 'columns', names: columns }]
  return scale === 'none' ? before : [...before, { block: 'scale', by: scale }]
}
