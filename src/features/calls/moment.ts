import type { Lang } from '../../lib/text.ts'

/** A moment as people in Peru read it: day, date and time in Lima. */
export function moment(at: Date | string, lang: Lang): string {
  return new Intl.DateTimeFormat(lang === 'es' ? 'es-PE' : 'en-GB', {
    timeZone: 'America/Lima', weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
  }).format(typeof at === 'string' ? new Date(at) : at)
}
