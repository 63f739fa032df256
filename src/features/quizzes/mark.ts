import type { Drawn } from './draw.ts'
import { readNumber } from './number.ts'

/** What was answered to one question: places of options in the file, or the text typed for a number. */
export type Answer = { readonly chosen: readonly number[] } | { readonly typed: string }

export interface Marked {
  /** From 0 (wrong, or no answer) to 1. */
  readonly points: number
  /** The number that was understood; null for options, or when nothing was typed. */
  readonly value: number | null
}

/**
 * The points of one question. single: 1 for the right option. multiple: (right ones chosen − wrong ones chosen) / right ones
 * there are, never below 0, so that marking everything gains nothing. numeric: 1 within the tolerance, in any reading.
 */
export function markAnswer({ question }: Drawn, answer: Answer | null): Marked {
  if (question.kind === 'numeric') {
    const readings = answer && 'typed' in answer ? readNumber(answer.typed) : []
    const right = readings.find((n) => within(n, question.answer, question.tolerance))
    return { points: right === undefined ? 0 : 1, value: right ?? readings[0] ?? null }
  }
  const chosen = new Set(answer && 'chosen' in answer ? answer.chosen : [])
  const rights = question.options.flatMap((o, i) => (o.right ? [i] : []))
  const hits = rights.filter((i) => chosen.has(i)).length
  if (question.kind === 'single') return { points: chosen.size === 1 ? hits : 0, value: null }
  return { points: Math.max(0, (hits - (chosen.size - hits)) / rights.length), value: null }
}

/** Decimal fractions have no exact binary form: 0.1 + 0.2 must still be 0.3. */
const SLACK = 1e-9

export function within(value: number, target: number, tolerance: number): boolean {
  return Math.abs(value - target) <= tolerance + SLACK
}

/** The mark out of 20, every question worth the same, cut (never rounded up) to one decimal. */
export function markOutOf20(points: readonly number[]): number {
  const share = points.reduce((sum, p) => sum + p, 0) / points.length
  return Math.floor(share * 200 + SLACK) / 10
}
