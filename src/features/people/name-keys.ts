import { hmac, type Keys } from '../../lib/keys.ts'
import { nameWords } from './names.ts'

/** How many letters of a word a key stands for; of more, the rest is compared once the name is open. */
const LETTERS = [6, 4, 3, 2] as const
/** The same of each of the two words of a pair. */
const PAIR_LETTERS = [4, 3] as const
const SHORTEST_IN_PAIR = 3

/**
 * First among the keys of whoever has keys of pairs too. A version of this program that knows no pairs writes all keys of a person anew, without it, and
 * erases all of them: so no key of a name before stays.
 */
export const HAS_PAIRS = '2'

/** One key of a beginning: 63 bits of an HMAC, so that whoever reads the table alone reads no name. */
function keyOf(keys: Keys, beginning: string): string {
  return (Buffer.from(hmac(keys, 'hmac', 'name', beginning), 'hex').readBigUInt64BE() >> 1n).toString()
}

/** Two words stand in no order. Equal for two people only where keys of single words are equal too: pairs tell a reader of the table nothing more. */
function pairOf(one: string, other: string): string {
  return one < other ? `${one} ${other}` : `${other} ${one}`
}

function pairsAmong<T>(all: readonly T[]): [T, T][] {
  return all.flatMap((one, i) => all.slice(i + 1).map((other): [T, T] => [one, other]))
}

/**
 * By what somebody of this name is found: the beginnings of its words, and of every two of them, because each of two common words is a long list and
 * both together a short one.
 */
export function nameKeys(keys: Keys, name: string): string[] {
  const words = nameWords(name)
  const beginnings = words.flatMap((word) => LETTERS.map((n) => word.slice(0, n)))
  const pairs = pairsAmong(words.filter((word) => word.length >= SHORTEST_IN_PAIR))
    .flatMap(([one, other]) => PAIR_LETTERS.flatMap((n) => PAIR_LETTERS.map((m) => pairOf(one.slice(0, n), other.slice(0, m)))))
  return [HAS_PAIRS, ...[...new Set([...beginnings, ...pairs])].map((text) => keyOf(keys, text))]
}

/** The keys that everybody has whose name a query may mean; `words` none when nothing of it is long enough, `pairs` of whoever has such keys. */
export function queryKeys(keys: Keys, query: string): { words: string[]; pairs: string[] } {
  // "qui quispe" may mean one word of a name, which begins with both; then the longer one says all.
  const words = [...new Set(nameWords(query))].filter((word, _, all) => !all.some((other) => other !== word && other.startsWith(word)))
  const beginning = (word: string, lengths: readonly number[]): string[] => {
    const letters = lengths.find((n) => word.length >= n)
    return letters === undefined ? [] : [word.slice(0, letters)]
  }
  const keysOf = (texts: readonly string[]): string[] => [...new Set(texts)].map((text) => keyOf(keys, text))
  return {
    words: keysOf(words.flatMap((word) => beginning(word, LETTERS))),
    pairs: keysOf(pairsAmong(words.flatMap((word) => beginning(word, PAIR_LETTERS))).map(([one, other]) => pairOf(one, other))),
  }
}
