import { hash, randomUUID } from 'node:crypto'
import type { House } from '../../feature.ts'
import { Problem } from '../../lib/problem.ts'
import { authorityAgent, digestOf, type Prepared } from '../prepare.ts'
import type { Authority, Statement } from '../statement.ts'
import { instantOf } from '../validation/formats.ts'
import type { OutsideStatement } from '../validation/outside.ts'
import { agentKey } from './agent-key.ts'
import { membersOf, type Span } from './json-text.ts'
import { UNTIMED, personKey, sealText } from './sealing.ts'
import type { XapiVersion } from './request.ts'
import { objectOf, termsOf, type About } from './terms.ts'

/** A statement that passed validation, with the text it came in. */
export interface Incoming {
  readonly value: OutsideStatement
  readonly text: string
  readonly span: Span
}

export interface Outside {
  readonly house: Pick<House, 'db' | 'keys'>
  readonly tenant: string
  readonly authority: Authority
  readonly version: XapiVersion
  readonly now: Date
  /** What a voiding statement of this sender may void. */
  readonly voids: Prepared['voids']
}

/** Only the server sets these (xAPI 1.0.3 Data 2.4.8, 2.4.9); what a sender says of them is dropped. */
const OURS = new Set(['stored', 'authority'])
const authorities = new Map<Authority, string>()

/**
 * Makes a statement from outside ready to be written: the sender's own bytes, with what only the server knows added at the end. Sealed
 * under the data key of the person it is about, unless `open`: a fact of ours, which was checked to hold nothing that identifies.
 */
export async function prepareOutside(of: Outside, { value, text, span }: Incoming, { id: asked, open }: { id?: string | undefined; open: boolean }): Promise<Prepared> {
  const { house, tenant, now } = of
  const about = value as unknown as About
  const id = (asked ?? value.id ?? randomUUID()).toLowerCase()
  const said = saidIn(text, span)
  const added = [
    ...(value.id === undefined ? [`"id":"${id}"`] : []),
    ...(value.timestamp === undefined && open ? [`"timestamp":"${now.toISOString()}"`] : []),
    ...(value.version === undefined ? [`"version":"${of.version === '2.0.0' ? '2.0.0' : '1.0.0'}"`] : []),
  ]
  const whole = `{${said},${added.length > 0 ? `${added.join(',')},` : ''}"authority":${authorityText(of.authority)}`
  // ISO 8601 allows more than Date reads: basic form, leap seconds, a comma, no offset (then UTC).
  const claimed = value.timestamp === undefined ? now : new Date(instantOf(value.timestamp)?.ms ?? now)
  const key = agentKey(house.keys, tenant, value.actor)
  const person = open ? null : await personKey(house, tenant, key)
  return {
    tenant, digest: of.authority === 'session' ? asBefore(value, asked ?? value.id ?? id) : hash('sha256', said, 'buffer'), text: person ? '' : whole,
    sealed: person && { bytes: sealText(person.key, whole + (value.timestamp === undefined ? UNTIMED : '}')), person: person.id },
    terms: termsOf(house.keys, tenant, about),
    target: value.object.objectType === 'StatementRef' ? (value.object.id ?? '').toLowerCase() : null, voids: of.voids,
    row: {
      tenant, id, happened: claimed <= now ? claimed : now, actor: key, verb: value.verb.id, object: objectOf(house.keys, tenant, about),
      registration: value.context?.registration ?? null, authority: of.authority,
      // No projection of ours reads what outsiders say; facts have the form of our own statements, checked by their rule.
      statement: (open ? { ...value, id } : value) as unknown as Statement,
    },
  }
}

/**
 * The digest of a browser's statement as the version before makes it: during an upgrade the outbox sends to one process what the other one has
 * already, and both must know it for the same.
 */
function asBefore(value: OutsideStatement, id: string): Buffer {
  return digestOf({ ...value, id } as unknown as Statement)
}

/** What stands between the braces, byte for byte, without the members that only the server sets. Problem 400 when a member stands there twice. */
function saidIn(text: string, span: Span): string {
  const members = membersOf(text, span)
  if (members.some((m, i) => members.findIndex((other) => other.name === m.name) < i)) {
    throw new Problem(400, 'statement-invalid', {
      es: 'El registro no tiene la forma de xAPI: una propiedad está dos veces.', en: 'The statement is not valid xAPI: a property stands there twice.',
    })
  }
  if (!members.some((m) => OURS.has(m.name))) return text.slice(members[0]?.from, members.at(-1)?.end).trimEnd()
  return members.filter((m) => !OURS.has(m.name)).map((m) => text.slice(m.from, m.end).trimEnd()).join(',')
}

function authorityText(authority: Authority): string {
  const before = authorities.get(authority)
  if (before) return before
  const made = JSON.stringify(authorityAgent(authority))
  if (authorities.size > 10_000) authorities.clear()
  authorities.set(authority, made)
  return made
}
