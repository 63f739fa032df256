import type { Text } from './text.ts'

/** What was wrong with one field of a form. */
export interface FieldProblem {
  readonly field: string
  readonly sentence: Text
}

/**
 * A refusal: HTTP status, a stable code for programs, a sentence for the person who reads it.
 * Form refusals name each field; app.ts turns it into a page (or JSON) in the reader's language.
 */
export class Problem extends Error {
  readonly status: 400 | 401 | 403 | 404 | 409 | 410 | 412 | 413 | 415 | 422 | 429 | 503 | 507
  readonly code: string
  readonly sentence: Text
  readonly fields: readonly FieldProblem[]
  /** Extra response headers, such as Retry-After. */
  readonly headers: Readonly<Record<string, string>>

  constructor(
    status: Problem['status'], code: string, sentence: Text,
    fields: readonly FieldProblem[] = [], headers: Record<string, string> = {},
  ) {
    super(`${status} ${code}`)
    this.status = status
    this.code = code
    this.sentence = sentence
    this.fields = fields
    this.headers = headers
  }
}
