import type { Text } from '../../lib/text.ts'
import { addProfile, lock, profiles, removeProfile, seal, unlock, unseal, whoIsOpen } from './profile.ts'
import { newId, openReply, sealLetter, toBase64Url, fromBase64Url, type LetterFile } from './seal.ts'
import { knownOffset, sendWaiting } from './send.ts'
import { all, change, get, put, type ItemState, type Open, type OutboxItem, type Profile } from './store.ts'

export { addProfile, profiles, removeProfile, unlock }

export interface NewItem {
  readonly kind: string
  /** What its owner sees in her list. */
  readonly about: Text
  readonly data: unknown
  readonly files?: readonly LetterFile[]
  readonly id?: string
  /** Written under her key together with the item: an app that is killed in between knows of both or of neither. */
  readonly note?: { readonly key: string; readonly value: unknown }
}

export interface OwnItem {
  readonly id: string
  readonly kind: string
  readonly about: Text
  readonly at: number
  readonly state: ItemState
  /** What the server said when it refused. */
  readonly sentence?: Text
}

/** The person whose things are open on this phone. */
export interface Own {
  readonly id: string
  readonly kind: Profile['kind']
  readonly first: string
  read<T>(key: string): Promise<T | null>
  write(key: string, value: unknown): Promise<void>
  /** Signs, seals and stores an item; resolves with its id once it is on the disk. Rejects with NotStored when it is not. */
  queue(item: NewItem): Promise<string>
  items(): Promise<OwnItem[]>
}

/** The phone's storage took nothing. The sealed envelope is here, so that it can be saved as a file. */
export class NotStored extends Error {
  readonly item: OutboxItem

  constructor(item: OutboxItem, cause: unknown) {
    super('this phone could not store the item', { cause })
    this.item = item
  }
}

interface About { readonly kind: string; readonly about: Text; readonly reply: string }

function ownOf({ open, profile }: { open: Open; profile: Profile }): Own {
  const { key, sign } = open
  return {
    id: profile.id, kind: profile.kind, first: profile.first,
    read: async <T>(name: string) => {
      const sealed = await get('kept', [profile.id, name])
      return sealed ? unseal<T>(key, sealed) : null
    },
    write: async (name, value) => put('kept', await seal(key, value), [profile.id, name]),
    queue: (item) => queue(profile.id, sign, key, item),
    items: async () => {
      const mine = (await all('outbox')).filter((i) => i.owner === profile.id && i.about).sort((a, b) => b.seq - a.seq)
      return Promise.all(mine.map((i) => shown(i, key)))
    },
  }
}

async function shown(item: OutboxItem, key: CryptoKey): Promise<OwnItem> {
  // An item without its words is another phone's; `items` asked for it before.
  const { kind, about, reply } = await unseal<About>(key, item.about!)
  const said = item.reply ? JSON.parse(await openReply(fromBase64Url(reply), item.reply)) as Text : undefined
  return { id: item.id, kind, about, at: item.at, state: item.state, ...(said ? { sentence: said } : {}) }
}

async function queue(owner: string, sign: CryptoKey, key: CryptoKey, item: NewItem): Promise<string> {
  const id = item.id ?? newId()
  const at = Date.now()
  const profile = await get('profile', owner)
  if (!profile) throw new Error('this person is no longer on this phone')
  // A full phone cannot count on either: the item goes out as a file, and its number is used again.
  const seq = await nextSeq(owner).catch(() => profile.seq + 1)
  const letter = { id, phone: owner, seq, kind: item.kind, at: new Date(at).toISOString(), offset: await knownOffset(), data: item.data }
  const { bytes, replyKey } = await sealLetter(letter, item.files ?? [], sign, profile.server)
  const about: About = { kind: item.kind, about: item.about, reply: toBase64Url(replyKey) }
  const stored: OutboxItem = { id, owner, seq, at, bytes, about: await seal(key, about), state: 'waiting', tries: 0, next: 0, reply: null }
  const note = item.note && await seal(key, item.note.value)
  try {
    await change(['outbox', 'kept'], ({ outbox, kept }) => {
      outbox.put(stored)
      if (item.note) kept.put(note, [owner, item.note.key])
    })
  } catch (error) {
    throw new NotStored(stored, error)
  }
  announce()
  void sendSoon()
  return id
}

/** The next number of a person's items: a gap, when the phone dies between here and the outbox, does no harm. */
async function nextSeq(owner: string): Promise<number> {
  let seq = 0
  await change(['profile'], ({ profile }) => {
    const before = profile.get(owner)
    before.onsuccess = () => {
      const known = before.result as Profile | undefined
      if (!known) return
      seq = known.seq + 1
      profile.put({ ...known, seq })
    }
  })
  return seq
}

/** Tries to send now; and, where the browser can, again when the signal is back and no page is open. */
export async function sendSoon(impatient = false): Promise<number> {
  const registration = await navigator.serviceWorker?.getRegistration?.()
  const sync = (registration as { sync?: { register(tag: string): Promise<void> } } | undefined)?.sync
  // Background sync may be switched off or missing; the page then sends by itself.
  if (sync) await sync.register('outbox').catch(() => undefined)
  const before = await waiting()
  const sent = navigator.onLine && before > 0 ? await sendWaiting(impatient) : 0
  // Pages draw themselves anew, and ask the server, only when something became of it.
  if (await waiting() !== before) announce()
  return sent
}

const waiting = async (): Promise<number> => (await all('outbox')).filter((i) => i.state === 'waiting').length

type Listener = (own: Own | null) => void
const listeners: Listener[] = []
const CHANGED = 'yachay-own'
const channel = typeof BroadcastChannel === 'function' ? new BroadcastChannel('yachay') : null

/** Tells who is here, at once and whenever that changes, in this page or another one of ours. */
export function onOwn(listener: Listener): void {
  listeners.push(listener)
  void whoIsHere().then(listener)
}

export async function whoIsHere(): Promise<Own | null> {
  const found = await whoIsOpen()
  return found && ownOf(found)
}

async function tellAll(): Promise<void> {
  const own = await whoIsHere()
  for (const listener of listeners) listener(own)
}

/** Says in every page of ours that a person, or her outbox, changed. */
export function announce(): void {
  document.dispatchEvent(new Event(CHANGED))
  channel?.postMessage('changed')
}

if (typeof document !== 'undefined') document.addEventListener(CHANGED, () => void tellAll())
if (channel) channel.onmessage = () => void tellAll()

export async function closeOwn(): Promise<void> {
  await lock()
  announce()
}
