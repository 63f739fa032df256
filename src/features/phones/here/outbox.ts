import { el, pageLang, t } from '../../../web/phone/dom.ts'
import { saveAsFile } from '../../../web/phone/carry.ts'
import { sendSoon, type Own, type OwnItem } from '../../../web/phone/own.ts'
import { framed } from '../../../web/phone/send.ts'
import { type OutboxItem } from '../../../web/phone/store.ts'
import { OUTBOX } from './part-words.ts'
import { teller } from './teller.ts'

/** Larger than this takes too many pictures: use the file. */
const MOST_QR_BYTES = 6000

/** What waits, what arrived, what was refused and why; and the ways to send it when there is no signal. */
export async function outbox(own: Own | null, items: readonly OutboxItem[]): Promise<HTMLElement[]> {
  const waiting = items.filter((i) => i.state === 'waiting')
  const others = waiting.filter((i) => i.owner !== own?.id).length
  const mine = own ? await own.items() : []
  const { line: said, tell } = teller('sending')
  const bytes = waiting.reduce((sum, i) => sum + i.bytes.length, 0)
  const place = el('div', {})
  const parts: (HTMLElement | null)[] = [
    mine.length > 0 ? el('ul', { className: 'plain' }, ...mine.slice(0, 50).map(line)) : null,
    others > 0 ? el('p', {}, t(OUTBOX.others, { n: others })) : null,
    waiting.length > 0 ? el('p', { className: 'actions' },
      el('button', { type: 'button', id: 'send-now', onclick: () => void sendNow(tell) }, t(OUTBOX.send)), ' ',
      el('button', { type: 'button', className: 'quiet', onclick: () => void saveAsFile(waiting, true) }, t(OUTBOX.share)), ' ',
      el('button', { type: 'button', className: 'quiet', id: 'save-file', onclick: () => void saveAsFile(waiting) }, t(OUTBOX.file)), ' ',
      bytes <= MOST_QR_BYTES ? el('button', { type: 'button', className: 'quiet', id: 'show-qr', onclick: () => { void Promise.all([framed(waiting), import('./qr.ts')]).then(([frames, { showQr }]) => showQr(place, frames)) } }, t(OUTBOX.qr)) : null) : null,
    said, place,
  ]
  return parts.filter((part): part is HTMLElement => part !== null)
}

function line(item: OwnItem): HTMLElement {
  const day = new Date(item.at).toLocaleString(pageLang === 'es' ? 'es-PE' : 'en-GB', { dateStyle: 'short', timeStyle: 'short' })
  const refused = item.state === 'refused'
  return el('li', {}, item.about[pageLang], el('br', {}), el('span', { className: 'quiet-text' }, day), ' ',
    el('span', { className: item.state === 'sent' ? 'tag good' : refused ? 'tag bad' : 'tag' }, t(OUTBOX.state[item.state])),
    refused ? el('p', {}, item.sentence ? item.sentence[pageLang] : t(OUTBOX.noReason)) : null)
}

async function sendNow(tell: (text: string) => void): Promise<void> {
  const n = await sendSoon(true)
  tell(n > 0 ? t(OUTBOX.sentNow, { n }) : t(OUTBOX.cannotSend))
}
