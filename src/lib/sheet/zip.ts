import { crc32, deflateRaw, inflateRaw } from 'node:zlib'
import { promisify } from 'node:util'
import { badFile, brokenFile, LIMITS, tooLarge } from './limits.ts'

// Own reading of the directory of a zip, over Node's zlib: fflate neither stops at an entry that lies about its size nor copies an
// entry without unpacking it, and what we hand back must keep every other part as it came, to the byte.

/** One part of a zip: as it is packed in the file, and what the directory says of it. */
export interface Part {
  readonly name: string
  readonly method: 0 | 8
  readonly crc: number
  readonly size: number
  readonly packed: Buffer
}

const [unpack, pack] = [promisify(inflateRaw), promisify(deflateRaw)]
const [LOCAL, CENTRAL, END] = [0x04034b50, 0x02014b50, 0x06054b50]
const UTF8_NAMES = 0x800

/** The parts of a zip by name, in the order of its directory. Throws a Problem for what is broken, encrypted or larger than allowed. */
export function readZip(file: Buffer): Map<string, Part> {
  const end = file.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  if (end < 0 || end + 22 > file.length) throw brokenFile()
  const count = file.readUInt16LE(end + 10)
  if (count > LIMITS.parts) throw tooLarge()
  let at = file.readUInt32LE(end + 16)
  const parts = new Map<string, Part>()
  let unpacked = 0
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || file.readUInt32LE(at) !== CENTRAL) throw brokenFile()
    const [flags, method] = [file.readUInt16LE(at + 8), file.readUInt16LE(at + 10)]
    const [crc, packedSize, size] = [file.readUInt32LE(at + 16), file.readUInt32LE(at + 20), file.readUInt32LE(at + 24)]
    const [nameLength, extra, comment] = [file.readUInt16LE(at + 28), file.readUInt16LE(at + 30), file.readUInt16LE(at + 32)]
    const name = file.toString('utf8', at + 46, at + 46 + nameLength)
    if (flags & 1) throw encrypted()
    if (method !== 0 && method !== 8) throw brokenFile()
    unpacked += size
    if (unpacked > LIMITS.unpacked) throw tooLarge()
    parts.set(name, { name, method, crc, size, packed: packedBytes(file, file.readUInt32LE(at + 42), packedSize) })
    at += 46 + nameLength + extra + comment
  }
  return parts
}

function packedBytes(file: Buffer, at: number, length: number): Buffer {
  if (at + 30 > file.length || file.readUInt32LE(at) !== LOCAL) throw brokenFile()
  const from = at + 30 + file.readUInt16LE(at + 26) + file.readUInt16LE(at + 28)
  if (from + length > file.length) throw brokenFile()
  return file.subarray(from, from + length)
}

const encrypted = () => badFile(
  'encrypted-file', 'Este archivo está protegido con clave. Ábrelo, quítale la clave y guárdalo de nuevo.', 'This file is protected by a password. Open it, remove the password and save it again.')

/** A part unpacked. What unpacks to more than the directory said is a bomb or broken: it stops there. */
export async function openPart(part: Part): Promise<Buffer> {
  if (part.method === 0) return part.packed
  try {
    const bytes = await unpack(part.packed, { maxOutputLength: part.size + 1 })
    if (bytes.length !== part.size || crc32(bytes) !== part.crc) throw brokenFile()
    return bytes
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge()
    if (code?.startsWith('Z_')) throw brokenFile()
    throw error
  }
}

/** A part with new content. */
export async function packPart(name: string, content: string | Buffer): Promise<Part> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  return { name, method: 8, crc: crc32(bytes), size: bytes.length, packed: await pack(bytes, { level: 6 }) }
}

// 1 January 1980, the first day of the format: the same content is the same file.
const [NO_TIME, NO_DAY] = [0, 0x21]

/** A zip of these parts, each copied as it is packed. */
export function writeZip(parts: Iterable<Part>): Buffer {
  const [local, central]: [Buffer[], Buffer[]] = [[], []]
  let [at, count] = [0, 0]
  for (const part of parts) {
    const name = Buffer.from(part.name)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(UTF8_NAMES, 2)
    common.writeUInt16LE(part.method, 4)
    common.writeUInt16LE(NO_TIME, 6)
    common.writeUInt16LE(NO_DAY, 8)
    common.writeUInt32LE(part.crc, 10)
    common.writeUInt32LE(part.packed.length, 14)
    common.writeUInt32LE(part.size, 18)
    common.writeUInt16LE(name.length, 22)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(at, 10)
    local.push(signature(LOCAL), common, name, part.packed)
    central.push(signature(CENTRAL), Buffer.from([20, 0]), common, tail, name)
    at += 30 + name.length + part.packed.length
    count++
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(count, 4)
  end.writeUInt16LE(count, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...local, directory, signature(END), end])
}

function signature(of: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(of)
  return bytes
}
