import { limaDayOf } from '../programmes/index.ts'
import { addWorkingDays } from '../references/index.ts'

/** The end, in Lima, of the last of `days` working days after `now`. */
export function workingDaysEnd(now: Date, days: number): Date {
  return new Date(Date.parse(`${addWorkingDays(limaDayOf(now), days)}T23:59:59-05:00`))
}

/** Working days to correct, where a call's terms name none. */
export const CORRECTION_DAYS = 5
/** Working days to ask for another look, and to answer it: TUO of Ley 27444, article 218, where the terms name none [GK: verify]. */
export const APPEAL_DAYS = 15
export const ANSWER_DAYS = 15
