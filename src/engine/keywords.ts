import { plainWords } from './text.ts'

/**
 * The rule of a front desk: for each text the class of which most words occur (each occurrence counts; the lower class when
 * equal), `otherwise` when none does. `keywords`: for each class its words, as plainWords writes them (small, no accents).
 */
export function predictKeywords(texts: readonly string[], keywords: readonly (readonly string[])[], otherwise: number): Int32Array {
  const classOf = new Map<string, number>()
  for (let k = 0; k < keywords.length; k += 1) for (const word of keywords[k]!) classOf.set(word, k)
  const counts = new Int32Array(keywords.length)
  const found = new Int32Array(texts.length)
  for (let i = 0; i < texts.length; i += 1) {
    counts.fill(0)
    for (const word of wordsOf(texts[i]!)) {
      const k = classOf.get(word)
      if (k !== undefined) counts[k] = counts[k]! + 1
    }
    let best = 0
    for (let k = 1; k < counts.length; k += 1) if (counts[k]! > counts[best]!) best = k
    found[i] = counts[best] === 0 ? otherwise : best
  }
  return found
}

function wordsOf(text: string): string[] {
  let plain = ''
  for (const byte of plainWords(text)) plain += String.fromCharCode(byte)
  return plain.split(' ')
}
