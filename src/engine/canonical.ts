/** What JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/**
 * RFC 8785 (JSON Canonicalization Scheme): no spaces, object keys in order of UTF-16 code units, numbers and strings as
 * ECMAScript writes them. Throws on numbers that JSON cannot hold.
 */
export function canonical(value: Json): string {
  if (typeof value === 'number') {
    if (value - value !== 0) throw new Error('JSON holds no infinity and no NaN')
    return JSON.stringify(value)
  }
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (isList(value)) return '[' + value.map(canonical).join(',') + ']'
  return '{' + orderedKeys(value).map((key) => JSON.stringify(key) + ':' + canonical(value[key]!)).join(',') + '}'
}

function isList(value: object): value is readonly Json[] {
  return Array.isArray(value)
}

/** Insertion by `<`, which compares UTF-16 code units. */
function orderedKeys(value: { readonly [key: string]: Json }): string[] {
  const keys: string[] = []
  for (const key of Object.keys(value)) {
    if (value[key] === undefined) continue
    let at = keys.length
    while (at > 0 && key < keys[at - 1]!) at -= 1
    keys.splice(at, 0, key)
  }
  return keys
}
