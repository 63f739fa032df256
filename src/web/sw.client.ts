// The service worker: keeps the shell and the courses a person chose to take along; never a page with anybody's data.
import { sendWaiting } from './phone/send.ts'
import { get, type Taken } from './phone/store.ts'
import { countTraffic, readPause } from './phone/traffic.ts'

interface Worker {
  readonly SHELL: { readonly version: string; readonly files: readonly string[]; readonly reader: readonly string[] }
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(type: string, listener: (event: never) => void): void
}
interface Waits { waitUntil(work: Promise<unknown>): void }
interface Fetching extends Waits { readonly request: Request; respondWith(response: Promise<Response>): void }

// The only global of this file's own kind: TypeScript knows windows here, not workers.
const worker = self as unknown as Worker
const SHELL = `shell-${worker.SHELL.version}`
/** How long a page may let her wait before the kept one is shown. */
const PATIENCE_MS = 6000
const ENROLMENT = /^\/learn\/([0-9a-f-]{36})(\/.*)?$/
/** Our keys and the list of what was revoked: what judges a certificate without signal. */
const KEPT_LIST = '/v/kept.json'
const IMMUTABLE = /^\/(assets|content|audio)\/|^\/labs\/[^/]+\/data\//

worker.addEventListener('install', (event: Waits) => event.waitUntil(fillShell()))
worker.addEventListener('activate', (event: Waits) => event.waitUntil(dropOldShells().then(() => worker.clients.claim())))
worker.addEventListener('message', (event: MessageEvent) => { if (event.data === 'now') void worker.skipWaiting() })
worker.addEventListener('sync', (event: Waits & { tag: string }) => { if (event.tag === 'outbox') event.waitUntil(readPause().then(() => sendWaiting(true)).then(tellPages)) })
worker.addEventListener('fetch', (event: Fetching) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== location.origin) return
  if (IMMUTABLE.test(url.pathname)) event.respondWith(keptOrFetched(request))
  else if (url.pathname === KEPT_LIST) event.respondWith(newestList(request))
  else if (request.mode === 'navigate') event.respondWith(page(request, url))
})

/** A page that found this worker sending does not know what came of it. */
function tellPages(): void {
  const channel = new BroadcastChannel('yachay')
  channel.postMessage('changed')
  channel.close()
}

async function fillShell(): Promise<void> {
  const cache = await caches.open(SHELL)
  const files = [...worker.SHELL.files, ...'BarcodeDetector' in self ? [] : worker.SHELL.reader]
  await cache.addAll(files.map((file) => new Request(file, { cache: 'no-cache', credentials: 'omit' })))
}

/** The server's, which from then on is the kept one; without signal the one before. */
async function newestList(request: Request): Promise<Response> {
  const answered = await network(request)
  if (!answered?.ok) return await kept(KEPT_LIST) ?? answered ?? Response.error()
  await (await caches.open(SHELL)).put(KEPT_LIST, answered.clone())
  return answered
}

/** Courses keep the files they were taken with in caches of their own: a new shell takes nothing from them. */
async function dropOldShells(): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith('shell-') && name !== SHELL) await caches.delete(name)
}

async function keptOrFetched(request: Request): Promise<Response> {
  const whole = await caches.match(request.url, { ignoreVary: true })
  if (!whole) return counted(await fetch(request))
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get('range') ?? '') ?? []
  return from === undefined ? whole : part(whole, Number(from), to ? Number(to) : null)
}

/** What a player asks for when it seeks in a kept recording. */
async function part(whole: Response, first: number, last: number | null): Promise<Response> {
  const blob = await whole.blob()
  const end = Math.min(last ?? blob.size - 1, blob.size - 1)
  const headers = { 'Content-Type': whole.headers.get('content-type') ?? '', 'Content-Range': `bytes ${first}-${end}/${blob.size}`, 'Content-Length': String(end - first + 1) }
  return new Response(blob.slice(first, end + 1), { status: 206, headers })
}

async function page(request: Request, url: URL): Promise<Response> {
  if (url.pathname === '/phone' || url.pathname.startsWith('/take/')) {
    return await kept(neutralAddress(url)) ?? await network(request) ?? lost(url)
  }
  if (url.pathname === '/v' && !url.searchParams.has('serial')) {
    const fresh = await network(request)
    return fresh && fresh.status < 500 ? fresh : await kept(`/v?lang=${langOf(url)}`) ?? fresh ?? lost(url)
  }
  const match = ENROLMENT.exec(url.pathname)
  const taken = match ? await get('taken', match[1]!).catch(() => undefined) : undefined
  const own = taken && await keptOf(taken, match?.[2] ?? '')
  // Taken along and opened: what is on the phone costs no data. `?now` asks for what only the server knows, such as marks.
  if (own && !url.searchParams.has('now') && await isOpen(taken)) return own
  const answered = await network(request)
  if (answered && answered.status < 500) return answered
  return own ?? answered ?? lost(url)
}

async function isOpen(taken: Taken): Promise<boolean> {
  return (await get('open', 'now'))?.owner === taken.owner
}

function keptOf(taken: Taken, rest: string): Promise<Response | undefined> {
  return kept(`/take/${taken.version}/${taken.lang}${rest.replace(/\/$/, '')}`)
}

/** The phone's own page is kept in both languages; `?lang=` chooses. */
function neutralAddress(url: URL): string {
  return url.pathname === '/phone' && url.searchParams.get('lang') === 'en' ? '/phone?lang=en' : url.pathname
}

/** As the address asks, else as the browser speaks. */
function langOf(url: URL): string {
  return (url.searchParams.get('lang') ?? navigator.language).startsWith('en') ? 'en' : 'es'
}

function kept(address: string): Promise<Response | undefined> {
  return caches.match(address, { ignoreVary: true })
}

/** The server's answer, or null when it does not come in time, breaks off, or there is no signal. */
async function network(request: Request): Promise<Response | null> {
  let timer = 0
  const patience = new Promise<null>((resolve) => { timer = setTimeout(() => resolve(null), PATIENCE_MS) as unknown as number })
  try {
    const response = await Promise.race([fetch(request), patience])
    return response && await counted(response)
  } catch {
    return null
  } finally {
    clearTimeout(timer)
  }
}

async function counted(response: Response): Promise<Response> {
  const length = Number(response.headers.get('content-length') ?? '0')
  // A counter that cannot be written must not keep a page from being shown.
  if (length > 0) await countTraffic(length).catch(() => undefined)
  return response
}

/** No signal, and not kept: a page that says so and shows what is here. */
async function lost(url: URL): Promise<Response> {
  const page = await kept(url.searchParams.get('lang') === 'en' ? '/phone?lang=en' : '/phone')
  return page ?? new Response('Sin señal. / No signal.', { status: 503, headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
}
