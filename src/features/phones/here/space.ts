import { el, pageLang, t } from '../../../web/phone/dom.ts'
import { forgetNote, lostNote } from '../../../web/phone/note.ts'
import { announce } from '../../../web/phone/own.ts'
import { knownOffset } from '../../../web/phone/send.ts'
import { put } from '../../../web/phone/store.ts'
import { readPause, trafficThisMonth } from '../../../web/phone/traffic.ts'
import { HERE } from './words.ts'

const MB = new Intl.NumberFormat(pageLang === 'es' ? 'es-PE' : 'en', { maximumFractionDigits: 2, minimumFractionDigits: 1 })
export const megabytes = (bytes: number): string => MB.format(bytes / 1_000_000)

/** What Yachay costs: data this month, room on the phone, and whether the browser may throw it away. */
export async function space(): Promise<HTMLElement> {
  const [bytes, pause, offset] = await Promise.all([trafficThisMonth(), readPause(), knownOffset()])
  const storage = navigator.storage as StorageManager | undefined
  const estimate = await storage?.estimate?.()
  const kept = await storage?.persisted?.() ?? false
  const box = el('input', { type: 'checkbox', id: 'wifi-only', checked: pause })
  box.onchange = () => void put('meta', box.checked, 'wifi-only').then(readPause)
  const hours = Math.round(Math.abs(offset ?? 0) / 3_600_000)
  return el('section', { id: 'space' },
    el('h2', {}, t(HERE.data)),
    el('p', {}, t(HERE.month, { mb: megabytes(bytes) })),
    el('p', {}, el('label', { className: 'choice' }, box, el('span', {}, t(HERE.wifiOnly)))),
    estimate ? el('p', {}, t(HERE.space, { mb: megabytes(estimate.usage ?? 0), free: Math.floor(((estimate.quota ?? 0) - (estimate.usage ?? 0)) / 1_000_000) })) : null,
    el('p', {}, t(kept ? HERE.kept : HERE.notKept)),
    kept || !storage?.persist ? null : el('button', { type: 'button', className: 'quiet', onclick: () => void storage.persist().then(announce) }, t(HERE.keep)),
    hours >= 1 ? el('p', { className: 'card', role: 'note' }, t(HERE.clock, { hours })) : null)
}

/** What the browser threw away unsent: said plainly, until she has understood it. */
export async function wiped(): Promise<HTMLElement | null> {
  const note = await lostNote()
  if (!note) return null
  const card = el('div', { className: 'card next', id: 'wiped', role: 'alert' },
    el('p', {}, t(HERE.wiped, { n: note.n, day: new Date(note.day).toLocaleDateString(pageLang === 'es' ? 'es-PE' : 'en-GB') })),
    el('button', { type: 'button', className: 'quiet', onclick: () => { forgetNote(); card.remove(); announce() } }, t(HERE.understood)))
  return card
}
