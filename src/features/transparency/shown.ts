import type { Lang } from '../../lib/text.ts'

const LOCALE: Record<Lang, string> = { es: 'es-PE', en: 'en' }

export function number(n: number, lang: Lang): string {
  return new Intl.NumberFormat(LOCALE[lang]).format(n)
}

/** Share of the target, with one decimal below ten percent. */
export function percent(n: number, target: number, lang: Lang): string {
  const share = n / target
  return new Intl.NumberFormat(LOCALE[lang], { style: 'percent', maximumFractionDigits: share < 0.1 ? 1 : 0 }).format(share)
}

/** A moment as clocks in Lima show it. */
export function moment(at: Date, lang: Lang): string {
  return new Intl.DateTimeFormat(LOCALE[lang], { timeZone: 'America/Lima', dateStyle: 'long', timeStyle: 'short' }).format(at)
}

/** A calendar day `YYYY-MM-DD`. */
export function day(iso: string, lang: Lang): string {
  return new Intl.DateTimeFormat(LOCALE[lang], { timeZone: 'UTC', dateStyle: 'long' }).format(new Date(`${iso}T00:00:00Z`))
}
