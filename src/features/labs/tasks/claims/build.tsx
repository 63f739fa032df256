import type { JSX } from 'preact'
import { claimStepsOf } from '../../../../engine/claims.ts'
import type { ClaimMethod, OwnLabel, Step } from '../../../../engine/recipe.ts'
import { say } from '../../../../lib/text.ts'
import { BLOCK, describeSteps } from '../../block-words.ts'
import { knobBounds, knobsOf } from '../../bounds.ts'
import { Block, KnobField } from '../../workbench/knobs.tsx'
import type { BuildProps } from '../../workbench/plug.ts'
import { BENCH } from '../../workbench/words.ts'
import { COUNTED } from './counted.ts'
import { LabelDesk } from './label-desk.tsx'
import type { ClaimDesk } from './plug.tsx'
import type { ClaimView } from './view.ts'
import { CLAIMS } from './words.ts'

interface Parts {
  readonly labels: readonly OwnLabel[]
  /** Null: all of them. */
  readonly columns: readonly string[] | null
  readonly method: ClaimMethod
}

/** Fewer labels than this hardly hold every verdict. */
const FEW = 12

/** The desk where she labels comes first; then the method, its knobs, and the clues it looks at. */
export function Build({ desk, steps, change }: BuildProps<ClaimDesk>): JSX.Element {
  const { view } = desk
  const parts = claimStepsOf(steps)
  const { labels, method } = parts
  const put = (to: Partial<Parts>): void => change(writtenClaims({ ...parts, ...to }, view.columns))
  const t = (text: { es: string; en: string }, values = {}) => say(text, view.lang, values)
  return (
    <div>
      <LabelDesk desk={desk} labels={labels} change={(given) => put({ labels: given })} />
      <fieldset class="lab-blocks">
        <legend>{t(BENCH.method)}</legend>
        {methods(view, method).map((m) => (
          <Block name="method" on={m.block === method.block} label={t(BLOCK[m.block])} says={t(CLAIMS.methodSays[m.block])} choose={() => put({ method: m })} />
        ))}
      </fieldset>
      {method.block === 'count'
        ? <Counts view={view} method={method} set={(m) => put({ method: m })} />
        : <Clues view={view} chosen={parts.columns} set={(columns) => put({ columns })} />}
      {method.block === 'softmax'
        ? <details><summary>{t(CLAIMS.knobs)}</summary><Knobs view={view} method={method} set={(m) => put({ method: m })} /></details>
        : <Knobs view={view} method={method} set={(m) => put({ method: m })} />}
      {method.block !== 'count' && labels.length < FEW && <p class="card next" role="note">{t(CLAIMS.few, { n: labels.length })}</p>}
      <p class="lab-recipe"><strong>{t(BENCH.yourRecipe)}:</strong> {describeSteps(steps, view.lang, view.columns)}</p>
    </div>
  )
}

/** One writing of each choice: labels if there are any, columns where the method looks at some but not all. */
export function writtenClaims({ labels, columns, method }: Parts, all: readonly { readonly id: string }[]): Step[] {
  const some = method.block !== 'count' && columns !== null && columns.length < all.length
  return [...(labels.length > 0 ? [{ block: 'labels', given: labels } as const] : []), ...(some ? [{ block: 'columns', names: columns } as const] : []), method]
}

interface MethodProps { readonly view: ClaimView; readonly method: ClaimMethod; readonly set: (method: ClaimMethod) => void }

function Knobs({ view, method, set }: MethodProps): JSX.Element {
  const bounds = knobBounds(view.blocks, method)
  return <>{Object.entries(knobsOf(method)).map(([name, value]) => <KnobField view={view} name={name} value={value} knob={bounds[name]!} set={(v) => set({ ...method, [name]: v })} />)}</>
}

function Counts({ view, method, set }: { view: ClaimView; method: Extract<ClaimMethod, { block: 'count' }>; set: (method: ClaimMethod) => void }): JSX.Element {
  return (
    <div class="field">
      <label for="count-column">{say(CLAIMS.counts, view.lang)}</label>
      <select id="count-column" value={method.column} onChange={(e) => set({ ...method, column: e.currentTarget.value })}>
        {COUNTED.map((id) => <option value={id}>{view.columns.find((c) => c.id === id)!.name}</option>)}
      </select>
    </div>
  )
}

function Clues({ view, chosen, set }: { view: ClaimView; chosen: readonly string[] | null; set: (columns: string[]) => void }): JSX.Element {
  const on = (id: string): boolean => chosen === null || chosen.includes(id)
  const now = view.columns.filter(({ id }) => on(id))
  // The order of the table: one choice has one writing.
  const turn = (id: string): void => set(view.columns.filter((c) => (c.id === id ? !on(id) : on(c.id))).map((c) => c.id))
  return (
    <fieldset class="lab-chips">
      <legend>{say(CLAIMS.columns, view.lang)}</legend>
      <p class="hint">{say(CLAIMS.columnsSays, view.lang)}</p>
      {view.columns.map(({ id, name }) => (
        <label class={on(id) ? 'on' : undefined}>
          <input type="checkbox" checked={on(id)} disabled={on(id) && now.length === 1} onChange={() => turn(id)} /><span>{name}</span>
        </label>
      ))}
    </fieldset>
  )
}

/** Each method that the lab allows, with its knobs where they start; the present one as it is. */
function methods({ blocks: { count, tree, softmax } }: ClaimView, now: ClaimMethod): ClaimMethod[] {
  const all: ClaimMethod[] = [
    ...(count ? [{ block: 'count', column: COUNTED[0], least: count.least.start } as const] : []),
    ...(tree ? [{ block: 'tree', depth: tree.depth.start, leaf: tree.leaf.start } as const] : []),
    ...(softmax ? [{ block: 'softmax', epochs: softmax.epochs.start, rate: softmax.rate.start, penalty: softmax.penalty.start, batch: softmax.batch.start } as const] : []),
  ]
  return all.map((m) => (m.block === now.block ? now : m))
}
