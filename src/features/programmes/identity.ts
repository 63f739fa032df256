import { readExt, type Stored } from '../../record/statement.ts'
import { extText, twoPeople, type Reading } from './reading.ts'
import { VERB } from './vocabulary.ts'

export const LEVELS = ['checksum', 'card', 'registry'] as const
export type IdentityLevel = (typeof LEVELS)[number]

/** The highest level of identity on record for the person (rule text, 7, N1), or null. */
export function identityLevel(reading: Reading): IdentityLevel | null {
  const found = new Set(reading.standing(VERB.identityChecked).map(levelOf))
  return LEVELS.findLast((level) => found.has(level)) ?? null
}

function levelOf(s: Stored): IdentityLevel | null {
  const level = LEVELS.find((l) => l === readExt(s.statement, 'level')) ?? null
  return level === null || level === 'checksum' || twoPeople(s) ? level : null
}

export function reaches(level: IdentityLevel | null, needed: IdentityLevel): boolean {
  return level !== null && LEVELS.indexOf(level) >= LEVELS.indexOf(needed)
}

/** Whether one of her agents has a conflict over a document that is neither resolved for her nor with herself. */
export function openConflict(reading: Reading): boolean {
  const resolved = reading.all(VERB.conflictResolved).filter((s) => readExt(s.statement, 'keeps') === true)
  return reading.all(VERB.conflictFound).some((found) => {
    const other = extText(found, 'other')
    if (other !== null && reading.agents.has(other)) return false
    const key = extText(found, 'documentKey')
    return key === null || !resolved.some((r) => r.actor === found.actor && r.pos > found.pos && extText(r, 'documentKey') === key)
  })
}
