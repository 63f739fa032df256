import { SELF_TEST, selfTest } from '../../../engine/selftest.ts'
import { finish, type Kind, type Learnt, type Progress } from '../kind.ts'
import type { AnyDone, Order, Trained } from './order.ts'

/** Both models of one order: hers, and the lab's starting point on the same data. */
export interface Both<D, M> {
  readonly order: Order
  readonly data: D
  readonly hers: Learnt<M>
  readonly start: Learnt<M> | null
}

/** Carries out an order of a kind and tells with `show` what the page needs beyond what any page does. */
export function* carryingOut<S, D, H, M, R>(kind: Kind<S, D, H, M>, order: Order, show: (both: Both<D, M>) => R): Generator<Progress, Trained<AnyDone & R>> {
  // The page put the lab's own settings into the order.
  const data = kind.readPublic(order.bytes, order.settings as S)
  const hers = yield* kind.train(order.recipe, data)
  if (!hers) return { diverged: true }
  const start = finish(kind.train({ ...order.recipe, steps: order.baseline }, data))
  const { digest, practice: figure } = hers
  const own = order.own ? { own: Array.from(kind.answers(hers.model, kind.readHidden(order.own, order.settings as S, data), data)) } : {}
  return { diverged: false, done: { digest, figure, sameBits: selfTest() === SELF_TEST, ...own, ...show({ order, data, hers, start }) } }
}
