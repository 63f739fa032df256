import { Problem } from '../../lib/problem.ts'
import type { Draft } from '../../record/statement.ts'
import type { Call } from '../programmes/index.ts'
import { undecided, type ApplicationState } from './application-states.ts'
import type { Application } from './application.ts'
import { drawOrder, listText, publicValue, seedOf, sha256 } from './lottery.ts'
import { isDrawn, type DrawnRound, type LotteryRound } from './lottery-round.ts'
import { openRound, type Phase } from './phase.ts'
import { listFrozen, lotteryDrawn, moved, type AboutCall } from './statements.ts'
import { REFUSAL } from './words.ts'

export interface FreezeKnown {
  readonly selection: Call['selection']
  readonly phase: Phase
  readonly rounds: readonly LotteryRound[]
  readonly bases: string
  readonly counts: ReadonlyMap<ApplicationState, number>
  /** File numbers found eligible, in no round yet. */
  readonly eligible: readonly string[]
}

/** Closes a round: from here on its list stands, and only then may its public value come to be. */
export function freezeList(known: FreezeKnown, about: AboutCall): Draft[] {
  if (known.phase === 'draft' || known.phase === 'published') throw new Problem(409, 'call-not-open', REFUSAL.notOpen)
  if (known.selection.rounds === 'one' && known.phase !== 'closed') throw new Problem(409, 'call-still-open', REFUSAL.stillOpen)
  if (known.selection.rounds === 'one' && known.rounds.length > 0) throw new Problem(409, 'drawn-already', REFUSAL.oneRound)
  if (openRound(known.rounds)) throw new Problem(409, 'round-waiting', REFUSAL.roundWaiting)
  const waiting = [...known.counts].filter(([state]) => undecided(state)).reduce((sum, [, n]) => sum + n, 0)
  if (known.selection.rounds === 'one' && waiting > 0) throw new Problem(409, 'undecided-left', REFUSAL.undecidedLeft)
  if (known.eligible.length === 0) throw new Problem(409, 'nobody-eligible', REFUSAL.nobodyEligible)
  const expedientes = known.eligible.toSorted()
  return [listFrozen(about, { round: known.rounds.length + 1, bases: known.bases, list: sha256(listText(expedientes)), expedientes })]
}

/** Draws the frozen round with a public value. The order follows from list and value alone; nobody chooses anything here. */
export function drawLottery(
  known: { selection: Call['selection']; round: LotteryRound | undefined; places: number }, typed: { value: string; source: string }, about: AboutCall,
): Draft[] {
  const { round } = known
  if (!round) throw new Problem(409, 'nothing-frozen', REFUSAL.nothingFrozen)
  if (isDrawn(round)) throw new Problem(409, 'drawn-already', REFUSAL.drawnAlready)
  if (about.at < new Date(known.selection.drawAt)) throw new Problem(409, 'too-early', REFUSAL.tooEarly)
  const value = publicValue(typed.value)
  const source = publicValue(typed.source)
  const fields = [
    ...(value.length < 3 || value.length > 200 ? [{ field: 'value', sentence: REFUSAL.valueNeeded }] : []),
    ...(source.length < 5 || source.length > 300 ? [{ field: 'source', sentence: REFUSAL.sourceNeeded }] : []),
  ]
  if (fields.length > 0) throw new Problem(422, 'value-needed', fields[0]!.sentence, fields)
  const seed = seedOf({ programme: about.tenant, call: about.call, round: round.round, bases: round.bases, expedientes: round.expedientes }, value)
  return [lotteryDrawn(about, { round: round.round, value, source, seed, places: known.places })]
}

/**
 * What the draw means for applications that still stand as eligible: the first `places` ranks are offered a place, the others
 * wait with their rank. Called with a chunk at a time, again after a crash: who was placed is not eligible any more.
 */
export function placeDrawn(round: DrawnRound, chunk: readonly Application[], hours: number, now: Date): Draft[] {
  const ranks = new Map(drawOrder(round.seed, round.expedientes).map((d) => [d.expediente, d.rank]))
  const ranked = chunk.flatMap((row) => {
    const rank = ranks.get(row.expediente)
    return rank === undefined || row.state !== 'eligible' ? [] : [{ row, rank }]
  })
  return ranked.toSorted((a, b) => a.rank - b.rank).map(({ row, rank }) => {
    const about = { tenant: row.tenant, agent: row.agent, expediente: row.expediente, at: now }
    const drawn = { round: round.round, rank }
    return rank <= round.places ? moved('selected', about, { ...drawn, until: offeredUntil(now, hours) }) : moved('waitlisted', about, drawn)
  })
}

/** Offers whose time is over lapse, and as many people move up as places are free, in the order of round and rank. */
export function moveOn(known: { offered: readonly Application[]; waiting: readonly Application[]; free: number }, hours: number, now: Date): Draft[] {
  const about = (row: Application) => ({ tenant: row.tenant, agent: row.agent, expediente: row.expediente, at: now })
  const over = known.offered.filter((row) => row.until !== null && row.until < now)
  const free = Math.max(0, known.free - (known.offered.length - over.length))
  const next = known.waiting.toSorted((a, b) => (a.round ?? 0) - (b.round ?? 0) || (a.rank ?? 0) - (b.rank ?? 0)).slice(0, free)
  return [
    ...over.map((row) => moved('lapsed', about(row))),
    ...next.map((row) => moved('selected', about(row), { until: offeredUntil(now, hours) })),
  ]
}

function offeredUntil(now: Date, hours: number): string {
  return new Date(now.getTime() + hours * 3_600_000).toISOString()
}
