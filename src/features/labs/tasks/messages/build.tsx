import type { JSX } from 'preact'
import { messageStepsOf, type MessageMethod, type OwnLabel, type Step } from '../../../../engine/recipe.ts'
import { say } from '../../../../lib/text.ts'
import { BLOCK, describeSteps } from '../../block-words.ts'
import { knobBounds, knobsOf } from '../../bounds.ts'
import { Block, KnobField } from '../../workbench/knobs.tsx'
import type { BuildProps } from '../../workbench/plug.ts'
import { BENCH } from '../../workbench/words.ts'
import { LabelDesk } from './label-desk.tsx'
import type { MessageDesk } from './plug.tsx'
import type { MessageView } from './view.ts'
import { MESSAGES } from './words.ts'

/** The desk where she labels comes first; the method and its knobs after it, since what she labels does more than they. */
export function Build({ desk, steps, change }: BuildProps<MessageDesk>): JSX.Element {
  const { view } = desk
  const { labels, method } = messageStepsOf(steps)
  const t = (text: { es: string; en: string }, values = {}) => say(text, view.lang, values)
  return (
    <div>
      <LabelDesk desk={desk} labels={labels} change={(given) => change(written(given, method))} />
      <fieldset class="lab-blocks">
        <legend>{t(BENCH.method)}</legend>
        {methods(view, method).map((m) => (
          <Block name="method" on={m.block === method.block} label={t(BLOCK[m.block])} says={t(MESSAGES.methodSays[m.block])} choose={() => change(written(labels, m))} />
        ))}
      </fieldset>
      {method.block === 'words' && (
        <details>
          <summary>{t(MESSAGES.knobs)}</summary>
          {Object.entries(knobsOf(method)).map(([name, value]) => (
            <KnobField view={view} name={name} value={value} knob={knobBounds(view.blocks, method)[name]!} set={(v) => change(written(labels, { ...method, [name]: v }))} />
          ))}
        </details>
      )}
      <p class="lab-recipe"><strong>{t(BENCH.yourRecipe)}:</strong> {describeSteps(steps, view.lang)}</p>
    </div>
  )
}

/** Labels as a step before the method, if there are any: the rule of keywords keeps them too, so that nobody loses her labels by trying it. */
function written(given: readonly OwnLabel[], method: MessageMethod): Step[] {
  return given.length === 0 ? [method] : [{ block: 'labels', given }, method]
}

/** Each method that the lab allows, with its knobs where they start; the present one as it is. */
function methods({ blocks: { keywords, words } }: MessageView, now: MessageMethod): MessageMethod[] {
  const { bits, epochs, rate, penalty, weight } = words
  const all: MessageMethod[] = [
    { block: 'words', bits: bits.start, epochs: epochs.start, rate: rate.start, penalty: penalty.start, weight: weight.start },
    ...(keywords ? [{ block: 'keywords' } as const] : []),
  ]
  return all.map((m) => (m.block === now.block ? now : m))
}
