/** What Adam remembers between steps: one number of each per parameter. */
export interface Adam {
  /** Running mean of the gradient. */
  readonly first: Float64Array
  /** Running mean of its square. */
  readonly second: Float64Array
  /** decay^steps of both, kept as products: the engine has no power. */
  firstLeft: number
  secondLeft: number
}

const FIRST_DECAY = 0.9
const SECOND_DECAY = 0.999
const LEAST = 1e-8

/** Adam before its first step, for `length` parameters. */
export function startAdam(length: number): Adam {
  return { first: new Float64Array(length), second: new Float64Array(length), firstLeft: 1, secondLeft: 1 }
}

/**
 * One step of Adam: Kingma and Ba 2015 (ICLR, arXiv:1412.6980), in the order given at the end of their section 2, with their
 * decays .9 and .999 and ε = 1e-8. Changes `parameters` by -rate √(1 - .999ᵗ) / (1 - .9ᵗ) × first / (√second + ε). As
 * scikit-learn's AdamOptimizer. `gradient` is that of the mean loss, penalty included; `rate` is the length of a first step.
 */
export function stepAdam(parameters: Float64Array, gradient: Float64Array, adam: Adam, rate: number): void {
  const { first, second } = adam
  adam.firstLeft *= FIRST_DECAY
  adam.secondLeft *= SECOND_DECAY
  const length = (rate * Math.sqrt(1 - adam.secondLeft)) / (1 - adam.firstLeft)
  for (let i = 0; i < parameters.length; i += 1) {
    const g = gradient[i]!
    const m = FIRST_DECAY * first[i]! + (1 - FIRST_DECAY) * g
    const v = SECOND_DECAY * second[i]! + (1 - SECOND_DECAY) * (g * g)
    first[i] = m
    second[i] = v
    parameters[i] = parameters[i]! - (length * m) / (Math.sqrt(v) + LEAST)
  }
}

/** Adds 0 to each parameter, so that -0 becomes 0; false when one is not finite. */
export function settle(parameters: Float64Array): boolean {
  for (let i = 0; i < parameters.length; i += 1) {
    const x = parameters[i]!
    if (x - x !== 0) return false
    parameters[i] = x + 0
  }
  return true
}
