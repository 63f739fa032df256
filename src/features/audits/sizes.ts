import { CONFIDENCE } from './bound.ts'

/** Shares of wrong files that somebody may still tolerate, in percent, as in DOMAIN.md 2.6. */
export const TOLERABLE = [10, 5, 3, 2, 1] as const
export type Tolerable = (typeof TOLERABLE)[number]

/** More files than anybody opens in one audit: 1 % of a very large frame asks for 299. */
export const MOST_SAMPLED = 600

/** The chance that `n` files drawn without putting back show none of `wrong` among `all` (hypergeometric). */
export function chanceOfNone(all: number, wrong: number, n: number): number {
  if (n > all - wrong) return 0
  let chance = 1
  for (let i = 0; i < n; i++) chance *= (all - wrong - i) / (all - i)
  return chance
}

/**
 * How many files to draw so that, when none of them is wrong, fewer than `percent` of all are, with 95 % confidence: were there so many, a sample
 * without any would be a chance of 1 in 20. Everybody, when there are few.
 */
export function sizeFor(all: number, percent: number): number {
  const wrong = Math.max(1, Math.ceil((all * percent) / 100))
  for (let n = 1; n < all; n++) if (chanceOfNone(all, wrong, n) <= 1 - CONFIDENCE) return n
  return all
}
