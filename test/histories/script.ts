import { createHash } from 'node:crypto'
import { activity, VERB, type ActivityKind } from '../../src/features/programmes/index.ts'
import { agent, ext, type Authority, type Draft, type Statement } from '../../src/record/statement.ts'

/** One line of a history: what happens, when it is received, and on whose word. */
export interface Line {
  readonly draft: Draft
  /** Reception; the record never runs backwards. */
  readonly stored: Date
  readonly authority: Authority
}

export interface LineOptions {
  /** When it happened, ISO; the moment of reception when absent. */
  readonly at?: string | undefined
  readonly authority?: Authority
}

/** A stable UUID from words, so that histories are the same on every run. */
export function uuid(...words: readonly (string | number)[]): string {
  const h = createHash('sha256').update(words.join(' ')).digest('hex')
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-8${h.slice(17, 20)}-${h.slice(20, 32)}`
}

const HOUR = 3_600_000

/** Writes a history line by line; each line is received an hour after the one before, unless the clock is set. `name` keeps ids apart. */
export interface Script {
  readonly tenant: string
  readonly lines: Line[]
  /** Sets when the next line is received. */
  readonly clock: (iso: string) => void
  readonly add: (statement: Statement, options?: LineOptions) => string
}

export function script(tenant: string, start = '2026-03-02T15:00:00Z', name: string | number = ''): Script {
  let now = Date.parse(start)
  const lines: Line[] = []
  return {
    tenant,
    lines,
    clock: (iso) => { now = Date.parse(iso) },
    add: (statement, options = {}) => {
      const id = statement.id ?? uuid(tenant, name, 'line', lines.length)
      const timestamp = options.at ?? new Date(now).toISOString()
      lines.push({ draft: { tenant, statement: { ...statement, id, timestamp } }, stored: new Date(now), authority: options.authority ?? 'command' })
      now += HOUR
      return id
    },
  }
}

interface Belongs extends LineOptions {
  readonly enrolment?: string
  /** The member of staff who does it. */
  readonly by?: string
}

const about = (s: Script, who: string, verb: string, kind: ActivityKind, id: string, o: Belongs, extensions: object = {}, result?: Statement['result']): string =>
  s.add({
    actor: agent(who), verb: { id: verb }, object: activity(s.tenant, kind, id), ...(result ? { result } : {}),
    context: {
      ...(o.enrolment ? { registration: o.enrolment } : {}), ...(o.by ? { instructor: agent(o.by) } : {}),
      extensions: ext({ ...extensions }),
    },
  }, o)

export const enrolled = (s: Script, who: string, enrolment: string, o: LineOptions & { section?: string } = {}) =>
  about(s, who, VERB.enrolled, 'sections', o.section ?? 'noche-1', { ...o, enrolment })
export const withdrew = (s: Script, who: string, enrolment: string, o: LineOptions = {}) =>
  about(s, who, VERB.withdrew, 'sections', 'noche-1', { ...o, enrolment })
export const reEntered = (s: Script, who: string, enrolment: string, o: LineOptions = {}) =>
  about(s, who, VERB.reEntered, 'sections', 'noche-1', { ...o, enrolment })

export const identityChecked = (s: Script, who: string, o: Belongs & { level?: string; second?: string | null; key?: string } = {}) =>
  about(s, who, VERB.identityChecked, 'identity', o.level ?? 'card', { by: 'staff-checker', ...o },
    { level: o.level ?? 'card', documentKey: o.key ?? `key ${who}`, ...(o.second === null ? {} : { second: o.second ?? 'staff-second' }) })
export const conflictFound = (s: Script, who: string, other: string, key: string, o: LineOptions = {}) =>
  about(s, who, VERB.conflictFound, 'identity', 'conflict', o, { documentKey: key, other })
export const conflictResolved = (s: Script, who: string, key: string, keeps: boolean, o: LineOptions = {}) =>
  about(s, who, VERB.conflictResolved, 'identity', 'conflict', o, { documentKey: key, keeps })
export const died = (s: Script, who: string, date: string | null, o: LineOptions = {}) =>
  about(s, who, VERB.died, 'identity', 'death', o, { date })

export const merged = (s: Script, who: string, into: string, o: LineOptions = {}) =>
  s.add({ actor: agent(who), verb: { id: VERB.merged }, object: agent(into), context: { extensions: ext({ reason: 'same-person' }) } }, o)
export const split = (s: Script, who: string, from: string, o: LineOptions = {}) =>
  s.add({ actor: agent(who), verb: { id: VERB.split }, object: agent(from), context: { extensions: ext({ reason: 'error' }) } }, o)
export const annulled = (s: Script, who: string, statement: string, o: LineOptions = {}) =>
  s.add({ actor: agent(who), verb: { id: VERB.annulled }, object: { objectType: 'StatementRef', id: statement }, context: { extensions: ext({ reason: 'error' }) } }, o)

export const completed = (s: Script, who: string, enrolment: string, unit: string, minutes: unknown = 12, o: LineOptions & { version?: string } = {}) =>
  about(s, who, VERB.completed, 'units', `base.${unit}`, { authority: 'session', ...o, enrolment }, { minutes, version: o.version ?? 'v1' })
export const attended = (s: Script, who: string, enrolment: string, session: string, minutes: number, o: Belongs & { second?: string; manual?: boolean } = {}) =>
  about(s, who, VERB.attended, 'sessions', session, { by: 'staff-tutor', ...o, enrolment },
    { minutes, ...(o.second ? { second: o.second } : {}), ...(o.manual ? { manual: true } : {}) })
export const quizScored = (s: Script, who: string, enrolment: string, raw: unknown, o: LineOptions & { quiz?: string } = {}) =>
  about(s, who, VERB.quizScored, 'quizzes', o.quiz ?? 'base.prueba', { ...o, enrolment }, { attempt: 1 }, { score: { raw: raw as number, min: 0, max: 20 } })
export const labGraded = (s: Script, who: string, enrolment: string, success: boolean, o: LineOptions & { lab?: string } = {}) =>
  about(s, who, VERB.labGraded, 'labs', o.lab ?? 'uva-vino', { ...o, enrolment }, { engine: '1' }, { success, score: { raw: success ? 0.9 : 0.5 } })
export const productGraded = (s: Script, who: string, enrolment: string, raw: number, o: Belongs & { product?: string } = {}) =>
  about(s, who, VERB.productGraded, 'products', o.product ?? 'base.producto', { by: 'staff-tutor', ...o, enrolment }, { rubric: '1' }, { score: { raw, min: 0, max: 20 } })

export const proposed = (s: Script, who: string, enrolment: string, o: Belongs & { kind?: string } = {}) =>
  about(s, who, VERB.proposed, 'enrolments', enrolment, { by: 'staff-executor', ...o, enrolment }, { kind: o.kind ?? 'certificado' })
export const approved = (s: Script, who: string, enrolment: string, o: Belongs & { kind?: string } = {}) =>
  about(s, who, VERB.approved, 'enrolments', enrolment, { by: 'staff-approver', ...o, enrolment }, { kind: o.kind ?? 'certificado' })
export const issued = (s: Script, who: string, enrolment: string, credential: string, o: LineOptions & { kind?: string } = {}) =>
  about(s, who, VERB.issued, 'credentials', credential, { ...o, enrolment }, { kind: o.kind ?? 'certificado', statusIndex: 1, serial: 'x' })
export const credentialIs = (s: Script, state: 'revoked' | 'suspended' | 'reinstated' | 'superseded', who: string, credential: string, o: LineOptions & { next?: string } = {}) =>
  about(s, who, VERB[state], 'credentials', credential, { by: 'staff-approver', ...o }, state === 'superseded' ? { by: o.next } : { cause: 'error' })

export const ruleSigned = (s: Script, staff: string, rule: { version: string; hash: string; yaml: string }) =>
  about(s, staff, VERB.ruleSigned, 'rules', rule.version, {}, { hash: rule.hash, rule: rule.yaml })
