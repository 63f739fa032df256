import { log } from './math.ts'
import type { Random } from './random.ts'

/**
 * One number of the standard normal distribution: the polar method (Marsaglia and Bray 1964, SIAM Review 6, 260–264). Of each
 * pair only the first is used, so that what is drawn depends on the source alone.
 */
export function normal(source: Random): number {
  for (;;) {
    const u = 2 * source.unit() - 1
    const v = 2 * source.unit() - 1
    const s = u * u + v * v
    if (s > 0 && s < 1) return u * Math.sqrt((-2 * log(s)) / s)
  }
}

/** Fills `weights` from `from` to `to` - 1 with normal numbers of the given standard deviation. */
export function fillNormal(weights: Float64Array, from: number, to: number, deviation: number, source: Random): void {
  for (let i = from; i < to; i += 1) weights[i] = normal(source) * deviation
}

/** Standard deviation of first weights before a ReLU: He et al. 2015 (ICCV). `inputs`: how many values a unit sums. */
export function he(inputs: number): number {
  return Math.sqrt(2 / inputs)
}

/** Standard deviation of first weights before tanh or no bend: Glorot and Bengio 2010 (AISTATS). */
export function glorot(inputs: number, outputs: number): number {
  return Math.sqrt(2 / (inputs + outputs))
}
