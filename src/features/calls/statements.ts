import type { Text } from '../../lib/text.ts'
import { agent, ext, NS, type Draft } from '../../record/statement.ts'
import { activity, verbIri } from '../programmes/index.ts'
import type { MoveWord } from './application-states.ts'

/** The verbs of this feature that are about a call, not about a person. */
export const CALL_VERB = {
  published: verbIri('callPublished'),
  frozen: verbIri('listFrozen'),
  drawn: verbIri('lotteryDrawn'),
  results: verbIri('resultsPublished'),
  final: verbIri('callFinal'),
  corrected: verbIri('correctionIssued'),
} as const

export const STARTED = verbIri('applicationStarted')

export interface AboutApplication {
  readonly tenant: string
  readonly agent: string
  readonly expediente: string
  readonly at: Date
  /** The staff member who did it, absent when the person did it herself or time did. */
  readonly by?: string
}

export function applicationStarted(about: AboutApplication, call: string): Draft {
  return aboutApplication(STARTED, about, { call })
}

/** One step of an application. Codes and numbers only: what is written in words stays in application_note, sealed. */
export function moved(word: MoveWord, about: AboutApplication, fields: Record<string, unknown> = {}): Draft {
  return aboutApplication(verbIri(word), about, fields)
}

function aboutApplication(verb: string, about: AboutApplication, fields: Record<string, unknown>): Draft {
  return {
    tenant: about.tenant,
    statement: {
      actor: agent(about.agent),
      verb: display(verb),
      object: activity(about.tenant, 'applications', about.expediente),
      context: { ...(about.by ? { instructor: agent(about.by) } : {}), extensions: ext(fields) },
      timestamp: about.at.toISOString(),
    },
  }
}

export interface AboutCall {
  readonly tenant: string
  readonly call: string
  readonly at: Date
  readonly by: string
}

/** The terms are frozen: `hash` is the SHA-256 of the call file. */
export function callPublished(about: AboutCall, hash: string): Draft {
  return aboutCall(CALL_VERB.published, about, { hash })
}

/** Who takes part in a round, fixed before its public value can be known. File numbers say nothing about anybody. */
export function listFrozen(about: AboutCall, round: { round: number; bases: string; list: string; expedientes: readonly string[]; quotas?: readonly string[]; points?: readonly number[] }): Draft {
  return aboutCall(CALL_VERB.frozen, about, round)
}

export function lotteryDrawn(about: AboutCall, draw: { round: number; value: string; source: string; seed: string; places: number; reserved?: readonly string[] }): Draft {
  return aboutCall(CALL_VERB.drawn, about, draw)
}

/** The acta: what came of each application that no earlier one lists, a line each, with the end of the time to appeal. */
export function resultsPublished(about: AboutCall, list: { number: number; hash: string; until: Date; lines: readonly string[] }): Draft {
  return aboutCall(CALL_VERB.results, about, { ...list, until: list.until.toISOString() })
}

/** The results are firm: nobody appeals any more and the waiting list ends. */
export function callFinal(about: AboutCall): Draft {
  return aboutCall(CALL_VERB.final, about, {})
}

/** Fe de erratas: public words about public words, signed; `closes`: the later moment of closing. */
export function erratumIssued(about: AboutCall, { closes, ...words }: { number: number; says: string; shouldSay: Text; because: Text; closes: Date | null }): Draft {
  return aboutCall(CALL_VERB.corrected, about, { ...words, ...(closes ? { closes: closes.toISOString() } : {}) })
}

function aboutCall(verb: string, about: AboutCall, fields: Record<string, unknown>): Draft {
  return {
    tenant: about.tenant,
    statement: {
      actor: agent(about.by), verb: display(verb), object: activity(about.tenant, 'calls', about.call),
      context: { extensions: ext(fields) }, timestamp: about.at.toISOString(),
    },
  }
}

function display(verb: string): { id: string; display: Record<string, string> } {
  return { id: verb, display: { en: verb.slice(`${NS}verbs/`.length) } }
}
