import { answerMessages, messageRows, type MessageModel } from './messages.ts'
import { chancesSparseSoftmax } from './sparse-softmax.ts'
import { plainWords } from './text.ts'

/** Where a word stands in a text, and how much it decided. */
export interface DecidingWord {
  /** text.slice(from, to) is the word. */
  readonly from: number
  readonly to: number
  /** Points for the class found above those for the class it is compared with; negative: it spoke against. */
  readonly points: number
}

/**
 * The words of a text, with the points that each gave to the class found over `other` (the second most probable where there is
 * none). The model adds up points of columns; those of a column that several words of the text share are parted equally among
 * them. For the rule of keywords a word has 1, -1 or 0 points.
 */
export function decidingWords(model: MessageModel, text: string, other?: number): { readonly found: number; readonly words: readonly DecidingWord[] } {
  const spans = wordsIn(text)
  const found = answerMessages(model, [text])[0]!
  if (model.kind === 'keywords') {
    const points = (word: string): number => (model.keywords[found]!.includes(word) ? 1 : other !== undefined && model.keywords[other]!.includes(word) ? -1 : 0)
    return { found, words: spans.map((span) => ({ ...span, points: points(plain(text.slice(span.from, span.to))) })) }
  }
  const { classes, weights } = model.softmax
  const whole = messageRows(model, [text])
  const against = other === undefined || other === found ? second(chancesSparseSoftmax(model.softmax, whole), found) : other
  const rows = messageRows(model, spans.map(({ from, to }) => text.slice(from, to)))
  const sharing = new Map<number, number>()
  for (const place of rows.places) sharing.set(place, (sharing.get(place) ?? 0) + 1)
  const pointsOf = new Map<number, number>()
  for (let i = 0; i < whole.places.length; i += 1) {
    const place = whole.places[i]!
    pointsOf.set(place, (whole.values[i]! * (weights[place * classes + found]! - weights[place * classes + against]!)) / (sharing.get(place) ?? 1))
  }
  const words = spans.map((span, s) => {
    let points = 0
    for (let i = rows.starts[s]!; i < rows.starts[s + 1]!; i += 1) points += pointsOf.get(rows.places[i]!) ?? 0
    return { ...span, points }
  })
  return { found, words }
}

/**
 * How sure a model is of each text: probability of the most probable class less that of the second, 0 to 1. The least sure are
 * what is worth labelling next (margin sampling: Scheffer, Decomain and Wrobel 2001, IDA). Null for the rule of keywords, which knows no doubt.
 */
export function sureness(model: MessageModel, texts: readonly string[]): Float64Array | null {
  if (model.kind === 'keywords') return null
  const { classes } = model.softmax
  const chances = chancesSparseSoftmax(model.softmax, messageRows(model, texts))
  return Float64Array.from(texts, (_, t) => {
    const own = chances.subarray(t * classes, (t + 1) * classes)
    let best = 0
    for (let k = 1; k < classes; k += 1) if (own[k]! > own[best]!) best = k
    return own[best]! - own[second(own, best)]!
  })
}

/** The most probable class but one. */
function second(chances: Float64Array, first: number): number {
  let next = first === 0 ? 1 : 0
  for (let k = next + 1; k < chances.length; k += 1) if (k !== first && chances[k]! > chances[next]!) next = k
  return next
}

function plain(word: string): string {
  let out = ''
  for (const byte of plainWords(word)) out += String.fromCharCode(byte)
  return out.trim()
}

/** The words of a text as plainWords parts them: an accent of its own does not part a word. */
function wordsIn(text: string): { from: number; to: number }[] {
  const spans: { from: number; to: number }[] = []
  let from = -1
  for (let i = 0; i <= text.length; i += 1) {
    const unit = i < text.length ? text.charCodeAt(i) : 32
    const inWord = (unit >= 0x300 && unit <= 0x36f && from >= 0) || plainWords(text.charAt(i)).length > 1
    if (inWord && from < 0) from = i
    if (!inWord && from >= 0) {
      spans.push({ from, to: i })
      from = -1
    }
  }
  return spans
}
