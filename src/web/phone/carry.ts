import { framed } from './send.ts'
import { all, change, type OutboxItem } from './store.ts'
import { joined } from './seal.ts'

/** First line of a file of envelopes; the server and other phones look for it. */
const MAGIC = new TextEncoder().encode('yachay-envio-1\n')

/** Envelopes as one file: sealed, so whoever is given it can pass it on and not read it. */
export async function fileOf(items: readonly OutboxItem[]): Promise<File> {
  const day = new Date().toISOString().slice(0, 10)
  return new File([joined([MAGIC, await framed(items)])], `yachay-${day}.yachay`, { type: 'application/octet-stream' })
}

/** Hands the file to whatever this phone shares files with; else saves it among the downloads. False when she changed her mind. */
export async function saveAsFile(items: readonly OutboxItem[], share = false): Promise<boolean> {
  const file = await fileOf(items)
  const sharing = navigator as { canShare?: (data: object) => boolean }
  if (share && sharing.canShare?.({ files: [file] })) return navigator.share({ files: [file] }).then(() => true, () => false)
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = file.name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
  return true
}

/** Reads a file of envelopes and puts what is new into this phone's outbox, to be carried. Null when it is no such file. */
export async function takeFile(file: Blob): Promise<{ added: number; known: number } | null> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  if (MAGIC.some((byte, i) => bytes[i] !== byte)) return null
  return carryFrames(bytes.slice(MAGIC.length))
}

/** Frames as they travel (see send.ts), from a file or from QR pictures. */
export async function carryFrames(bytes: Uint8Array): Promise<{ added: number; known: number } | null> {
  const found: OutboxItem[] = []
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 0; at < bytes.length;) {
    if (at + 41 > bytes.length) return null
    const id = new TextDecoder().decode(bytes.slice(at, at + 36))
    const length = view.getUint32(at + 37, true)
    if (!/^[0-9a-f-]{36}$/.test(id) || at + 41 + length > bytes.length) return null
    // Each envelope is an owner of its own here: one that has to wait must not hold up the others. The server puts them in order.
    found.push({ id, owner: `carried/${id}`, seq: found.length, at: Date.now(), bytes: bytes.slice(at + 41, at + 41 + length), about: null, state: 'waiting', tries: 0, next: 0, reply: null })
    at += 41 + length
  }
  const here = new Set((await all('outbox')).map((i) => i.id))
  const fresh = found.filter((i) => !here.has(i.id))
  await change(['outbox'], ({ outbox }) => { for (const item of fresh) outbox.add(item) })
  return { added: fresh.length, known: found.length - fresh.length }
}
