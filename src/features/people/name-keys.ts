import { hmac, type Keys } from '../../lib/keys.ts'
import { nameWords } from './names.ts'

/** How many letters of a word a key stands for; of more, the rest is compared once the name is open. */
const LETTERS = [6, 4, 3, 2] as const

/** One key of a beginning: 63 bits of an HMAC, so that whoever reads the table alone reads no name. */
function keyOf(keys: Keys, beginning: string): string {
  return (Buffer.from(hmac(keys, 'hmac', 'name', beginning), 'hex').readBigUInt64BE() >> 1n).toString()
}

/** By what somebody of this name is found. */
export function nameKeys(keys: Keys, name: string): string[] {
  const beginnings = nameWords(name).flatMap((word) => LETTERS.map((n) => word.slice(0, n)))
  return [...new Set(beginnings)].map((beginning) => keyOf(keys, beginning))
}

/** The keys that everybody has whose name a query may mean; none when nothing of it is long enough. */
export function queryKeys(keys: Keys, query: string): string[] {
  return nameWords(query).flatMap((word) => {
    const letters = LETTERS.find((n) => word.length >= n)
    return letters === undefined ? [] : [keyOf(keys, word.slice(0, letters))]
  })
}
