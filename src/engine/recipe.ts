/**
 * What a learner hands in: not a model but how to make it. Anybody who has the engine and the data makes the same model from
 * it, bit for bit. As JSON at most 4 KB.
 */
export interface Recipe {
  readonly lab: string
  /** Version of the lab. */
  readonly version: number
  /** Version of the engine, see version.ts. */
  readonly engine: string
  /** 32 hex digits; decides the rows one gets and every draw. Bound to a person by the server. */
  readonly seed: string
  /** In order: at most one scale, then exactly one method. */
  readonly steps: readonly Step[]
}

export type Step = ScaleStep | MethodStep

export interface ScaleStep {
  readonly block: 'scale'
  readonly by: 'standard' | 'min-max'
}

export type MethodStep =
  | { readonly block: 'majority' }
  | { readonly block: 'neighbours'; readonly k: number }
  | { readonly block: 'softmax'; readonly epochs: number; readonly rate: number; readonly penalty: number; readonly batch: number }

/** The scale and the method of steps that were checked. */
export function stepsOf(steps: readonly Step[]): { scale: ScaleStep['by'] | 'none'; method: MethodStep } {
  let scale: ScaleStep['by'] | 'none' = 'none'
  let method: MethodStep = { block: 'majority' }
  for (const step of steps) {
    if (step.block === 'scale') scale = step.by
    else method = step
  }
  return { scale, method }
}

/**
 * Upper bound of the multiply-adds of one training and its scoring, `rows` rows learnt from and `asked` rows answered.
 * The slowest phone we plan for does about 30 million a second.
 */
export function cost(recipe: Recipe, rows: number, asked: number, columns: number, classes: number): number {
  const { method } = stepsOf(recipe.steps)
  const touched = (rows + asked) * columns
  if (method.block === 'neighbours') return touched + (rows + asked) * rows * columns
  if (method.block === 'softmax') {
    const steps = method.epochs * Math.floor((rows + method.batch - 1) / method.batch)
    return touched + (2 * method.epochs * rows + 2 * steps + rows + asked) * (columns + 1) * classes
  }
  return touched
}
