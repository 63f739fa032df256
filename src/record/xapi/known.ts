import { createHash } from 'node:crypto'

/** What a process knows was said and kept already, so that hearing it again costs no question to the database. */
export interface Known<T> {
  readonly has: (key: string, said: T) => boolean
  /** `changed`: something else was true of it until now, so whoever says that again says something new. */
  readonly keep: (key: string, said: T, changed: boolean) => void
}

/** About a kilobyte each. */
const MOST_KEYS = 20_000
const MOST_WAYS = 4
/** What is longer as JSON is known by its hash. */
const LONG = 2048

/** Of JSON values, by key; forgets everything when it holds too much. */
export function createKnown<T>(): Known<T> {
  const ways = new Map<string, readonly (T | Hash)[]>()
  return {
    has: (key, said) => {
      const known = ways.get(key)
      if (known === undefined) return false
      for (const one of known) if (one instanceof Hash ? one.of === hashOf(JSON.stringify(said)) : sameJson(one, said)) return true
      return false
    },
    keep: (key, said, changed) => {
      const text = JSON.stringify(said)
      const before = changed ? [] : ways.get(key) ?? []
      if (ways.size >= MOST_KEYS) ways.clear()
      ways.set(key, [text.length > LONG ? new Hash(hashOf(text)) : said, ...before].slice(0, MOST_WAYS))
    },
  }
}

/** Told apart from any JSON value by its class. */
class Hash {
  readonly of: string
  constructor(of: string) { this.of = of }
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64')

/** Whether two parsed JSON values are equal, whatever the order of their members. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return false
  return sameMembers(a as Record<string, unknown>, b as Record<string, unknown>)
}

/** Without a list of names: this stands on the way of every statement from outside. */
function sameMembers(a: Record<string, unknown>, b: Record<string, unknown>): boolean {
  let left = 0
  for (const name in a) {
    left += 1
    if (name === '__proto__' && !Object.hasOwn(b, name)) return false
    if (!sameJson(a[name], b[name])) return false
  }
  for (const _name in b) left -= 1
  return left === 0
}
