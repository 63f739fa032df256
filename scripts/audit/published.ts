import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Checkpoint } from '../../src/lib/tlog/checkpoint.ts'

/** Says whether something fits, and what. */
export type Step = (good: boolean, line: string) => boolean

/** What is known of the log by now: its head, its entries, and the root of its first n entries. */
export interface LogSeen {
  readonly head: Checkpoint
  readonly entries: readonly Buffer[]
  readonly rootOf: (size: number) => Promise<Buffer | null>
}

export const Manifest = z.object({
  month: z.string(), revision: z.int(), pos: z.int(), rule: z.object({ version: z.string(), hash: z.string() }), counts: z.array(z.int()).length(4),
  before: z.string().nullable(), files: z.record(z.string(), z.string()),
  rules: z.array(z.object({ version: z.string(), hash: z.string(), since: z.int() })).optional(), before_hash: z.string().nullable().optional(),
  log: z.object({ origin: z.string(), size: z.int().nonnegative(), root: z.string() }).optional(),
})
export type Manifest = z.infer<typeof Manifest>
/** A manifest of since there are recount files. */
export type Counted = Manifest & Required<Pick<Manifest, 'rules' | 'log'>>

/** One cut with everything that is published of it. */
export interface Cut {
  readonly name: string
  readonly manifest: Manifest
  readonly hash: string
  readonly published: Date | null
  readonly files: ReadonlyMap<string, Buffer>
}

export const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex')

/** The lines of a published CSV without its head. */
export const linesOf = (bytes: Buffer | undefined): string[][] => (bytes?.toString('utf8') ?? '').split('\r\n').slice(1).filter(Boolean).map((line) => line.split(','))

/** undefined for what is no JSON. */
export function jsonOf(bytes: Buffer | null): unknown {
  try {
    return bytes ? JSON.parse(bytes.toString('utf8')) : undefined
  } catch {
    return undefined
  }
}
