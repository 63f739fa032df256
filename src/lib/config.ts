import { isAbsolute, join } from 'node:path'
import { ROOT } from './root.ts'

export interface Config {
  readonly port: number
  /** Keys, files and (without DATABASE_URL) the embedded database live here. */
  readonly dataDir: string
  /** Absent: the embedded PostgreSQL under dataDir. */
  readonly databaseUrl: string | null
  /** How people reach us, without a slash at the end; goes into every QR. */
  readonly publicUrl: string
  /** Where programmes/, courses/ and labs/ are read from. */
  readonly contentDir: string
  /** How many reverse proxies in front may be believed about X-Forwarded-For; 0 believes none. */
  readonly trustedProxies: number
}

/** Reads PORT, DATA_DIR, DATABASE_URL, PUBLIC_URL, CONTENT_DIR, TRUSTED_PROXIES; throws an Error that names the wrong one. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const port = wholeNumber(env.PORT ?? '3000', 'PORT', 65535)
  const publicUrl = (env.PUBLIC_URL ?? `http://localhost:${port}`).replace(/\/+$/, '')
  if (!/^https?:\/\/[^/]+/.test(publicUrl)) throw new Error(`PUBLIC_URL must be an http(s) address, not "${publicUrl}"`)
  return {
    port,
    dataDir: absolute(env.DATA_DIR ?? 'data'),
    databaseUrl: env.DATABASE_URL ?? null,
    publicUrl,
    contentDir: absolute(env.CONTENT_DIR ?? '.'),
    trustedProxies: wholeNumber(env.TRUSTED_PROXIES ?? '0', 'TRUSTED_PROXIES', 9),
  }
}

function absolute(path: string): string {
  return isAbsolute(path) ? path : join(ROOT, path)
}

function wholeNumber(text: string, name: string, most: number): number {
  const n = Number(text)
  if (!Number.isInteger(n) || n < 0 || n > most) throw new Error(`${name} must be a whole number from 0 to ${most}, not "${text}"`)
  return n
}
