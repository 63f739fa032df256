import { murmur3 } from './murmur.ts'

/** Rows of numbers that are nearly all 0: only the others are kept. */
export interface SparseRows {
  /** How many columns there are; places go from 0 to columns - 1. */
  readonly columns: number
  /** Row r has the places and values starts[r] … starts[r + 1] - 1; one more than there are rows. */
  readonly starts: Int32Array
  /** Columns, ascending within a row. */
  readonly places: Int32Array
  readonly values: Float64Array
}

export interface TextKnobs {
  /** Columns are 2^bits, 1 to 24: more bits, fewer features that share a column by chance. */
  readonly bits: number
  /** Longest run of words that counts as one feature: 0 no words, 1 words, 2 also pairs. */
  readonly words: number
  /** Runs of letters within a word, its two borders counting as a space each: from so many … */
  readonly shortest: number
  /** … to so many; 0 for none. */
  readonly longest: number
}

/** Features of words and of letters are hashed apart, so that the word "sol" is not the letters "sol" in "consola". */
const WORDS = 0
const LETTERS = 1
const SPACE = 32

/** What each sign from À (192) to ÿ (255) becomes; a space separates words. */
const LATIN = 'aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty'

/**
 * Plain words, one space before, between and after them, as ASCII bytes: capitals become small, accents go (á a, ü u, and ñ n,
 * because on many phones it is typed so), every sign but a–z and 0–9 separates. An accent of its own (U+0300–U+036F, as some
 * phones send) goes without separating. No locale: the same on every machine. Text without words gives a single space.
 */
export function plainWords(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length + 2)
  bytes[0] = SPACE
  let n = 1
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i)
    if (unit >= 0x300 && unit <= 0x36f) continue
    const letter = plain(unit)
    if (letter !== SPACE || bytes[n - 1] !== SPACE) bytes[n++] = letter
  }
  if (bytes[n - 1] !== SPACE) bytes[n++] = SPACE
  return bytes.subarray(0, n)
}

function plain(unit: number): number {
  if (unit >= 192 && unit <= 255) return LATIN.charCodeAt(unit - 192)
  if (unit >= 65 && unit <= 90) return unit + 32
  return (unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57) ? unit : SPACE
}

/**
 * Texts as sparse rows by the hashing trick (Weinberger et al. 2009, ICML): each feature (a run of words, a run of letters) falls
 * into column |MurmurHash3 as a signed number| mod 2^bits, as in scikit-learn's HashingVectorizer without alternating signs;
 * letters as its analyzer char_wb, words with seed 0, letters with seed 1. Each row holds how often its features occur, divided by
 * the row's Euclidean length; a text without words gives a row without places.
 */
export function hashTexts(texts: readonly string[], knobs: TextKnobs): SparseRows {
  const columns = 1 << knobs.bits
  const counts = new Float64Array(columns)
  const starts = new Int32Array(texts.length + 1)
  let places: Int32Array = new Int32Array(1024)
  let values: Float64Array = new Float64Array(1024)
  let n = 0
  for (let r = 0; r < texts.length; r += 1) {
    const bytes = plainWords(texts[r]!)
    const room = n + bytes.length * (knobs.words + Math.max(0, knobs.longest - knobs.shortest + 1))
    if (room > places.length) {
      places = grown(places, new Int32Array(2 * room))
      values = grown(values, new Float64Array(2 * room))
    }
    const to = addLetters(bytes, knobs, counts, places, addWords(bytes, knobs.words, counts, places, n))
    ascending(places, n, to)
    takeCounts(counts, places, values, n, to)
    n = to
    starts[r + 1] = n
  }
  return { columns, starts, places: places.slice(0, n), values: values.slice(0, n) }
}

/** The same numbers at the start of the larger array. */
function grown<Numbers extends Int32Array | Float64Array>(from: Numbers, into: Numbers): Numbers {
  into.set(from)
  return into
}

/** Counts bytes[from … to - 1] in its column; a column seen for the first time in this row is written at places[n]. Returns the next n. */
function add(bytes: Uint8Array, from: number, to: number, seed: number, counts: Float64Array, places: Int32Array, n: number): number {
  const place = Math.abs(murmur3(bytes, from, to, seed) | 0) & (counts.length - 1)
  const before = counts[place]!
  counts[place] = before + 1
  if (before > 0) return n
  places[n] = place
  return n + 1
}

/** The end of the word that begins at `from`. */
function wordEnd(bytes: Uint8Array, from: number): number {
  let to = from
  while (bytes[to] !== SPACE) to += 1
  return to
}

function addWords(bytes: Uint8Array, longest: number, counts: Float64Array, places: Int32Array, n: number): number {
  for (let from = 1; from < bytes.length; from = wordEnd(bytes, from) + 1) {
    let to = from - 1
    for (let words = 1; words <= longest && to + 1 < bytes.length; words += 1) {
      to = wordEnd(bytes, to + 1)
      n = add(bytes, from, to, WORDS, counts, places, n)
    }
  }
  return n
}

/** Runs of letters of each word with its two spaces; a word shorter than a run counts once, whole. */
function addLetters(bytes: Uint8Array, knobs: TextKnobs, counts: Float64Array, places: Int32Array, n: number): number {
  for (let from = 0; from + 1 < bytes.length;) {
    const to = wordEnd(bytes, from + 1) + 1
    for (let run = knobs.shortest; run <= knobs.longest; run += 1) {
      if (run >= to - from) {
        n = add(bytes, from, to, LETTERS, counts, places, n)
        break
      }
      for (let at = from; at + run <= to; at += 1) n = add(bytes, at, at + run, LETTERS, counts, places, n)
    }
    from = to - 1
  }
  return n
}

/** Puts places[from … to - 1] in ascending order (shell sort with gaps of halves; all are different). */
function ascending(places: Int32Array, from: number, to: number): void {
  for (let gap = (to - from) >> 1; gap > 0; gap >>= 1) {
    for (let i = from + gap; i < to; i += 1) {
      const place = places[i]!
      let at = i
      for (; at - gap >= from && places[at - gap]! > place; at -= gap) places[at] = places[at - gap]!
      places[at] = place
    }
  }
}

/** Moves the counts of the places into `values`, divided by their Euclidean length, and leaves 0 behind. */
function takeCounts(counts: Float64Array, places: Int32Array, values: Float64Array, from: number, to: number): void {
  let squares = 0
  for (let i = from; i < to; i += 1) squares += counts[places[i]!]! * counts[places[i]!]!
  const length = Math.sqrt(squares)
  for (let i = from; i < to; i += 1) {
    values[i] = counts[places[i]!]! / length
    counts[places[i]!] = 0
  }
}
