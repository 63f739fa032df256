import { createHash } from 'node:crypto'
import { NS, agent, ext, type Draft } from '../../record/statement.ts'
import { VERB, activity, verbIri } from '../programmes/index.ts'

/** A certificado proves what was learned and may count; a constancia proves attendance and never counts. */
export const KINDS = ['certificado', 'constancia'] as const
export type Kind = (typeof KINDS)[number]

/** Classes of cause, published with the state; the details stay in the acta of the approver. */
export const REVOCATION_CAUSES = ['issued-in-error', 'false-evidence', 'wrong-person', 'court-order', 'at-holders-request'] as const
export const SUSPENSION_CAUSES = ['under-review', 'complaint'] as const
export const REINSTATEMENT_CAUSES = ['review-closed'] as const
export const SUPERSESSION_CAUSES = ['name-corrected', 'document-changed'] as const
export type Cause =
  | (typeof REVOCATION_CAUSES)[number] | (typeof SUSPENSION_CAUSES)[number]
  | (typeof REINSTATEMENT_CAUSES)[number] | (typeof SUPERSESSION_CAUSES)[number]

/** No rule reads it: it only takes a person off the list of those to approve. */
export const PROPOSAL_WITHDRAWN = verbIri('proposalWithdrawn')

/** One person's enrolment and who acts on it; `by` is absent where the server acts upon an approval. */
export interface About {
  readonly tenant: string
  readonly agent: string
  readonly enrolment: string
  readonly at: Date
  readonly by?: string
}

export function proposed(about: About, kind: Kind): Draft {
  return draft(VERB.proposed, about, activity(about.tenant, 'enrolments', about.enrolment), { kind })
}

export function proposalWithdrawn(about: About, kind: Kind): Draft {
  return draft(PROPOSAL_WITHDRAWN, about, activity(about.tenant, 'enrolments', about.enrolment), { kind })
}

/** `id` is the statement's own, drawn at the route: the credential hangs on it. */
export function approved(about: About, kind: Kind, id: string): Draft {
  const made = draft(VERB.approved, about, activity(about.tenant, 'enrolments', about.enrolment), { kind })
  return { ...made, statement: { ...made.statement, id } }
}

/** The record keeps only the serial's hash: whoever holds a serial may see the name on it, and the record is read by many. */
export function issued(about: About, credential: string, fields: { kind: Kind; statusIndex: number; serial: string; approval: string }): Draft {
  const { serial, ...rest } = fields
  return draft(VERB.issued, about, activity(about.tenant, 'credentials', credential), { ...rest, serialHash: createHash('sha256').update(serial).digest('hex') })
}

export function revoked(about: About, credential: string, cause: Cause): Draft {
  return draft(VERB.revoked, about, activity(about.tenant, 'credentials', credential), { cause })
}

export function suspended(about: About, credential: string, cause: Cause): Draft {
  return draft(VERB.suspended, about, activity(about.tenant, 'credentials', credential), { cause })
}

export function reinstated(about: About, credential: string, cause: Cause): Draft {
  return draft(VERB.reinstated, about, activity(about.tenant, 'credentials', credential), { cause })
}

/** `by` in the fields is the new credential, which has an `issued` of its own. */
export function superseded(about: About, credential: string, by: string, cause: Cause): Draft {
  return draft(VERB.superseded, about, activity(about.tenant, 'credentials', credential), { by, cause })
}

function draft(verb: string, about: About, object: Draft['statement']['object'], fields: Record<string, unknown>): Draft {
  return {
    tenant: about.tenant,
    statement: {
      actor: agent(about.agent),
      verb: { id: verb, display: { en: verb.slice(`${NS}verbs/`.length) } },
      object,
      context: { registration: about.enrolment, ...(about.by ? { instructor: agent(about.by) } : {}), extensions: ext(fields) },
      timestamp: about.at.toISOString(),
    },
  }
}
