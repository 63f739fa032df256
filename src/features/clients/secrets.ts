import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'

/** Letters and digits that nobody mistakes for one another; none that a form or an address would write otherwise. */
const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz'

/** The public name of a client: 'yk' and 14 characters, 69 bits. */
export function makeKey(): string {
  return `yk${Array.from({ length: 14 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')}`
}

/** Whether it looks like one of ours. */
export function isKey(text: string): boolean {
  return /^yk[2-9a-z]{14}$/.test(text)
}

/** 256 random bits as 64 hexadecimal digits: a double click selects all of it, and no encoding changes it. */
export function makeSecret(): string {
  return randomBytes(32).toString('hex')
}

/**
 * What the database keeps of a secret. One SHA-256 without salt suffices, unlike for passwords: of 2^256 equally likely secrets
 * nobody tries a noticeable part however fast the hash is, and two clients never have the same one.
 */
export function secretHash(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

/** Whether a secret has one of these hashes; takes the same time wherever they differ. */
export function isOneOf(secret: string, hashes: readonly Buffer[]): boolean {
  const hash = secretHash(secret)
  return hashes.map((known) => timingSafeEqual(hash, known)).includes(true)
}
