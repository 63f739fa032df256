/** No first unit after so many days; no sign of work for so many days; so many classes missed one after another (issue 6, item 4). */
export const NO_UNIT_DAYS = 7
export const SILENT_DAYS = 14
export const ABSENCES = 2
/** A contact is good for so long; then, without any sign, she is on the list again (DOMAIN.md 8, K20: 72 hours). */
export const GOOD_FOR_DAYS = 3
const DAY_MS = 86_400_000

export type Reason =
  | { readonly kind: 'call-back' }
  | { readonly kind: 'no-unit'; readonly days: number }
  | { readonly kind: 'silent'; readonly days: number }
  | { readonly kind: 'absences'; readonly count: number }

export interface RiskKnown {
  /** When her time began; never before her section did. */
  readonly begun: Date
  readonly firstUnit: Date | null
  readonly lastSign: Date | null
  /** Classes missed without excuse since the last one she was in. */
  readonly absences: number
  readonly lastContact: { readonly at: Date; readonly next: string | null } | undefined
}

export interface Risk {
  readonly reasons: readonly Reason[]
  /** Somebody looked for her, and nothing is due yet. */
  readonly attended: boolean
  /** The larger, the sooner. */
  readonly urgency: number
}

/** Why somebody is at risk on a day of Lima, or null when she is not. */
export function riskOf(known: RiskKnown, now: Date, today: string): Risk | null {
  const since = (moment: Date): number => Math.floor((now.getTime() - moment.getTime()) / DAY_MS)
  const last = known.lastSign && known.lastSign > known.begun ? known.lastSign : known.begun
  const reasons: Reason[] = []
  const next = known.lastContact?.next ?? null
  if (next !== null && next <= today) reasons.push({ kind: 'call-back' })
  if (known.absences >= ABSENCES) reasons.push({ kind: 'absences', count: known.absences })
  if (known.firstUnit === null && since(known.begun) >= NO_UNIT_DAYS) reasons.push({ kind: 'no-unit', days: since(known.begun) })
  if (since(last) >= SILENT_DAYS) reasons.push({ kind: 'silent', days: since(last) })
  if (reasons.length === 0) return null
  const lately = known.lastContact !== undefined && now.getTime() - known.lastContact.at.getTime() < GOOD_FOR_DAYS * DAY_MS
  return {
    reasons, attended: next !== null ? next > today : lately,
    // A promise first; a class missed weighs a week of silence; of two alike, who is silent longer.
    urgency: (reasons[0]?.kind === 'call-back' ? 1000 : 0) + known.absences * 7 + since(last),
  }
}
