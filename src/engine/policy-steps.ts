import { acts, isMethod, type Step } from './recipe.ts'
import { PORT_RULES } from './world-port.ts'

/** What a search may look at, by name, in the order of PORT_SIGHT or RAIL_SIGHT, each once; without this step all of it. */
export interface FeaturesStep {
  readonly block: 'features'
  readonly names: readonly string[]
}

/** How one acts in a simulated world, see policies.ts. */
export type PolicyMethod =
  /** Who came first gets the berth. */
  | { readonly block: 'first-come' }
  /** No train is held. */
  | { readonly block: 'no-hold' }
  /** The ship with the highest score gets the berth: weights of what PORT_RULES name, -1 to 1. */
  | {
    readonly block: 'priority'; readonly first: number; readonly heaviest: number; readonly shortest: number; readonly weight_time: number
    readonly snug: number; readonly tide: number; readonly suited: number
  }
  /** The rule that holds trains: planned gap (s), share, most (s), lean; see KNOBS of world-rail.ts. */
  | { readonly block: 'hold'; readonly planned: number; readonly share: number; readonly most: number; readonly lean: number }
  /** Tries rounds × population settings, each in `worlds` of one's own weeks or days, or in all when there are fewer. */
  | { readonly block: 'search'; readonly rounds: number; readonly population: number; readonly worlds: number }
  | { readonly block: 'q-learning'; readonly episodes: number; readonly rate: number; readonly discount: number; readonly explore: number }
  /** A function `decide` of the learner's own in JavaScript: what it says is found by running it, never by this engine. At most 8 KB. */
  | { readonly block: 'program'; readonly source: string }

export type PolicyStep = FeaturesStep | PolicyMethod

/** What a search of a port may look at: the features of a score. */
export const PORT_SIGHT: readonly string[] = PORT_RULES
/** What a search of a line may look at: the gap before a train, and the one behind it. */
export const RAIL_SIGHT: readonly string[] = ['ahead', 'behind']

/** The parts of a recipe that was checked; no features named: null, all of them. */
export function policyStepsOf(steps: readonly Step[]): { features: readonly string[] | null; method: PolicyMethod | null } {
  let features: readonly string[] | null = null
  let method: PolicyMethod | null = null
  for (const step of steps) {
    if (step.block === 'features') features = step.names
    else if (isMethod(step) && acts(step)) method = step
  }
  return { features, method }
}

/** Weights of a priority in the order of PORT_RULES. */
export function weightsOf(rule: Extract<PolicyMethod, { block: 'priority' }>): Float64Array {
  return Float64Array.of(rule.first, rule.heaviest, rule.shortest, rule.weight_time, rule.snug, rule.tide, rule.suited)
}
