import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { courseOf, doesUnit, drawOf, handsIn, open, takesSealedQuiz, writesProduct } from './acts.ts'
import { newPhone, openOfflinePlace, signIn, student, takesAlong, type OfflinePlace, type Student } from './place.ts'

const WRITTEN = 'Vendo chompas de alpaca en la feria de Juliaca.'
/** What a cache may hold: the same for everybody. */
const ALLOWED = /^\/(phone(\?lang=en)?|v\?lang=(es|en)|v\/kept\.json|app\.webmanifest|(assets|take|content|audio)\/.*|labs\/[^/]+\/data\/[0-9a-f]+)$/

let place: OfflinePlace
before(async () => { place = await openOfflinePlace() })
after(async () => { await place.close() })

interface Kept { readonly cache: string; readonly path: string; readonly headers: string; readonly body: string }

/** Every entry of every cache of this browser, headers and body. */
async function cached(page: Page): Promise<Kept[]> {
  return page.evaluate(async () => {
    const found = []
    for (const cache of await caches.keys()) {
      const opened = await caches.open(cache)
      for (const request of await opened.keys()) {
        const response = await opened.match(request)
        const { pathname, search } = new URL(request.url)
        if (response) found.push({ cache, path: pathname + search, headers: JSON.stringify(Array.from(response.headers)), body: await response.text() })
      }
    }
    return found
  })
}

/** All that lies in IndexedDB and local storage as text: strings as they are, bytes as Latin-1. */
async function stored(page: Page): Promise<string> {
  return page.evaluate(async () => {
    // Bytes twice: as Latin-1, in which ASCII shows, and as UTF-8.
    const text = (bytes: Uint8Array): string => Array.from(bytes, (b) => String.fromCharCode(b)).join('') + new TextDecoder().decode(bytes)
    const lines: string[] = []
    const say = (value: unknown): void => {
      if (value instanceof ArrayBuffer) lines.push(text(new Uint8Array(value)))
      else if (value instanceof Uint8Array) lines.push(text(value))
      else if (value instanceof CryptoKey) lines.push(`key extractable: ${value.extractable}`)
      else if (Array.isArray(value)) value.forEach(say)
      else if (value && typeof value === 'object') for (const [name, one] of Object.entries(value)) { lines.push(name); say(one) }
      else lines.push(String(value))
    }
    for (const { name } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name ?? '')
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
      for (const store of Array.from(db.objectStoreNames)) {
        for (const ask of ['getAllKeys', 'getAll'] as const) {
          const request = db.transaction(store).objectStore(store)[ask]()
          await new Promise((resolve) => { request.onsuccess = resolve })
          say(request.result)
        }
      }
      db.close()
    }
    say({ ...localStorage })
    say({ ...sessionStorage })
    return lines.join('\n')
  })
}

/** A whole session on the phone: her pages with signal, the course taken along, work that waits and work that arrived. */
async function wholeSession(phone: BrowserContext, rosa: Student): Promise<Page> {
  const page = await open(phone, '/me')
  await takesAlong(page, rosa)
  for (const path of ['/me', '/me/data', '/me/inbox', '/me/phones', `/learn/${rosa.enrolment}`, `/learn/${rosa.enrolment}/quiz`, `/learn/${rosa.enrolment}/labs/uva-vino`, '/phone?lang=en']) {
    await page.goto(path)
    await page.waitForLoadState('networkidle')
  }
  await doesUnit(page, rosa, 'cuando-falla')
  await phone.setOffline(true)
  await doesUnit(page, rosa, 'que-es-la-ia')
  await takesSealedQuiz(page, rosa, drawOf(place, rosa, courseOf(place, 'base')))
  await writesProduct(page, rosa, WRITTEN)
  await handsIn(page)
  await writesProduct(page, rosa, `${WRITTEN} Borrador.`, 1)
  await page.waitForTimeout(1200)
  // Without signal her own pages are not here; what is shown instead is everybody's.
  await page.goto('/me/data')
  await page.waitForSelector('#phone')
  return page
}

test('after a whole session no cache holds anything of hers, and her store says nothing while it is closed', async () => {
  const rosa = await student(place, 'Rosaura Quispe Mamani')
  const phone = await newPhone(place)
  await signIn(place, phone, rosa)
  const page = await wholeSession(phone, rosa)
  const { phone: number } = (await place.house.db.selectFrom('phone').select('id as phone').executeTakeFirst())!
  const hers = ['Rosaura', 'Quispe', 'Mamani', rosa.document, '951234567', '951 234 567', rosa.id, rosa.agent, rosa.enrolment, number, rosa.pin, rosa.cookie.split('=')[1]!, 'chompas']

  const kept = await cached(page)
  assert.ok(kept.length > 20 && new Set(kept.map((k) => k.cache)).size >= 2, `shell and course are kept: ${kept.length}`)
  assert.deepEqual(kept.map((k) => k.path).filter((path) => !ALLOWED.test(path)), [])
  assert.deepEqual(kept.filter((k) => /set-cookie/i.test(k.headers)).map((k) => k.path), [])
  assert.deepEqual(kept.flatMap((k) => hers.filter((word) => `${k.headers} ${k.body}`.includes(word)).map((word) => `${k.path}: ${word}`)), [])

  // Open, the same phone shows them.
  await page.goto('/phone')
  await page.waitForSelector('#outbox li')
  assert.match(await page.textContent('#outbox') ?? '', /Qué es y qué no es la IA/)
  await page.click('#phone-bar button.link')
  await page.waitForSelector('#hello', { state: 'detached' })
  const text = await stored(page)
  assert.match(text, /\bRosaura\b/, 'the first name in the list of people is what the phone must know without her PIN')
  assert.match(text, /yachay-unsent/)
  const secret = ['Quispe', 'Mamani', rosa.document, '951234567', rosa.id, rosa.agent, rosa.pin, 'chompas', 'alpaca', 'Borrador', 'Qué es y qué no es', 'que-es-la-ia', 'unit-completed', 'quiz-attempt', 'Intento', 'extractable']
  assert.deepEqual(secret.filter((word) => text.includes(word)), [])
  await phone.close()
})
