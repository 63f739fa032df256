import { Problem } from '../../lib/problem.ts'
import type { Draft } from '../../record/statement.ts'
import type { Call } from '../programmes/index.ts'
import { undecided, type ApplicationState } from './application-states.ts'
import type { Application } from './application.ts'
import { drawOrder, listText, LOTTERY_FORMAT, LOTTERY_FORMAT_2, publicValue, rankBeside, seedOf, sha256 } from './lottery.ts'
import { frozenOf, isDrawn, type DrawnRound, type LotteryRound } from './lottery-round.ts'
import { openRound, type Phase } from './phase.ts'
import { allot, readReserved, reservedText } from './quotas.ts'
import { listFrozen, lotteryDrawn, moved, type AboutCall } from './statements.ts'
import { REFUSAL } from './words.ts'

/** `points` null: nobody judged it yet. */
export interface Ready { readonly expediente: string; readonly quota: string | null; readonly points: number | null }

export interface FreezeKnown {
  readonly selection: Call['selection']
  readonly phase: Phase
  readonly rounds: readonly LotteryRound[]
  readonly bases: string
  readonly counts: ReadonlyMap<ApplicationState, number>
  /** Who was found eligible and is in no round yet. */
  readonly eligible: readonly Ready[]
}

/** Closes a round: from here on its list stands, and only then may its public value come to be. */
export function freezeList(known: FreezeKnown, about: AboutCall): Draft[] {
  if (known.phase === 'final') throw new Problem(409, 'call-final', REFUSAL.callFinal)
  if (known.phase === 'draft' || known.phase === 'published') throw new Problem(409, 'call-not-open', REFUSAL.notOpen)
  if (known.selection.rounds === 'one' && known.phase !== 'closed') throw new Problem(409, 'call-still-open', REFUSAL.stillOpen)
  if (known.selection.rounds === 'one' && known.rounds.length > 0) throw new Problem(409, 'drawn-already', REFUSAL.oneRound)
  if (openRound(known.rounds)) throw new Problem(409, 'round-waiting', REFUSAL.roundWaiting)
  const waiting = [...known.counts].filter(([state]) => undecided(state)).reduce((sum, [, n]) => sum + n, 0)
  if (known.selection.rounds === 'one' && waiting > 0) throw new Problem(409, 'undecided-left', REFUSAL.undecidedLeft)
  if (known.eligible.length === 0) throw new Problem(409, 'nobody-eligible', REFUSAL.nobodyEligible)
  const score = known.selection.kind === 'score'
  if (score && known.eligible.some(({ points }) => points === null)) throw new Problem(409, 'unscored-left', REFUSAL.unscoredLeft)
  const entries = known.eligible.map(({ points, ...one }) => ({ ...one, points: points ?? 0 })).toSorted((a, b) => (a.expediente < b.expediente ? -1 : 1))
  const format = score || known.selection.quotas ? LOTTERY_FORMAT_2 : LOTTERY_FORMAT
  return [listFrozen(about, {
    round: known.rounds.length + 1, bases: known.bases, list: sha256(listText({ format, entries })), expedientes: entries.map((e) => e.expediente),
    ...(known.selection.quotas ? { quotas: entries.map((e) => e.quota ?? '') } : {}), ...(score ? { points: entries.map((e) => e.points) } : {}),
  })]
}

/** Draws the frozen round with a public value. The order follows from list and value alone; nobody chooses anything here. */
export function drawLottery(
  known: { selection: Call['selection']; round: LotteryRound | undefined; places: number; reserved?: readonly { quota: string; places: number }[] }, typed: { value: string; source: string }, about: AboutCall,
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
  const seed = seedOf(frozenOf(round), value)
  return [lotteryDrawn(about, { round: round.round, value, source, seed, places: known.places, ...(known.reserved ? { reserved: known.reserved.map(reservedText) } : {}) })]
}

/**
 * What the draw means for applications that still stand as eligible: the first `places` ranks are offered a place, those of a quota
 * before others; the next `waiting` wait with their rank. Called with a chunk at a time, again after a crash: who was placed is not eligible any more.
 */
