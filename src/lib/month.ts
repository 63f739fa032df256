import type { Lang } from './text.ts'

/** "marzo de 2026" of "2026-03". */
export function monthName(month: string, lang: Lang): string {
  return new Intl.DateTimeFormat(lang === 'es' ? 'es-PE' : 'en', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${month}-15T00:00:00Z`))
}

/** The first moment of a month in Lima, whose clocks never change. */
const startOf = (month: string): Date => new Date(`${month}-01T00:00:00-05:00`)

/** "2026-03" -> "2026-04". */
function after(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
}

/** From the first moment of a month in Lima up to, and without, that of the next. */
export const monthSpan = (month: string): { readonly from: Date; readonly to: Date } => ({ from: startOf(month), to: startOf(after(month)) })

/** What somebody typed or chose as a month, or null. */
export const readMonth = (text: string): string | null => (/^20\d\d-(0[1-9]|1[0-2])$/.test(text) ? text : null)

/** Every month in Lima from one moment to another, the newest first. */
export function monthsBetween(from: Date, to: Date): string[] {
  const months: string[] = []
  for (let month = monthAt(from); month <= monthAt(to); month = after(month)) months.push(month)
  return months.toReversed()
}

/** Lima is five hours behind. */
const monthAt = (at: Date): string => new Date(at.getTime() - 5 * 3_600_000).toISOString().slice(0, '2026-03'.length)
