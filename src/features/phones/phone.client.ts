// The phone's own page: who studies here, what goes along, what is not sent yet, what it costs. Its parts come when they have something to show.
import { el, pageLang, t } from '../../web/phone/dom.ts'
import { announce, onOwn, profiles, removeProfile, type Own } from '../../web/phone/own.ts'
import { all, type OutboxItem } from '../../web/phone/store.ts'
import type { Choice } from '../../web/phone/take.ts'
import { receive } from './here/receive.ts'
import { space, wiped } from './here/space.ts'
import { HERE } from './here/words.ts'

const place = document.getElementById('phone')

interface Signed { readonly choices: readonly Choice[]; readonly phones: readonly string[]; readonly kind: 'learner' | 'staff' }

/** Who is signed in, with signal: her courses and her phones; null without signal or session. */
async function signedIn(): Promise<Signed | null> {
  const response = await fetch(`/me/take.json?lang=${pageLang}`, { cache: 'no-store', headers: { Accept: 'application/json' } }).catch(() => null)
  // Whoever is not signed in may be sent to a page instead, and half an answer is none.
  return response?.ok ? await response.json().catch(() => null) as Signed | null : null
}

let drawing = 0

async function draw(own: Own | null): Promise<void> {
  if (!place || inUse(place)) return
  drawing += 1
  const turn = drawing
  const [lost, items] = await Promise.all([wiped(), all('outbox')])
  const signed = await signedIn()
  const mine = own && (!signed || signed.phones.includes(own.id))
  const parts = [
    lost,
    own ? el('p', { id: 'hello' }, t(HERE.hello, { name: own.first })) : null,
    signed && !mine ? (await import('./here/join.ts')).prepare(signed.kind) : null,
    !signed && !own ? el('p', { className: 'card' }, `${t(HERE.signInFirst)} `, el('a', { href: '/sign-in?next=/phone' }, t(HERE.signIn))) : null,
    own && own.kind === 'learner' ? await (await import('./here/courses.ts')).courses(own, mine && signed ? signed.choices : null) : null,
    own && own.kind === 'staff' ? el('p', {}, el('a', { className: 'button', href: `/take/attendance/${pageLang}` }, pageLang === 'es' ? 'Pasar asistencia' : 'Take attendance')) : null,
    await outbox(own, items), receive(), await space(), await people([...own ? [own.id] : [], ...signed?.phones ?? []]),
  ]
  // A newer drawing began meanwhile and shows more recent things; or she began to type.
  if (turn !== drawing || inUse(place)) return
  const open = place.querySelector('details')?.open ?? false
  place.replaceChildren(...parts.filter((p): p is HTMLElement => p !== null))
  const details = place.querySelector('details')
  if (details) details.open = open
  if (location.hash === '#outbox') document.getElementById('outbox')?.scrollIntoView()
}

/** A QR that another phone is reading, the camera, or a PIN half typed: not to be taken away because something was sent meanwhile. */
function inUse(here: HTMLElement): boolean {
  const field = document.activeElement
  return here.querySelector('.qr svg, video') !== null || (field instanceof HTMLInputElement && field.type === 'password' && here.contains(field) && field.value !== '')
}

/** What lies here and how to send it is fetched only when something does. */
async function outbox(own: Own | null, items: readonly OutboxItem[]): Promise<HTMLElement> {
  const none = items.some((i) => i.state === 'waiting') ? null : el('p', { className: 'good' }, t(HERE.none))
  const parts = items.length > 0 ? await (await import('./here/outbox.ts')).outbox(own, items) : []
  return el('section', { id: 'outbox' }, el('h2', {}, t(HERE.outbox)), none, ...parts)
}

/** Who studies on this phone. Each takes off only herself: with her things open, or signed in. */
async function people(mine: readonly string[]): Promise<HTMLElement | null> {
  const known = await profiles()
  if (known.length === 0) return null
  const remove = (id: string): void => { if (window.confirm(t(HERE.removeSure))) void removeProfile(id).then(announce) }
  return el('section', { id: 'people' }, el('h2', {}, t(HERE.people)),
    el('ul', { className: 'plain' }, ...known.map((p) => el('li', {}, p.first, ' ', mine.includes(p.id) && el('button', { type: 'button', className: 'link', onclick: () => remove(p.id) }, t(HERE.removeMe))))),
    el('p', {}, el('a', { href: '/me/phones' }, t(HERE.myPhones))))
}

onOwn((own) => void draw(own))
