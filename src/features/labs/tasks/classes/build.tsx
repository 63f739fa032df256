import type { JSX } from 'preact'
import { stepsOf, type ClassMethod, type ScaleStep } from '../../../../engine/recipe.ts'
import { say } from '../../../../lib/text.ts'
import { BLOCK, SCALE, describeSteps } from '../../block-words.ts'
import { knobBounds, knobsOf } from '../../bounds.ts'
import type { ClassDesk } from './plug.tsx'
import type { ClassView } from './view.ts'
import { Block, KnobField } from '../../workbench/knobs.tsx'
import type { BuildProps } from '../../workbench/plug.ts'
import { BENCH } from '../../workbench/words.ts'

type Scale = ScaleStep['by'] | 'none'

/** The blocks: scale, method and the method's knobs; the recipe stands below in one line. */
export function Build({ desk: { view }, steps, change }: BuildProps<ClassDesk>): JSX.Element {
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

/** Each method that the lab allows, with its knobs where they start. */
function methods(view: ClassView): ClassMethod[] {
  const { neighbours, softmax, majority } = view.blocks
  return [
    ...(neighbours ? [{ block: 'neighbours', k: neighbours.k.start } as const] : []),
    ...(softmax ? [{ block: 'softmax', epochs: softmax.epochs.start, rate: softmax.rate.start, penalty: softmax.penalty.start, batch: softmax.batch.start } as const] : []),
    ...(majority ? [{ block: 'majority' } as const] : []),
  ]
}
