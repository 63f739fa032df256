import { createHash, timingSafeEqual } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../root.ts'
import { BYTES } from './contexts.ts'
import { fault, isObject, isUrl, PROBLEM, several, type Fault, type Json, type JsonObject } from './faults.ts'
import { bytesOfMultibase } from './multibase.ts'

const MOST = 50
/** Bytes of the hashes of Subresource Integrity. */
const SRI: Readonly<Record<string, number>> = { sha256: 32, sha384: 48, sha512: 64 }
/** Multihash code -> hash: sha2-256, sha2-384, sha2-512. */
const MULTIHASH: Readonly<Record<number, string>> = { 0x12: 'sha256', 0x20: 'sha384', 0x13: 'sha512' }

interface Digest { readonly hash: string; readonly value: Buffer }

/**
 * Integrity of related resources (VC Data Model 2.0, 5.3): each an object of its own URL with a digest that can be one, and equal to that
 * of the file where we hold the very bytes (published vocabularies). Nothing is fetched.
 */
export function relatedFaults(given: Json | undefined): Fault[] {
  const items = several(given)
  const wrong = (name: Parameters<typeof fault>[1], where: string): Fault => fault(PROBLEM.malformed, name, where)
  if (items.length > MOST) return [wrong('tooMany', 'relatedResource')]
  const seen = new Set<string>()
  return items.flatMap((item, i) => {
    const where = `relatedResource[${i}]`
    if (!isObject(item)) return [wrong('mustBeObject', where)]
    if (item.id === undefined) return [wrong('missing', `${where}.id`)]
    if (!isUrl(item.id)) return [wrong('notUrl', `${where}.id`)]
    if (seen.has(item.id)) return [wrong('relatedTwice', 'relatedResource')]
    seen.add(item.id)
    if (item.mediaType !== undefined && !(typeof item.mediaType === 'string' && /^[\w.+-]+\/[\w.+-]+/.test(item.mediaType))) return [wrong('notText', `${where}.mediaType`)]
    return digestFaults(item.id, item, where)
  })
}

function digestFaults(id: string, item: JsonObject, where: string): Fault[] {
  const given = [...several(item.digestSRI).map(fromSri), ...several(item.digestMultibase).map(fromMultihash)]
  if (given.length === 0) return [fault(PROBLEM.malformed, 'digestMissing', where)]
  if (given.includes(null)) return [fault(PROBLEM.malformed, 'digestMalformed', where)]
  const file = BYTES.get(id)
  if (file === undefined) return []
  const bytes = readFileSync(join(ROOT, 'src/lib/vc/contexts', file))
  const same = given.every((d) => d !== null && timingSafeEqual(createHash(d.hash).update(bytes).digest(), d.value))
  return same ? [] : [fault(PROBLEM.cryptographic, 'digestWrong', where)]
}

/** `sha384-<base64>`; the W3C's own test suite writes the bytes in hexadecimal, which is never as long as base64 of the same hash. */
function fromSri(text: Json): Digest | null {
  const [, hash = '', body = ''] = (typeof text === 'string' ? /^(sha256|sha384|sha512)-([A-Za-z0-9+/_-]+={0,2})$/.exec(text) : null) ?? []
  const bytes = SRI[hash]
  if (bytes === undefined) return null
  const value = Buffer.from(body, body.length === bytes * 2 && /^[0-9a-f]+$/i.test(body) ? 'hex' : 'base64')
  return value.length === bytes ? { hash, value } : null
}

/** Multibase of a multihash. */
function fromMultihash(text: Json): Digest | null {
  const bytes = typeof text === 'string' ? bytesOfMultibase(text) : null
  const hash = MULTIHASH[bytes?.[0] ?? -1]
  if (!bytes || hash === undefined || bytes[1] !== SRI[hash] || bytes.length !== 2 + bytes[1]) return null
  return { hash, value: Buffer.from(bytes.subarray(2)) }
}
