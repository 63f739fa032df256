/** One file of the full Python: its name among the built files, without their folder: who takes a course along takes all that a page names with it. */
interface FullFile {
  readonly name: string
  /** Bytes as unpacked, by which progress is told. */
  readonly bytes: number
}

/** What the full Python consists of. `wire`: bytes that are downloaded. */
export interface FullPython {
  readonly script: FullFile
  readonly wasm: FullFile
  readonly library: FullFile
  readonly wire: number
}

export interface FullPythonBytes {
  readonly wasm: ArrayBuffer
  readonly library: ArrayBuffer
}

/** Its own: neither a new shell nor a course that is given back takes it away. */
const CACHE = 'full-python'
/** Where a browser gives pages no such store, as without https: for as long as this page is open. */
const here = new Map<string, Response>()

export const addressOf = ({ name }: FullFile): string => `/assets/${name}`
const filesOf = ({ script, wasm, library }: FullPython): FullFile[] => [script, wasm, library]
const opened = (): Promise<Cache> | null => (typeof caches === 'undefined' ? null : caches.open(CACHE))

async function kept(file: FullFile): Promise<Response | undefined> {
  const cache = await opened()
  return (await cache?.match(addressOf(file), { ignoreVary: true })) ?? here.get(addressOf(file))?.clone()
}

/** Whether all of it lies on this device. */
export async function isKept(full: FullPython): Promise<boolean> {
  const all = await Promise.all(filesOf(full).map(kept))
  return all.every((file) => file !== undefined)
}

/** Downloads what is not here yet and keeps it; an earlier version goes. `progress`: from 0 to 1. An Error when it did not come or was cancelled. */
export async function download(full: FullPython, progress: (share: number) => void, signal: AbortSignal): Promise<void> {
  const files = filesOf(full)
  const all = files.reduce((sum, { bytes }) => sum + bytes, 0)
  const cache = await opened()
  let before = 0
  for (const file of files) {
    if (!await kept(file)) {
      const whole = await fetchWhole(addressOf(file), (bytes) => progress(Math.min(1, (before + bytes) / all)), signal)
      if (cache) await cache.put(addressOf(file), whole)
      else here.set(addressOf(file), whole)
    }
    before += file.bytes
    progress(before / all)
  }
  const wanted = new Set(files.map(addressOf))
  for (const request of await cache?.keys() ?? []) if (!wanted.has(new URL(request.url).pathname)) await cache?.delete(request)
}

async function fetchWhole(address: string, told: (bytes: number) => void, signal: AbortSignal): Promise<Response> {
  const answer = await fetch(address, { signal, credentials: 'omit' })
  if (!answer.ok || !answer.body) throw new Error(`${address}: ${answer.status}`)
  const reader = answer.body.getReader()
  const pieces: Uint8Array<ArrayBuffer>[] = []
  let bytes = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    pieces.push(value)
    bytes += value.length
    told(bytes)
  }
  // The worker's script keeps its policy; what it was packed in is gone.
  const headers = new Headers(answer.headers)
  headers.delete('content-encoding')
  headers.delete('content-length')
  return new Response(new Blob(pieces), { headers })
}

/** What the worker is given. An Error where it is not here: it is never fetched without being asked for. */
export async function bringFull(full: FullPython): Promise<FullPythonBytes> {
  const [wasm, library] = await Promise.all([full.wasm, full.library].map(async (file) => (await kept(file))?.arrayBuffer()))
  if (!wasm || !library) throw new Error('the full Python is not on this device')
  return { wasm, library }
}

/** Gives its room back. */
export async function drop(): Promise<void> {
  here.clear()
  if (typeof caches !== 'undefined') await caches.delete(CACHE)
}
