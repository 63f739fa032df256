import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type { Ctx } from '../../feature.ts'
import type { Lang } from '../../lib/text.ts'
import { notFound } from '../../web/who.ts'

/** Raise it when scripts/audio.ts makes another sound of the same text: the address changes with it, since browsers keep a file for ever. */
const RECIPE = 1
const FILE = /^[a-z0-9-]+\.(?:es|en)\.[0-9a-f]{16}\.opus$/

/** A file is named by what it says: one of an older text is never played with a newer one. */
export function audioName(unit: string, lang: Lang, script: string): string {
  const said = script.replace(/\r\n?/g, '\n').trim()
  return `${unit}.${lang}.${createHash('sha256').update(`${RECIPE}\n${said}`).digest('hex').slice(0, 16)}.opus`
}

/** Where `npm run audio` leaves the files; none is needed to run. */
export function audioFolder(dataDir: string): string {
  return join(dataDir, 'audio')
}

/** The recording of a script when somebody made one here. */
export function audioOf(dataDir: string, unit: string, lang: Lang, script: string): { readonly address: string; readonly bytes: number } | null {
  const name = audioName(unit, lang, script)
  const found = statSync(join(audioFolder(dataDir), name), { throwIfNoEntry: false })
  return found ? { address: `/audio/${name}`, bytes: found.size } : null
}

/** A recording or the part of it that was asked for: a phone seeks without fetching the rest. */
export async function serveAudio(c: Ctx): Promise<Response> {
  const name = c.req.param('file') ?? ''
  if (!FILE.test(name)) throw notFound()
  const path = join(audioFolder(c.var.house.config.dataDir), name)
  const size = statSync(path, { throwIfNoEntry: false })?.size
  if (size === undefined) throw notFound()
  const headers = { 'Content-Type': 'audio/ogg; codecs=opus', 'Accept-Ranges': 'bytes', 'Cache-Control': 'public, max-age=31536000, immutable' }
  const range = rangeOf(c.req.header('range'), size)
  if (range === 'unsatisfiable') return c.body(null, 416, { 'Content-Range': `bytes */${size}` })
  const { first, last } = range ?? { first: 0, last: size - 1 }
  const bytes = await partOf(path, first, last)
  // Said here, since the phone counts by it what a month has cost.
  const sized = { ...headers, 'Content-Length': String(bytes.length) }
  return range ? c.body(bytes, 206, { ...sized, 'Content-Range': `bytes ${first}-${last}/${size}` }) : c.body(bytes, 200, sized)
}

/** One range of RFC 9110, 14.1.2; null asks for all: a header of several ranges, or one nobody can read, may be passed over. */
function rangeOf(header: string | undefined, size: number): { first: number; last: number } | 'unsatisfiable' | null {
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? []
  if (from === '' && to === '') return null
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from)
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  if (from !== '' && to !== '' && Number(to) < first) return null
  return first < size && (from !== '' || Number(to) > 0) ? { first, last } : 'unsatisfiable'
}

async function partOf(path: string, first: number, last: number): Promise<Uint8Array<ArrayBuffer>> {
  const file = await open(path)
  try {
    const bytes = new Uint8Array(last - first + 1)
    const { bytesRead } = await file.read(bytes, 0, bytes.length, first)
    return bytes.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
