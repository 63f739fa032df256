import { agent, ext, type Draft } from '../../record/statement.ts'
import { activity, verbIri } from '../programmes/index.ts'

export const DUTY_VERB = {
  requested: verbIri('dataRequested'), answered: verbIri('dataRequestAnswered'), extended: verbIri('dataRequestExtended'), incident: verbIri('incidentRecorded'), step: verbIri('incidentHandled'),
} as const

/** What Ley 29733 lets anybody ask about her own data. */
export const RIGHTS_ASKED = ['access', 'rectification', 'cancellation', 'opposition'] as const
export type RightAsked = (typeof RIGHTS_ASKED)[number]

/** How a request came: on her own page, or to somebody of the staff who wrote it down. */
export const WAYS_IN = ['own', 'in-person', 'paper', 'phone'] as const
export type WayIn = (typeof WAYS_IN)[number]

export const OUTCOMES = ['granted', 'partly', 'refused'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** Why something was not done; codes, her own words stand sealed beside the record. */
export const REFUSAL_REASONS = ['kept-by-law', 'not-proved', 'no-data', 'not-wrong', 'other'] as const
export type RefusalReason = (typeof REFUSAL_REASONS)[number]

/** Why more time is needed; she reads the words beside it. */
export const EXTENSION_REASONS = ['much-data', 'other-office', 'proof', 'other-reason'] as const
export type ExtensionReason = (typeof EXTENSION_REASONS)[number]

export const INCIDENT_KINDS = ['lost-device', 'wrong-recipient', 'intrusion', 'published', 'lost-data', 'other'] as const
export type IncidentKind = (typeof INCIDENT_KINDS)[number]

/** What is done about an incident. `false-alarm` and `closed` end it; the clock stops when the authority is told. */
export const STEPS = ['measures', 'authority-told', 'people-told', 'closed', 'false-alarm'] as const
export type Step = (typeof STEPS)[number]

export interface Requested {
  /** Of the request; made with the form, so that the same form twice is one request. */
  readonly id: string
  readonly tenant: string
  /** Her agent here; null when she has no record with us, and `by` wrote it down. */
  readonly agent: string | null
  readonly right: RightAsked
  readonly via: WayIn
  /** Lima days. */
  readonly received: string
  readonly due: string
  /** Who of the staff wrote it down; null when she sent it herself. */
  readonly by: string | null
  readonly at: Date
}

/** The actor is whoever asks; somebody without a record with us is spoken for by who wrote it down. */
export function dataRequested({ id, tenant, agent: her, right, via, received, due, by, at }: Requested): Draft {
  return draft(tenant, DUTY_VERB.requested, her ?? by ?? '', activity(tenant, 'data-requests', id), at, her === null ? null : by,
    { dataRight: right, requestVia: via, receivedOn: received, dueOn: due, unknownPerson: her === null })
}

export interface Answered {
  readonly tenant: string
  readonly id: string
  /** The actor of the request. */
  readonly actor: string
  readonly outcome: Outcome
  readonly reason: RefusalReason | null
  readonly by: string
  readonly at: Date
}

export function dataRequestAnswered({ tenant, id, actor, outcome, reason, by, at }: Answered): Draft {
  return draft(tenant, DUTY_VERB.answered, actor, activity(tenant, 'data-requests', id), at, by, { requestOutcome: outcome, reason: reason ?? undefined })
}

export interface Extended extends Pick<Answered, 'tenant' | 'id' | 'actor' | 'by' | 'at'> {
  /** Lima day: the new last one. */
  readonly due: string
  readonly why: ExtensionReason
}

export function dataRequestExtended({ tenant, id, actor, due, why, by, at }: Extended): Draft {
  return draft(tenant, DUTY_VERB.extended, actor, activity(tenant, 'data-requests', id), at, by, { dueOn: due, extensionReason: why })
}

export interface IncidentKnown {
  readonly id: string
  readonly tenant: string
  readonly kind: IncidentKind
  /** From here the hours run. */
  readonly known: Date
  readonly due: Date
  /** About how many persons; null while nobody knows. */
  readonly affected: number | null
  readonly by: string
  readonly at: Date
}

export function incidentRecorded({ id, tenant, kind, known, due, affected, by, at }: IncidentKnown): Draft {
  return draft(tenant, DUTY_VERB.incident, by, activity(tenant, 'incidents', id), at, null,
    { incidentKind: kind, knownAt: known.toISOString(), dueAt: due.toISOString(), affected: affected ?? undefined })
}

export interface IncidentStep {
  /** Of the statement: made with the form. */
  readonly id: string
  readonly tenant: string
  readonly incident: string
  readonly step: Step
  /** When it was done, which may be before it was written down. */
  readonly done: Date
  readonly by: string
  readonly at: Date
}

export function incidentHandled({ id, tenant, incident, step, done, by, at }: IncidentStep): Draft {
  const made = draft(tenant, DUTY_VERB.step, by, activity(tenant, 'incidents', incident), at, null, { incidentStep: step, doneAt: done.toISOString() })
  return { ...made, statement: { ...made.statement, id } }
}

function draft(tenant: string, verb: string, actor: string, object: Draft['statement']['object'], at: Date, by: string | null, fields: Record<string, unknown>): Draft {
  return {
    tenant,
    statement: {
      actor: agent(actor), verb: { id: verb, display: { en: verb.slice(verb.lastIndexOf('/') + 1) } }, object,
      context: { ...(by === null ? {} : { instructor: agent(by) }), extensions: ext(fields) }, timestamp: at.toISOString(),
    },
  }
}
