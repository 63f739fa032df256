import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { House } from '../../feature.ts'
import { contentDirOf } from '../../lib/config.ts'
import { listProgrammes, programmeOf, type Call } from '../programmes/index.ts'
import { allPublications } from './publication.ts'

const KEY = 'calls'

/** The terms (bases) of a call: its file, byte for byte, and the hash that freezes them. */
export interface Bases {
  readonly file: string
  readonly sha256: string
  readonly yaml: string
}

/** Reads the bytes of every call file, and refuses to start when the terms of a published call are not what was published. */
export async function loadBases(house: House): Promise<void> {
  const found = new Map<string, Bases>()
  for (const programme of listProgrammes(house)) {
    for (const call of programme.calls) {
      const file = `programmes/${programme.id}/calls/${call.id}.yaml`
      const bytes = readFileSync(join(contentDirOf(house.config, programme.id), file))
      found.set(`${programme.id}/${call.id}`, { file, sha256: createHash('sha256').update(bytes).digest('hex'), yaml: bytes.toString('utf8') })
    }
  }
  const mistakes = (await allPublications(house.db)).flatMap((p) => {
    const file = `programmes/${p.tenant}/calls/${p.call}.yaml`
    const now = found.get(`${p.tenant}/${p.call}`)?.sha256
    if (now === p.hash) return []
    const since = p.published.toISOString().slice(0, 10)
    const missing = !existsSync(join(contentDirOf(house.config, p.tenant), file))
    return [missing
      ? `${file} is missing, but its call was published on ${since}. Put the file back.`
      : `${file} was changed after its call was published on ${since} (published SHA-256 ${p.hash}, now ${now ?? 'unreadable'}). `
        + 'Published terms do not change: put the old file back, and write what is different as a new call, or a mistake as a correction (fe de erratas).']
  })
  if (mistakes.length > 0) throw new Error(`Published calls and their files differ:\n- ${mistakes.join('\n- ')}`)
  house.content.set(KEY, found)
}

export function basesOf(house: Pick<House, 'content'>, tenant: string, call: string): Bases | undefined {
  // Written by loadBases only.
  return (house.content.get(KEY) as Map<string, Bases> | undefined)?.get(`${tenant}/${call}`)
}

export function callOf(house: House, tenant: string, id: string): Call | undefined {
  return programmeOf(house, tenant)?.calls.find((call) => call.id === id)
}
