import type { QuickJSWASMModule } from 'quickjs-emscripten-core'
import { decidedModel } from '../../../../engine/decisions.ts'
import { costsOf, instancesAt, ownInstances, trainPolicy, type PolicyModel } from '../../../../engine/policies.ts'
import { SELF_TEST, selfTest } from '../../../../engine/selftest.ts'
import type { Order, Trained } from '../../workbench/order.ts'
import { plainWait, type Done } from './carry-out.ts'
import { policyKind, type PolicySettings } from './kind.ts'
import { costsDecided, practised, programOf } from './program.ts'
import { decideAll } from './program-worlds.ts'

/** Lets her program act in all public weeks or days, as the server will, and the lab's starting point beside it. */
export function carryOutProgram(order: Order, quickjs: QuickJSWASMModule): Trained<Done> {
  // The page put the lab's own settings into the order.
  const data = policyKind.readPublic(order.bytes, order.settings as PolicySettings)
  const { instances } = data
  const { taken, left } = ownInstances(data, order.recipe.seed)
  const start = trainPolicy({ ...order.recipe, steps: order.baseline }, data)
  if (start.kind === 'diverged') return { diverged: true }
  const sameBits = selfTest() === SELF_TEST
  const practice = instancesAt(instances, left)
  const before = {
    before: Array.from(costsOf(start.model, practice)), learntBefore: start.learnt, waitBefore: plainWait(start.model, practice), start: start.model, model: start.model, course: [],
    places: Array.from(left), learntMany: taken.length, sameBits,
  }
  const run = decideAll(quickjs, programOf(order.recipe.steps) ?? '', instances)
  if (run.kind === 'failed') return { diverged: false, done: { ...before, digest: '', figure: 0, learnt: 0, unfit: true, costs: [], wait: 0, failed: run.trouble } }
  const costs = costsDecided(instances, run.lists)
  const { learnt, practice: figure, digest } = practised(order.recipe, data, costs)
  const lived = Array.from(left, (place): PolicyModel => decidedModel(instances.world, run.lists[place]!))
  const waits = lived.map((model, i) => plainWait(model, instancesAt(practice, Int32Array.of(i))))
  return {
    diverged: false,
    done: { ...before, digest, figure, learnt, costs: Array.from(left, (place) => costs[place]!), wait: waits.reduce((a, b) => a + b, 0) / waits.length, lived },
  }
}
