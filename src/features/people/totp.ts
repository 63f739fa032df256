import { randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { derive, seal, unseal, type Keys } from '../../lib/keys.ts'

const PERIOD = 30

/** 160 bits, as RFC 4226 recommends. */
export function makeTotpSecret(): Buffer {
  return randomBytes(20)
}

export function sealTotp(keys: Keys, secret: Buffer): Buffer {
  return seal(derive(keys, 'totp', 'totp secret'), 'totp', secret)
}

export function openTotp(keys: Keys, sealed: Buffer): Buffer {
  return unseal(derive(keys, 'totp', 'totp secret'), 'totp', sealed)
}

/** What an authenticator app reads from the QR, and the same secret for typing by hand. */
export function totpInvitation(secret: Buffer, label: string): { uri: string; typed: string } {
  const totp = totpOf(secret, label)
  return { uri: totp.toString(), typed: totp.secret.base32.replace(/(.{4})(?=.)/g, '$1 ') }
}

/** The time step of a right code, one step early or late included; null when it is wrong or not later than `lastStep` (RFC 6238, 5.2). */
export function totpStep(secret: Buffer, code: string, now: Date, lastStep: number): number | null {
  const typed = code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(typed)) return null
  const delta = totpOf(secret, '').validate({ token: typed, timestamp: now.getTime(), window: 1 })
  if (delta === null) return null
  const step = Math.floor(now.getTime() / 1000 / PERIOD) + delta
  return step > lastStep ? step : null
}

/** The code an app would show now: for tests. */
export function totpCode(secret: Buffer, now: Date): string {
  return totpOf(secret, '').generate({ timestamp: now.getTime() })
}

function totpOf(secret: Buffer, label: string): TOTP {
  const bytes = new Uint8Array(secret)
  return new TOTP({ issuer: 'Yachay', label: label || 'Yachay', algorithm: 'SHA1', digits: 6, period: PERIOD, secret: new Secret({ buffer: bytes.buffer }) })
}
