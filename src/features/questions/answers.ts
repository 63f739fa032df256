import type { FieldProblem } from '../../lib/problem.ts'
import { fill, type Text } from '../../lib/text.ts'
import type { Answer } from './mark.ts'
import { readNumber } from './number.ts'
import type { Asked, Drawn } from './question.ts'
import { UNREADABLE } from './words.ts'

/**
 * What the form holds: for each place of the draw (`q1`, …) the ticked places (from 1) or the typed text; for each line of an
 * order or match (`q1-1`, …) the number chosen for it.
 */
export type Typed = Readonly<Record<string, readonly string[]>>

/** Longer than any answer, shorter than a story. */
export const MOST_TYPED = 60
const MOST_OPTIONS = 10

export const fieldName = (place: number): string => `q${place + 1}`
export const lineName = (place: number, line: number): string => `${fieldName(place)}-${line + 1}`

/** How many lines of a question have a field of their own; 0 when the question has one field. */
export function linesOf(asked: Asked): number {
  return asked.kind === 'order' ? asked.shown.length : asked.kind === 'match' ? asked.lefts.length : 0
}

/** The names of the fields of one question. */
export function namesOf(asked: Asked, place: number): string[] {
  const lines = linesOf(asked)
  return lines === 0 ? [fieldName(place)] : Array.from({ length: lines }, (_, line) => lineName(place, line))
}

/** Only what belongs to these questions, cut short: what is kept as a draft. */
export function typedOf(form: Readonly<Record<string, unknown>>, asked: readonly Asked[]): Typed {
  return Object.fromEntries(asked.flatMap(namesOf).map((name) => {
    const sent = form[name]
    const values = (Array.isArray(sent) ? sent : [sent]).filter((v): v is string => typeof v === 'string' && v !== '')
    return [name, values.slice(0, MOST_OPTIONS).map((v) => v.slice(0, MOST_TYPED))]
  }))
}

/** An answer as the form has it: places (from 0) of what is shown, not of the file. */
export type ShownAnswer = Answer

export interface Read {
  /** In the order of the questions, null where there is no answer. */
  readonly answers: readonly (ShownAnswer | null)[]
  /** What cannot be read, and unless `anyway` what is missing, each beside its field. */
  readonly problems: readonly FieldProblem[]
  /** Something was chosen that these questions do not show: the answers are to others. */
  readonly foreign: boolean
}

/** Reads a filled form, on the server and on a phone that knows no right answer. */
export function readAnswers(asked: readonly Asked[], typed: Typed, anyway: boolean): Read {
  const problems: FieldProblem[] = []
  let foreign = false
  const answers = asked.map((question, place): ShownAnswer | null => {
    const say = (field: string, sentence: Text, values: Record<string, number> = {}) => { problems.push({ field, sentence: fill(sentence, { n: place + 1, ...values }) }) }
    const lines = linesOf(question)
    if (lines > 0 && 'shown' in question) {
      const chosen = namesOf(question, place).map((name) => placeIn(typed[name]?.[0], question.shown.length))
      if (chosen.includes(undefined)) foreign = true
      return readLines(question.kind === 'match', chosen.map((c) => c ?? null), (line, sentence, values) => say(lineName(place, line), sentence, values), anyway)
    }
    const field = fieldName(place)
    const values = typed[field] ?? []
    const [first] = values
    if (first === undefined || first.trim() === '') {
      if (!anyway) say(field, UNREADABLE.missing)
      return null
    }
    if (question.kind === 'short') return { typed: first }
    if (question.kind === 'numeric') {
      if (readNumber(first).length === 0) say(field, UNREADABLE.notANumber)
      return { typed: first }
    }
    const chosen = values.map((v) => placeIn(v, question.shown.length))
    if (chosen.some((c) => c === undefined || c === null) || (question.kind === 'single' && chosen.length > 1)) foreign = true
    return { chosen: chosen.filter((c): c is number => typeof c === 'number') }
  })
  return { answers, problems, foreign }
}

/** From 0; null for an empty choice, undefined for what the form does not offer. */
function placeIn(value: string | undefined, most: number): number | null | undefined {
  if (value === undefined || value === '') return null
  const place = /^\d$/.test(value) ? Number(value) - 1 : -1
  return place >= 0 && place < most ? place : undefined
}

/** The lines of an order (item -> place) or a match (left -> right). Each number may be given once. */
function readLines(match: boolean, chosen: readonly (number | null)[], say: (line: number, sentence: Text, values?: Record<string, number>) => void, anyway: boolean): ShownAnswer | null {
  const empty = chosen.indexOf(null)
  if (empty >= 0 && !anyway) say(empty, chosen.every((c) => c === null) ? UNREADABLE.missing : UNREADABLE.lineMissing)
  chosen.forEach((c, line) => {
    if (c !== null && chosen.indexOf(c) < line) say(line, match ? UNREADABLE.rightTwice : UNREADABLE.placeTwice, { place: c + 1 })
  })
  if (chosen.every((c) => c === null)) return null
  if (match) return { matched: chosen }
  const placed = chosen.flatMap((place, item) => (place === null ? [] : [{ place, item }]))
  return { sequence: placed.sort((a, b) => a.place - b.place).map((p) => p.item) }
}

/** The same answer by places in the file. */
export function inFile({ order }: Pick<Drawn, 'order'>, answer: ShownAnswer | null): Answer | null {
  const file = (shown: number): number => order[shown] ?? shown
  if (answer === null || 'typed' in answer) return answer
  if ('chosen' in answer) return { chosen: answer.chosen.map(file).sort((a, b) => a - b) }
  if ('sequence' in answer) return { sequence: answer.sequence.map(file) }
  return { matched: answer.matched.map((shown) => (shown === null ? null : file(shown))) }
}

/** What a form in the browser holds now. */
export function typedIn(data: FormData, asked: readonly Asked[]): Typed {
  return typedOf(Object.fromEntries(asked.flatMap(namesOf).map((name) => [name, data.getAll(name)])), asked)
}
