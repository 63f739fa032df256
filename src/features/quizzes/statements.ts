import { agent, ext, type Draft } from '../../record/statement.ts'
import { activity, VERB, verbIri } from '../programmes/index.ts'

/** One answer of an attempt: not read by any rule; result page and item statistics are made from it. */
export const ANSWERED = verbIri('answered')

export interface Of {
  readonly tenant: string
  readonly agent: string
  readonly enrolment: string
  /** `course.quiz` */
  readonly quiz: string
  readonly version: string
  readonly attempt: number
  readonly at: Date
}

/** `mark` out of 20 (docs/statements.md). */
export function quizScored(of: Of, mark: number): Draft {
  return draft(VERB.quizScored, of, { score: { raw: mark, min: 0, max: 20 } }, {})
}

/** `response` as questions/mark.ts gives it: places in the file from 0, a number, a text of the file; never what else was typed. None when unanswered. */
export function answered(of: Of, place: number, question: string, response: string | null, points: number): Draft {
  return draft(ANSWERED, of, { success: points === 1, score: { scaled: points }, ...(response === null ? {} : { response }) }, { place, question })
}

function draft(verb: string, of: Of, result: Draft['statement']['result'] & object, fields: Record<string, unknown>): Draft {
  return {
    tenant: of.tenant,
    statement: {
      actor: agent(of.agent),
      verb: { id: verb, display: { en: verb.slice(verb.lastIndexOf('/') + 1) } },
      object: activity(of.tenant, 'quizzes', of.quiz),
      result,
      context: { registration: of.enrolment, extensions: ext({ attempt: of.attempt, version: of.version, ...fields }) },
      timestamp: of.at.toISOString(),
    },
  }
}
