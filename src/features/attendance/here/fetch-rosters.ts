import { pageLang } from '../../../web/phone/dom.ts'
import type { Own } from '../../../web/phone/own.ts'
import { countTraffic } from '../../../web/phone/traffic.ts'
import type { TakenAttendance } from '../take.ts'
import type { Kept } from './sheet.ts'

/** Fetches her rosters, when it is she who is signed in, and keeps this page for days without signal. Null: no signal, or not she. */
export async function fetchRosters(own: Own): Promise<Kept | null> {
  const response = await fetch(`/office/attendance/take.json?lang=${pageLang}`, { cache: 'no-store' }).catch(() => null)
  if (!response?.ok) return null
  const text = await response.text()
  await countTraffic(text.length)
  const answer = JSON.parse(text) as { fetched: string; phones: string[]; taken: TakenAttendance[] }
  // Somebody else's session on this phone: her rosters are not kept under this person's key.
  if (!answer.phones.includes(own.id)) return null
  const kept: Kept = { fetched: answer.fetched, taken: answer.taken }
  await own.write('attendance/take', kept)
  // What cannot be kept for the days without signal still works now.
  await keepPages().catch(() => undefined)
  return kept
}

const CACHE = 'attendance'

/** The two neutral pages with their files; older ones go. */
async function keepPages(): Promise<void> {
  if (typeof caches === 'undefined') return
  const cache = await caches.open(CACHE)
  const wanted = new Set<string>()
  for (const address of [`/take/attendance/${pageLang}`, `/take/scan/${pageLang}`]) {
    wanted.add(address)
    const page = await fetch(address, { credentials: 'omit', cache: 'no-cache' })
    if (!page.ok) return
    await cache.put(address, page.clone())
    for (const file of (await page.text()).match(/\/assets\/[\w.-]+/g) ?? []) {
      wanted.add(file)
      if (!await cache.match(file, { ignoreVary: true })) await cache.add(new Request(file, { credentials: 'omit' }))
    }
  }
  for (const request of await cache.keys()) if (!wanted.has(new URL(request.url).pathname)) await cache.delete(request)
}
