import { all, change, get, put, remove, type Open, type Profile, type Sealed } from './store.ts'
import { fromBase64Url, toBase64Url } from './seal.ts'

const encoder = new TextEncoder()
/** PBKDF2 rounds: about a second on a slow phone. Six digits cannot protect a stolen phone, and the page says so. */
const ROUNDS = 200_000
/** Her things close by themselves after so long without use. */
const OPEN_MS = 30 * 60_000
const AES = { name: 'AES-GCM', length: 256 } as const

export async function seal(key: CryptoKey, value: unknown): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  return { iv, data: await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, encoder.encode(JSON.stringify(value))) }
}

export async function unseal<T>(key: CryptoKey, sealed: Sealed): Promise<T> {
  return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: 'AES-GCM', iv: sealed.iv }, key, sealed.data))) as T
}

async function pinKey(pin: string, salt: Uint8Array<ArrayBuffer>, rounds: number): Promise<CryptoKey> {
  const raw = await crypto.subtle.importKey('raw', encoder.encode(pin), 'PBKDF2', false, ['deriveKey'])
  return crypto.subtle.deriveKey({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds }, raw, AES, false, ['encrypt', 'decrypt'])
}

/** A fresh signing key: its public half for the server, its private half for her store. */
export async function newSigningKey(): Promise<{ publicKey: string; privateKey: string }> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
  const [pub, own] = await Promise.all([crypto.subtle.exportKey('raw', pair.publicKey), crypto.subtle.exportKey('pkcs8', pair.privateKey)])
  return { publicKey: toBase64Url(new Uint8Array(pub)), privateKey: toBase64Url(new Uint8Array(own)) }
}

interface Secret { readonly data: string; readonly sign: string }

export interface Joining {
  readonly phone: string
  readonly kind: Profile['kind']
  readonly first: string
  readonly server: string
  readonly privateKey: string
  readonly pin: string
}

/** Adds a person to this phone and opens her things. */
export async function addProfile(joining: Joining): Promise<void> {
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const data = toBase64Url(crypto.getRandomValues(new Uint8Array(32)))
  const secret: Secret = { data, sign: joining.privateKey }
  await put('profile', {
    id: joining.phone, kind: joining.kind, first: joining.first, salt, rounds: ROUNDS, server: fromBase64Url(joining.server), seq: 0,
    secret: await seal(await pinKey(joining.pin, salt, ROUNDS), secret),
  })
  await openWith(joining.phone, secret)
}

export const profiles = (): Promise<Profile[]> => all('profile')

/** Opens a person's things with her PIN; false when it is not hers. */
export async function unlock(id: string, pin: string): Promise<boolean> {
  const profile = await get('profile', id)
  if (!profile) return false
  const key = await pinKey(pin, profile.salt, profile.rounds)
  const secret = await unseal<Secret>(key, profile.secret).catch(() => null)
  if (!secret) return false
  await openWith(id, secret)
  return true
}

async function openWith(owner: string, secret: Secret): Promise<void> {
  const [key, sign] = await Promise.all([
    crypto.subtle.importKey('raw', fromBase64Url(secret.data), AES, false, ['encrypt', 'decrypt']),
    crypto.subtle.importKey('pkcs8', fromBase64Url(secret.sign), { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']),
  ])
  const now = Date.now()
  await put('open', { owner, key, sign, since: now, until: now + OPEN_MS }, 'now')
}

/** Closes whoever's things are open on this phone. */
export const lock = (): Promise<void> => remove('open', 'now')

/** Whose things are open now, or null; looking keeps them open. A clock that went back closes them too. */
export async function whoIsOpen(): Promise<{ open: Open; profile: Profile } | null> {
  const open = await get('open', 'now')
  if (!open) return null
  const now = Date.now()
  const profile = await get('profile', open.owner)
  if (!profile || now > open.until || now < open.since - 60_000) {
    await lock()
    return null
  }
  if (open.until - now < OPEN_MS - 60_000) await put('open', { ...open, until: now + OPEN_MS }, 'now')
  return { open, profile }
}

/** Takes a person and all she kept off this phone; what is still in the outbox stays, sealed, until it is delivered. */
export async function removeProfile(id: string): Promise<void> {
  await change(['profile', 'kept', 'open', 'taken'], (stores) => {
    stores.profile.delete(id)
    stores.open.delete('now')
    stores.kept.delete(IDBKeyRange.bound([id], [id, []]))
    const cursor = stores.taken.openCursor()
    cursor.onsuccess = () => {
      const at = cursor.result
      if (!at) return
      if ((at.value as { owner: string }).owner === id) at.delete()
      at.continue()
    }
  })
}
