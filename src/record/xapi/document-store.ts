import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { House } from '../../feature.ts'
import type { Db, Tx } from '../../lib/database.ts'
import { seal, unseal } from '../../lib/keys.ts'
import { Problem } from '../../lib/problem.ts'
import { contentOf, merged, needObject, packed, unpacked, type Content } from './document-body.ts'
import { blindAnswer, checkConditions, conditionsOf, etagOf, isBlind, isUnchanged } from './etag.ts'
import { hasScope, needScope, type Scope, type Sender, type XapiAnswer, type XapiRequest } from './request.ts'
import { forgetKeys, personKey, type PersonKey } from './sealing.ts'

declare module '../../lib/database.ts' {
  interface Tables {
    xapi_document: {
      place: Buffer; folder: Buffer; tenant: string; kind: Kind; activity: string | null; agent: string | null; registration: string | null
      id: string; updated: Date; person: number; sealed: Buffer
    }
  }
}

export type Kind = 'state' | 'activity-profile' | 'agent-profile'

/** What documents belong to. `agent` is an agent key. */
export interface Folder {
  readonly tenant: string
  readonly kind: Kind
  readonly activity: string | null
  readonly agent: string | null
}

/** One document of a folder. */
export interface Place extends Folder {
  readonly registration: string | null
  readonly id: string
}

interface Document extends Content {
  readonly updated: Date
}

/** Documents belong to other programs: a browser's session has no business here. */
export function needClient(sender: Sender, ...scopes: readonly Scope[]): void {
  if (sender.kind === 'session') throw new Problem(403, 'clients-only', { es: 'Aquí solo entran otros programas, con su llave.', en: 'Only other programs come in here, with their key.' })
  needScope(sender, ...scopes)
}

/** Reading is also open to who may read everything. */
export function mayRead(sender: Sender, ...scopes: readonly Scope[]): void {
  needClient(sender, ...(hasScope(sender, 'all/read') ? ['all/read' as const] : scopes))
}

/** GET of one document: 404 when there is none, also after its person was erased. */
export async function getDocument(house: House, request: XapiRequest, place: Place): Promise<XapiAnswer> {
  const document = await find(house, place)
  if (!document) throw new Problem(404, 'no-document', { es: 'No hay un documento con ese identificador.', en: 'There is no document under that id.' })
  const etag = etagOf(document.body)
  const headers = { ETag: etag, 'Last-Modified': document.updated.toUTCString() }
  if (isUnchanged(conditionsOf(request.header), etag)) return { status: 304, headers, body: null }
  return {
    // What a program stored may claim to be a page: it runs nowhere and is shown by nobody.
    status: 200, headers: { ...headers, 'Content-Type': document.type, 'Content-Security-Policy': "default-src 'none'; sandbox", 'X-Content-Type-Options': 'nosniff' },
    body: document.body,
  }
}

/** PUT: the document as it is from now on. `guarded`: a document that exists is not replaced unless the sender says which one it saw. */
export async function putDocument(house: House, request: XapiRequest, place: Place, guarded: boolean): Promise<XapiAnswer> {
  const content = contentOf(request.header('content-type'), request.body)
  let blind = false
  await change(house, request, place, (_old, etag) => {
    blind = guarded && isBlind(conditionsOf(request.header), etag)
    return blind ? undefined : content
  })
  return blind ? blindAnswer(request.header('accept')) : { status: 204, headers: { ETag: etagOf(content.body) }, body: null }
}

/** POST: merged into the document, or stored where there is none. xAPI 2.0 takes JSON objects only, 1.0.3 anything for a new document (XAPI-00233). */
export async function postDocument(house: House, request: XapiRequest, place: Place): Promise<XapiAnswer> {
  const content = contentOf(request.header('content-type'), request.body)
  if (request.version === '2.0.0') needObject(content)
  await change(house, request, place, (old) => (old ? merged(old, content) : content))
  return { status: 204, headers: {}, body: null }
}

/** DELETE: also of a document that is not there. */
export async function deleteDocument(house: House, request: XapiRequest, place: Place): Promise<XapiAnswer> {
  await change(house, request, place, () => null)
  return { status: 204, headers: {}, body: null }
}

export interface Which {
  /** Only this registration's, when given. */
  readonly registration?: string | null
  readonly since?: Date | null
}

/** The ids of a folder's documents as a JSON array, each once, the longest unchanged first. */
export async function listDocuments(house: House, request: XapiRequest, folder: Folder, which: Which): Promise<XapiAnswer> {
  const { body, last } = await list(house.db, folder, which)
  const headers = { ETag: etagOf(body), ...(last && { 'Last-Modified': last.toUTCString() }) }
  if (isUnchanged(conditionsOf(request.header), headers.ETag)) return { status: 304, headers, body: null }
  return { status: 200, headers: { ...headers, 'Content-Type': 'application/json' }, body }
}

