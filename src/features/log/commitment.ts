import { createHash, createHmac } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { Stored } from '../../record/statement.ts'

/** What an entry commits to: everything of an act that a counting rule reads, with its place in the record and when it was received. */
export type Opening = Omit<Stored, 'stored' | 'happened'> & { readonly stored: string; readonly happened: string }

export function openingOf(s: Stored): Opening {
  const { tenant, pos, id, actor, verb, object, registration, authority, statement } = s
  return { tenant, pos, id, stored: s.stored.toISOString(), happened: s.happened.toISOString(), actor, verb, object, registration, authority, statement }
}

/** The salt of one entry, so that opening one opens no other of hers: HMAC-SHA-256 under her own salt. */
export function entrySalt(salt: Uint8Array, pos: number): Buffer {
  return createHmac('sha256', salt).update(`yachay/act/v1 ${pos}`).digest()
}

/** SHA-256 of a domain, the entry's salt and the act in RFC 8785 form: 32 bytes, which are the entry of the log. */
export function commitmentTo(opening: Opening, ownSalt: Uint8Array): Buffer {
  const text = canonicalize(opening)
  if (text === undefined) throw new Error(`statement ${opening.id} has no JSON form`)
  return createHash('sha256').update('yachay/act/v1\n').update(ownSalt).update(text).digest()
}
