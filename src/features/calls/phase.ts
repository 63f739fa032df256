import type { Call } from '../programmes/index.ts'
import { isDrawn, type LotteryRound } from './lottery-round.ts'

/** Where a call stands. A rolling call stays open while its rounds are frozen and drawn. */
export type Phase = 'draft' | 'published' | 'open' | 'closed'

export function phaseOf(call: Pick<Call, 'opens' | 'closes'>, published: boolean, now: Date): Phase {
  if (!published) return 'draft'
  if (now < new Date(call.opens)) return 'published'
  return now <= new Date(call.closes) ? 'open' : 'closed'
}

/** The round that waits for its value, if there is one. */
export function openRound(rounds: readonly LotteryRound[]): LotteryRound | undefined {
  return rounds.find((round) => !isDrawn(round))
}
