import { checkSignature, openCompact, type Compact, type LoadVerify, type Points } from './compact.ts'
import { openKept, type Kept } from './kept-list.ts'
import { judge, show, type Judged } from './here/judge.ts'
import { watchPhotos } from './here/photo.ts'
import type { StateNow } from './state-answer.ts'

/**
 * The page at /v when a QR was scanned: what stands after # is read and its signature checked here, in the browser; the server
 * never sees it. Then the state: the register is asked by the serial alone, and without signal the list that this phone keeps.
 * Every sentence is in the page already, hidden, in the reader's language; this shows the right ones.
 */
const result = document.getElementById('scanned')
/** The service worker gives up on the network after six seconds; this has the same patience where there is none. */
const PATIENCE_MS = 6000
let turn = 0

async function scanned(): Promise<void> {
  const text = location.hash.slice(1)
  if (!result || !text) return
  turn += 1
  const mine = turn
  const opened = openCompact(text)
  const kept = await asked<Kept>('/v/kept.json')
  // The newer of the two: a page that the phone keeps may be older than a key.
  const keys = kept?.keys ?? pageKeys()
  const signature = opened ? await checkSignature(opened, keys, library) : 'unreadable'
  if (mine !== turn) return
  if (opened) fill(opened.compact)
  show(result, 'when', signature === 'unknown-key' && !navigator.onLine ? 'unknown-key-offline' : signature)
  result.hidden = false
  result.focus()
  const verdict = result.querySelector<HTMLElement>('[data-verdict]')
  if (verdict) verdict.hidden = signature !== 'holds'
  if (!opened || signature !== 'holds') return
  show(result, 'now', 'asking')
  const now = await asked<StateNow>(`/v/${opened.compact.serial}/state.json`)
  const list = now || !kept ? null : await openKept(kept, { ...pageKeys(), ...keys }, library)
  if (mine === turn) tell(judge(now, list, opened.compact))
}

function tell({ when, kind, values, age }: Judged): void {
  if (!result) return
  result.querySelector('[data-verdict]')!.className = `verdict ${kind}`
  show(result, 'now', when)
  show(result, 'age', age)
  for (const place of result.querySelectorAll<HTMLElement>('[data-text]')) {
    place.textContent = (place.dataset.text ?? '').replace(/\{(\w+)\}/g, (_, key: string) => values[key] ?? '')
  }
}

/** The answer, by way of the service worker, which knows the last list; null without signal. */
async function asked<T>(address: string): Promise<T | null> {
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), PATIENCE_MS + 1000)
  try {
    const response = await fetch(address, { cache: 'no-store', credentials: 'omit', signal: stop.signal })
    // Our own server wrote it.
    return response.ok ? await response.json() as T : null
  } catch {
    return null
  } finally {
    clearTimeout(timer)
  }
}

function pageKeys(): Points {
  // Our own page wrote it.
  return JSON.parse(result?.dataset.keys ?? '{}') as Points
}

const library: LoadVerify = async () => {
  const loaded = await import(result?.dataset.library ?? '') as { verifyP256: Awaited<ReturnType<LoadVerify>> }
  return loaded.verifyP256
}

function fill(compact: Compact): void {
  const values: Record<string, string> = {
    name: compact.name, achievement: compact.achievement, date: compact.date.split('-').reverse().join('/'), serial: compact.serial,
  }
  for (const place of result?.querySelectorAll<HTMLElement>('[data-value]') ?? []) place.textContent = values[place.dataset.value ?? ''] ?? ''
  for (const link of result?.querySelectorAll<HTMLAnchorElement>('a[data-page]') ?? []) link.href = `/v/${compact.serial}`
}

addEventListener('hashchange', () => void scanned())
// The signal is back: what was judged by the list is asked again.
addEventListener('online', () => void scanned())
watchPhotos((text) => {
  // Whatever address the picture names: its fragment is checked here, by our keys. What is no address of ours cannot be read.
  history.replaceState(null, '', `#${text.split('#')[1] ?? '-'}`)
  void scanned()
})
void scanned()
