import type { Stored } from '../../record/statement.ts'
import { believedTime, type Reading } from './reading.ts'
import { VERB } from './vocabulary.ts'

/** A person's enrolments and when each was open (rule text, 4). */
export interface Windows {
  /** Registration -> the moment the enrolment begins, in milliseconds. */
  readonly begins: ReadonlyMap<string, number>
  /** Whether this enrolment is open at a time. */
  readonly openAt: (registration: string, time: number) => boolean
  /** Enrolments of hers that another version of the rule judges: what they carry is not missing, it counts there. */
  readonly elsewhere: ReadonlySet<string>
}

interface Move {
  readonly time: number
  readonly pos: number
  readonly opens: boolean
}

export function windowsOf(reading: Reading): Windows {
  const begins = new Map<string, number>()
  const moves = new Map<string, Move[]>()
  const note = (s: Stored, opens: boolean): void => {
    if (s.registration === null) return
    const list = moves.get(s.registration) ?? []
    list.push({ time: believedTime(s), pos: s.pos, opens })
    moves.set(s.registration, list)
  }
  for (const s of reading.standing(VERB.enrolled)) {
    if (s.registration === null) continue
    begins.set(s.registration, Math.min(begins.get(s.registration) ?? Infinity, believedTime(s)))
    note(s, true)
  }
  for (const s of reading.all(VERB.withdrew)) note(s, false)
  for (const s of reading.all(VERB.reEntered)) note(s, true)
  for (const list of moves.values()) list.sort((a, b) => a.time - b.time || a.pos - b.pos)
  const openAt = (registration: string, time: number): boolean => {
    const begin = begins.get(registration)
    if (begin === undefined || time < begin) return false
    return moves.get(registration)?.findLast((m) => m.time <= time)?.opens ?? false
  }
  return { begins, openAt, elsewhere: new Set() }
}

/** Only some of the enrolments. */
export function windowsAmong(windows: Windows, registrations: ReadonlySet<string>): Windows {
  return {
    begins: new Map([...windows.begins].filter(([registration]) => registrations.has(registration))),
    openAt: (registration, time) => registrations.has(registration) && windows.openAt(registration, time),
    elsewhere: new Set([...windows.begins.keys()].filter((registration) => !registrations.has(registration))),
  }
}
