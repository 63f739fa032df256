import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where the published files of a log are read from; null where there is none. */
export type Source = (path: string) => Promise<Buffer | null>

const TRIES = 3
const PATIENCE_MS = 30_000
/** A full bundle of entries is 9 KB; a checkpoint less. */
const MOST_BYTES = 1_000_000

/** An address, or a folder with the same files. */
export function sourceOf(where: string): Source {
  return /^https?:\/\//.test(where) ? overHttp(where.replace(/\/+$/, '')) : async (path) => (existsSync(join(where, path)) ? readFileSync(join(where, path)) : null)
}

function overHttp(base: string): Source {
  return async (path) => {
    for (let again = 1; ; again += 1) {
      const answer = await fetch(`${base}/${path}`, { signal: AbortSignal.timeout(PATIENCE_MS), redirect: 'error' })
      if (answer.status === 404) return null
      if (answer.ok) return limited(await answer.arrayBuffer(), path)
      if (again === TRIES) throw new Error(`${base}/${path} answers ${answer.status}`)
    }
  }
}

function limited(bytes: ArrayBuffer, path: string): Buffer {
  if (bytes.byteLength > MOST_BYTES) throw new Error(`${path} is larger than a file of a log can be`)
  return Buffer.from(bytes)
}
