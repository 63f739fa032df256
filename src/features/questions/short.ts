import type { Accepted } from './question.ts'

const ARTICLES = new Set(['el', 'la', 'los', 'las', 'lo', 'un', 'una', 'unos', 'unas', 'the', 'a', 'an'])

/**
 * A word or phrase without what does not matter in an answer: capitals, accents (but ñ stays another letter than n: año is not
 * ano), punctuation, leading articles, spaces. Two texts are the same answer when these are equal.
 */
export function plainWords(text: string): string {
  const kept = text.normalize('NFC').toLowerCase().split('ñ').map((part) => part.normalize('NFD').replace(/[\u0300-\u036f]/g, '')).join('ñ')
  const words = kept.replace(/[^\p{L}\p{N}]+/gu, ' ').trim().split(' ')
  while (words.length > 1 && ARTICLES.has(words[0] ?? '')) words.shift()
  return words.join(' ')
}

/** The text of the file that was meant, as it is written there; undefined when it is none of them. */
export function recognised(typed: string, texts: Accepted): string | undefined {
  const plain = plainWords(typed)
  return [...texts.es, ...texts.en].find((text) => plainWords(text) === plain)
}
