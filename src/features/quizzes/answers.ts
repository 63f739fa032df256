import { Problem, type FieldProblem } from '../../lib/problem.ts'
import { fill } from '../../lib/text.ts'
import type { Drawn } from './draw.ts'
import type { Answer } from './mark.ts'
import { readNumber } from './number.ts'
import { REFUSAL } from './words.ts'

/** What the form holds: for each place of the draw (`q1`, …) the ticked places (from 1) or the typed text. */
export type Typed = Readonly<Record<string, readonly string[]>>

export const fieldName = (place: number): string => `q${place + 1}`

/** Only what belongs to the draw, cut short: what is kept as a draft. */
export function typedOf(form: Readonly<Record<string, unknown>>, drawn: readonly Drawn[]): Typed {
  return Object.fromEntries(drawn.map((_, place) => {
    const sent = form[fieldName(place)]
    const values = (Array.isArray(sent) ? sent : [sent]).filter((v): v is string => typeof v === 'string' && v !== '')
    return [fieldName(place), values.slice(0, 10).map((v) => v.slice(0, 40))]
  }))
}

/**
 * The answers in the order of the draw, null where there is none. 409 when an option was ticked that this draw does not show;
 * 422 names every number that cannot be read and, unless `anyway`, every question without an answer.
 */
export function readAnswers(drawn: readonly Drawn[], typed: Typed, anyway: boolean): (Answer | null)[] {
  const problems: FieldProblem[] = []
  const answers = drawn.map(({ question, order }, place): Answer | null => {
    const field = fieldName(place)
    const values = typed[field] ?? []
    const n = place + 1
    const first = values[0]
    if (first === undefined || first.trim() === '') {
      if (!anyway) problems.push({ field, sentence: fill(REFUSAL.missing, { n }) })
      return null
    }
    if (question.kind === 'numeric') {
      if (readNumber(first).length === 0) problems.push({ field, sentence: fill(REFUSAL.notANumber, { n }) })
      return { typed: first }
    }
    const chosen = values.map((v) => (/^\d$/.test(v) ? order[Number(v) - 1] : undefined))
    if (chosen.some((c) => c === undefined) || (question.kind === 'single' && chosen.length > 1)) throw otherDraw()
    return { chosen: chosen.filter((c) => c !== undefined).sort((a, b) => a - b) }
  })
  if (problems.length > 0) throw new Problem(422, 'answers-missing', REFUSAL.checkAnswers, problems)
  return answers
}

export function otherDraw(): Problem {
  return new Problem(409, 'other-draw', REFUSAL.otherDraw)
}