/** All documents of a folder at once; If-Match speaks of the list of their ids. */
export async function deleteDocuments(house: House, request: XapiRequest, folder: Folder, registration: string | null): Promise<XapiAnswer> {
  await house.db.transaction().execute(async (tx) => {
    const { body, places } = await list(tx, folder, { registration }, true)
    checkConditions(conditionsOf(request.header), etagOf(body))
    if (places.length > 0) await tx.deleteFrom('xapi_document').where('place', '=', sql<Buffer>`any(${places}::bytea[])`).execute()
  })
  return { status: 204, headers: {}, body: null }
}

async function list(db: Db, folder: Folder, { registration, since }: Which, lock = false): Promise<{ body: string; last: Date | undefined; places: Buffer[] }> {
  let query = db.selectFrom('xapi_document').select(['id', 'updated', 'place']).where('folder', '=', folderOf(folder))
  if (registration) query = query.where('registration', '=', registration)
  if (since) query = query.where('updated', '>', since)
  const rows = await (lock ? query.orderBy('place').forUpdate() : query).execute()
  rows.sort((a, b) => a.updated.getTime() - b.updated.getTime() || (a.id < b.id ? -1 : 1))
  return { body: JSON.stringify([...new Set(rows.map((r) => r.id))]), last: rows.at(-1)?.updated, places: rows.map((r) => r.place) }
}

const MOST_TRIES = 100

/**
 * Lets `decide` say what the document is from now on (null: gone; undefined: as it was), given what it is, after the request's conditions held. Nobody writes in
 * between: an existing row is locked, and who loses the race for a new one looks again.
 */
async function change(
  house: House, request: XapiRequest, place: Place, decide: (old: Content | null, etag: string | null) => Content | null | undefined,
): Promise<void> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const key = await personKey(house, place.tenant, place.agent)
    const done = await house.db.transaction().setIsolationLevel('read committed').execute(async (tx): Promise<'done' | 'raced' | 'erased'> => {
      if (!await holdsStill(tx, key)) return 'erased'
      const row = await tx.selectFrom('xapi_document').select(['person', 'sealed']).where('place', '=', placeOf(place)).forUpdate().executeTakeFirst()
      const old = row?.person === key.id ? open(key.key, place, row.sealed) : null
      const etag = old && etagOf(old.body)
      checkConditions(conditionsOf(request.header), etag)
      const fresh = decide(old, etag)
      if (fresh === undefined) return 'done'
      if (fresh) return await put(tx, place, key, fresh, house.clock(), row !== undefined) ? 'done' : 'raced'
      await tx.deleteFrom('xapi_document').where('place', '=', placeOf(place)).execute()
      return 'done'
    })
    if (done === 'done') return
    if (done === 'erased') forgetKeys(house.db)
  }
  throw new Problem(503, 'busy-document', { es: 'Muchos escriben este documento a la vez. Inténtalo en un momento.', en: 'Many are writing this document at once. Try again in a moment.' }, [], { 'Retry-After': '1' })
}

/** Whether the key is still there; if so, it stays until the transaction ends. Taken before the document's row, as an erasure takes them. */
async function holdsStill(tx: Tx, key: PersonKey): Promise<boolean> {
  const row = await tx.selectFrom('statement_person').select('id').where('id', '=', key.id).where('data_key', 'is not', null).forShare().executeTakeFirst()
  return row !== undefined
}

/** False when another process made the document since we looked. */
async function put(tx: Tx, place: Place, key: PersonKey, content: Content, now: Date, existed: boolean): Promise<boolean> {
  const sealed = seal(key.key, contextOf(place), packed(content))
  if (existed) {
    await tx.updateTable('xapi_document').set({ sealed, updated: now, person: key.id }).where('place', '=', placeOf(place)).execute()
    return true
  }
  const made = await tx.insertInto('xapi_document').values({ ...place, place: placeOf(place), folder: folderOf(place), updated: now, person: key.id, sealed })
    .onConflict((c) => c.column('place').doNothing()).returning('person').executeTakeFirst()
  return made !== undefined
}

async function find(house: House, place: Place): Promise<Document | null> {
  const row = await house.db.selectFrom('xapi_document').select(['person', 'sealed', 'updated']).where('place', '=', placeOf(place)).executeTakeFirst()
  const key = row && await keyOf(house, place, row.person)
  return row && key ? { ...open(key, place, row.sealed), updated: row.updated } : null
}

/** The key a row was sealed with; null when it was destroyed since the row was read. */
async function keyOf(house: House, { tenant, agent }: Folder, person: number): Promise<Buffer | null> {
  const known = await personKey(house, tenant, agent)
  if (known.id === person) return known.key
  forgetKeys(house.db)
  const now = await personKey(house, tenant, agent)
  return now.id === person ? now.key : null
}

const open = (key: Buffer, place: Place, sealed: Buffer): Content => unpacked(unseal(key, contextOf(place), sealed))
const folderOf = ({ tenant, kind, activity, agent }: Folder): Buffer => digest([tenant, kind, activity, agent])
const placeOf = ({ tenant, kind, activity, agent, registration, id }: Place): Buffer => digest([tenant, kind, activity, agent, registration, id])
const digest = (parts: readonly (string | null)[]): Buffer => createHash('sha256').update(JSON.stringify(parts)).digest()
/** What a sealed text is bound to: it opens nowhere else. */
const contextOf = (place: Place): string => `xapi document ${placeOf(place).toString('hex')}`
