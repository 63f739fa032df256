import { isObject, type Json, type JsonObject } from './faults.ts'

/** A credential of ours has 5 KB, one with a picture inside perhaps 50. */
export const MOST_CHARACTERS = 200_000
const DEEPEST = 60
const MOST_VALUES = 20_000

/** JSON that is safe to walk: undefined when it is none, too long, too deep or of too many values. */
export function readJson(text: string, most = MOST_CHARACTERS): Json | undefined {
  if (text.length > most) return undefined
  try {
    // JSON.parse gives nothing else.
    const value = JSON.parse(text) as Json
    return isModest(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Whether it is no deeper and no wider than any honest credential; walks without recursion. */
export function isModest(value: unknown): boolean {
  let level: unknown[] = [value]
  let seen = 0
  for (let depth = 0; level.length > 0; depth++) {
    seen += level.length
    if (depth > DEEPEST || seen > MOST_VALUES) return false
    level = level.flatMap((v) => (typeof v === 'object' && v !== null ? Object.values(v) : []))
  }
  return true
}

/** Whether it is an object that is safe to walk. */
export function isModestObject(value: unknown): value is JsonObject {
  return isObject(value) && isModest(value)
}
