import { EVIDENCE, evidenceOf, verdictOf } from './claim-evidence.ts'
import type { Claim } from './claims-file.ts'
import { ownClaims, type ClaimData } from './claims.ts'
import { random, shuffled, type Random } from './random.ts'
import type { OwnLabel } from './recipe.ts'

/*
 * Learners of the check: how people label, well or badly. `careful` reads the reports and who copied whom; `copies` counts every
 * report as a source; `half` is content when a report says a part of the sentence; `silence` takes a claim that nobody denies
 * for one source's; `gut` believes what sounds official or has a figure; `supported` believes everything.
 */
export const HABITS = ['careful', 'copies', 'half', 'silence', 'gut', 'supported'] as const
export type Habit = (typeof HABITS)[number]

/** `count` labels of the holder of `seed`, rows in her own pool ascending; the same seed and `round` always give the same. With chance `slips` a label is any other by lot. */
export function simulatedLabels(data: ClaimData, seed: string, habit: Habit, count: number, slips: number, round = 0): OwnLabel[] {
  const source = random(seed, `labels ${habit} ${round}`)
  const { pool } = ownClaims(data, seed)
  const chosen = new Set(shuffled(pool.length, source).subarray(0, count))
  const labels: OwnLabel[] = []
  for (let i = 0; i < pool.length; i += 1) {
    if (!chosen.has(i)) continue
    const said = by(habit, data.file.claims[pool[i]!]!, data, source)
    const slipped = source.unit() < slips
    const other = (said + 1 + source.below(3)) % 4
    labels.push([i, slipped ? other : said])
  }
  return labels
}

function by(habit: Habit, claim: Claim, { file }: ClaimData, source: Random): number {
  const { reports } = file
  if (habit === 'careful') return verdictOf(claim, reports)
  if (habit === 'supported') return 0
  const evidence = evidenceOf(claim, reports)
  const of = (name: (typeof EVIDENCE)[number]): number => evidence[EVIDENCE.indexOf(name)]!
  if (habit === 'copies') return of('other') > 0 ? 2 : counted(weakest(claim))
  if (habit === 'half') return of('contrary') > 0 ? 2 : counted(of('repeat'))
  if (habit === 'silence') return of('contrary') > 0 ? 2 : of('sources') > 1 ? 0 : 1
  return of('sure') === 1 || of('figure') !== 0 ? 0 : source.unit() < 0.5 ? 1 : 3
}

/** Reports that say the part that fewest say. */
function weakest({ matters, stances }: Claim): number {
  let least = stances.length
  for (let part = 0; part < matters.length; part += 1) least = Math.min(least, stances.filter((letters) => letters.charAt(part) === 's').length)
  return least
}

function counted(reports: number): number {
  return reports > 1 ? 0 : reports === 1 ? 1 : 3
}
