import { agent, ext, NS, type Draft } from '../../record/statement.ts'
import { activity, VERB } from '../programmes/index.ts'

/** Why somebody left, as published codes: a rule of the tracer study (KPI K6), never free text. */
export const WITHDRAWAL_CAUSES = ['time', 'care', 'phone', 'level', 'work', 'health', 'content', 'other'] as const
export type WithdrawalCause = (typeof WITHDRAWAL_CAUSES)[number]

/** Why an enrolment should never have been. */
export const ANNULMENT_REASONS = ['wrong-person', 'twice', 'not-accepted', 'typing-error'] as const
export type AnnulmentReason = (typeof ANNULMENT_REASONS)[number]

/** What every statement about one enrolment carries; `by` is the staff member who did it, absent when she did it herself. */
export interface About {
  readonly tenant: string
  readonly agent: string
  readonly section: string
  readonly enrolment: string
  /** Time of effect. */
  readonly at: Date
  readonly by?: string
}

export function enrolled(about: About): Draft {
  return aboutSection(VERB.enrolled, about, {})
}

export function withdrew(about: About, cause: WithdrawalCause): Draft {
  return aboutSection(VERB.withdrew, about, { cause })
}

export function reEntered(about: About): Draft {
  return aboutSection(VERB.reEntered, about, {})
}

/** `statement` is the id of the `enrolled` statement that does not count from here on. */
export function enrolmentAnnulled(about: About, statement: string, reason: AnnulmentReason): Draft {
  return draft(VERB.annulled, about, { objectType: 'StatementRef', id: statement }, { reason })
}

function aboutSection(verb: string, about: About, fields: Record<string, unknown>): Draft {
  return draft(verb, about, activity(about.tenant, 'sections', about.section), fields)
}

function draft(verb: string, about: About, object: Draft['statement']['object'], fields: Record<string, unknown>): Draft {
  return {
    tenant: about.tenant,
    statement: {
      actor: agent(about.agent),
      verb: { id: verb, display: { en: verb.slice(`${NS}verbs/`.length) } },
      object,
      context: {
        registration: about.enrolment,
        ...(about.by ? { instructor: agent(about.by) } : {}),
        ...(Object.keys(fields).length ? { extensions: ext(fields) } : {}),
      },
      timestamp: about.at.toISOString(),
    },
  }
}
