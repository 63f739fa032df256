/** More than this between a phone's clock and ours is flagged (DOMAIN.md 5.3 no. 23). */
export const SKEW_MS = 24 * 3_600_000

export interface Clocks {
  /** What the phone's clock said when it was done. */
  readonly deviceTime: Date
  /** Ours minus the phone's when they had last met before that, ms; null when they never had. */
  readonly offset: number | null
  readonly received: Date
  /** The phone's clock now, ms, when the phone that made the item brings it itself; null when somebody else carries it. */
  readonly phoneNow: number | null
}

/**
 * When it was done, by our clock: the phone's time corrected by its error as measured now, else as measured when they last met;
 * never later than reception. Flagged when that error is large, unknown, or changed in between (somebody set the clock).
 */
export function learntTime({ deviceTime, offset, received, phoneNow }: Clocks): { at: Date; skewed: boolean } {
  const now = phoneNow === null || !Number.isFinite(phoneNow) ? null : received.getTime() - phoneNow
  const error = now ?? offset
  const changed = now !== null && offset !== null && Math.abs(now - offset) > SKEW_MS
  const skewed = error === null || Math.abs(error) > SKEW_MS || changed
  return { at: new Date(Math.min(deviceTime.getTime() + (error ?? 0), received.getTime())), skewed }
}
