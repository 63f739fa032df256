import { checkSignature, openCompact, type Compact, type LoadVerify } from './compact.ts'
import { watchPhotos } from './here/photo.ts'

/**
 * The page at /v when a QR was scanned: what stands after # is read and its signature checked here, in the browser; the server
 * never sees it. Every sentence is in the page already, hidden, in the reader's language; this shows the right ones.
 */
const result = document.getElementById('scanned')

async function show(): Promise<void> {
  const text = location.hash.slice(1)
  if (!result || !text) return
  const opened = openCompact(text)
  const outcome = opened ? await checkSignature(opened, keys(), library) : 'unreadable'
  if (opened) fill(opened.compact)
  for (const part of result.querySelectorAll<HTMLElement>('[data-when]')) part.hidden = !(part.dataset.when ?? '').split(' ').includes(outcome)
  result.hidden = false
  result.focus()
}

function keys(): Record<string, string> {
  // Our own page wrote it: key id -> point.
  return JSON.parse(result?.dataset.keys ?? '{}') as Record<string, string>
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
  const link = result?.querySelector<HTMLAnchorElement>('a[data-state]')
  if (link) link.href = `/v/${compact.serial}`
}

addEventListener('hashchange', () => void show())
watchPhotos((text) => {
  // Whatever address the picture names: its fragment is checked here, by our keys. What is no address of ours cannot be read.
  history.replaceState(null, '', `#${text.split('#')[1] ?? '-'}`)
  void show()
})
void show()
