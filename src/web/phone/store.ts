// What this browser keeps: the people who study on this phone, what each keeps under her own key, the outbox, and what was taken along.

/** Text encrypted under a person's key: AES-256-GCM with its own nonce. */
export interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>
  readonly data: ArrayBuffer
}

/** Somebody who uses this phone. Without her PIN nobody reads `secret` and what is kept under it. */
export interface Profile {
  /** The server's id of this phone of hers. */
  readonly id: string
  readonly kind: 'learner' | 'staff'
  /** What the phone calls her when it asks who is here. */
  readonly first: string
  readonly salt: Uint8Array<ArrayBuffer>
  readonly rounds: number
  /** Her data key and her signing key, wrapped by the key that her PIN makes. */
  readonly secret: Sealed
  /** The server's public key for envelopes, 65 bytes. */
  readonly server: Uint8Array<ArrayBuffer>
  /** Number of the last item she put into the outbox. */
  seq: number
}

/** Who opened her things last, until when on this phone's clock; the key itself cannot be taken out of the browser. */
export interface Open {
  readonly owner: string
  readonly key: CryptoKey
  readonly sign: CryptoKey
  readonly since: number
  readonly until: number
}

export type ItemState = 'waiting' | 'sent' | 'refused' | 'held'

export interface OutboxItem {
  readonly id: string
  readonly owner: string
  readonly seq: number
  /** What the phone's clock said when it was put in, ms. */
  readonly at: number
  /** The sealed envelope; empty once the server has it. */
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Kind, words and the key for the server's reply, for its owner's eyes; absent for what this phone only carries. */
  readonly about: Sealed | null
  readonly state: ItemState
  readonly tries: number
  /** Not before, ms of this phone's clock. */
  readonly next: number
  readonly reply: Uint8Array<ArrayBuffer> | null
}

/** A course on this phone. Opaque ids only: the service worker reads it without anybody's PIN. */
export interface Taken {
  readonly enrolment: string
  readonly owner: string
  readonly programme: string
  readonly version: string
  readonly lang: string
  readonly bytes: number
  readonly complete: boolean
}

interface Stores {
  profile: Profile
  open: Open
  outbox: OutboxItem
  kept: Sealed
  taken: Taken
  /** Settings and counters of the phone, nobody's in particular. */
  meta: unknown
}

const VERSION = 1
const KEYS: Record<keyof Stores, string | undefined> = { profile: 'id', open: undefined, outbox: 'id', kept: undefined, taken: 'enrolment', meta: undefined }

let opened: Promise<IDBDatabase> | null = null

function database(): Promise<IDBDatabase> {
  opened = opened ?? new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('yachay', VERSION)
    // Later versions add stores and never drop one: what somebody did may lie in it.
    request.onupgradeneeded = ({ oldVersion: before }) => {
      for (const [name, keyPath] of Object.entries(KEYS)) {
        if (!request.result.objectStoreNames.contains(name)) request.result.createObjectStore(name, keyPath ? { keyPath } : undefined)
      }
      // When this store was made: a note of unsent work that is older tells that the browser threw the former one away.
      if (before === 0) request.transaction?.objectStore('meta').put(Date.now(), 'born')
    }
    request.onsuccess = () => {
      request.result.onversionchange = () => { request.result.close(); opened = null }
      request.result.onclose = () => { opened = null }
      resolve(request.result)
    }
    request.onerror = () => { opened = null; reject(request.error) }
  })
  return opened
}

type Name = keyof Stores

/** One transaction. `work` asks synchronously; resolves with its answer once everything is on the disk, rejects when nothing is. */
export async function change<T>(names: readonly Name[], work: (stores: { [N in Name]: IDBObjectStore }) => T): Promise<T> {
  const db = await database()
  return new Promise<T>((resolve, reject) => {
    // `durability` is ignored by browsers that do not know it.
    const options: object = { durability: 'strict' }
    const tx = (db.transaction as (n: string[], m: string, o: object) => IDBTransaction).call(db, [...names], 'readwrite', options)
    const stores = Object.fromEntries(names.map((n) => [n, tx.objectStore(n)])) as { [N in Name]: IDBObjectStore }
    const answer = work(stores)
    tx.oncomplete = () => resolve(answer)
    tx.onabort = () => reject(tx.error)
  })
}

export async function get<N extends Name>(name: N, key: IDBValidKey): Promise<Stores[N] | undefined> {
  const db = await database()
  return result(db.transaction(name).objectStore(name).get(key)) as Promise<Stores[N] | undefined>
}

export async function all<N extends Name>(name: N): Promise<Stores[N][]> {
  const db = await database()
  return result(db.transaction(name).objectStore(name).getAll()) as Promise<Stores[N][]>
}

export async function put<N extends Name>(name: N, value: Stores[N], key?: IDBValidKey): Promise<void> {
  await change([name], (stores) => { stores[name].put(value, key) })
}

export async function remove(name: Name, key: IDBValidKey | IDBKeyRange): Promise<void> {
  await change([name], (stores) => { stores[name].delete(key) })
}

function result<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}
