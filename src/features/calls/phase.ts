import type { Call } from '../programmes/index.ts'
import { isDrawn, type LotteryRound, type RoundHead } from './lottery-round.ts'
import type { Publication } from './publication.ts'

/** Where a call stands. A rolling call stays open while its rounds are frozen and drawn. `final`: its results are firm. */
export type Phase = 'draft' | 'published' | 'open' | 'closed' | 'final'

export function phaseOf(call: Pick<Call, 'opens' | 'closes'>, publication: Pick<Publication, 'final'> | undefined, now: Date): Phase {
  if (!publication) return 'draft'
  if (publication.final) return 'final'
  if (now < new Date(call.opens)) return 'published'
  return now <= new Date(call.closes) ? 'open' : 'closed'
}

/** What people are told of a call that is closed: its results stand, and whether they may still change. */
export type Stage = Phase | 'results' | 'appeals'

/** `until`: the latest end of a time to appeal; null while no results are published. */
export function stageOf(phase: Phase, known: { readonly until: Date | null; readonly openAppeals: number }, now: Date): Stage {
  if (phase !== 'closed' || known.until === null) return phase
  return known.openAppeals > 0 || now <= known.until ? 'appeals' : 'results'
}

/** The round that waits for its value, if there is one. */
export function openRound<R extends LotteryRound | RoundHead>(rounds: readonly R[]): R | undefined {
  return rounds.find((round) => !isDrawn(round))
}
