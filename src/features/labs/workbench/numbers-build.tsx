import type { JSX } from 'preact'
import { numberStepsOf, type NumberMethod, type Step } from '../../../engine/recipe.ts'
import { say } from '../../../lib/text.ts'
import { BLOCK, describeSteps } from '../block-words.ts'
import { knobBounds, knobsOf } from '../bounds.ts'
import type { NumberView } from '../view.ts'
import { Block, KnobField } from './build.tsx'
import { NUMBERS } from './numbers-words.ts'
import { BENCH } from './words.ts'

/** The blocks for a number: the method and its knobs; the recipe stands below in one line. What the lab's starter prepares stays as it is. */
export function NumbersBuild({ view, steps, change }: { view: NumberView; steps: readonly Step[]; change: (steps: Step[]) => void }): JSX.Element {
  const { method } = numberStepsOf(steps)
  const t = (text: { es: string; en: string }) => say(text, view.lang)
  return (
    <div>
      <fieldset class="lab-blocks">
        <legend>{t(BENCH.method)}</legend>
        {methods(view, method).map((m) => (
          <Block name="method" on={m.block === method.block} label={t(BLOCK[m.block])} says={t(NUMBERS.methodSays[m.block])} choose={() => change([m])} />
        ))}
      </fieldset>
      {Object.entries(knobsOf(method)).map(([name, value]) => (
        <KnobField view={view} name={name} value={value} knob={knobBounds(view.blocks, method)[name]!} set={(v) => change([{ ...method, [name]: v }])} />
      ))}
      <p class="lab-recipe"><strong>{t(BENCH.yourRecipe)}:</strong> {describeSteps(steps, view.lang)}</p>
    </div>
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
