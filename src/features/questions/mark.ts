import { readNumber } from './number.ts'
import type { OptionsQuestion, Question } from './question.ts'
import { recognised } from './short.ts'

/**
 * What was answered to one question, by places in the file: options chosen; items in the order she put them (those she gave no
 * place are not there); for each left side the pair whose right side she gave it; or what was typed.
 */
export type Answer =
  | { readonly chosen: readonly number[] }
  | { readonly sequence: readonly number[] }
  | { readonly matched: readonly (number | null)[] }
  | { readonly typed: string }

export interface Marked {
  /** From 0 (wrong, or no answer) to 1. */
  readonly points: number
  /**
   * What was understood, as xAPI writes it: `0[,]2` options or items, `0[.]2[,]1[.]1` pairs, a number, or the text of the file that
   * was recognised; '' for what was typed and is not kept (free text does not go into the record), null when nothing was answered.
   */
  readonly response: string | null
}

/** A document number typed into a field for a number must not reach the record; no answer of ours is this large. */
const MOST_RECORDED = 1_000_000
const NOTHING: Marked = { points: 0, response: null }

/**
 * The points of one question.
 * - single: 1 for the right option.
 * - multiple: (right ones chosen − wrong ones chosen) / right ones there are, never below 0: marking everything gains nothing.
 * - numeric: 1 within the tolerance, in any reading of what was typed.
 * - order: (pairs in the right order − pairs in the wrong one) / all pairs, never below 0: Kendall's tau, so that two neighbours
 *   the wrong way round cost little and an order by chance is worth little. A pair with an item that was given no place counts neither way.
 * - match: right pairs / pairs there are.
 * - short: 1 for a text that is accepted in either language.
 */
export function mark(question: Question, answer: Answer | null): Marked {
  if (answer === null) return NOTHING
  switch (question.kind) {
    case 'numeric': return 'typed' in answer ? markNumber(question, answer.typed) : NOTHING
    case 'short': {
      if (!('typed' in answer)) return NOTHING
      const right = recognised(answer.typed, question.accept)
      if (right !== undefined) return { points: 1, response: right }
      return { points: 0, response: question.slips.map((s) => recognised(answer.typed, s.texts)).find((text) => text !== undefined) ?? '' }
    }
    case 'order': return 'sequence' in answer
      ? { points: orderPoints(answer.sequence, question.items.length), response: answer.sequence.join('[,]') } : NOTHING
    case 'match': return 'matched' in answer
      ? {
        points: answer.matched.filter((right, left) => right === left).length / question.pairs.length,
        response: answer.matched.flatMap((right, left) => (right === null ? [] : [`${left}[.]${right}`])).join('[,]'),
      } : NOTHING
    default: return 'chosen' in answer ? { points: optionPoints(question, new Set(answer.chosen)), response: answer.chosen.join('[,]') } : NOTHING
  }
}

function optionPoints(question: OptionsQuestion, chosen: ReadonlySet<number>): number {
  const rights = question.options.flatMap((o, i) => (o.right ? [i] : []))
  const hits = rights.filter((i) => chosen.has(i)).length
  if (question.kind === 'single') return chosen.size === 1 ? hits : 0
  return Math.max(0, (hits - (chosen.size - hits)) / rights.length)
}

function markNumber(question: Question & { kind: 'numeric' }, typed: string): Marked {
  const readings = readNumber(typed)
  const right = readings.find((n) => within(n, question.answer, question.tolerance))
  const value = right ?? readings[0]
  return { points: right === undefined ? 0 : 1, response: value !== undefined && Math.abs(value) < MOST_RECORDED ? String(value) : '' }
}

function orderPoints(sequence: readonly number[], items: number): number {
  let balance = 0
  for (let i = 0; i < sequence.length; i++) {
    for (let j = i + 1; j < sequence.length; j++) balance += sequence[i]! < sequence[j]! ? 1 : -1
  }
  return Math.max(0, balance / ((items * (items - 1)) / 2))
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
