import { createHash, randomBytes, randomInt } from 'node:crypto'

/** Letters and digits that nobody mistakes for one another on paper (Crockford base 32). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A code to print and type: ten characters in two groups, 50 bits. */
export function makeCode(): string {
  const characters = Array.from({ length: 10 }, () => ALPHABET[randomInt(ALPHABET.length)])
  return `${characters.slice(0, 5).join('')}-${characters.slice(5).join('')}`
}

/** A code as typed: any case, with or without the dash, O for 0, I or L for 1. */
export function readCode(typed: string): string {
  return typed.toUpperCase().replace(/[^0-9A-Z]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
}

/** What the database keeps. A plain hash is enough for 50 random bits that work once, for hours, behind a growing delay. */
export function codeHash(typed: string): Buffer {
  return createHash('sha256').update(readCode(typed)).digest()
}

/** The secret part of a one-time link: 192 bits. */
export function makeToken(): string {
  return randomBytes(24).toString('base64url')
}

export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(`link ${token}`).digest()
}
