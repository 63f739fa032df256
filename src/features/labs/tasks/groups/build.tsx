import type { JSX } from 'preact'
import { clusterStepsOf } from '../../../../engine/clusters.ts'
import type { GroupMethod } from '../../../../engine/recipe.ts'
import { say } from '../../../../lib/text.ts'
import { describeSteps } from '../../block-words.ts'
import { knobBounds, knobsOf } from '../../bounds.ts'
import { KnobField } from '../../workbench/knobs.tsx'
import type { BuildProps } from '../../workbench/plug.ts'
import { BENCH } from '../../workbench/words.ts'
import { ColumnChips, ScaleBlocks, preparing, type ScaleChoice } from '../table-parts.tsx'
import type { ClusterDesk } from './plug.tsx'

interface Parts {
  /** Null: all of them. */
  readonly columns: readonly string[] | null
  readonly scale: ScaleChoice
  readonly method: GroupMethod
}

/** The blocks for groups: columns, scale, how many groups and starts; the recipe stands below in one line. */
export function ClustersBuild({ desk: { view }, steps, change }: BuildProps<ClusterDesk>): JSX.Element {
  const parts = clusterStepsOf(steps)
  const { method } = parts
  const put = (to: Partial<Parts>): void => {
    const next = { ...parts, ...to }
    change([...preparing(next.columns, next.scale, view.columns.length), next.method])
  }
  return (
    <div>
      {view.blocks.columns && <ColumnChips view={view} chosen={parts.columns} set={(columns) => put({ columns })} />}
      <ScaleBlocks view={view} open={view.blocks.scale} scale={parts.scale} set={(scale) => put({ scale })} />
      {Object.entries(knobsOf(method)).map(([name, value]) => (
        <KnobField view={view} name={name} value={value} knob={knobBounds(view.blocks, method)[name]!} set={(v) => put({ method: { ...method, [name]: v } })} />
      ))}
      <p class="lab-recipe"><strong>{say(BENCH.yourRecipe, view.lang)}:</strong> {describeSteps(steps, view.lang, view.columns)}</p>
    </div>
  )
}
