import { el, pageLang, t } from '../../../web/phone/dom.ts'
import { carryFrames, saveAsFile, takeFile } from '../../../web/phone/carry.ts'
import { sendSoon, announce, type Own, type OwnItem } from '../../../web/phone/own.ts'
import { framed } from '../../../web/phone/send.ts'
import { all } from '../../../web/phone/store.ts'
import { readQr, showQr, MOST_QR_BYTES } from './qr.ts'
import { HERE } from './words.ts'

/** What waits, what arrived, what was refused and why; and the ways to send it when there is no signal. */
export async function outbox(own: Own | null): Promise<HTMLElement> {
  const items = await all('outbox')
  const waiting = items.filter((i) => i.state === 'waiting')
  const others = waiting.filter((i) => i.owner !== own?.id).length
  const mine = own ? await own.items() : []
  const said = el('p', { role: 'status' })
  const bytes = waiting.reduce((sum, i) => sum + i.bytes.length, 0)
  const place = el('div', {})
  return el('section', { id: 'outbox' },
    el('h2', {}, t(HERE.outbox)),
    waiting.length === 0 ? el('p', { className: 'good' }, t(HERE.none)) : null,
    mine.length > 0 ? el('ul', { className: 'plain' }, ...mine.slice(0, 50).map(line)) : null,
    others > 0 ? el('p', {}, t(HERE.others, { n: others })) : null,
    waiting.length > 0 ? el('p', { className: 'actions' },
      el('button', { type: 'button', id: 'send-now', onclick: () => void sendNow(said) }, t(HERE.send)), ' ',
      el('button', { type: 'button', className: 'quiet', onclick: () => void saveAsFile(waiting, true) }, t(HERE.share)), ' ',
      el('button', { type: 'button', className: 'quiet', id: 'save-file', onclick: () => void saveAsFile(waiting) }, t(HERE.file)), ' ',
      bytes <= MOST_QR_BYTES ? el('button', { type: 'button', className: 'quiet', id: 'show-qr', onclick: () => { void framed(waiting).then((f) => showQr(place, f)) } }, t(HERE.qr)) : null) : null,
    said, place)
}

function line(item: OwnItem): HTMLElement {
  const day = new Date(item.at).toLocaleString(pageLang === 'es' ? 'es-PE' : 'en-GB', { dateStyle: 'short', timeStyle: 'short' })
  const refused = item.state === 'refused'
  return el('li', {}, item.about[pageLang], el('br', {}), el('span', { className: 'quiet-text' }, day), ' ',
    el('span', { className: item.state === 'sent' ? 'tag good' : refused ? 'tag bad' : 'tag' }, t(HERE.state[item.state])),
    refused ? el('p', {}, item.sentence ? item.sentence[pageLang] : t(HERE.noReason)) : null)
}

async function sendNow(said: HTMLElement): Promise<void> {
  const n = await sendSoon(true)
  said.textContent = n > 0 ? t(HERE.sentNow, { n }) : t(HERE.cannotSend)
}

/** Takes envelopes that another phone hands over. */
export function receive(): HTMLElement {
  const said = el('p', { role: 'status' })
  const place = el('div', {})
  const tell = (got: { added: number; known: number } | null): void => {
    said.textContent = got ? t(HERE.received, got) : t(HERE.notOurs)
    announce()
    if (got) void sendSoon(true)
  }
  const file = el('input', { type: 'file', id: 'carried', accept: '.yachay' })
  file.onchange = () => { const chosen = file.files?.[0]; if (chosen) void takeFile(chosen).then(tell) }
  const scan = el('button', { type: 'button', className: 'quiet', onclick: () => { void readQr(place, said).then((bytes) => bytes && carryFrames(bytes).then(tell)) } }, t(HERE.scan))
  return el('details', { id: 'receive' }, el('summary', {}, t(HERE.receive)), el('label', { htmlFor: 'carried' }, t(HERE.receiveHint)), file, el('p', {}, scan), said, place)
}
