/**
 * The part of CBOR (RFC 8949) that a certificate's QR uses: one array of unsigned integers, byte strings and texts, in the
 * shortest form only. 40 lines instead of a general decoder, because a phone downloads them.
 */
export type Item = number | string | Uint8Array

/** The items of the one array that `bytes` holds, or null when it is anything else or not in shortest form. */
export function readArray(bytes: Uint8Array): Item[] | null {
  let at = 0
  const head = (): { major: number; value: number } | null => {
    const first = bytes[at++]
    if (first === undefined) return null
    const major = first >> 5
    const low = first & 31
    if (low < 24) return { major, value: low }
    const width = low === 24 ? 1 : low === 25 ? 2 : low === 26 ? 4 : 0
    if (!width || at + width > bytes.length) return null
    let value = 0
    for (let i = 0; i < width; i++) value = value * 256 + (bytes[at++] ?? 0)
    const least = width === 1 ? 24 : width === 2 ? 256 : 65536
    return value < least ? null : { major, value }
  }
  const start = head()
  if (!start || start.major !== 4) return null
  const items: Item[] = []
  for (let i = 0; i < start.value; i++) {
    const item = head()
    if (!item) return null
    if (item.major === 0) {
      items.push(item.value)
      continue
    }
    if ((item.major !== 2 && item.major !== 3) || at + item.value > bytes.length) return null
    const part = bytes.slice(at, at + item.value)
    at += item.value
    items.push(item.major === 2 ? part : new TextDecoder().decode(part))
  }
  return at === bytes.length ? items : null
}
