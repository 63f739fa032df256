import { useMemo, useState } from 'preact/hooks'
import type { JSX } from 'preact'
import type { PolicyModel } from '../../../../engine/policies.ts'
import { ruleWeights } from '../../../../engine/world-port.ts'
import { PLANNED } from '../../../../engine/world-rail.ts'
import { say } from '../../../../lib/text.ts'
import { BENCH } from '../../workbench/words.ts'
import type { PolicyDesk } from './plug.tsx'
import { Scene } from './scene.tsx'
import { POLICY } from './words.ts'

/** The world first, before any rule of hers: who came first gets the berth, and no train is held. */
export function PolicySee({ desk: { view, data, places } }: { desk: PolicyDesk }): JSX.Element {
  const [which, setWhich] = useState(0)
  const { world } = data.instances
  const t = (text: { es: string; en: string }, values = {}) => say(text, view.lang, values)
  const policies = useMemo(() => [{ title: `${t(POLICY.which[world])} ${which + 1}`, model: plainly(world) }], [which])
  return (
    <section>
      <h3>{t(BENCH.see)}</h3>
      <p>{t(POLICY.seeSays[world], { own: places.length })}</p>
      <p>
        <label for="bench-which">{t(POLICY.which[world])}</label>{' '}
        <select id="bench-which" value={which} onChange={(e) => setWhich(Number(e.currentTarget.value))}>
          {Array.from(places, (_, i) => <option value={i}>{i + 1}</option>)}
        </select>
      </p>
      <Scene instances={data.instances} place={places[which]!} policies={policies} lang={view.lang} />
    </section>
  )
}

function plainly(world: 'port' | 'rail'): PolicyModel {
  return world === 'port'
    ? { world, policy: { kind: 'scores', weights: ruleWeights('first') } }
    : { world, policy: { kind: 'knobs', knobs: Float64Array.of(PLANNED, 0, 0, 0) } }
}
