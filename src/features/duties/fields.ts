import type { Ctx } from '../../feature.ts'
import type { FieldProblem } from '../../lib/problem.ts'
import { fill } from '../../lib/text.ts'
import { WRONG } from './words.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
/** In letters. */
const LEAST = 10

/** The text fields of the form that was posted, whole; '' for what is missing or a file. The route's largest body is the limit. */
export async function fieldsOf(c: Ctx): Promise<(name: string) => string> {
  const body = await c.req.parseBody()
  return (name) => {
    const value = body[name]
    // Browsers count a new line as one letter and send two.
    return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : ''
  }
}

/** What is wrong with a text that somebody wrote, beside the field `text`; it is refused, never cut. */
export function textProblems(text: string, most: number): FieldProblem[] {
  if (text.length < LEAST) return [{ field: 'text', sentence: WRONG.words }]
  return text.length > most ? [{ field: 'text', sentence: fill(WRONG.tooLong, { n: text.length, most }) }] : []
}

/** As much as fits into a request and its answer, and into what is told of an incident or a finding, in letters. */
export const MOST_WORDS = { request: 2000, told: 4000 } as const

/** The id that came with the form, or a new one where somebody sent none. */
export const idOf = (typed: string): string => (UUID.test(typed) ? typed : crypto.randomUUID())
export const isId = (text: string): boolean => UUID.test(text)
