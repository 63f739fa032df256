import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { z } from 'zod'

export const FORMAT = 1

/** What a backup holds. Written last: a folder without it is no backup. */
export const Manifest = z.object({
  format: z.literal(FORMAT),
  made: z.iso.datetime(),
  /** Names "feature/0001-x.sql" that the database had, with the SHA-256 of each. */
  migrations: z.record(z.string(), z.string()),
  /** Key name -> first 16 hex digits of its SHA-256. */
  keys: z.record(z.string(), z.string()),
  /** Tenant -> highest position and the digest chain over its lines. */
  record: z.record(z.string(), z.object({ head: z.int().nonnegative(), chain: z.string() })),
  /** In the order they can be written again, those that others refer to first. */
  tables: z.array(z.object({ name: z.string(), rows: z.int().nonnegative() })),
  /** Path in the backup -> size in bytes and SHA-256. */
  files: z.record(z.string(), z.object({ bytes: z.int().nonnegative(), sha256: z.string() })),
})
export type Manifest = z.infer<typeof Manifest>

export const CHAIN_START = Buffer.alloc(32)

/** h(n) = SHA-256(h(n-1) || SHA-256(line n)), from 32 zero bytes: one changed, missing or moved line changes the last. */
export function chain(before: Buffer, line: string): Buffer {
  return createHash('sha256').update(before).update(createHash('sha256').update(line).digest()).digest()
}

export async function sha256Of(path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const part of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(part)
    bytes += part.length
  }
  return { bytes, sha256: hash.digest('hex') }
}
