/** Crockford's alphabet without vowels that could spell words: read aloud by telephone without doubt. */
const LETTERS = '23456789BCDFGHJKMNPQRTVWXYZ'

/** A file number such as `7KQ3M-8TD2X` from ten random bytes or more: 27^10, so nobody finds a person by trying. */
export function expedienteFrom(random: Uint8Array): string {
  // Bytes from 243 on are skipped: 243 = 9 * 27, so every letter is equally likely.
  const letters = [...random].filter((byte) => byte < 243).map((byte) => LETTERS[byte % 27])
  if (letters.length < 10) throw new Error('not enough random bytes for a file number')
  return `${letters.slice(0, 5).join('')}-${letters.slice(5, 10).join('')}`
}

/** What somebody typed or pasted as a file number, in its one form; null when it is none. */
export function readExpediente(typed: string): string | null {
  const plain = typed.toUpperCase().replace(/[\s-]/g, '')
  return new RegExp(`^[${LETTERS}]{10}$`).test(plain) ? `${plain.slice(0, 5)}-${plain.slice(5)}` : null
}
