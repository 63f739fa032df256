import { createCipheriv, createDecipheriv, randomBytes, randomFillSync } from 'node:crypto'
import type { House } from '../../feature.ts'
import type { Database, Tx } from '../../lib/database.ts'
import { derive, seal, unseal } from '../../lib/keys.ts'
import { NS } from '../statement.ts'
import '../tables.ts'

/** What sealing needs of the house. */
export type Sealer = Pick<House, 'db' | 'keys'>

export interface PersonKey {
  /** Its row in statement_person. */
  readonly id: number
  readonly key: Buffer
}

/** Persons whose keys are at hand; a few hundred bytes each. A destroyed key is noticed in the database when it is written with. */
const MOST_KNOWN = 20_000
const known = new WeakMap<Database, Map<string, Promise<PersonKey>>>()

function cacheOf(db: Database): Map<string, Promise<PersonKey>> {
  const cache = known.get(db) ?? new Map<string, Promise<PersonKey>>()
  known.set(db, cache)
  return cache
}

/** The data key of an agent in a tenant, made at first sight; `agent` null: the tenant's own, for what is about nobody in particular. */
export function personKey(house: Sealer, tenant: string, agent: string | null): Promise<PersonKey> {
  const cache = cacheOf(house.db)
  const name = `${tenant} ${agent ?? ''}`
  const before = cache.get(name)
  if (before) return before
  if (cache.size >= MOST_KNOWN) cache.clear()
  const found = findOrMake(house, tenant, agent ?? '')
  cache.set(name, found)
  found.catch(() => cache.delete(name))
  return found
}

/** After a key was destroyed: the next use looks again. */
export function forgetKeys(db: Database): void {
  known.delete(db)
}

async function findOrMake(house: Sealer, tenant: string, agent: string): Promise<PersonKey> {
  const wrapping = wrappingKey(house)
  const find = () => house.db.selectFrom('statement_person').select(['id', 'data_key']).where('tenant', '=', tenant).where('agent', '=', agent)
    .where('erased', 'is', null).executeTakeFirst()
  for (let tries = 0; tries < FIND_TRIES; tries += 1) {
    const row = await find() ?? await house.db.insertInto('statement_person')
      .values({ tenant, agent, data_key: seal(wrapping, wrapContext(tenant), randomBytes(32)), erased: null })
      .onConflict((c) => c.columns(['tenant', 'agent']).where('erased', 'is', null).doNothing()).returning(['id', 'data_key']).executeTakeFirst()
    if (row?.data_key) return { id: row.id, key: unseal(wrapping, wrapContext(tenant), row.data_key) }
  }
  throw new Error('a data key vanished each time it was made')
}

/** A row that another process makes and an erasure takes between our two looks is looked for again. */
const FIND_TRIES = 20

const wrapContext = (tenant: string): string => `statement person ${tenant}`

const wrappings = new WeakMap<House['keys'], Buffer>()

/** The house's own key under which all data keys lie; derived once a process. */
function wrappingKey({ keys }: Pick<House, 'keys'>): Buffer {
  const before = wrappings.get(keys)
  if (before) return before
  const made = derive(keys, 'field', 'statement person')
  wrappings.set(keys, made)
  return made
}

/** Erases what outsiders and free statements said about these agents: their keys are destroyed. The columns keep the opaque id. */
export async function eraseAgents(tx: Tx, agents: readonly { tenant: string; agent: string }[], now: Date): Promise<void> {
  for (const { tenant, agent } of agents) {
    await tx.updateTable('statement_person').set({ data_key: null, erased: now }).where('tenant', '=', tenant).where('agent', '=', agent)
      .where('erased', 'is', null).execute()
  }
}

const CONTEXT = 'statement'
const nonces = Buffer.alloc(12 * 512)
let nextNonce = nonces.length

/** As `seal` in lib/keys.ts, with nonces drawn by the hundred: this stands on the way of every statement from outside. */
export function sealText(key: Buffer, text: string): Buffer {
  if (nextNonce >= nonces.length) { randomFillSync(nonces); nextNonce = 0 }
  const nonce = Buffer.from(nonces.subarray(nextNonce, nextNonce += 12))
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(AAD)
  const body = cipher.update(text, 'utf8')
  cipher.final()
  return Buffer.concat([nonce, body, cipher.getAuthTag()])
}
const AAD = Buffer.from(CONTEXT)

