import { digest } from '../../../../engine/digest.ts'
import { decidedModel } from '../../../../engine/decisions.ts'
import { costsOf, instancesAt, meanCost, ownInstances, type Instances, type PolicyData } from '../../../../engine/policies.ts'
import type { Recipe, Step } from '../../../../engine/recipe.ts'

/** Name and version of the interpreter, on the phone as in the sandbox: it is WebAssembly with its own Math, so every machine finds the same bits. */
export const QUICKJS = 'quickjs-emscripten-0.32.0'

/** The program of a recipe; null where there is none. */
export function programOf(steps: readonly Step[]): string | null {
  const step = steps.at(-1)
  return step?.block === 'program' ? step.source : null
}

/** What each week or day costs where these decisions were made, as our own simulator counts it; an Error where they were not made there. */
export function costsDecided(instances: Instances, lists: readonly Uint8Array[]): Float64Array {
  return Float64Array.from(lists, (list, place) => costsOf(decidedModel(instances.world, list), instancesAt(instances, Int32Array.of(place)))[0]!)
}

export interface Practised {
  /** Mean cost of the weeks or days that are hers to look at, and of those of her practice. */
  readonly learnt: number
  readonly practice: number
  readonly digest: string
}

/** What a program's costs in all public weeks or days come to. Digest: the recipe with its source, the data, the interpreter, and every cost. */
export function practised(recipe: Recipe, data: PolicyData, costs: Float64Array): Practised {
  const { taken, left } = ownInstances(data, recipe.seed)
  const learnt = meanCost(costs, taken)
  const practice = meanCost(costs, left)
  return { learnt, practice, digest: digest(recipe, `${data.hash}\0${QUICKJS}`, costs, [learnt, practice]) }
}