export function placeDrawn(round: DrawnRound, chunk: readonly Application[], hours: number, now: Date, waiting = Infinity): Draft[] {
  // Whoever an appeal brought back to a list that was drawn is placed by placeRestored.
  const standing = new Map(chunk.filter((row) => row.state === 'eligible' && row.round === null).map((row) => [row.expediente, row]))
  if (!round.expedientes.some((expediente) => standing.has(expediente))) return []
  const order = drawOrder(round.seed, frozenOf(round).entries)
  const places = allot(order, round.places, readReserved(round.reserved ?? []))
  let before = 0
  return order.flatMap(({ rank, expediente, quota }) => {
    const offered = places.has(expediente)
    const turn = offered ? 0 : ++before
    const row = standing.get(expediente)
    if (!row) return []
    const about = { tenant: row.tenant, agent: row.agent, expediente, at: now }
    const drawn = { round: round.round, rank, ...(quota ? { quota } : {}) }
    if (offered) return [moved('selected', about, { ...drawn, until: offeredUntil(now, hours) })]
    return [moved(turn <= waiting ? 'waitlisted' : 'notSelected', about, drawn)]
  })
}

/**
 * Whose appeal was upheld after the only draw of a call: her key under the same seed says which rank she would have had, and with
 * it she waits before whoever holds that rank. No offer made to somebody else is taken back (0133).
 */
export function placeRestored(round: DrawnRound, restored: readonly { readonly row: Application; readonly quota: string | null }[], now: Date): Draft[] {
  if (restored.length === 0) return []
  const order = drawOrder(round.seed, frozenOf(round).entries)
  return restored.map(({ row, quota }) => {
    const { expediente, points } = row
    const rank = rankBeside(round.seed, order.filter((one) => one.expediente !== expediente), { expediente, quota, points: points ?? 0 })
    return moved('waitlisted', { tenant: row.tenant, agent: row.agent, expediente, at: now }, { round: round.round, rank, ...(quota ? { quota } : {}) })
  })
}

/** The list of a call whose results are firm ends: nobody waits any more. */
export function endWaiting(waiting: readonly Application[], by: string, now: Date): Draft[] {
  return waiting.map((row) => moved('notSelected', { tenant: row.tenant, agent: row.agent, expediente: row.expediente, at: now, by }))
}

/** Whoever waits, in the order of round and rank; where an appeal gave somebody another's rank, she comes first. */
const inLine = (a: Application, b: Application): number =>
  (a.round ?? 0) - (b.round ?? 0) || (a.rank ?? 0) - (b.rank ?? 0) || Number(b.appeal === 'upheld') - Number(a.appeal === 'upheld')

export interface MoveOnKnown {
  readonly offered: readonly Application[]
  readonly waiting: readonly Application[]
  readonly free: number
  /** What is left of each quota that nobody holds or was offered, in the order of the terms. */
  readonly reserved?: readonly { readonly quota: string; readonly places: number }[]
}

/** Offers whose time is over lapse, and as many people move up as places are free: those of a quota with places left first, then by round and rank. */
export function moveOn(known: MoveOnKnown, hours: number, now: Date): Draft[] {
  const about = (row: Application) => ({ tenant: row.tenant, agent: row.agent, expediente: row.expediente, at: now })
  const over = known.offered.filter((row) => row.until !== null && row.until < now)
  const free = Math.max(0, known.free - (known.offered.length - over.length))
  const line = known.waiting.toSorted(inLine)
  const places = allot(line, free, known.reserved ?? [])
  const next = line.filter((row) => places.has(row.expediente))
  return [
    ...over.map((row) => moved('lapsed', about(row))),
    ...next.map((row) => moved('selected', about(row), { until: offeredUntil(now, hours) })),
  ]
}

function offeredUntil(now: Date, hours: number): string {
  return new Date(now.getTime() + hours * 3_600_000).toISOString()
}
