import { costsOf, instancesAt, ownInstances, type Instances, type PolicyData, type PolicyModel } from '../../../../engine/policies.ts'
import { sail, type PortPolicy, type Week } from '../../../../engine/world-port.ts'
import { railCost } from '../../../../engine/world-rail.ts'
import type { Trouble } from '../../sandbox/program-run.ts'
import type { Progress } from '../../kind.ts'
import { carryingOut, type Both } from '../../workbench/carry-out.ts'
import type { AnyDone, CarryOut, Order, Trained } from '../../workbench/order.ts'
import { policyKind } from './kind.ts'

export interface Done extends AnyDone {
  /** Mean cost in the weeks or days it was tried in. */
  readonly learnt: number
  readonly learntMany: number
  /** Places of the practice weeks or days in the public file, and what each costs under her policy and under the lab's starting point. */
  readonly places: readonly number[]
  readonly costs: readonly number[]
  readonly before: readonly number[]
  /** What one waits without any weighing, mean over practice: hours of a ship, minutes of a passenger. */
  readonly wait: number
  readonly waitBefore: number
  /** Mean cost of the starting point in the weeks or days it was tried in. */
  readonly learntBefore: number
  /** Her policy and the starting point, to be lived again in a picture. */
  readonly model: PolicyModel
  readonly start: PolicyModel
  /** Her program in each practice week or day, where a program decides: what it did there. */
  readonly lived?: readonly PolicyModel[]
  /** What stopped her program. */
  readonly failed?: Trouble
  /** What was the best cost so far, or what an episode cost, about MOST_POINTS of them in order. */
  readonly course: readonly number[]
}

const MOST_POINTS = 60

export const carryOutPolicy: CarryOut = function* (order: Order): Generator<Progress, Trained> {
  const course: number[] = []
  const run = carryingOut(policyKind, order, (both) => shown(both, course))
  for (;;) {
    const next = run.next()
    if (next.done) return next.value
    if (next.value.cost !== undefined) course.push(next.value.cost)
    yield next.value
  }
}

function shown({ order, data, hers: { model, learnt }, start }: Both<PolicyData, PolicyModel>, course: readonly number[]): Omit<Done, keyof AnyDone> {
  const own = ownInstances(data, order.recipe.seed)
  const practice = instancesAt(data.instances, own.left)
  const first = start?.model ?? model
  const every = Math.max(1, Math.ceil(course.length / MOST_POINTS))
  return {
    learnt, learntMany: own.taken.length, places: Array.from(own.left), costs: Array.from(costsOf(model, practice)), before: Array.from(costsOf(first, practice)),
    wait: plainWait(model, practice), waitBefore: plainWait(first, practice), model, start: first, learntBefore: start?.learnt ?? learnt, course: course.filter((_, i) => i % every === 0),
  }
}

/** Hours that a ship waits, or minutes that a passenger waits, whatever they weigh: the mean over weeks or days. */
export function plainWait(model: PolicyModel, { world, list }: Instances): number {
  if (list.length === 0) return 0
  let sum = 0
  if (model.world === 'port' && world === 'port') for (const week of list) sum += waitOfShips(week, model.policy)
  if (model.world === 'rail' && world === 'rail') for (const day of list) sum += railCost(day, model.policy).wait / 60
  return sum / list.length
}

function waitOfShips(week: Week, policy: PortPolicy): number {
  const visits = sail(week, policy)
  return visits.reduce((sum, v) => sum + v.from - v.arrived, 0) / visits.length
}
