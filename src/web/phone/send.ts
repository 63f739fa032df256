import { all, change, get, put, type ItemState, type OutboxItem } from './store.ts'
import { fromBase64Url, joined } from './seal.ts'
import { countTraffic, mayUseMuch } from './traffic.ts'

const encoder = new TextEncoder()
/** One request carries at most so much, so that a cut costs little; larger envelopes go in parts. */
const MOST_BYTES = 96 * 1024
const PART_BYTES = 32 * 1024
const TIMEOUT_MS = 45_000
/** Waits between tries, in ms: patient, because each try costs somebody data. */
const WAITS = [3_000, 10_000, 30_000, 120_000, 300_000, 900_000]
/** A line that the server has stays visible so long. */
const KEEP_SENT_MS = 30 * 86_400_000

interface Answer { readonly id: string; readonly outcome: 'accepted' | 'refused' | 'held' | 'later'; readonly reply?: string }

/** Sends what waits, one sender at a time on this phone; answers how many the server took. `now` also tries what was to wait longer. */
export async function sendWaiting(impatient = false): Promise<number> {
  const locks = (navigator as { locks?: LockManager }).locks
  if (!locks) return sendAll(impatient)
  return locks.request('yachay-send', { ifAvailable: true }, (lock) => (lock ? sendAll(impatient) : Promise.resolve(0)))
}

async function sendAll(impatient: boolean): Promise<number> {
  await sweep()
  let taken = 0
  const stopped = new Set<string>()
  for (;;) {
    const batch = nextBatch(await all('outbox'), stopped, impatient)
    if (batch.length === 0) return taken
    const answers = await sendBatch(batch)
    if (!answers) {
      // No answer, half an answer, or a server in trouble: all of it again later. The server knows each item by its id.
      for (const item of batch) stopped.add(item.owner)
      await later(batch)
      if (!navigator.onLine) return taken
      continue
    }
    taken += await note(batch, answers, stopped)
  }
}

/** The first items of each person in her order, as many as one request carries. Behind one that must wait, all of hers wait. */
function nextBatch(items: readonly OutboxItem[], stopped: ReadonlySet<string>, impatient: boolean): OutboxItem[] {
  const now = Date.now()
  const batch: OutboxItem[] = []
  const held = new Set<string>(stopped)
  let bytes = 0
  for (const item of items.filter((i) => i.state === 'waiting').sort((a, b) => a.seq - b.seq || a.at - b.at)) {
    if (held.has(item.owner)) continue
    const notYet = !impatient && item.next > now && item.next < now + 2 * WAITS[WAITS.length - 1]!
    const tooMuch = batch.length > 0 && bytes + item.bytes.length > MOST_BYTES
    if (notYet || tooMuch || (item.bytes.length > MOST_BYTES && !mayUseMuch())) {
      held.add(item.owner)
      continue
    }
    batch.push(item)
    bytes += item.bytes.length
  }
  return batch
}

async function sendBatch(batch: readonly OutboxItem[]): Promise<readonly Answer[] | null> {
  const [first] = batch
  if (first && batch.length === 1 && first.bytes.length > MOST_BYTES) return sendInParts(first)
  return ask('/deliveries', 'POST', await framed(batch))
}

/** Each item: 36 letters of id, one byte (1 = made on this phone), length (4, little-endian), envelope. */
export async function framed(items: readonly OutboxItem[]): Promise<Uint8Array<ArrayBuffer>> {
  return joined(items.flatMap((item) => {
    const head = new Uint8Array(41)
    head.set(encoder.encode(item.id))
    head[36] = item.about ? 1 : 0
    new DataView(head.buffer).setUint32(37, item.bytes.length, true)
    return [head, item.bytes]
  }))
}

/** A large envelope in parts; those that arrived before a cut are not sent again. */
async function sendInParts(item: OutboxItem): Promise<readonly Answer[] | null> {
  const frame = await framed([item])
  const count = Math.ceil(frame.length / PART_BYTES)
  const known = await ask<{ parts: number[] }>(`/deliveries/${item.id}`, 'GET')
  if (!known) return null
  for (let n = 0; n < count; n += 1) {
    if (known.parts.includes(n)) continue
    if (!await ask(`/deliveries/${item.id}/parts/${n}`, 'PUT', frame.slice(n * PART_BYTES, (n + 1) * PART_BYTES))) return null
  }
  return ask(`/deliveries/${item.id}`, 'POST', encoder.encode(String(count)))
}

async function ask<T = readonly Answer[]>(path: string, method: string, body?: Uint8Array<ArrayBuffer>): Promise<T | null> {
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), TIMEOUT_MS)
  try {
    const response = await fetch(path, {
      method, signal: stop.signal, credentials: 'same-origin', cache: 'no-store', ...(body ? { body } : {}),
      headers: { 'Content-Type': 'application/octet-stream', 'Phone-Now': String(Date.now()) },
    })
    if (!response.ok) return null
    const text = await response.text()
    await countTraffic((body?.length ?? 0) + text.length)
    const answer = JSON.parse(text) as { now: string; results?: T; parts?: number[] }
    await put('meta', Date.parse(answer.now) - Date.now(), 'offset')
    return (answer.results ?? answer) as T
  } catch {
    // No signal, a dead server, an answer that broke off: for the outbox they are the same, "later".
    return null
  } finally {
    clearTimeout(timer)
  }
}

/** Writes down what the server said; answers how many it took. */
async function note(batch: readonly OutboxItem[], answers: readonly Answer[], stopped: Set<string>): Promise<number> {
  const said = new Map(answers.map((a) => [a.id, a]))
  let taken = 0
  for (const item of batch) {
    const answer = said.get(item.id)
    if (!answer || answer.outcome === 'later') {
      stopped.add(item.owner)
      await later([item])
      continue
    }
    const state: ItemState = answer.outcome === 'accepted' ? 'sent' : answer.outcome
    if (state === 'sent') taken += 1
    const reply = answer.reply ? fromBase64Url(answer.reply) : null
    // A refused envelope is kept: its owner may want what is inside.
    await put('outbox', { ...item, state, reply, bytes: state === 'refused' ? item.bytes : new Uint8Array(0) })
  }
  return taken
}

async function later(items: readonly OutboxItem[]): Promise<void> {
  const now = Date.now()
  await change(['outbox'], ({ outbox }) => {
    for (const item of items) {
      const wait = WAITS[Math.min(item.tries, WAITS.length - 1)]!
      outbox.put({ ...item, tries: item.tries + 1, next: now + Math.round(wait * (0.75 + Math.random() / 2)) })
    }
  })
}

async function sweep(): Promise<void> {
  const old = (await all('outbox')).filter((i) => (i.state === 'sent' || i.state === 'held') && Date.now() - i.at > KEEP_SENT_MS)
  if (old.length > 0) await change(['outbox'], ({ outbox }) => { for (const item of old) outbox.delete(item.id) })
}

/** The server's clock minus this phone's when they last met, ms; null when they never did. */
export async function knownOffset(): Promise<number | null> {
  const offset = await get('meta', 'offset')
  return typeof offset === 'number' ? offset : null
}
