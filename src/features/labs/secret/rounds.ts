/** Days after a section's last day until its hidden seeds are told: what was handed in on that day may still wait in the queue. */
const GRACE_DAYS = 14

/**
 * Which hidden data a recipe received on a Lima day meets: that of its section's time, and after it, for those who come late, that of the
 * calendar year. A told seed never grades what comes after it was told.
 */
export function roundOf(section: { readonly ends: string }, day: string): string {
  return day <= lastDay(section) ? '1' : day.slice(0, 4)
}

/** Whether a round's time has passed on a Lima day. */
export function isPast(section: { readonly ends: string }, round: string, day: string): boolean {
  return round === '1' ? day > lastDay(section) : day.slice(0, 4) > round
}

function lastDay({ ends }: { readonly ends: string }): string {
  return new Date(Date.parse(`${ends}T00:00:00Z`) + GRACE_DAYS * 86_400_000).toISOString().slice(0, 10)
}
