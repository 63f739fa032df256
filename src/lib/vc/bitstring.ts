import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { fault, isObject, isUrl, PROBLEM, several, type Fault, type Json, type JsonObject } from './faults.ts'
import { wasRefused, type Fetcher } from './fetcher.ts'
import { hasType } from './model.ts'
import { readJson } from './read-json.ts'

/** A list of ten million certificates with a third of them revoked is 1.2 MB as text. */
const MOST_LIST = 1_500_000
/** 32 million bits; a small file that unpacks into more is there to harm. */
const MOST_BYTES = 4 << 20
/** The least that Bitstring Status List 1.0 allows, so that one reader hides among many. */
const LEAST_ENTRIES = 131_072
const MOST_ENTRIES = 8

const unpack = promisify(gunzip)

/** How the list says that it stands with one credential. */
export type ListCheck = (list: JsonObject) => Promise<readonly Fault[]>

/** Wrapped: a stranger's list may have members of any name, those of a fault of ours too. */
type Found = { readonly list: JsonObject } | { readonly fault: Fault }

/**
 * The state of a credential by its status entries (W3C Bitstring Status List 1.0): each list is fetched with limits and must be a
 * credential of the same issuer that `checkList` accepts (proof, dates). Empty when it is in force.
 */
export async function statusFaults(entries: readonly Json[], fetcher: Fetcher, checkList: ListCheck): Promise<Fault[]> {
  if (entries.length > MOST_ENTRIES) return [fault(PROBLEM.malformed, 'tooMany', 'credentialStatus')]
  const lists = new Map<string, Promise<Found>>()
  const listAt = (url: string): Promise<Found> => {
    const known = lists.get(url) ?? listFrom(url, fetcher, checkList)
    lists.set(url, known)
    return known
  }
  const found = await Promise.all(entries.map((entry, i) => entryFault(entry, entries.length > 1 ? `credentialStatus[${i}]` : 'credentialStatus', listAt)))
  return found.filter((f): f is Fault => f !== null)
}

async function entryFault(entry: Json, where: string, listAt: (url: string) => Promise<Found>): Promise<Fault | null> {
  if (!isObject(entry) || !hasType(entry, 'BitstringStatusListEntry')) return fault(PROBLEM.statusVerification, 'statusUnknown', isObject(entry) ? String(entry.type) : where)
  const malformed = (name: string): Fault => fault(PROBLEM.malformed, 'statusMalformed', `${where}.${name}`)
  const { statusPurpose: purpose, statusListIndex: index, statusListCredential: url } = entry
  if (typeof purpose !== 'string' || purpose === '') return malformed('statusPurpose')
  if (typeof index !== 'string' || !/^(0|[1-9]\d{0,14})$/.test(index)) return malformed('statusListIndex')
  if (!isUrl(url)) return malformed('statusListCredential')
  const size = entry.statusSize ?? 1
  if (typeof size !== 'number' || !Number.isInteger(size) || size < 1 || size > 8) return malformed('statusSize')
  if (size > 1 && (!Array.isArray(entry.statusMessage) || entry.statusMessage.length !== 2 ** size)) return malformed('statusMessage')
  const found = await listAt(url)
  if ('fault' in found) return found.fault
  const subject = found.list.credentialSubject as JsonObject
  if (!several(subject.statusPurpose).includes(purpose)) return fault(PROBLEM.statusVerification, 'statusListWrong', 'statusPurpose')
  const bits = await bitsOf(subject.encodedList)
  if (!bits) return fault(PROBLEM.statusVerification, 'statusListWrong', 'encodedList')
  if (bits.length * 8 / size < LEAST_ENTRIES) return fault(PROBLEM.statusLength, 'statusShort')
  const value = valueAt(bits, Number(index), size)
  if (value === null) return fault(PROBLEM.range, 'statusRange', where)
  return value === 0 ? null : meaning(purpose, where)
}

/** What a bit that is set says. A message or a note to refresh leaves a credential in force; a purpose that nobody knows does not. */
function meaning(purpose: string, where: string): Fault | null {
  if (purpose === 'revocation') return fault(PROBLEM.revoked, 'revoked', where)
  if (purpose === 'suspension') return fault(PROBLEM.revoked, 'suspended', where)
  return purpose === 'refresh' || purpose === 'message' ? null : fault(PROBLEM.statusVerification, 'statusUnknown', purpose)
}

async function listFrom(url: string, fetcher: Fetcher, checkList: ListCheck): Promise<Found> {
  let list: Json | undefined
  try {
    list = readJson(await fetcher(url, MOST_LIST), MOST_LIST)
  } catch (error) {
    return { fault: fault(PROBLEM.statusRetrieval, wasRefused(error) ? 'statusRefused' : 'statusUnreachable') }
  }
  const untrusted = (what: string): Found => ({ fault: fault(PROBLEM.statusVerification, 'statusListWrong', what) })
  if (!isObject(list) || !hasType(list, 'BitstringStatusListCredential')) return untrusted('type')
  if (list.id !== undefined && list.id !== url.split('#')[0]) return untrusted('id')
  const subject = list.credentialSubject
  if (!isObject(subject) || !hasType(subject, 'BitstringStatusList')) return untrusted('credentialSubject')
  const [first] = await checkList(list)
  return first ? { fault: { ...fault(PROBLEM.statusVerification, 'statusListWrong', first.where), sentence: first.sentence } } : { list }
}

/** The bits of an `encodedList`: multibase base64url of gzip; null for anything else, or for too much. */
async function bitsOf(encoded: Json | undefined): Promise<Buffer | null> {
  if (typeof encoded !== 'string' || !/^u[\w-]+$/.test(encoded)) return null
  try {
    return await unpack(Buffer.from(encoded.slice(1), 'base64url'), { maxOutputLength: MOST_BYTES })
  } catch {
    return null
  }
}

/** The number of `size` bits at an index, the first bit the highest; null beyond the end. */
function valueAt(bits: Buffer, index: number, size: number): number | null {
  const start = index * size
  if (start + size > bits.length * 8) return null
  let value = 0
  for (let bit = start; bit < start + size; bit++) value = (value << 1) | (((bits[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1)
  return value
}
