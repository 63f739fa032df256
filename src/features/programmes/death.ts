import { readExt } from '../../record/statement.ts'
import { dayEnds } from './calendar.ts'
import type { Reading } from './reading.ts'
import { VERB } from './vocabulary.ts'

/** The day a person died, Lima, or null (rule text, 5): of each agent the last word, of all agents the earliest day. */
export function diedOn(reading: Reading): string | null {
  const last = new Map<string, string | null>()
  for (const s of reading.all(VERB.died)) {
    const date = readExt(s.statement, 'date')
    last.set(s.actor ?? '', typeof date === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(date) ? date : null)
  }
  return [...last.values()].filter((day) => day !== null).sort()[0] ?? null
}

/** The first millisecond that no longer counts; Infinity for the living. */
export function lifeEnds(day: string | null): number {
  return day === null ? Infinity : dayEnds(day)
}
