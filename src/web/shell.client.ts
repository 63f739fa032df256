// On every page: the service worker, who is here, what is not sent yet. Small, because every first visit pays for it.
import { el, t } from './phone/dom.ts'
import { noteUnsent } from './phone/note.ts'
import { announce, closeOwn, onOwn, profiles, sendSoon, unlock, type Own } from './phone/own.ts'
import { all } from './phone/store.ts'
import { readPause } from './phone/traffic.ts'
import { PHONE } from './phone/words.ts'

const TRY_EVERY_MS = 60_000
const bar = document.getElementById('phone-bar')
const neutral = bar?.hasAttribute('data-neutral') === true

async function drawBar(own: Own | null): Promise<void> {
  if (!bar) return
  const items = await all('outbox')
  const waiting = items.filter((i) => i.state === 'waiting').length
  void noteUnsent(waiting)
  const refused = own ? items.filter((i) => i.owner === own.id && i.state === 'refused').length : 0
  const known = await profiles()
  const lines: (HTMLElement | null)[] = [
    navigator.onLine ? null : el('span', { className: 'tag' }, t(PHONE.noSignal)),
    waiting > 0 ? el('a', { href: '/phone#outbox', className: 'tag', id: 'unsent' }, t(PHONE.unsent, { n: waiting })) : null,
    refused > 0 ? el('a', { href: '/phone#outbox', className: 'tag bad' }, t(PHONE.refused, { n: refused })) : null,
  ]
  if (neutral && own) lines.push(el('span', { id: 'who-is-here' }, own.first), el('button', { type: 'button', className: 'link', onclick: () => void closeOwn() }, t(PHONE.close)))
  // An open form must not be rebuilt while she types into it.
  const form = bar.querySelector('form')
  const asks = neutral && !own && known.length > 0
  if (!(asks && form)) bar.replaceChildren(...lines.filter((l): l is HTMLElement => l !== null), ...(asks ? [unlockForm(known)] : []))
}

function unlockForm(known: readonly { id: string; first: string }[]): HTMLFormElement {
  const who = el('select', { name: 'who' }, ...known.map((p) => el('option', { value: p.id }, p.first)))
  const pin = el('input', { name: 'pin', type: 'password', inputMode: 'numeric', autocomplete: 'off', maxLength: 6, required: true, pattern: '[0-9]{6}' })
  const said = el('p', { role: 'status' }, t(PHONE.why))
  const form = el('form', { className: 'phone-unlock' },
    el('label', {}, el('span', {}, t(PHONE.who)), who), el('label', {}, el('span', {}, t(PHONE.pin)), pin), el('button', {}, t(PHONE.open)), said)
  form.onsubmit = (event) => {
    event.preventDefault()
    said.textContent = t(PHONE.opening)
    void unlock(who.value, pin.value).then((right) => {
      if (right) {
        form.remove()
        announce()
        return
      }
      said.textContent = t(PHONE.wrongPin)
      pin.value = ''
      pin.focus()
    })
  }
  return form
}

async function startWorker(): Promise<void> {
  if (!window.isSecureContext || !navigator.serviceWorker) return
  const registration = await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' })
  const offer = (): void => {
    if (!registration.waiting || !navigator.serviceWorker.controller || document.getElementById('new-version')) return
    const waiting = registration.waiting
    const button = el('button', { type: 'button', onclick: () => waiting.postMessage('now') }, t(PHONE.update))
    document.getElementById('main')?.prepend(el('p', { id: 'new-version', className: 'card', role: 'status' }, `${t(PHONE.newVersion)} `, button))
  }
  offer()
  registration.onupdatefound = () => {
    const { installing } = registration
    if (installing) installing.onstatechange = offer
  }
  const before = navigator.serviceWorker.controller
  navigator.serviceWorker.oncontrollerchange = () => { if (before) location.reload() }
}

/** On a kept page under her own address, links stay under it: the course she is in is part of the address, not of the page. */
function stayInEnrolment(): void {
  const own = /^\/learn\/[0-9a-f-]{36}/.exec(location.pathname)?.[0]
  if (!neutral || !own) return
  for (const link of Array.from(document.querySelectorAll<HTMLAnchorElement>('main a[href^="/take/"]'))) {
    const only = link.closest<HTMLElement>('[data-in-enrolment]')
    if (only) only.hidden = false
    link.setAttribute('href', (link.getAttribute('href') ?? '').replace(/^\/take\/[0-9a-f]{64}\/\w\w/, own))
  }
}

function start(): void {
  stayInEnrolment()
  void startWorker().catch(() => undefined)
  // Where there is no IndexedDB (some private windows) there is no phone part; everything else works.
  if (typeof indexedDB === 'undefined') return
  onOwn((own) => { void drawBar(own) })
  for (const change of ['online', 'offline'] as const) window.addEventListener(change, announce)
  void readPause().then(() => sendSoon())
  window.addEventListener('online', () => void sendSoon(true))
  window.setInterval(() => void sendSoon(), TRY_EVERY_MS)
  for (const form of Array.from(document.querySelectorAll<HTMLFormElement>('form[action="/sign-out"]'))) {
    // Signing out closes her things on this phone too.
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      void closeOwn().then(() => form.submit())
    }, { once: true })
  }
}

start()
