import { timingSafeEqual } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { derive, hmac, type Keys } from '../../lib/keys.ts'

/** OWASP's first choice for argon2id; about 10 ms here. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 }

/**
 * A PIN as stored. The salt comes from the document, so that one computation answers for every claim of a document and for none:
 * an unknown number costs exactly what a known one costs. The secret (pepper) is a key outside the database.
 */
export function hashPin(keys: Keys, documentKey: string, pin: string): Promise<string> {
  return hash(pin, { ...COST, salt: saltOf(keys, documentKey), secret: pepper(keys) })
}

/** Which of the stored PINs this one is; always at least one computation, also for an empty list. */
export async function matchPin(keys: Keys, documentKey: string, pin: string, stored: readonly string[]): Promise<readonly number[]> {
  const computed = await hashPin(keys, documentKey, pin)
  const found: number[] = []
  for (const [i, one] of stored.entries()) {
    // A PIN chosen under another document (a person with two), or under older costs, is computed on its own.
    const same = before(one) === before(computed) ? equal(one, computed) : await verify(one, pin, { secret: pepper(keys) })
    if (same) found.push(i)
  }
  return found
}

/** What the spraying detector remembers of a PIN: a keyed hash. */
export function pinTrace(keys: Keys, pin: string): string {
  return hmac(keys, 'pin', 'trace', pin)
}

function saltOf(keys: Keys, documentKey: string): Buffer {
  return Buffer.from(hmac(keys, 'pin', 'salt', documentKey), 'hex').subarray(0, 16)
}

const peppers = new WeakMap<Keys, Buffer>()

function pepper(keys: Keys): Buffer {
  const known = peppers.get(keys) ?? derive(keys, 'pin', 'pin pepper')
  peppers.set(keys, known)
  return known
}

/** Parameters and salt of a PHC string. */
function before(phc: string): string {
  return phc.slice(0, phc.lastIndexOf('$'))
}

function equal(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
}

/** A staff password: own random salt, same pepper. */
export function hashPassword(keys: Keys, password: string): Promise<string> {
  return hash(password.normalize('NFC'), { ...COST, secret: pepper(keys) })
}

let nobody: Promise<string> | null = null

/** Whether the password is right; for an unknown person (null) the same work and false. */
export async function passwordFits(keys: Keys, stored: string | null, password: string): Promise<boolean> {
  nobody ??= hashPassword(keys, 'nobody has this password')
  const fits = await verify(stored ?? await nobody, password.normalize('NFC'), { secret: pepper(keys) })
  return stored !== null && fits
}
