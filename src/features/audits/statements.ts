import { agent, ext, type Draft } from '../../record/statement.ts'
import { activity, verbIri } from '../programmes/index.ts'

export const AUDIT_VERB = {
  frozen: verbIri('auditFrozen'), drawn: verbIri('auditDrawn'), judged: verbIri('auditJudged'), called: verbIri('auditCalled'), ended: verbIri('auditEnded'),
} as const

/** What N3 rests on, in the order of the chain (DOMAIN.md 2.6). The last link, contact, comes from the calls. */
export const ATTRIBUTES = ['identity', 'admission', 'attendance', 'assessment', 'certificate'] as const
export type Attribute = (typeof ATTRIBUTES)[number]

/** Why an attribute fails. `other` says why in words, beside the record. */
export const REASONS = {
  identity: ['nobody-checked', 'other-person', 'document-missing', 'other'],
  admission: ['requirements', 'outside-dates', 'no-act', 'other'],
  attendance: ['one-trace', 'too-few-minutes', 'not-there', 'other'],
  assessment: ['mark-too-low', 'not-her-work', 'work-missing', 'other'],
  certificate: ['not-in-force', 'data-differ', 'not-verifiable', 'other'],
} as const satisfies Record<Attribute, readonly string[]>
/** 'attendance:one-trace', as in the record. */
export const FAILS: readonly string[] = ATTRIBUTES.flatMap((attribute) => REASONS[attribute].map((reason) => `${attribute}:${reason}`))

export const CHANNELS = ['phone-call', 'message'] as const
export type Channel = (typeof CHANNELS)[number]
/** `not-allowed`: she did not agree to be called, or has no number; nobody tried. */
export const ANSWERS = ['reached', 'no-answer', 'wrong-number', 'refused', 'not-allowed'] as const
export type Answer = (typeof ANSWERS)[number]
/** What she is asked: whether she took the course, for so many hours, and is named so. */
export const ASKED = ['course', 'hours', 'name'] as const
export type Asked = (typeof ASKED)[number]

export const ENDS = ['closed', 'abandoned'] as const
export type End = (typeof ENDS)[number]

interface Act { readonly tenant: string; readonly audit: string; readonly by: string; readonly at: Date }

export interface Frozen extends Act {
  /** The published cut whose counted persons are the frame, and its position. */
  readonly release: string
  readonly cut: number
  readonly frame: string
  readonly persons: number
  readonly size: number
  /** The public value that will be the seed, named before anybody can know it. */
  readonly source: string
}

export function auditFrozen({ release, cut, frame, persons, size, source, ...act }: Frozen): Draft {
  return draft(act, AUDIT_VERB.frozen, { auditRelease: release, cut, frameHash: frame, framePersons: persons, sampleSize: size, seedSource: source })
}

export function auditDrawn({ value, sample, hash, ...act }: Act & { readonly value: string; readonly sample: readonly string[]; readonly hash: string }): Draft {
  return draft(act, AUDIT_VERB.drawn, { value, sample, sampleHash: hash })
}

/** One person of the sample, all five attributes at once: those that are not named hold. Said again, the last counts. */
export function auditJudged({ id, pseudonym, fails, ...act }: Act & { readonly id: string; readonly pseudonym: string; readonly fails: readonly string[] }): Draft {
  return draft(act, AUDIT_VERB.judged, { sampled: pseudonym, auditFails: fails }, id)
}

export interface Called { readonly id: string; readonly pseudonym: string; readonly channel: Channel | null; readonly answer: Answer; readonly confirms: readonly Asked[] }

export function auditCalled({ id, pseudonym, channel, answer, confirms, ...act }: Act & Called): Draft {
  return draft(act, AUDIT_VERB.called, { sampled: pseudonym, contactChannel: channel ?? undefined, contactAnswer: answer, contactConfirms: answer === 'reached' ? confirms : undefined }, id)
}

export function auditEnded({ how, ...act }: Act & { readonly how: End }): Draft {
  return draft(act, AUDIT_VERB.ended, { auditEnd: how })
}

function draft({ tenant, audit, by, at }: Act, verb: string, fields: Record<string, unknown>, id?: string): Draft {
  return {
    tenant,
    statement: {
      ...(id === undefined ? {} : { id }), actor: agent(by), verb: { id: verb, display: { en: verb.slice(verb.lastIndexOf('/') + 1) } },
      object: activity(tenant, 'audits', audit), context: { extensions: ext(fields) }, timestamp: at.toISOString(),
    },
  }
}
