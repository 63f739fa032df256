import { createHmac, createHash, hkdfSync, randomBytes, createCipheriv, createDecipheriv } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export const KEY_NAMES = ['hmac', 'field', 'pin', 'issuer', 'lab', 'totp', 'log'] as const
export type KeyName = (typeof KEY_NAMES)[number]

/** 32 random bytes each, in DATA_DIR/keys, mode 0600, never in the database. */
export interface Keys {
  readonly bytes: (name: KeyName) => Buffer
  /** First 16 hex digits of SHA-256 of each key: the database remembers them, so that wrong keys refuse to start. */
  readonly fingerprints: Readonly<Record<KeyName, string>>
  /** Issuer keys of before, as far as they are kept: each in a file issuer.<fingerprint> (rotate-key.ts). */
  readonly olderIssuers: readonly Buffer[]
}

/** What each key is for, in the sentence about its loss; docs/keys.md has the drills. */
export const WITHOUT: Readonly<Record<KeyName, string>> = {
  hmac: 'documents and phones of people cannot be recognised',
  field: 'names, documents and certificates cannot be read',
  pin: 'nobody can sign in with a PIN',
  issuer: 'no certificate can be signed; those issued stay valid',
  lab: 'hidden data of labs and drawn quizzes cannot be made again',
  totp: 'no code of a member of staff is right',
  log: 'the transparency logs cannot be continued under the key that witnesses know',
}

/**
 * Reads the keys, making those that are missing, except for those in `used`: an installation that used a key has lost it when its file is gone,
 * and a new one in its place would hide that. Throws an Error that names what is lost.
 */
export function openKeys(dataDir: string, used: ReadonlySet<string> = new Set()): Keys {
  const folder = keyFolder(dataDir)
  const lost = KEY_NAMES.filter((name) => used.has(name) && !existsSync(join(folder, name)))
  if (lost.length > 0) throw new Error(`${folder} lacks ${lost.map((name) => `the key "${name}" (${WITHOUT[name]})`).join(', ')}. Nothing was made in its place. Copy it back from keys.json of a backup; docs/keys.md says how, and what to do when there is none.`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const keys = Object.fromEntries(KEY_NAMES.map((name) => [name, readOrMake(join(folder, name))])) as Record<KeyName, Buffer>
  const older = readdirSync(folder).filter((name) => /^issuer\.[0-9a-f]{16}$/.test(name)).sort()
  return keysFrom(keys, older.map((name) => readKey(join(folder, name))))
}

export function keyFolder(dataDir: string): string {
  return join(dataDir, 'keys')
}

export function keysFrom(keys: Record<KeyName, Buffer>, olderIssuers: readonly Buffer[] = []): Keys {
  const fingerprints = Object.fromEntries(KEY_NAMES.map((n) => [n, fingerprintOf(keys[n])])) as Record<KeyName, string>
  return { bytes: (name) => keys[name], fingerprints, olderIssuers }
}

/** The same keys with another one in the place of the issuer's. */
export function withIssuer(keys: Keys, issuer: Buffer): Keys {
  return { bytes: (name) => (name === 'issuer' ? issuer : keys.bytes(name)), fingerprints: { ...keys.fingerprints, issuer: fingerprintOf(issuer) }, olderIssuers: [] }
}

export function fingerprintOf(key: Buffer): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 16)
}

function readOrMake(path: string): Buffer {
  if (!existsSync(path)) {
    // Written beside and linked: a full disk leaves no half key, and of two processes that start together the first one's key stays.
    const draft = `${path}.${process.pid}.new`
    writeFileSync(draft, randomBytes(32).toString('base64url') + '\n', { mode: 0o600 })
    try {
      linkSync(draft, path)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    } finally {
      rmSync(draft)
    }
  }
  return readKey(path)
}

/** An Error for what is not 32 bytes in base64url. */
export function readKey(path: string): Buffer {
  const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64url')
  if (key.length !== 32) throw new Error(`${path} is not a key of 32 bytes`)
  return key
}

/** HMAC-SHA-256 as hex, with a purpose so that one key never answers two questions. */
export function hmac(keys: Keys, name: KeyName, purpose: string, text: string): string {
  return createHmac('sha256', keys.bytes(name)).update(purpose).update('\0').update(text).digest('hex')
}

/** A derived key of `length` bytes (HKDF-SHA-256, RFC 5869). */
export function derive(keys: Keys, name: KeyName, purpose: string, length = 32): Buffer {
  return Buffer.from(hkdfSync('sha256', keys.bytes(name), '', purpose, length))
}

/** AES-256-GCM: 12 bytes nonce, ciphertext, 16 bytes tag. `context` (such as table and row) is authenticated, not stored. */
export function seal(key: Buffer, context: string, plain: Buffer | string): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context))
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** Undoes `seal`; throws when the key, the context or a bit is wrong. */
export function unseal(key: Buffer, context: string, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12)).setAAD(Buffer.from(context))
  decipher.setAuthTag(sealed.subarray(-16))
  return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()])
}
