import { useMemo, useState } from 'preact/hooks'
import type { JSX } from 'preact'
import type { Instances, PolicyModel } from '../../../../engine/policies.ts'
import { SECONDS } from '../../../../engine/world-rail.ts'
import type { Lang } from '../../../../lib/text.ts'
import { Player } from './player.tsx'
import { heaviest, livedWeek, PortPicture, WeightLegend, type Lived } from './port-picture.tsx'
import { RailPicture, ridden, type Ridden } from './rail-picture.tsx'

/** A policy under the name that its picture has. */
export interface Named {
  readonly title: string
  readonly model: PolicyModel
}

interface Props {
  readonly instances: Instances
  /** Which week or day. */
  readonly place: number
  readonly policies: readonly Named[]
  readonly lang: Lang
}

/** One week or day under one policy or several, side by side where there is room: one player moves them all. Still at first, at its end. */
export function Scene({ instances, place, policies, lang }: Props): JSX.Element {
  const [moment, setMoment] = useState<number | null>(null)
  const pictures = useMemo(() => policies.map(({ title, model }) => ({ title, lived: live(instances, place, model) })), [instances, place, policies])
  const weeks = pictures.flatMap(({ lived }) => (lived.world === 'port' ? [lived.week] : []))
  const end = instances.world === 'port' ? Math.max(...weeks.map((w) => w.end)) : SECONDS
  const top = Math.max(...weeks.map(heaviest))
  const now = Math.min(moment ?? end, end)
  return (
    <div>
      {instances.world === 'port' && <WeightLegend lang={lang} />}
      <div class="lab-scenes">
        {pictures.map(({ title, lived }) => (lived.world === 'port'
          ? <PortPicture lived={lived.week} title={title} now={now} end={end} top={top} lang={lang} />
          : <RailPicture day={lived.day} title={title} now={now} lang={lang} />))}
      </div>
      <Player world={instances.world} lang={lang} end={end} now={now} go={setMoment} />
    </div>
  )
}

type Picture = { readonly world: 'port'; readonly week: Lived } | { readonly world: 'rail'; readonly day: Ridden }

function live(instances: Instances, place: number, model: PolicyModel): Picture {
  if (instances.world === 'port' && model.world === 'port') return { world: 'port', week: livedWeek(instances.list[place]!, model.policy) }
  if (instances.world === 'rail' && model.world === 'rail') return { world: 'rail', day: ridden(instances.list[place]!, model.policy) }
  throw new Error(`a policy for "${model.world}" cannot act in "${instances.world}"`)
}