/** Undoes sealText, as UTF-8; throws when the key or a bit is wrong. */
function openText(key: Buffer, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12)).setAAD(AAD).setAuthTag(sealed.subarray(-16))
  const body = decipher.update(sealed.subarray(12, -16))
  decipher.final()
  return body
}

/** How a sealed text ends whose sender gave no timestamp: it is the time of reception, which is drawn later. No other text ends so. */
export const UNTIMED = ' }'
const BLANK = UNTIMED.charCodeAt(0)

/** A row of `statement` as far as its JSON text goes. */
export interface Sealed {
  readonly tenant: string
  readonly id: string
  readonly stored: Date
  readonly happened: Date
  readonly actor: string | null
  readonly verb: string
  readonly object: string
  readonly authority: string
  readonly raw: string | null
  readonly sealed: Buffer | null
  readonly person: number | null
  /** statement_person.data_key of `person`: `left join statement_person p on p.id = s.person`. */
  readonly data_key: Buffer | null
}

/** The JSON texts of rows, in order; of an erased person's only what the columns still say. */
export function openStatements(house: Pick<House, 'db' | 'keys'>, rows: readonly Sealed[]): string[] {
  return rows.map((row) => row.raw ?? opened(house, row).map((part) => part.toString('utf8')).join(''))
}

/** The same as pieces of one UTF-8 text, with commas between the statements: a page goes out as it was opened, without becoming a string first. */
export function openPieces(house: Pick<House, 'db' | 'keys'>, rows: readonly Sealed[]): Buffer[] {
  return rows.flatMap((row, i) => {
    const parts = row.raw === null ? opened(house, row) : [Buffer.from(row.raw)]
    return i === 0 ? parts : [COMMA, ...parts]
  })
}
const COMMA = Buffer.from(',')

function opened(house: Pick<House, 'db' | 'keys'>, row: Sealed): Buffer[] {
  if (!row.sealed || !row.data_key || row.person === null) return [Buffer.from(skeleton(row))]
  const text = openText(unwrapped(house, row.tenant, row.person, row.data_key), row.sealed)
  const stored = row.stored.toISOString()
  return text[text.length - 2] === BLANK
    ? [text.subarray(0, -2), Buffer.from(`,"timestamp":"${stored}","stored":"${stored}"}`, 'latin1')]
    : [text.subarray(0, -1), Buffer.from(`,"stored":"${stored}"}`, 'latin1')]
}

/** The data key of a row's person; null when it was erased, or the row is about nobody. */
export function dataKeyOf(house: Pick<House, 'db' | 'keys'>, { tenant, person, data_key: wrapped }: Pick<Sealed, 'tenant' | 'person' | 'data_key'>): Buffer | null {
  return person === null || !wrapped ? null : unwrapped(house, tenant, person, wrapped)
}

/** Data keys that were unwrapped lately, each with the wrapped bytes it came from: what the database no longer has is never used. */
const unwraps = new WeakMap<Database, Map<number, { wrapped: Buffer; key: Buffer }>>()

function unwrapped(house: Pick<House, 'db' | 'keys'>, tenant: string, person: number, wrapped: Buffer): Buffer {
  const cache = unwraps.get(house.db) ?? new Map<number, { wrapped: Buffer; key: Buffer }>()
  unwraps.set(house.db, cache)
  const before = cache.get(person)
  if (before?.wrapped.equals(wrapped)) return before.key
  const key = unseal(wrappingKey(house), wrapContext(tenant), wrapped)
  if (cache.size >= MOST_KNOWN) cache.clear()
  cache.set(person, { wrapped, key })
  return key
}

/** Whose words were erased still counts as one: valid xAPI that names nobody. */
export function skeleton(row: Pick<Sealed, 'id' | 'actor' | 'verb' | 'object' | 'happened' | 'stored' | 'authority'>): string {
  const account = (name: string): object => ({ objectType: 'Agent', account: { homePage: `${NS}erased`, name } })
  const object = /^[A-Za-z][A-Za-z0-9+.-]*:/.test(row.object) ? { objectType: 'Activity', id: row.object } : { objectType: 'Activity', id: `${NS}erased` }
  return JSON.stringify({
    id: row.id, actor: account(row.actor ?? 'group'), verb: { id: row.verb }, object, timestamp: row.happened.toISOString(),
    authority: { objectType: 'Agent', account: { homePage: `${NS}authorities`, name: row.authority } }, version: '1.0.0', stored: row.stored.toISOString(),
  })
}
