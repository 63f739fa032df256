import { createHash, createHmac } from 'node:crypto'
import canonicalize from 'canonicalize'
import { agentId, type Stored } from '../../record/statement.ts'

/** What an entry commits to: everything of an act that a counting rule reads, with its place in the record and when it was received. */
export type Opening = Omit<Stored, 'stored' | 'happened'> & { readonly stored: string; readonly happened: string }

/** An act as anybody may be shown it who knows what it is about: who she is stands in it as marks that lead nowhere. */
export type Veiled = Readonly<Record<string, unknown>>

export function openingOf(s: Stored): Opening {
  const { tenant, pos, id, actor, verb, object, registration, authority, statement } = s
  return { tenant, pos, id, stored: s.stored.toISOString(), happened: s.happened.toISOString(), actor, verb, object, registration, authority, statement }
}

const under = (key: Uint8Array, purpose: string): Buffer => createHmac('sha256', key).update(purpose).digest()

/** The secret of one entry, so that opening one opens no other of hers: HMAC-SHA-256 under her own salt. */
export function entrySecret(salt: Uint8Array, pos: number): Buffer {
  return under(salt, `yachay/act/v2 ${pos}`)
}

/** With this and the veiled act anybody can check an entry; who she is cannot be computed from it. */
export function entrySalt(secret: Uint8Array): Buffer {
  return under(secret, 'salt')
}

/** The act with everybody's opaque ids, and her enrolment's, replaced by marks of this entry alone: certificates name people, ids lead to their records. */
export function veiled(opening: Opening, secret: Uint8Array): Veiled {
  const key = under(secret, 'veil')
  const who = new Set([opening.actor, opening.registration, agentId(opening.statement.context?.instructor)].filter((id) => id !== null && id !== ''))
  const veil = (value: unknown): unknown => {
    if (typeof value === 'string') return who.has(value) ? `veiled:${under(key, value).toString('hex').slice(0, 32)}` : value
    if (Array.isArray(value)) return value.map(veil)
    return value !== null && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, veil(inner)])) : value
  }
  // An object in, an object out.
  return veil(opening) as Veiled
}

/** SHA-256 of a domain, the entry's salt and the veiled act in RFC 8785 form: 32 bytes, which are the entry of the log. */
export function commitmentToVeiled(act: Veiled, salt: Uint8Array): Buffer {
  const text = canonicalize(act)
  if (text === undefined) throw new Error('an act without a JSON form')
  return createHash('sha256').update('yachay/act/v2\n').update(salt).update(text).digest()
}

export function commitmentTo(opening: Opening, secret: Uint8Array): Buffer {
  return commitmentToVeiled(veiled(opening, secret), entrySalt(secret))
}

/** `form` 1: an entry of before acts were veiled (docs/decisions/0162). It is opened to auditors only. */
export interface Opened { readonly form: 1 | 2; readonly secret: Buffer }

/** The mark of the first form over the act as it stands, under a secret of that form. */
export function firstCommitmentTo(opening: Opening, secret: Uint8Array): Buffer {
  return createHash('sha256').update('yachay/act/v1\n').update(secret).update(canonicalize(opening) ?? '').digest()
}

/** By which form and secret an entry is the mark of this act; null when it is by none. `salt` is the person's. */
export function openedBy(opening: Opening, salt: Uint8Array, commitment: Buffer): Opened | null {
  const secret = entrySecret(salt, opening.pos)
  if (commitmentTo(opening, secret).equals(commitment)) return { form: 2, secret }
  const first = under(salt, `yachay/act/v1 ${opening.pos}`)
  return firstCommitmentTo(opening, first).equals(commitment) ? { form: 1, secret: first } : null
}
