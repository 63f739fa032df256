import type { Text } from '../../lib/text.ts'

export type DateReading = { readonly ok: true; readonly date: string } | { readonly ok: false; readonly sentence: Text }

/** Nobody older has asked yet; a year like 1890 is a typing error. */
const OLDEST = 110

// Made once: making one takes a hundred times as long as asking it, and a table of 20,000 rows asks 40,000 times.
const LIMA_DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Lima', year: 'numeric', month: '2-digit', day: '2-digit' })

/** The calendar day in Lima (no daylight saving) as YYYY-MM-DD. */
export function limaDay(at: Date): string {
  return LIMA_DAY.format(at)
}

/** Reads DD/MM/AAAA (also with - or .) or ISO AAAA-MM-DD into ISO. A year of two digits is asked about, never guessed. */
export function readDay(typed: string): DateReading {
  const text = typed.trim()
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text)
  const peruvian = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text)
  if (iso) return day(iso[1]!, iso[2]!, iso[3]!)
  if (peruvian) return day(peruvian[3]!, peruvian[2]!, peruvian[1]!)
  if (/^\d{1,2}[/.-]\d{1,2}[/.-]\d{2}$/.test(text)) {
    return refuse('Escribe el año con cuatro números, por ejemplo 03/05/1990.', 'Type the year with four digits, for example 03/05/1990 (day/month/year).')
  }
  return refuse('Escribe la fecha como día/mes/año, por ejemplo 03/05/1990.', 'Type the date as day/month/year, for example 03/05/1990.')
}

function day(year: string, month: string, dayOfMonth: string): DateReading {
  const iso = `${year}-${month.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`
  const real = new Date(`${iso}T00:00:00Z`)
  if (Number.isNaN(real.getTime()) || real.toISOString().slice(0, 10) !== iso) {
    return refuse('Esa fecha no existe en el calendario. Revisa el día y el mes.', 'That date is not in the calendar. Check day and month.')
  }
  return { ok: true, date: iso }
}

/** A birth date that is possible today (`now`). */
export function readBirthDate(typed: string, now: Date): DateReading {
  if (typed.trim() === '') return refuse('Escribe tu fecha de nacimiento como día/mes/año.', 'Type your birth date as day/month/year.')
  const read = readDay(typed)
  if (!read.ok) return read
  if (read.date > limaDay(now)) return refuse('Esa fecha todavía no llega. Escribe la de tu nacimiento.', 'That date has not come yet. Type the one of your birth.')
  if (ageOn(read.date, limaDay(now)) > OLDEST) return refuse('Revisa el año de tu nacimiento.', 'Check the year of your birth.')
  return read
}

/** Whole years from a birth date to a day, both ISO. */
export function ageOn(born: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(born.slice(0, 4))
  return today.slice(5) < born.slice(5) ? years - 1 : years
}

/** 1990-05-03 -> 03/05/1990 */
export function shownDay(iso: string): string {
  return iso.split('-').reverse().join('/')
}

/** The day of a moment in Lima as people write it: 03/05/1990 */
export function shownLimaDay(at: Date): string {
  return shownDay(limaDay(at))
}

function refuse(es: string, en: string): DateReading {
  return { ok: false, sentence: { es, en } }
}
