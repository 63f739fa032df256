import { hash } from 'node:crypto'
import type { Ctx, House, Who } from '../../feature.ts'
import { fullBucket, take, type Bucket } from '../../lib/bucket.ts'
import { Problem } from '../../lib/problem.ts'
import { knownByKey, knownById, seen, type KnownClient } from './known.ts'
import { covers } from './covers.ts'
import { isOneOf } from './secrets.ts'
import { readToken } from './tokens.ts'
import { REFUSAL } from './words.ts'

export type ClientWho = Who & { readonly kind: 'client' }

/** How long this process believes what it read: a client revoked in another process is refused here within this time. */
const CACHE_MS = 5000
/** Headers remembered, about 300 bytes each. */
const CACHED = 10_000

/** `who` is null for a header that opens nothing, and a promise while the database is asked: once for all who wait. */
interface Remembered { who: ClientWho | null | Promise<ClientWho | null>; readonly until: number }
interface Doorkeeper {
  /** By the SHA-256 of the header: the secrets themselves are kept nowhere, and how long a look-up takes tells nothing of them. */
  readonly headers: Map<string, Remembered>
  readonly buckets: Map<string, Bucket>
}
const doorkeepers = new WeakMap<House['db'], Doorkeeper>()

function doorkeeperOf(house: House): Doorkeeper {
  const known = doorkeepers.get(house.db)
  if (known) return known
  const made = { headers: new Map<string, Remembered>(), buckets: new Map<string, Bucket>() }
  doorkeepers.set(house.db, made)
  return made
}

/**
 * Which client sends this request to /xapi/<tenant>/…; null elsewhere and without an Authorization header, and then the cookie says who
 * it is. Problem 401 for a header that opens nothing, 403 for another tenant's address, whether that tenant exists or not. At
 * /xapi/… of no tenant (what describes the interface) a key is nobody.
 */
export function clientAsks(house: House, c: Ctx): Who | Promise<ClientWho> | null {
  const { path } = c.req
  const header = c.req.header('authorization')
  if (header === undefined) return null
  if (path === ISSUE_PATH) return clientFor(house, header, null)
  if (!path.startsWith('/xapi/')) return null
  const end = path.indexOf('/', '/xapi/'.length)
  return end < 0 ? { kind: 'visitor' } : clientFor(house, header, path.slice('/xapi/'.length, end))
}

/** Where a client issues (W3C VC-API): an address of no programme, so the key says which. */
const ISSUE_PATH = '/credentials/issue'

/** The same for an Authorization header that came another way, such as in the body of the alternate request syntax (xAPI 1.0.3). Null: of whichever tenant. */
export function clientFor(house: House, header: string, tenant: string | null): ClientWho | Promise<ClientWho> {
  const { headers } = doorkeeperOf(house)
  const key = hash('sha256', header, 'base64')
  const remembered = headers.get(key)
  const who = remembered !== undefined && remembered.until > performance.now() ? remembered.who : ask(house, headers, key, header)
  return who instanceof Promise ? who.then((found) => admitted(found, header, tenant)) : admitted(who, header, tenant)
}

function admitted(who: ClientWho | null, header: string, tenant: string | null): ClientWho {
  if (who === null) throw new Problem(401, 'client-unknown', REFUSAL.clientUnknown, [], { 'WWW-Authenticate': challenge(header) })
  if (tenant !== null && who.tenant !== tenant) throw new Problem(403, 'other-programme', REFUSAL.otherProgramme)
  return who
}

function challenge(header: string): string {
  if (/^bearer\b/i.test(header)) return 'Bearer realm="Yachay", error="invalid_token"'
  return /^basic\b/i.test(header) ? 'Basic realm="Yachay", charset="UTF-8"' : 'Basic realm="Yachay", charset="UTF-8", Bearer realm="Yachay"'
}

function ask(house: House, headers: Doorkeeper['headers'], key: string, header: string): Promise<ClientWho | null> {
  const reading = readHeader(house, header)
  // From before the question: what is changed while it is under way is noticed in time too.
  const remembered: Remembered = { who: reading, until: performance.now() + CACHE_MS }
  if (headers.size >= CACHED) headers.clear()
  headers.set(key, remembered)
  reading.then((who) => { remembered.who = who }, () => { if (headers.get(key) === remembered) headers.delete(key) })
  return reading
}

async function readHeader(house: House, header: string): Promise<ClientWho | null> {
  const basic = readBasic(header)
  if (basic) {
    const client = await clientWith(house, basic.key, basic.secret)
    return client && admit(house, client, client.scopes)
  }
  const bearer = /^bearer +([\w.-]+) *$/i.exec(header)?.[1]
  const token = bearer === undefined ? null : readToken(house.keys, bearer, house.clock())
  const client = token && await knownById(house, token.client)
  if (!token || !client || client.tenant !== token.tenant || token.made < client.tokensSince.getTime()) return null
  return admit(house, client, token.scopes.filter((scope) => covers(client.scopes, scope)))
}

async function admit(house: House, client: KnownClient, scopes: ClientWho['scopes']): Promise<ClientWho> {
  const { buckets } = doorkeeperOf(house)
  const bucket = buckets.get(client.id)
  if (bucket) bucket.rate = client.rate
  else buckets.set(client.id, fullBucket(client.rate, performance.now()))
  await seen(house, client)
  return { kind: 'client', client: client.id, tenant: client.tenant, name: client.name, scopes }
}

/** The client that has this key and one of whose secrets this is; else null. */
export async function clientWith(house: House, key: string, secret: string): Promise<KnownClient | null> {
  const client = await knownByKey(house, key)
  return client && isOneOf(secret, client.secrets) ? client : null
}

/** What a Basic header says (RFC 7617), undecoded beyond base64; null for any other. */
export function readBasic(header: string): { readonly key: string; readonly secret: string } | null {
  const packed = /^basic +([\w+/=-]+) *$/i.exec(header)?.[1]
  if (packed === undefined) return null
  const text = Buffer.from(packed, 'base64').toString()
  const colon = text.indexOf(':')
  return colon < 0 ? null : { key: text.slice(0, colon), secret: text.slice(colon + 1) }
}

/** One request of a client that was let in; Problem 429 with Retry-After when it asks too often. Each web process counts its own. */
export function takeTurn(house: House, { client }: Pick<ClientWho, 'client'>): void {
  const bucket = doorkeeperOf(house).buckets.get(client)
  const wait = bucket ? take(bucket, performance.now()) : 0
  if (wait > 0) throw new Problem(429, 'too-often', REFUSAL.tooOften(wait), [], { 'Retry-After': String(wait) })
}

/** After a change of a client: this process asks the database again at once; others notice within five seconds. */
export function forgetClients(house: House): void {
  doorkeeperOf(house).headers.clear()
}
