import { isAbsolute, join } from 'node:path'
import { readIssuerSettings, type IssuerSettings } from './issuer-settings.ts'
import { readRegistrySettings, type RegistrySettings } from './registry-settings.ts'
import { ROOT } from './root.ts'
import type { TlsFiles } from './tls.ts'
import { readWitnessSettings, type WitnessSettings } from './witness-settings.ts'

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
  /** Present: `port` speaks TLS. */
  readonly tls: TlsFiles | null
  /** A second port for plain http that only leads to publicUrl. */
  readonly httpPort: number | null
  /** What may be asked of the state's registries; absent: nothing. */
  readonly registries?: RegistrySettings
  /** Who cosigns the heads of the transparency logs; absent: nobody. */
  readonly witnesses?: readonly WitnessSettings[]
  /** How credentials are signed; absent: as issuer-settings.ts says for publicUrl. */
  readonly issuer?: IssuerSettings
  /** Present on an installation of `npm start -- --demo`: every page says that its people are invented. */
  readonly demo?: DemoContent
}

/** Where the folder programmes/demo of a demo installation is read from; the real programmes come from contentDir as always. */
export interface DemoContent {
  readonly contentDir: string
}

/** The one programme in which the people of a demo live; no other may have this id. */
export const DEMO_PROGRAMME = 'demo'

/** The folder that holds `programmes/<id>`. */
export function contentDirOf(config: Config, programme: string): string {
  return config.demo && programme === DEMO_PROGRAMME ? config.demo.contentDir : config.contentDir
}

/** Reads PORT, DATA_DIR, DATABASE_URL, PUBLIC_URL, CONTENT_DIR, TRUSTED_PROXIES, TLS_CERT, TLS_KEY, HTTP_PORT, LOG_WITNESSES, ISSUER_SUITE, ISSUER_DID, and registry-settings.ts; throws an Error that names the wrong one. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const port = wholeNumber(env.PORT ?? '3000', 'PORT', 65535)
  const tls = tlsFiles(env)
  const publicUrl = (env.PUBLIC_URL ?? `${tls ? 'https' : 'http'}://localhost:${port}`).replace(/\/+$/, '')
  if (!/^https?:\/\/[^/]+/.test(publicUrl)) throw new Error(`PUBLIC_URL must be an http(s) address, not "${publicUrl}"`)
  if (tls && !publicUrl.startsWith('https:')) throw new Error(`With TLS_CERT, PUBLIC_URL must begin with https, not "${publicUrl}"`)
  return {
    port,
    dataDir: absolute(env.DATA_DIR ?? 'data'),
    databaseUrl: env.DATABASE_URL ?? null,
    publicUrl,
    contentDir: absolute(env.CONTENT_DIR ?? '.'),
    trustedProxies: wholeNumber(env.TRUSTED_PROXIES ?? '0', 'TRUSTED_PROXIES', 9),
    tls,
    httpPort: httpPort(env, tls, port),
    registries: readRegistrySettings(env),
    witnesses: readWitnessSettings(env),
    issuer: readIssuerSettings(env, publicUrl),
  }
}

function tlsFiles(env: NodeJS.ProcessEnv): TlsFiles | null {
  if (!env.TLS_CERT && !env.TLS_KEY) return null
  if (!env.TLS_CERT || !env.TLS_KEY) throw new Error(`TLS_CERT and TLS_KEY go together; ${env.TLS_CERT ? 'TLS_KEY' : 'TLS_CERT'} is missing`)
  return { cert: absolute(env.TLS_CERT), key: absolute(env.TLS_KEY) }
}

function httpPort(env: NodeJS.ProcessEnv, tls: TlsFiles | null, port: number): number | null {
  if (!env.HTTP_PORT) return null
  if (!tls) throw new Error('HTTP_PORT only leads to https and needs TLS_CERT and TLS_KEY; plain http is served on PORT')
  const found = wholeNumber(env.HTTP_PORT, 'HTTP_PORT', 65535)
  if (found === port) throw new Error(`HTTP_PORT and PORT are both ${port}; they must differ`)
  return found
}

function absolute(path: string): string {
  return isAbsolute(path) ? path : join(ROOT, path)
}

function wholeNumber(text: string, name: string, most: number): number {
  const n = Number(text)
  if (!Number.isInteger(n) || n < 0 || n > most) throw new Error(`${name} must be a whole number from 0 to ${most}, not "${text}"`)
  return n
}
