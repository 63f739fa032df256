// The phone's own page: who studies here, what goes along, what is not sent yet, what it costs.
import { el, pageLang, t } from '../../web/phone/dom.ts'
import { addProfile, announce, onOwn, profiles, removeProfile, type Own } from '../../web/phone/own.ts'
import { newSigningKey } from '../../web/phone/profile.ts'
import { all } from '../../web/phone/store.ts'
import type { Choice } from '../../web/phone/take.ts'
import { courses } from './here/courses.ts'
import { outbox, receive } from './here/outbox.ts'
import { noteUnsent, space, wiped } from './here/space.ts'
import { HERE } from './here/words.ts'

const place = document.getElementById('phone')

interface Signed { readonly choices: readonly Choice[]; readonly phones: readonly string[]; readonly kind: 'learner' | 'staff' }

/** Who is signed in, with signal: her courses and her phones; null without signal or session. */
async function signedIn(): Promise<Signed | null> {
  const response = await fetch(`/me/take.json?lang=${pageLang}`, { cache: 'no-store' }).catch(() => null)
  return response?.ok ? await response.json() as Signed : null
}

let drawing = 0

async function draw(own: Own | null): Promise<void> {
  if (!place) return
  drawing += 1
  const turn = drawing
  const lost = await wiped()
  const signed = await signedIn()
  const mine = own && (!signed || signed.phones.includes(own.id))
  const parts = [
    lost,
    own ? el('p', { id: 'hello' }, t(HERE.hello, { name: own.first })) : null,
    signed && !mine ? prepare(signed.kind) : null,
    !signed && !own ? el('p', { className: 'card' }, `${t(HERE.signInFirst)} `, el('a', { href: '/sign-in?next=/phone' }, t(HERE.signIn))) : null,
    own && own.kind === 'learner' ? await courses(own, mine && signed ? signed.choices : null) : null,
    own && own.kind === 'staff' ? el('p', {}, el('a', { className: 'button', href: `/take/attendance/${pageLang}` }, pageLang === 'es' ? 'Pasar asistencia' : 'Take attendance')) : null,
    await outbox(own), receive(), await space(), await people([...own ? [own.id] : [], ...signed?.phones ?? []]),
  ]
  // A newer drawing began meanwhile: it shows more recent things.
  if (turn !== drawing) return
  noteUnsent((await all('outbox')).filter((i) => i.state === 'waiting').length)
  const open = place.querySelector('details')?.open ?? false
  place.replaceChildren(...parts.filter((p): p is HTMLElement => p !== null))
  const details = place.querySelector('details')
  if (details) details.open = open
  if (location.hash === '#outbox') document.getElementById('outbox')?.scrollIntoView()
}

function prepare(kind: Signed['kind']): HTMLElement {
  const pin = el('input', { id: 'phone-pin', type: 'password', inputMode: 'numeric', autocomplete: 'off', maxLength: 6, pattern: '[0-9]{6}', required: true })
  const said = el('p', { role: 'status' })
  const button = el('button', { id: 'prepare' }, t(HERE.prepare))
  const form = el('form', { className: 'card next' },
    el('h2', {}, t(HERE.prepare)), el('p', {}, t(HERE.prepareWhy)),
    el('div', { className: 'field' }, el('label', { htmlFor: 'phone-pin' }, t(kind === 'staff' ? HERE.prepareStaffPin : HERE.preparePin)), pin), button, said)
  form.onsubmit = (event) => {
    event.preventDefault()
    button.disabled = true
    void join(pin.value).then((problem) => {
      button.disabled = false
      if (problem) said.textContent = problem
      else announce()
    })
  }
  return form
}

/** Makes the key, has the server know it, keeps both halves' secrets under the PIN. A sentence when it was refused. */
async function join(pin: string): Promise<string | null> {
  const { publicKey, privateKey } = await newSigningKey()
  const response = await fetch('/phones', { method: 'POST', headers: { 'Content-Type': 'application/json', Accept: 'application/json' }, body: JSON.stringify({ publicKey, pin }) }).catch(() => null)
  if (!response) return t(HERE.failed)
  const answer = await response.json().catch(() => ({})) as { phone?: string; kind?: Signed['kind']; first?: string; server?: string; message?: string }
  if (!answer.phone || !answer.server) return answer.message ?? t(HERE.failed)
  await addProfile({ phone: answer.phone, kind: answer.kind ?? 'learner', first: answer.first ?? '', server: answer.server, privateKey, pin })
  await navigator.storage?.persist?.()
  return null
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
