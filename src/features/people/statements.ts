import { agent, ext, NS, type Draft } from '../../record/statement.ts'
import { activity, VERB, verbIri } from '../programmes/index.ts'

/** Verbs of this feature that no counting rule reads. */
export const OWN_VERB = { consented: verbIri('consented'), consentWithdrawn: verbIri('consentWithdrawn'), tagged: verbIri('tagged') } as const

/** What ties a learner to an executing entity: she works for one, or is a relative of who does (DOMAIN.md 5.3 no. 25). */
export const TIES = ['team', 'relative'] as const
export type Tie = (typeof TIES)[number]

export type IdentityLevel = 'checksum' | 'card' | 'registry'

/** Why two records are one person, and why they are not; codes, for statements carry no free text. */
export const MERGE_REASONS = ['registered-twice', 'changed-document', 'typing-error'] as const
export type MergeReason = (typeof MERGE_REASONS)[number]
export const SPLIT_REASONS = ['two-persons', 'wrong-record', 'typing-error'] as const
export type SplitReason = (typeof SPLIT_REASONS)[number]
export const CHECK_ANNULMENT_REASONS = ['false-document', 'wrong-person', 'typing-error'] as const
export type CheckAnnulmentReason = (typeof CHECK_ANNULMENT_REASONS)[number]

/** Whom a statement is about, and where. */
export interface Subject {
  readonly tenant: string
  readonly agent: string
}

/** `department` is INEI's, two digits. */
export function resided(of: Subject, department: string): Draft {
  return draft(VERB.resided, of, activity(of.tenant, 'departments', department))
}

export function grouped(of: Subject, group: string, member: boolean): Draft {
  return draft(VERB.grouped, of, activity(of.tenant, 'groups', group), { member })
}

/** She may study like everybody, and is reported apart. The last one of each tie counts. */
export function tagged(of: Subject, tie: Tie, member: boolean, by: string): Draft {
  return draft(OWN_VERB.tagged, of, activity(of.tenant, 'ties', tie), { member }, by)
}

/** How a consent came: on a page of ours, or signed on paper and brought by a table. */
export const CONSENT_CHANNELS = ['page', 'paper'] as const
export type ConsentChannel = (typeof CONSENT_CHANNELS)[number]

export interface ConsentGiven {
  readonly purpose: string
  readonly version: string
  /** In which she read it. */
  readonly language: string
  /** Null: not noted. */
  readonly channel: ConsentChannel | null
}

export function consented(of: Subject, { purpose, version, language, channel }: ConsentGiven): Draft {
  return draft(OWN_VERB.consented, of, activity(of.tenant, 'consents', purpose), { version, language, consentChannel: channel ?? undefined })
}

export function consentWithdrawn(of: Subject, purpose: string, version: string): Draft {
  return draft(OWN_VERB.consentWithdrawn, of, activity(of.tenant, 'consents', purpose), { version })
}

/** Which registry or provider answered, how sure it was of her, and when: codes of the feature `registries`. */
export interface RegistryTold {
  readonly registry: string
  readonly assurance: string
  /** ISO instant. */
  readonly asked: string
}

/** The card, or a registry's answer, was seen by `checker` and by `second`, two different members of staff. */
export function identityChecked(of: Subject, level: IdentityLevel, documentKey: string, checker: string, second: string, told?: RegistryTold): Draft {
  return draft(VERB.identityChecked, of, activity(of.tenant, 'identity', level), { level, documentKey, second, ...told }, checker)
}

/** `other` is the agent of the other claim of the same document; each of both persons gets one of these. */
export function conflictFound(of: Subject, documentKey: string, other: string): Draft {
  return draft(VERB.conflictFound, of, activity(of.tenant, 'identity', 'conflict'), { documentKey, other })
}

export function conflictResolved(of: Subject, documentKey: string, by: string): Draft {
  return draft(VERB.conflictResolved, of, activity(of.tenant, 'identity', 'conflict'), { documentKey, keeps: true }, by)
}

/** The subject is merged into `root`, who stays. */
export function merged(of: Subject, root: string, reason: MergeReason, by: string): Draft {
  return draft(VERB.merged, of, agent(root), { reason }, by)
}

export function split(of: Subject, root: string, reason: SplitReason, by: string): Draft {
  return draft(VERB.split, of, agent(root), { reason }, by)
}

/** `date` null corrects an earlier one: she is not dead. `by` is absent when the house restates it in a programme she enters. */
export function died(of: Subject, date: string | null, by?: string): Draft {
  return draft(VERB.died, of, activity(of.tenant, 'identity', 'death'), { date }, by)
}

/** The identity check recorded as statement `check` does not count from here on. */
export function checkAnnulled(of: Subject, check: string, reason: CheckAnnulmentReason, by: string): Draft {
  return draft(VERB.annulled, of, { objectType: 'StatementRef', id: check }, { reason }, by)
}

function draft(verb: string, of: Subject, object: Draft['statement']['object'], fields: Record<string, unknown> = {}, by?: string): Draft {
  const context = { ...(by ? { instructor: agent(by) } : {}), ...(Object.keys(fields).length ? { extensions: ext(fields) } : {}) }
  return {
    tenant: of.tenant,
    statement: {
      actor: agent(of.agent),
      verb: { id: verb, display: { en: verb.slice(`${NS}verbs/`.length) } },
      object,
      ...(Object.keys(context).length ? { context } : {}),
    },
  }
}
