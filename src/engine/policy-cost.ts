import { policyStepsOf } from './policy-steps.ts'
import type { World } from './policies.ts'
import type { Step } from './recipe.ts'

/**
 * One week of a port and one day of a line, in multiply-adds: not counted, but taken from the time they take beside our other blocks (16 and 80
 * microseconds where those make about 400 million a second), so that a slow phone's seconds come out right.
 */
const ONCE = { port: 6000, rail: 32000 }
/** The same while one learns from every choice: times as much. */
const LEARNING = { port: 2, rail: 4 }

/**
 * Upper bound of the multiply-adds of one training of a policy and its scoring: `own` weeks or days that one tries policies in, `asked` others
 * in which it is scored.
 */
export function policyCost(steps: readonly Step[], world: World, own: number, asked: number): number {
  const { method } = policyStepsOf(steps)
  const scored = (own + asked) * ONCE[world]
  if (method?.block === 'search') return scored + method.rounds * method.population * Math.min(method.worlds, own) * ONCE[world]
  if (method?.block === 'q-learning') return scored + method.episodes * LEARNING[world] * ONCE[world]
  return scored
}
