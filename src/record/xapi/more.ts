import { derive, seal, unseal, type Keys } from '../../lib/keys.ts'
import type { ListQuery } from './query.ts'
import { badRequest } from './request.ts'

/** Where a list goes on. Positions never change, so neither does what a link leads to. */
export interface Place {
  readonly list: ListQuery
  /** Only positions above this one: what `since` came to. */
  readonly above: number
  /** Only positions up to this one: the newest when the first page was read, or what `until` came to. */
  readonly upTo: number
  /** The last position that was shown. */
  readonly last: number
}

const VERSION = 1
const derived = new WeakMap<Keys, Buffer>()

/** The text of a link: sealed, so that nothing of the query stands in an address or a log and nobody makes one up; good in this tenant only, for ever. */
export function sealMore(keys: Keys, tenant: string, place: Place): string {
  return seal(keyOf(keys), contextOf(tenant), JSON.stringify({ version: VERSION, ...place })).toString('base64url')
}

/** Undoes `sealMore`; Problem 400 for what was not made by it for this tenant. */
export function openMore(keys: Keys, tenant: string, token: string): Place {
  const { version, ...place } = opened(keys, tenant, token)
  if (version !== VERSION) throw broken()
  return place
}

function opened(keys: Keys, tenant: string, token: string): Place & { version: number } {
  let text: string
  try {
    text = unseal(keyOf(keys), contextOf(tenant), Buffer.from(token, 'base64url')).toString('utf8')
  } catch {
    throw broken()
  }
  // Only this house can have sealed it.
  return JSON.parse(text) as Place & { version: number }
}

function keyOf(keys: Keys): Buffer {
  const known = derived.get(keys) ?? derive(keys, 'field', 'xapi more')
  derived.set(keys, known)
  return known
}

const contextOf = (tenant: string): string => `xapi more ${tenant}`

function broken(): ReturnType<typeof badRequest> {
  return badRequest('more', { es: 'este enlace no es de aquí', en: 'this link is not from here' })
}
