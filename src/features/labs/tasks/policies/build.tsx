import { useState } from 'preact/hooks'
import type { JSX } from 'preact'
import { policyStepsOf, PORT_SIGHT, RAIL_SIGHT, type PolicyMethod } from '../../../../engine/policy-steps.ts'
import type { Step } from '../../../../engine/recipe.ts'
import { say } from '../../../../lib/text.ts'
import { BLOCK, describeSteps, KNOB } from '../../block-words.ts'
import { knobBounds, knobsOf } from '../../bounds.ts'
import { Block, KnobField } from '../../workbench/knobs.tsx'
import type { BuildProps } from '../../workbench/plug.ts'
import { BENCH } from '../../workbench/words.ts'
import type { PolicyDesk } from './plug.tsx'
import { WithProgram } from './program-later.tsx'
import type { PolicyView } from './view.ts'
import { POLICY } from './words.ts'

/** The blocks for a policy: the method, its knobs, and what a search looks at; the recipe stands below in one line. */
export function PolicyBuild({ desk: { view }, steps, change }: BuildProps<PolicyDesk>): JSX.Element {
  const { features, method } = policyStepsOf(steps)
  // Her program is still there when she comes back from another method.
  const [kept, keep] = useState(method?.block === 'program' ? method.source : view.program ?? '')
  const all = methods(view, kept)
  const now = method ?? all[0]!
  const put = (to: PolicyMethod, names: readonly string[] | null): void => change(written(to, names, view))
  const t = (text: { es: string; en: string }) => say(text, view.lang)
  const says = Object.entries(POLICY.knobSays)
  return (
    <div>
      <fieldset class="lab-blocks">
        <legend>{t(BENCH.method)}</legend>
        {all.map((m) => (
          <Block name="method" on={m.block === now.block} label={t(BLOCK[m.block])} says={t(POLICY.methodSays[m.block])} choose={() => put(m.block === now.block ? now : m, features)} />
        ))}
      </fieldset>
      {Object.entries(knobsOf(now)).map(([name, value]) => {
        const said = says.find(([knob]) => knob === name)?.[1]
        return <KnobField view={view} name={name} value={value} knob={knobBounds(view.blocks, now)[name]!} says={said} set={(v) => put({ ...now, [name]: v }, features)} />
      })}
      {view.blocks.features && now.block === 'search' && <Sight view={view} chosen={features} set={(names) => put(now, names)} />}
      {now.block === 'program' && (
        <WithProgram view={view} show={({ ProgramField }) => <ProgramField view={view} source={now.source} put={(source) => { keep(source); put({ block: 'program', source }, null) }} />} />
      )}
      <p class="lab-recipe"><strong>{t(BENCH.yourRecipe)}:</strong> {describeSteps(steps, view.lang)}</p>
    </div>
  )
}

function sightOf(view: PolicyView): readonly string[] {
  return view.settings.world === 'port' ? PORT_SIGHT : RAIL_SIGHT
}

/** Steps in the order that the engine wants; all features are named by naming none. */
export function written(method: PolicyMethod, features: readonly string[] | null, view: Pick<PolicyView, 'settings'>): Step[] {
  const all = view.settings.world === 'port' ? PORT_SIGHT : RAIL_SIGHT
  if (method.block !== 'search' || features === null || features.length === all.length) return [method]
  return [{ block: 'features', names: features }, method]
}

function Sight({ view, chosen, set }: { view: PolicyView; chosen: readonly string[] | null; set: (names: string[]) => void }): JSX.Element {
  const isOn = (name: string): boolean => chosen === null || chosen.includes(name)
  const toggled = (name: string): string[] => sightOf(view).filter((n) => (n === name ? !isOn(n) : isOn(n)))
  return (
    <fieldset class="lab-chips">
      <legend>{say(POLICY.looks, view.lang)}</legend>
      <p class="hint">{say(POLICY.looksSays, view.lang)}</p>
      {sightOf(view).map((name) => {
        const on = isOn(name)
        return (
          <label class={on ? 'on' : undefined}>
            <input type="checkbox" checked={on} disabled={on && chosen?.length === 1} onChange={() => set(toggled(name))} />
            <span>{say(KNOB[name.replace('-', '_')]!, view.lang)}</span>
          </label>
        )
      })}
    </fieldset>
  )
}

/** Each method that the lab allows, with its knobs where they start, the plainest first. */
function methods(view: PolicyView, source: string): PolicyMethod[] {
  const { priority: p, hold, search, 'q-learning': acts, 'first-come': firstCome, 'no-hold': noHold, program } = view.blocks
  return [
    ...(firstCome ? [{ block: 'first-come' } as const] : []),
    ...(noHold ? [{ block: 'no-hold' } as const] : []),
    ...(p ? [{
      block: 'priority', first: p.first.start, heaviest: p.heaviest.start, shortest: p.shortest.start, weight_time: p.weight_time.start,
      snug: p.snug.start, tide: p.tide.start, suited: p.suited.start,
    } as const] : []),
    ...(hold ? [{ block: 'hold', planned: hold.planned.start, share: hold.share.start, most: hold.most.start, lean: hold.lean.start } as const] : []),
    ...(search ? [{ block: 'search', rounds: search.rounds.start, population: search.population.start, worlds: search.worlds.start } as const] : []),
    ...(acts ? [{ block: 'q-learning', episodes: acts.episodes.start, rate: acts.rate.start, discount: acts.discount.start, explore: acts.explore.start } as const] : []),
    ...(program ? [{ block: 'program', source } as const] : []),
  ]
}
