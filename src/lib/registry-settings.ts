import { readFileSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { z } from 'zod'
import { ROOT } from './root.ts'

/** How the entity that runs this server may ask the state's registries. Nothing is asked of anybody without it. */
export interface RegistrySettings {
  /** RENIEC through PIDE: the entity's agreement gives the address, its RUC, and the DNI and password of its consulting user. */
  readonly reniec: { readonly url: string; readonly dni: string; readonly ruc: string; readonly password: string } | null
  /** Migraciones through PIDE; `ip` is the address that the agreement names. */
  readonly migraciones: { readonly url: string; readonly user: string; readonly password: string; readonly ip: string } | null
  readonly providers: readonly ProviderSettings[]
  /** See lib/outbound.ts. */
  readonly relays: readonly string[]
}

export const PROVIDERS = ['id-gob-pe', 'id-peru'] as const
export type ProviderId = (typeof PROVIDERS)[number]

/** What a provider hands out for an application: the names are those of its own file (`idgobpe_config.json`, `reniec_idaas.json`). */
const ProviderFile = z.object({
  /** Who signs its tokens. Without the addresses below they are looked up there (OpenID Connect Discovery). */
  issuer: z.url(),
  client_id: z.string().min(1),
  client_secret: z.string().min(1),
  auth_uri: z.url().optional(),
  token_uri: z.url().optional(),
  userinfo_uri: z.url().optional(),
  auth_provider_keys_uri: z.url().optional(),
}).refine((f) => [f.auth_uri, f.token_uri, f.userinfo_uri, f.auth_provider_keys_uri].every((uri, _, all) => (uri === undefined) === (all[0] === undefined)), {
  message: 'auth_uri, token_uri, userinfo_uri and auth_provider_keys_uri go together',
})
export type ProviderSettings = z.infer<typeof ProviderFile> & { readonly id: ProviderId }

export const NO_REGISTRIES: RegistrySettings = { reniec: null, migraciones: null, providers: [], relays: [] }

/**
 * Reads PIDE_RENIEC_URL/_DNI/_RUC/_PASSWORD, PIDE_MIGRACIONES_URL/_USER/_PASSWORD/_IP, ID_GOB_PE_CONFIG and ID_PERU_CONFIG (paths of the
 * provider's file) and REGISTRY_RELAYS (origins between commas). Throws an Error that names what is wrong, never a value.
 */
export function readRegistrySettings(env: NodeJS.ProcessEnv): RegistrySettings {
  const reniec = together(env, 'PIDE_RENIEC', ['URL', 'DNI', 'RUC', 'PASSWORD'])
  const migraciones = together(env, 'PIDE_MIGRACIONES', ['URL', 'USER', 'PASSWORD', 'IP'])
  const files = [['id-gob-pe', 'ID_GOB_PE_CONFIG'], ['id-peru', 'ID_PERU_CONFIG']] as const
  return {
    reniec: reniec && { url: reniec.URL, dni: reniec.DNI, ruc: reniec.RUC, password: reniec.PASSWORD },
    migraciones: migraciones && { url: migraciones.URL, user: migraciones.USER, password: migraciones.PASSWORD, ip: migraciones.IP },
    providers: files.flatMap(([id, name]) => { const path = env[name]; return path ? [{ ...providerFile(path, name), id }] : [] }),
    relays: (env.REGISTRY_RELAYS ?? '').split(',').map((origin) => origin.trim()).filter(Boolean).map(originOf),
  }
}

/** All variables of a group, or null when none is set. */
function together<K extends string>(env: NodeJS.ProcessEnv, prefix: string, names: readonly K[]): Record<K, string> | null {
  const missing = names.filter((name) => !env[`${prefix}_${name}`])
  if (missing.length === names.length) return null
  if (missing.length > 0) throw new Error(`${missing.map((name) => `${prefix}_${name}`).join(', ')} missing: ${names.map((name) => `${prefix}_${name}`).join(', ')} go together`)
  const url = env[`${prefix}_URL`] ?? ''
  if (!URL.canParse(url)) throw new Error(`${prefix}_URL is no address`)
  // Each is set, as was just found.
  return Object.fromEntries(names.map((name) => [name, env[`${prefix}_${name}`]])) as Record<K, string>
}

function providerFile(path: string, name: string): z.infer<typeof ProviderFile> {
  let text: unknown
  try {
    text = JSON.parse(readFileSync(isAbsolute(path) ? path : join(ROOT, path), 'utf8'))
  } catch {
    throw new Error(`${name}: ${path} cannot be read as JSON`)
  }
  const read = ProviderFile.safeParse(text)
  if (!read.success) throw new Error(`${name}: ${path}: ${read.error.issues.map((i) => `${i.path.join('.') || 'file'}: ${i.message}`).join('; ')}`)
  return read.data
}

function originOf(text: string): string {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) throw new Error(`REGISTRY_RELAYS holds no origin in "${text}"`)
  return new URL(text).origin
}
