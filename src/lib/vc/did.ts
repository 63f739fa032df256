import type { KeyObject } from 'node:crypto'
import { fault, isObject, PROBLEM, several, type Fault, type Json, type JsonObject } from './faults.ts'
import { wasRefused, type Fetcher } from './fetcher.ts'
import { fromMultikey, type KeyKind } from './multibase.ts'
import { publicKeyFrom, publicKeyObject } from './public-key.ts'
import { readJson } from './read-json.ts'

/** A key that its controller gives for a purpose. */
export interface Method {
  readonly controller: string
  readonly kind: KeyKind
  readonly key: KeyObject
}

export type Purpose = 'assertionMethod' | 'authentication'

const MOST_DOCUMENT = 100_000
const MOST_METHODS = 200

/**
 * The key that a verification method names, where its controller gives it for this purpose; else what is wrong. did:key, did:web, and
 * controlled identifier documents at an https address (W3C CID 1.0).
 */
export async function methodOf(id: string, purpose: Purpose, fetcher: Fetcher): Promise<Method | Fault> {
  const [did = '', fragment = ''] = id.split('#')
  if (did.startsWith('did:key:')) return fromDidKey(did, fragment)
  const url = did.startsWith('did:web:') ? addressOf(did) : did.startsWith('https://') ? did : null
  if (url === null || fragment === '') return fault(PROBLEM.method, 'methodUnknown')
  let document: Json | undefined
  try {
    document = readJson(await fetcher(url, MOST_DOCUMENT))
  } catch (error) {
    return fault(PROBLEM.method, wasRefused(error) ? 'methodRefused' : 'methodUnreachable')
  }
  return fromDocument(document, did, fragment, purpose)
}

/** Whether `methodOf` found a key. */
export function isMethod(found: Method | Fault): found is Method {
  return 'key' in found
}

function fromDidKey(did: string, fragment: string): Method | Fault {
  const text = did.slice('did:key:'.length)
  if (fragment !== text) return fault(PROBLEM.method, 'methodUnknown')
  const found = fromMultibaseKey(text)
  return found ? { controller: did, ...found } : fault(PROBLEM.method, 'methodUnknown')
}

/** did:web:example.org%3A8443:a:b -> https://example.org:8443/a/b/did.json; null for what is no such name. */
export function addressOf(did: string): string | null {
  const [host = '', ...path] = did.slice('did:web:'.length).split(':')
  const named = host.replace(/%3a/i, ':')
  // A name with a letter in its last part: an address in numbers is nobody's name.
  if (!/^([a-z0-9-]{1,63}\.)*[a-z][a-z0-9-]{0,62}(:\d{1,5})?$/i.test(named) || did.length > 500) return null
  if (path.some((part) => !/^[\w.%~-]+$/.test(part) || /^\.{1,2}$/.test(decoded(part)) || /[/\\]/.test(decoded(part)))) return null
  return `https://${named}/${path.length > 0 ? path.join('/') : '.well-known'}/did.json`
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return '/'
  }
}

function fromDocument(document: Json | undefined, did: string, fragment: string, purpose: Purpose): Method | Fault {
  if (!isObject(document) || document.id !== did) return fault(PROBLEM.method, 'methodUnreachable')
  const wanted = `${did}#${fragment}`
  const named = (value: Json): value is string => value === wanted || value === `#${fragment}`
  const given = several(document[purpose]).slice(0, MOST_METHODS)
  const method = given.some((v) => typeof v === 'string' && named(v))
    ? several(document.verificationMethod).slice(0, MOST_METHODS).find((v) => isObject(v) && v.id !== undefined && named(v.id))
    : given.find((v) => isObject(v) && v.id !== undefined && named(v.id))
  if (!isObject(method)) return fault(PROBLEM.relationship, 'methodWithdrawn')
  // A key may be listed for another controller; then it is that one's word, not this one's.
  if (method.controller !== did || typeof method.revoked === 'string') return fault(PROBLEM.relationship, 'methodWithdrawn')
  const found = keyOf(method)
  return found ? { controller: did, ...found } : fault(PROBLEM.method, 'methodUnknown')
}

function keyOf(method: JsonObject): Pick<Method, 'kind' | 'key'> | null {
  if (typeof method.publicKeyMultibase === 'string' && ['Multikey', 'Ed25519VerificationKey2020'].some((t) => t === method.type)) return fromMultibaseKey(method.publicKeyMultibase)
  if (isObject(method.publicKeyJwk) && ['JsonWebKey', 'JsonWebKey2020'].some((t) => t === method.type)) return fromJwk(method.publicKeyJwk)
  return null
}

const KINDS: readonly KeyKind[] = ['ed25519', 'p256', 'p384']

function fromMultibaseKey(text: string): Pick<Method, 'kind' | 'key'> | null {
  for (const kind of KINDS) {
    const bytes = fromMultikey(kind, text)
    const key = bytes && publicKeyObject(kind, bytes)
    if (key) return { kind, key }
  }
  return null
}

const CURVES: Readonly<Record<string, KeyKind>> = { Ed25519: 'ed25519', 'P-256': 'p256', 'P-384': 'p384' }

function fromJwk({ kty, crv, x, y }: JsonObject): Pick<Method, 'kind' | 'key'> | null {
  const kind = typeof crv === 'string' ? CURVES[crv] : undefined
  if (kind === undefined || typeof kty !== 'string' || typeof x !== 'string' || (y !== undefined && typeof y !== 'string')) return null
  const key = publicKeyFrom({ key: { kty, crv: crv as string, x, ...(y === undefined ? {} : { y }) }, format: 'jwk' })
  return key && { kind, key }
}
