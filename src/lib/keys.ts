import { createHmac, createHash, hkdfSync, randomBytes, createCipheriv, createDecipheriv } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const NAMES = ['hmac', 'field', 'pin', 'issuer', 'lab', 'totp', 'log'] as const
export type KeyName = (typeof NAMES)[number]

/** 32 random bytes each, in DATA_DIR/keys, mode 0600, never in the database. */
export interface Keys {
  readonly bytes: (name: KeyName) => Buffer
  /** First 16 hex digits of SHA-256 of each key: the database remembers them, so that wrong keys refuse to start. */
  readonly fingerprints: Readonly<Record<KeyName, string>>
}

/** Reads the keys, making those that are missing. */
export function openKeys(dataDir: string): Keys {
  const folder = join(dataDir, 'keys')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const keys = Object.fromEntries(NAMES.map((name) => [name, readOrMake(join(folder, name))])) as Record<KeyName, Buffer>
  return keysFrom(keys)
}

export function keysFrom(keys: Record<KeyName, Buffer>): Keys {
  const fingerprints = Object.fromEntries(
    NAMES.map((n) => [n, createHash('sha256').update(keys[n]).digest('hex').slice(0, 16)]),
  ) as Record<KeyName, string>
  return { bytes: (name) => keys[name], fingerprints }
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
