import { agent, ext, NS, type Draft } from '../../record/statement.ts'
import { activity, VERB, verbIri } from '../programmes/index.ts'

/** Why somebody left, as published codes: a rule of the tracer study (KPI K6), never free text. */
export const WITHDRAWAL_CAUSES = ['time', 'care', 'phone', 'level', 'work', 'health', 'content', 'other'] as const
export type WithdrawalCause = (typeof WITHDRAWAL_CAUSES)[number]

/** Why somebody stopped coming, as far as anybody could find out. */
export const DROP_OUT_CAUSES = [...WITHDRAWAL_CAUSES, 'no-answer'] as const
export type DropOutCause = (typeof DROP_OUT_CAUSES)[number]

/** Why somebody rests for a while. */
export const PAUSE_CAUSES = ['care', 'health', 'work', 'harvest', 'phone', 'other'] as const
export type PauseCause = (typeof PAUSE_CAUSES)[number]

/** Retiro: she told us. Abandono: she stopped coming, and somebody who looked for her says so. */
export const WAYS = ['withdrawal', 'drop-out'] as const
export type Way = (typeof WAYS)[number]

/** No counting rule reads these: nothing that was done is worth less for a transfer or a rest (decision D4). */
export const MOVE = { transferred: verbIri('transferred'), paused: verbIri('paused'), resumed: verbIri('resumed') } as const

/** Of care for her children while the class goes on. */
export interface Care {
  readonly needed: boolean
  readonly offered: boolean
  readonly used: boolean
}
export const CHILDCARE_NOTED = verbIri('childcareNoted')
export const CARE_EXT: Readonly<Record<keyof Care, string>> = { needed: 'childcareNeeded', offered: 'childcareOffered', used: 'childcareUsed' }

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
  return aboutSection(VERB.withdrew, about, { cause, way: 'withdrawal' })
}

export function droppedOut(about: About, cause: DropOutCause): Draft {
  return aboutSection(VERB.withdrew, about, { cause, way: 'drop-out' })
}

/** `about.section` is where she goes; the same enrolment goes on. */
export function transferred(about: About, fromSection: string): Draft {
  return aboutSection(MOVE.transferred, about, { fromSection })
}

/** `until`: the last Lima day of the rest, `YYYY-MM-DD`. */
export function paused(about: About, until: string, cause: PauseCause): Draft {
  return aboutSection(MOVE.paused, about, { pausedUntil: until, cause })
}

export function resumed(about: About): Draft {
  return aboutSection(MOVE.resumed, about, {})
}

export function childcareNoted(about: About, care: Care): Draft {
  return aboutSection(CHILDCARE_NOTED, about, { [CARE_EXT.needed]: care.needed, [CARE_EXT.offered]: care.offered, [CARE_EXT.used]: care.used })
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
