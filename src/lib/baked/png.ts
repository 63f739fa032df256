import { crc32 } from 'node:zlib'

/** Open Badges 3.0, section 5.3: a PNG carries its credential in one iTXt chunk with this keyword, not compressed. */
const KEYWORD = 'openbadgecredential'
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** A photo of a wall is no badge. */
const MOST_CHUNKS = 4096

interface Chunk { readonly type: string; readonly data: Buffer; readonly from: number; readonly to: number }

export function isPng(bytes: Buffer): boolean {
  return bytes.subarray(0, 8).equals(SIGNATURE)
}

/** The picture with a credential in it, in place of one that it had. Throws when it is no whole PNG. */
export function bakePng(png: Buffer, json: string): Buffer {
  const all = chunksOf(png)
  if (!all || all[0]?.type !== 'IHDR') throw new Error('not a whole PNG')
  const kept = all.filter((chunk) => !isBadge(chunk)).map((chunk) => png.subarray(chunk.from, chunk.to))
  // keyword, 0, not compressed, method 0, no language, no translated keyword, then the text in UTF-8.
  const text = chunk('iTXt', Buffer.concat([Buffer.from(`${KEYWORD}\0\0\0\0\0`, 'latin1'), Buffer.from(json, 'utf8')]))
  return Buffer.concat([SIGNATURE, ...kept.slice(0, 1), text, ...kept.slice(1)])
}

/** What was baked into a PNG; null when nothing was, when it was compressed (the standard forbids it, and a bomb needs it), twice, or broken. */
export function unbakePng(png: Buffer): string | null {
  const found = chunksOf(png)?.filter(isBadge) ?? []
  const one = found[0]
  if (!one || found.length !== 1 || one.type !== 'iTXt') return null
  const rest = one.data.subarray(KEYWORD.length + 1)
  if (rest[0] !== 0 || rest[1] !== 0) return null
  const language = rest.indexOf(0, 2)
  const translated = language < 0 ? -1 : rest.indexOf(0, language + 1)
  if (translated < 0) return null
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(rest.subarray(translated + 1))
  } catch {
    // Not UTF-8: nobody baked that.
    return null
  }
}

function isBadge({ type, data }: Chunk): boolean {
  return (type === 'iTXt' || type === 'tEXt' || type === 'zTXt') && data.subarray(0, KEYWORD.length + 1).toString('latin1') === `${KEYWORD}\0`
}

/** Every chunk up to IEND; null when lengths or check sums do not fit. What follows IEND is nobody's. */
function chunksOf(png: Buffer): Chunk[] | null {
  if (!isPng(png)) return null
  const chunks: Chunk[] = []
  for (let at = 8; at + 12 <= png.length && chunks.length < MOST_CHUNKS;) {
    const length = png.readUInt32BE(at)
    const to = at + 12 + length
    if (to > png.length || crc32(png.subarray(at + 4, to - 4)) !== png.readUInt32BE(to - 4)) return null
    const type = png.toString('latin1', at + 4, at + 8)
    chunks.push({ type, data: png.subarray(at + 8, to - 4), from: at, to })
    if (type === 'IEND') return chunks
    at = to
  }
  return null
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const head = Buffer.alloc(4)
  head.writeUInt32BE(data.length)
  const tail = Buffer.alloc(4)
  tail.writeUInt32BE(crc32(body))
  return Buffer.concat([head, body, tail])
}
