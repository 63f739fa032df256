import type { Lang } from '../../lib/text.ts'
import { agent, ext, type Draft } from '../../record/statement.ts'
import { activity, VERB, verbIri } from '../programmes/index.ts'

/** She began the course, in this version: not read by any rule. */
export const STARTED = verbIri('started')

/** Written by the products feature; the course page shows that a grade is awaited. */
export const PRODUCT_SUBMITTED = verbIri('productSubmitted')

/** What every statement about a step of one enrolment carries. */
export interface Of {
  readonly tenant: string
  readonly agent: string
  readonly enrolment: string
  /** Hash of the course version. */
  readonly version: string
  readonly at: Date
}

export function started(of: Of, course: string): Draft {
  return {
    tenant: of.tenant,
    statement: {
      actor: agent(of.agent),
      verb: { id: STARTED, display: { en: 'started' } },
      object: activity(of.tenant, 'enrolments', of.enrolment),
      context: { registration: of.enrolment, extensions: ext({ course, version: of.version }) },
      timestamp: of.at.toISOString(),
    },
  }
}

/** `minutes` is what the unit of that version declares; the timestamp is the time of work (docs/statements.md). */
export function completed(of: Of, course: string, unit: string, minutes: number, lang: Lang): Draft {
  return {
    tenant: of.tenant,
    statement: {
      actor: agent(of.agent),
      verb: { id: VERB.completed, display: { en: 'completed' } },
      object: activity(of.tenant, 'units', `${course}.${unit}`),
      context: { registration: of.enrolment, language: lang === 'es' ? 'es-PE' : lang, extensions: ext({ version: of.version, minutes }) },
      timestamp: of.at.toISOString(),
    },
  }
}
