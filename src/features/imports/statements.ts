import { agent, ext, NS, type Draft } from '../../record/statement.ts'
import { activity, verbIri } from '../programmes/index.ts'

export const EVALUATIONS = ['entry', 'process', 'product', 'final'] as const
export type Evaluation = (typeof EVALUATIONS)[number]

/** A mark that an entity brings in a table: kept as evidence, read by no counting rule. */
export const MARK_NOTED = verbIri('markNoted')
export const MARK_ANNULLED = verbIri('markAnnulled')

export interface NotedMark {
  readonly id: string
  readonly tenant: string
  readonly agent: string
  readonly enrolment: string
  readonly evaluation: Evaluation
  readonly mark: number
  readonly attempt: number
  readonly grader: string
  /** Who brought the table. */
  readonly by: string
  readonly at: Date
}

export function markNoted(m: NotedMark): Draft {
  return {
    tenant: m.tenant,
    statement: {
      id: m.id, actor: agent(m.agent), verb: named(MARK_NOTED), object: activity(m.tenant, 'enrolments', m.enrolment),
      result: { score: { raw: m.mark, min: 0, max: 20, scaled: m.mark / 20 } },
      context: { registration: m.enrolment, instructor: agent(m.by), extensions: ext({ evaluation: m.evaluation, attempt: m.attempt, grader: m.grader }) },
      timestamp: m.at.toISOString(),
    },
  }
}

export function markAnnulled(m: Pick<NotedMark, 'tenant' | 'agent' | 'enrolment' | 'by' | 'at'>, statement: string): Draft {
  return {
    tenant: m.tenant,
    statement: {
      actor: agent(m.agent), verb: named(MARK_ANNULLED), object: { objectType: 'StatementRef', id: statement },
      context: { registration: m.enrolment, instructor: agent(m.by) }, timestamp: m.at.toISOString(),
    },
  }
}

function named(verb: string): Draft['statement']['verb'] {
  return { id: verb, display: { en: verb.slice(`${NS}verbs/`.length) } }
}
