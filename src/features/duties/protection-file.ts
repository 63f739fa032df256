import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import type { House } from '../../feature.ts'
import { contentDirOf } from '../../lib/config.ts'
import { listProgrammes } from '../programmes/index.ts'

const Pair = z.strictObject({ es: z.string().min(1), en: z.string().min(1) })
const Kept = z.strictObject({
  what: Pair, why: Pair,
  /** From when the term runs: the last day of the agreement, or the day on which the data came. */
  from: z.enum(['agreement-end', 'arrival']), years: z.int().min(1).max(50).optional(), days: z.int().min(1).max(366).optional(),
}).refine((k) => (k.years === undefined) !== (k.days === undefined), 'a term is of years or of days')
const Processor = z.strictObject({ name: z.string().min(1), country: Pair, does: Pair, data: Pair, only: Pair })

const ProtectionFile = z.strictObject({
  /** Who of the entity confirmed the terms, and when (ISO day); null: they are a proposal. */
  confirmed: z.strictObject({ by: z.string().min(1), on: z.iso.date() }).nullable(),
  keeps: z.array(Kept).min(1),
  /** Who handles data besides the entity that runs this server; empty: nobody. */
  processors: z.array(Processor),
})
export type Protection = z.infer<typeof ProtectionFile>
export type KeptData = z.infer<typeof Kept>

const KEY = 'duties'

/** Reads programmes/<id>/data-protection.yaml of every programme that has one; an Error lists every mistake. */
export function loadProtection(house: House): void {
  const mistakes: string[] = []
  const found = new Map<string, Protection>()
  for (const { id } of listProgrammes(house)) {
    const path = join(contentDirOf(house.config, id), 'programmes', id, 'data-protection.yaml')
    if (!existsSync(path)) continue
    const read = ProtectionFile.safeParse(parse(readFileSync(path, 'utf8')))
    if (read.success) found.set(id, read.data)
    else mistakes.push(...read.error.issues.map((issue) => `programmes/${id}/data-protection.yaml: ${issue.path.join('.')}: ${issue.message}`))
  }
  if (mistakes.length > 0) throw new Error(`The files on data protection have ${mistakes.length} mistake(s):\n- ${mistakes.join('\n- ')}`)
  house.content.set(KEY, found)
}

/** What a programme tells people about their data; undefined while its file was not written. */
export function protectionOf(house: Pick<House, 'content'>, tenant: string): Protection | undefined {
  // Written by loadProtection only.
  return (house.content.get(KEY) as Map<string, Protection> | undefined)?.get(tenant)
}
