import { matchKey } from '../people/index.ts'
import type { Match } from './registry.ts'

/** Words that stand between names and tell nobody apart: "Rosa Quispe de Mamani" is one person with and without her "de". */
const BETWEEN = new Set(['DE', 'DEL', 'LA', 'LAS', 'LOS', 'Y', 'VDA', 'VIUDA'])

/** Compares a registry's name with ours, whichever came first, surnames or given names; accents aside, Ñ is no N. Pure. */
export function compareNames(theirs: string, ours: string): Exclude<Match, 'given-names' | 'not-found'> {
  const [one, other] = [wordsOf(theirs), wordsOf(ours)]
  if (one.length === 0 || other.length === 0) return 'different'
  if ([...one].sort().join(' ') === [...other].sort().join(' ')) return 'same'
  const [few, many] = one.length <= other.length ? [one, other] : [other, one]
  // At least a given name and a surname in common: one word alone is half the country's.
  return few.length >= 2 && within(few, many) ? 'alike' : 'different'
}

/** A provider that tells given names only. */
export function compareGivenNames(theirs: string, ours: string): Extract<Match, 'given-names' | 'different'> {
  const words = wordsOf(theirs)
  return words.length > 0 && within(words, wordsOf(ours)) ? 'given-names' : 'different'
}

function wordsOf(name: string): string[] {
  return matchKey(name).split(' ').filter((word) => word !== '' && !BETWEEN.has(word))
}

/** Whether each of these words is among the others, as often as it stands here. */
function within(few: readonly string[], many: readonly string[]): boolean {
  const left = [...many]
  return few.every((word) => {
    const at = left.indexOf(word)
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  })
}
