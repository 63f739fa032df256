import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Where published files are read from; null where there is none. */
export type Source = (path: string) => Promise<Buffer | null>

/** The files of a log and, where they are known, those of the programme that it belongs to. */
export interface Places {
  readonly log: Source
  readonly programme: Source | null
  /** What is remembered is remembered of this place. */
  readonly where: string
}

const TRIES = 3
const PATIENCE_MS = 30_000
/** A full bundle of entries is 9 KB; a recount file of a million persons some 40 MB. */
const MOST_BYTES = 100_000_000

/** An address of a programme or of its log, or a folder with the same files in the same places. */
export function placesOf(asked: string): Places {
  const where = asked.replace(/\/+$/, '')
  if (/^https?:\/\//.test(where)) {
    const programme = where.replace(/\/log$/, '')
    return { where: `${programme}/log`, log: overHttp(`${programme}/log`), programme: overHttp(programme) }
  }
  if (existsSync(join(where, 'log/checkpoint'))) return { where: join(where, 'log'), log: inFolder(join(where, 'log')), programme: inFolder(where) }
  const above = dirname(where)
  return { where, log: inFolder(where), programme: existsSync(join(above, 'catalog.jsonld')) ? inFolder(above) : null }
}

/** A folder with the files of a log alone, or an address under which they are. */
export function sourceOf(where: string): Source {
  return placesOf(where).log
}

const inFolder = (folder: string): Source => async (path) => {
  const file = join(folder, path)
  return existsSync(file) && statSync(file).isFile() ? readFileSync(file) : null
}

function overHttp(base: string): Source {
  return async (path) => {
    const address = path.startsWith('?') ? base + path : `${base}/${path}`
    for (let again = 1; ; again += 1) {
      const answer = await fetch(address, { signal: AbortSignal.timeout(PATIENCE_MS), redirect: 'error' })
      if (answer.status === 404) return null
      if (answer.ok) return limited(await answer.arrayBuffer(), path)
      if (again === TRIES) throw new Error(`${address} answers ${answer.status}`)
    }
  }
}

function limited(bytes: ArrayBuffer, path: string): Buffer {
  if (bytes.byteLength > MOST_BYTES) throw new Error(`${path} is larger than a published file can be`)
  return Buffer.from(bytes)
}
