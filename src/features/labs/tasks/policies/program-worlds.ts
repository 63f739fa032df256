import type { QuickJSWASMModule } from 'quickjs-emscripten-core'
import { decisionsIn, PORT_STATE, RAIL_STATE } from '../../../../engine/decisions.ts'
import type { Instances } from '../../../../engine/policies.ts'
import { openProgram, ProgramStopped, type Trouble } from '../../sandbox/program-run.ts'

/** Beyond it all points are alike. */
const MOST = 1e9

export type Decided =
  /** What was decided in each week or day, see engine/decisions.ts. */
  | { readonly kind: 'decided'; readonly lists: readonly Uint8Array[] }
  | { readonly kind: 'failed'; readonly trouble: Trouble }

/**
 * Lives each week or day with a learner's program: the world is ours, outside; the program gets a fresh virtual machine for each, so that it carries
 * nothing from one to the next, and says a number for a state.
 */
export function decideAll(quickjs: QuickJSWASMModule, source: string, instances: Instances): Decided {
  const names = instances.world === 'port' ? PORT_STATE : RAIL_STATE
  try {
    return { kind: 'decided', lists: instances.list.map((_, place) => {
      const program = openProgram(quickjs, source, names)
      const list = decisionsIn(instances, place, (state) => Math.max(-MOST, Math.min(MOST, program.decide(state))))
      program.close()
      return list
    }) }
  } catch (error) {
    if (error instanceof ProgramStopped) return { kind: 'failed', trouble: error.trouble }
    throw error
  }
}
