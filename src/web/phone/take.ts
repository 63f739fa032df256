import { all, change, get, put, type Taken } from './store.ts'
import { countTraffic, mayUseMuch } from './traffic.ts'
import type { Own } from './own.ts'

/** `GET /learn/:enrolment/take.json`: what of hers goes along. */
export interface TakenOwn {
  readonly enrolment: string
  readonly programme: string
  readonly version: string
  readonly lang: string
  readonly fetched: string
  readonly own: Readonly<Record<string, unknown>>
}

/** One course she may take along. */
export interface Choice {
  readonly enrolment: string
  readonly programme: string
  readonly version: string
  readonly title: string
  /** Neutral pages and files, with their size on the wire where it is known. */
  readonly pages: readonly string[]
  readonly bytes: number
  /** Recordings of its units, for who wants to listen: much larger than all the rest. */
  readonly audio: { readonly pages: readonly string[]; readonly bytes: number }
}

const cacheName = (version: string, lang: string): string => `course-${version}-${lang}`

export interface Progress { readonly done: number; readonly all: number; readonly bytes: number }

/**
 * Downloads a course with everything its pages are drawn with; what is here already is not fetched again, so a cut costs nothing.
 * Stops without error when `stopped()` says so or mobile data is to be spared.
 */
export async function takeAlong(own: Own, choice: Choice, lang: string, progress: (p: Progress) => void, stopped: () => boolean, withAudio = false): Promise<boolean> {
  const kept = await keep(choice.version, lang, [...choice.pages, ...withAudio ? choice.audio.pages : []], progress, stopped)
  if (!kept) return false
  await put('taken', { enrolment: choice.enrolment, owner: own.id, programme: choice.programme, version: choice.version, lang, bytes: kept.all, complete: true })
  return true
}

/** Downloads more pages for a course that is here already; they leave this phone with it. */
export async function takeMore(taken: Taken, pages: readonly string[]): Promise<boolean> {
  const kept = await keep(taken.version, taken.lang, pages, () => undefined, () => false)
  if (!kept) return false
  const now = await get('taken', taken.enrolment) ?? taken
  await put('taken', { ...now, bytes: now.bytes + kept.fetched })
  return true
}

/** Whether a page is on this phone with every file it names: a download that was cut has left some of them out. */
export async function isHere(address: string): Promise<boolean> {
  const page = await caches.match(address, { ignoreVary: true })
  if (!page) return false
  const found = await Promise.all(filesIn(await page.text()).map((file) => caches.match(file, { ignoreVary: true })))
  return found.every(Boolean)
}

/** Pages, with every file they name, into the course's cache: bytes of all and of what was not here before, null when it stopped on the way. */
async function keep(version: string, lang: string, pages: readonly string[], progress: (p: Progress) => void, stopped: () => boolean): Promise<{ all: number; fetched: number } | null> {
  const cache = await caches.open(cacheName(version, lang))
  const wanted = [...pages]
  const seen = new Set(wanted)
  let [bytes, fetched] = [0, 0]
  for (let i = 0; i < wanted.length; i += 1) {
    if (stopped() || !mayUseMuch()) return null
    const address = wanted[i]!
    let kept = await cache.match(address, { ignoreVary: true })
    const before = kept !== undefined
    if (!kept) {
      const response = await fetch(address, { credentials: 'omit' })
      if (!response.ok) throw new Error(`${address}: ${response.status}`)
      await countTraffic(Number(response.headers.get('content-length') ?? '0'))
      await cache.put(address, response.clone())
      kept = response
    }
    const body = await kept.clone().blob()
    bytes += body.size
    if (!before) fetched += body.size
    // A page names its own files by their hash: they go along, so that a later version of Yachay cannot break it.
    if ((kept.headers.get('content-type') ?? '').startsWith('text/html')) {
      for (const file of filesIn(await body.text())) if (!seen.has(file)) { seen.add(file); wanted.push(file) }
    }
    progress({ done: i + 1, all: wanted.length, bytes })
  }
  return { all: bytes, fetched }
}

/** Files of ours that a page refers to: scripts, styles, pictures, data. */
function filesIn(html: string): string[] {
  const found = html.match(/\/(?:assets\/[\w.-]+|content\/[0-9a-f]{64}|labs\/[\w-]+\/data\/[0-9a-f]+)/g) ?? []
  return [...new Set(found)]
}

/** Her own part of a course, kept under her key. Null when there is no signal. */
export async function fetchOwn(own: Own, enrolment: string, lang: string): Promise<TakenOwn | null> {
  const response = await fetch(`/learn/${enrolment}/take.json?lang=${lang}`, { cache: 'no-store', headers: { Accept: 'application/json' } }).catch(() => null)
  // Her session may have ended meanwhile: the answer is then a page, or half of one.
  const taken = response?.ok ? await response.json().catch(() => null) as TakenOwn | null : null
  if (!taken) return null
  await own.write(`take/${enrolment}`, taken)
  return taken
}

export const takenBy = async (owner: string): Promise<Taken[]> => (await all('taken')).filter((t) => t.owner === owner)

/** Takes a course off this phone; another's copy of the same version stays. */
export async function leaveBehind(enrolment: string): Promise<void> {
  const taken = await get('taken', enrolment)
  if (!taken) return
  await change(['taken'], (stores) => { stores.taken.delete(enrolment) })
  const shared = (await all('taken')).some((t) => t.version === taken.version && t.lang === taken.lang)
  if (!shared) await caches.delete(cacheName(taken.version, taken.lang))
}

/** Enrolment of the page's address: `/learn/<enrolment>/…`; null on a page that is nobody's. */
export function enrolmentHere(): string | null {
  return /^\/learn\/([0-9a-f-]{36})/.exec(location.pathname)?.[1] ?? null
}
