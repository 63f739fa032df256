import { agent, ext, NS, type Draft, type Statement } from '../../record/statement.ts'
import { activity, VERB, verbIri } from '../programmes/index.ts'
import type { Cause, DropReason, Mark, Mode, Source } from './kinds.ts'

export * from './kinds.ts'

export const PLANNED = verbIri('sessionPlanned')
export const CANCELLED = verbIri('sessionCancelled')
/** An entry that waits for a second person: it gives no minutes. */
export const NOTED = verbIri('attendanceNoted')
/** Falta, excused or not: it gives no minutes. */
export const MISSED = verbIri('attendanceMissed')
/** A noted or missed entry that does not stand any more. */
export const DROPPED = verbIri('attendanceDropped')

/** One meeting of a section. Times are ISO; nothing in it is personal. */
export interface SessionPlan {
  readonly id: string
  readonly section: string
  readonly starts: Date
  readonly ends: Date
  readonly minutes: number
  readonly mode: Mode
  /** The Spanish name of one of the programme's sites. */
  readonly site: string
}

/** `clock.off`: how many ms the QR of the phone that made it was ahead of us; null when it was made here. */
export function sessionPlanned(tenant: string, plan: SessionPlan, by: string, at: Date, clock: { readonly skewed: boolean; readonly off: number } | null): Draft {
  const { section, minutes, mode, site } = plan
  return ofSession(PLANNED, tenant, plan.id, by, at, {
    section, starts: plan.starts.toISOString(), ends: plan.ends.toISOString(), minutes, mode, site,
    ...(clock ? { skewed: clock.skewed, clockOff: clock.off } : {}),
  })
}

export function sessionCancelled(tenant: string, session: string, by: string, at: Date): Draft {
  return ofSession(CANCELLED, tenant, session, by, at, {})
}

function ofSession(verb: string, tenant: string, session: string, by: string, at: Date, fields: Record<string, unknown>): Draft {
  return {
    tenant,
    statement: {
      actor: agent(by), verb: named(verb), object: activity(tenant, 'sessions', session),
      ...(Object.keys(fields).length ? { context: { extensions: ext(fields) } } : {}), timestamp: at.toISOString(),
    },
  }
}

/** What every statement about one person's attendance carries. */
export interface About {
  /** Id of the statement, where another statement or a phone must know it. */
  readonly id?: string | undefined
  readonly tenant: string
  readonly agent: string
  readonly enrolment: string
  readonly session: string
  /** When she was there: the end of the session, or the moment it was marked when that was earlier. */
  readonly at: Date
  /** The tutor, or whoever marked it. */
  readonly by: string
}

/** How an entry came about. Absent and false say the same, so false is left out. */
export interface How {
  readonly mark: Mark
  readonly minutes: number
  readonly source: Source
  readonly cause?: Cause | undefined
  readonly late?: boolean
  readonly manual?: boolean
  readonly skewed?: boolean
  /** What the phone's own clock said; absent when it was marked here. */
  readonly device?: Date | undefined
}

/** P or T that counts at once, or, with `second`, after the second person said yes to the entry `noted`. */
export function attended(about: About, how: How, confirmed?: { readonly second: string; readonly noted: string }): Draft {
  return draft(VERB.attended, about, { ...fieldsOf(how), second: confirmed?.second, noted: confirmed?.noted })
}

export function attendanceNoted(about: About, how: How): Draft {
  return draft(NOTED, about, fieldsOf(how))
}

export function missed(about: About, how: How): Draft {
  return draft(MISSED, about, fieldsOf(how))
}

/** `statement`: the `attended` that does not count from here on. */
export function attendanceAnnulled(about: About, statement: string): Draft {
  return refers(VERB.annulled, about, statement, { reason: 'corrected' })
}

export function attendanceDropped(about: About, statement: string, reason: DropReason): Draft {
  return refers(DROPPED, about, statement, { reason })
}

function fieldsOf({ mark, minutes, source, cause, late, manual, skewed, device }: How): Record<string, unknown> {
  return {
    mark, source, cause, minutes: minutes > 0 ? minutes : undefined, late: late || undefined, manual: manual || undefined, skewed: skewed || undefined,
    device: device?.toISOString(),
  }
}

function refers(verb: string, about: About, statement: string, fields: Record<string, unknown>): Draft {
  const { tenant, statement: body } = draft(verb, about, fields)
  return { tenant, statement: { ...body, object: { objectType: 'StatementRef', id: statement } } }
}

function draft(verb: string, about: About, fields: Record<string, unknown>): Draft {
  return {
    tenant: about.tenant,
    statement: {
      ...(about.id ? { id: about.id } : {}), actor: agent(about.agent), verb: named(verb), object: activity(about.tenant, 'sessions', about.session),
      context: { registration: about.enrolment, instructor: agent(about.by), extensions: ext(fields) },
      timestamp: about.at.toISOString(),
    },
  }
}

function named(verb: string): Statement['verb'] {
  return { id: verb, display: { en: verb.slice(`${NS}verbs/`.length) } }
}
