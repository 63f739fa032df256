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

/** Names have their beginnings in common: a table of 20,000 people asks for the same few thousand keys again and again. */
const made = new WeakMap<Keys, Map<string, string>>()
const MOST_REMEMBERED = 50_000

/** One key of a beginning: 63 bits of an HMAC, so that whoever reads the table alone reads no name. */
function keyOf(keys: Keys, beginning: string): string {
  const known = made.get(keys) ?? new Map<string, string>()
  made.set(keys, known)
  const before = known.get(beginning)
  if (before !== undefined) return before
  if (known.size >= MOST_REMEMBERED) known.clear()
  const key = (Buffer.from(hmac(keys, 'hmac', 'name', beginning), 'hex').readBigUInt64BE() >> 1n).toString()
  known.set(beginning, key)
  return key
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

/** The keys that everybody has whose name a query may mean, by single words or, of whoever has keys of pairs, by these; none when nothing of it is long enough. */
export function queryKeys(keys: Keys, query: string): { words: string[]; pairs: string[] } {
  // "qui quispe" may mean one word of a name, which begins with both; then the longer one says all.
  const words = [...new Set(nameWords(query))].filter((word, _, all) => !all.some((other) => other !== word && other.startsWith(word)))
  const beginning = (word: string, lengths: readonly number[]): string[] => {
    const letters = lengths.find((n) => word.length >= n)
    return letters === undefined ? [] : [word.slice(0, letters)]
  }
  const keysOf = (texts: readonly string[]): string[] => [...new Set(texts)].map((text) => keyOf(keys, text))
  const singles = words.flatMap((word) => beginning(word, LETTERS))
  const inPairs = words.flatMap((word) => beginning(word, PAIR_LETTERS))
  const pairs = pairsAmong(inPairs).map(([one, other]) => pairOf(one, other))
  // What a pair says of a word need not be said again: the word's own list is the long one.
  const more = pairs.length === 0 ? singles : singles.filter((single) => !inPairs.includes(single))
  return { words: keysOf(singles), pairs: keysOf([...pairs, ...more]) }
}
