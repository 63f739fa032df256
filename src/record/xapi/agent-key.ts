import { hmac, type Keys } from '../../lib/keys.ts'
import { agentId } from '../statement.ts'

/** An Agent or Group as anybody may send it. */
export interface AnyAgent {
  readonly objectType?: string
  readonly name?: string
  readonly mbox?: string
  readonly mbox_sha1sum?: string
  readonly openid?: string
  readonly account?: { readonly homePage: string; readonly name: string }
  readonly member?: readonly AnyAgent[]
}

/** The text of an inverse functional identifier (xAPI 1.0.3 Data 2.4.2.3), one form for each; null where there is none: an anonymous group. */
export function identifierOf(agent: AnyAgent): string | null {
  if (agent.mbox !== undefined) return `mbox ${agent.mbox}`
  if (agent.mbox_sha1sum !== undefined) return `sha1 ${agent.mbox_sha1sum.toLowerCase()}`
  if (agent.openid !== undefined) return `openid ${agent.openid}`
  if (agent.account !== undefined) return `account ${agent.account.homePage} ${agent.account.name}`
  return null
}

/** Agents seen lately, so that the hot path hashes each of them once; two hundred bytes each. */
const MOST_KNOWN = 50_000
const known = new WeakMap<Keys, Map<string, string>>()

/**
 * What the record knows an agent by in a tenant: the opaque id of one of ours, else a keyed hash that tells nobody who it is and
 * differs from tenant to tenant; null for an anonymous group.
 */
export function agentKey(keys: Keys, tenant: string, agent: AnyAgent): string | null {
  const own = agentId(agent)
  if (own !== null) return own
  const identifier = identifierOf(agent)
  if (identifier === null) return null
  const cache = known.get(keys) ?? new Map<string, string>()
  known.set(keys, cache)
  const name = `${tenant} ${identifier}`
  const before = cache.get(name)
  if (before !== undefined) return before
  const key = `x${Buffer.from(hmac(keys, 'hmac', 'xapi agent', name), 'hex').subarray(0, 16).toString('base64url')}`
  if (cache.size >= MOST_KNOWN) cache.clear()
  cache.set(name, key)
  return key
}
