import type { JSX } from 'preact'
import { imageStepsOf, type FlipsStep, type ImageMethod } from '../../../../engine/image-steps.ts'
import type { ScaleStep, Step } from '../../../../engine/recipe.ts'
import { say } from '../../../../lib/text.ts'
import { BLOCK, SCALE, describeSteps } from '../../block-words.ts'
import { knobBounds } from '../../bounds.ts'
import { Block, KnobField } from '../../workbench/knobs.tsx'
import type { BuildProps } from '../../workbench/plug.ts'
import { BENCH } from '../../workbench/words.ts'
import type { ImageDesk } from './plug.tsx'
import type { ImageView } from './view.ts'
import { IMAGES } from './words.ts'

type Parts = ReturnType<typeof imageStepsOf>

/** The blocks for photos: the method, what it looks at or how photos are shown to it, its knobs; the recipe stands below in one line. */
export function Build({ desk: { view }, steps, change }: BuildProps<ImageDesk>): JSX.Element {
  const parts = imageStepsOf(steps)
  const { method } = parts
  const put = (to: Partial<Parts>): void => change(written({ ...parts, ...to }))
  const t = (text: { es: string; en: string }) => say(text, view.lang)
  const named = Object.entries(method).filter((entry): entry is [string, number] => typeof entry[1] === 'number')
  const bounds = knobBounds(view.blocks, method)
  return (
    <div>
      <fieldset class="lab-blocks">
        <legend>{t(BENCH.method)}</legend>
        {methods(view, method).map((m) => (
          <Block name="method" on={m.block === method.block} label={t(m.block !== 'softmax' ? BLOCK[m.block] : parts.statistics ? IMAGES.weights : IMAGES.dotWeights)} says={t(IMAGES.methodSays[m.block])} choose={() => put({ method: m })} />
        ))}
      </fieldset>
      {method.block === 'network' ? <Shown view={view} flips={parts.flips} set={(flips) => put({ flips })} /> : <Looks view={view} parts={parts} put={put} />}
      {named.filter(([name]) => isOpen(bounds[name])).map(([name, value]) => (
        <Knob view={view} name={name} value={value} knob={bounds[name]!} set={(v) => put({ method: { ...method, [name]: v } })} />
      ))}
      <p class="lab-recipe"><strong>{t(BENCH.yourRecipe)}:</strong> {describeSteps(steps, view.lang)}</p>
    </div>
  )
}

type KnobProps = Parameters<typeof KnobField>[0]

/** A knob that cannot be turned is not shown. */
function isOpen(knob: KnobProps['knob'] | undefined): boolean {
  return knob !== undefined && knob.least < knob.most
}

/** A knob with what it does in a lab of photos. */
function Knob(props: KnobProps): JSX.Element {
  return <KnobField {...props} says={Object.entries(IMAGES.knobSays).find(([name]) => name === props.name)?.[1]} />
}

function Looks({ view, parts, put }: { view: ImageView; parts: Parts; put: (to: Partial<Parts>) => void }): JSX.Element {
  const t = (text: { es: string; en: string }) => say(text, view.lang)
  const scales: readonly (ScaleStep['by'] | 'none')[] = ['none', ...view.blocks.scale]
  return (
    <div>
      {view.blocks.statistics && (
        <fieldset class="lab-blocks">
          <legend>{t(IMAGES.looks)}</legend>
          <Block name="looks" on={!parts.statistics} label={t(IMAGES.pixels)} says={t(IMAGES.pixelsSays)} choose={() => put({ statistics: false })} />
          <Block name="looks" on={parts.statistics} label={t(BLOCK.statistics)} says={t(IMAGES.statisticsSays)} choose={() => put({ statistics: true })} />
        </fieldset>
      )}
      {scales.length > 1 && (
        <fieldset class="lab-blocks">
          <legend>{t(BENCH.scale)}</legend>
          {scales.map((by) => <Block name="scale" on={by === parts.scale} label={t(SCALE[by])} says={t(BENCH.scaleSays[by])} choose={() => put({ scale: by })} />)}
        </fieldset>
      )}
    </div>
  )
}

type Flips = Omit<FlipsStep, 'block'>

/** How photos are shown to a network: mirrored, upside down, moved. */
function Shown({ view, flips, set }: { view: ImageView; flips: Flips; set: (flips: Flips) => void }): JSX.Element | null {
  const t = (text: { es: string; en: string }) => say(text, view.lang)
  if (!view.blocks.flips) return null
  return (
    <div>
      <fieldset class="lab-chips">
        <legend>{t(IMAGES.flips)}</legend>
        <p class="hint">{t(IMAGES.flipsSays)}</p>
        {(['across', 'down'] as const).map((way) => (
          <label class={flips[way] ? 'on' : undefined}>
            <input type="checkbox" checked={flips[way]} onChange={() => set({ ...flips, [way]: !flips[way] })} />
            <span>{t(IMAGES[way])}</span>
          </label>
        ))}
      </fieldset>
      {isOpen(view.blocks.flips.shift) && <Knob view={view} name="shift" value={flips.shift} knob={view.blocks.flips.shift} set={(shift) => set({ ...flips, shift })} />}
    </div>
  )
}

/** Parts as steps in the order that the engine wants; one choice has one writing. */
export function written({ statistics, flips: { across, down, shift }, scale, method }: Parts): Step[] {
  if (method.block === 'network') return across || down || shift > 0 ? [{ block: 'flips', across, down, shift }, method] : [method]
  return [...(statistics ? [{ block: 'statistics' } as const] : []), ...(scale === 'none' ? [] : [{ block: 'scale', by: scale } as const]), method]
}

/** Each method that the lab allows, with its knobs where they start; the present one as it is. */
function methods(view: ImageView, now: ImageMethod): ImageMethod[] {
  const { centroid, softmax, network } = view.blocks
  const all: ImageMethod[] = [
    ...(network ? [{
      block: 'network', window: network.window.start === 5 ? 5 : 3, filters: network.filters.start, second: network.second.start,
      epochs: network.epochs.start, rate: network.rate.start, penalty: network.penalty.start, batch: network.batch.start,
    } as const] : []),
    ...(softmax ? [{ block: 'softmax', epochs: softmax.epochs.start, rate: softmax.rate.start, penalty: softmax.penalty.start, batch: softmax.batch.start } as const] : []),
    ...(centroid ? [{ block: 'centroid' } as const] : []),
  ]
  return all.map((m) => (m.block === now.block ? now : m))
}
