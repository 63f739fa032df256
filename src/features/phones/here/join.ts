import { el, t } from '../../../web/phone/dom.ts'
import { addProfile, announce } from '../../../web/phone/own.ts'
import { newSigningKey } from '../../../web/phone/profile.ts'
import { JOIN } from './part-words.ts'

type Kind = 'learner' | 'staff'

/** The form by which this phone becomes hers. */
export function prepare(kind: Kind): HTMLElement {
  const pin = el('input', { id: 'phone-pin', type: 'password', inputMode: 'numeric', autocomplete: 'off', maxLength: 6, pattern: '[0-9]{6}', required: true })
  const said = el('p', { role: 'status' })
  const button = el('button', { id: 'prepare' }, t(JOIN.prepare))
  const form = el('form', { className: 'card next' },
    el('h2', {}, t(JOIN.prepare)), el('p', {}, t(JOIN.prepareWhy)),
    el('div', { className: 'field' }, el('label', { htmlFor: 'phone-pin' }, t(kind === 'staff' ? JOIN.prepareStaffPin : JOIN.preparePin)), pin), button, said)
  form.onsubmit = (event) => {
    event.preventDefault()
    button.disabled = true
    void join(pin.value).then((problem) => {
      button.disabled = false
      if (problem) said.textContent = problem
      else {
        pin.value = ''
        announce()
      }
    })
  }
  return form
}

/** Makes the key, has the server know it, keeps both halves' secrets under the PIN. A sentence when it was refused. */
async function join(pin: string): Promise<string | null> {
  const { publicKey, privateKey } = await newSigningKey()
  const response = await fetch('/phones', { method: 'POST', headers: { 'Content-Type': 'application/json', Accept: 'application/json' }, body: JSON.stringify({ publicKey, pin }) }).catch(() => null)
  if (!response) return t(JOIN.failed)
  const answer = await response.json().catch(() => ({})) as { phone?: string; kind?: Kind; first?: string; server?: string; message?: string }
  if (!answer.phone || !answer.server) return answer.message ?? t(JOIN.failed)
  await addProfile({ phone: answer.phone, kind: answer.kind ?? 'learner', first: answer.first ?? '', server: answer.server, privateKey, pin })
  await navigator.storage?.persist?.()
  return null
}
