import type { Question } from './question.ts'

/** A whole number from 0 to below - 1, each equally likely. */
export type Random = (below: number) => number

/** Fisher–Yates. */
export function shuffled<T>(items: readonly T[], random: Random): T[] {
  const result = [...items]
  for (let i = result.length - 1; i > 0; i--) {
    const j = random(i + 1)
    const held = result[i]!
    result[i] = result[j]!
    result[j] = held
  }
  return result
}

/** In which order a question's options, items or right sides are shown. Items to be put in order never stand in the right one already. */
export function arrangement(question: Question, random: Random): number[] {
  if (question.kind === 'single' || question.kind === 'multiple') return shuffled(places(question.options), random)
  if (question.kind === 'match') return shuffled(places(question.pairs), random)
  if (question.kind !== 'order') return []
  for (;;) {
    const order = shuffled(places(question.items), random)
    if (order.some((item, place) => item !== place)) return order
  }
}

const places = (things: readonly unknown[]): number[] => things.map((_, i) => i)

/**
 * The same numbers for the same text on every machine, for pages that are the same for everybody. Nobody's mark hangs on it:
 * FNV-1a, then xorshift32 (Marsaglia 2003), and the little unevenness of a remainder.
 */
export function randomOf(text: string): Random {
  let state = 0x811c9dc5
  for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), 0x01000193)
  if (state === 0) state = 1
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}
