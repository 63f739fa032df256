// Says which labs of the shelf are on this phone and which she passed, and takes more of them along.
import { onOwn, type Own } from '../../../web/phone/own.ts'
import { pageLang } from '../../../web/phone/dom.ts'
import { enrolmentHere, fetchOwn, isHere, takeMore, takenBy, type TakenOwn } from '../../../web/phone/take.ts'
import type { Taken } from '../../../web/phone/store.ts'

type Says = Readonly<Record<'here' | 'passed' | 'taking' | 'ready' | 'failed', string>>

const shelf = document.getElementById('shelf')
const cards = Array.from(shelf?.querySelectorAll<HTMLElement>('[data-lab]') ?? [])
// Written by our own server (page.tsx).
const says = JSON.parse(shelf?.dataset.say ?? '{}') as Says

async function draw(own: Own | null): Promise<void> {
  const enrolment = enrolmentHere()
  const taken = own && enrolment ? (await takenBy(own.id)).find((t) => t.enrolment === enrolment) : undefined
  const invited = document.getElementById('shelf-open')
  if (invited) invited.hidden = taken !== undefined
  if (!own || !enrolment || !taken) return cards.forEach(close)
  await show(taken, await own.read<TakenOwn>(`take/${enrolment}`))
  // Her store may be older than the shelf: the seed of a lab comes from the server once.
  const fresh = navigator.onLine ? await fetchOwn(own, enrolment, pageLang) : null
  if (fresh) await show(taken, fresh)
}

function close(card: HTMLElement): void {
  card.hidden = false
  for (const part of Array.from(card.querySelectorAll<HTMLElement>('[data-state], [data-take]'))) part.hidden = true
}

async function show(taken: Taken, known: TakenOwn | null): Promise<void> {
  const seeds = (known?.own['labs'] ?? {}) as Readonly<Record<string, unknown>>
  const done = new Set((known?.own['courses'] as { done?: string[] } | undefined)?.done ?? [])
  for (const card of cards) {
    const lab = card.dataset.lab ?? ''
    // A lab that her programme does not open.
    card.hidden = seeds[lab] === undefined
    await mark(card, taken, done.has(`lab:${lab}`))
  }
}

async function mark(card: HTMLElement, taken: Taken, passed: boolean): Promise<void> {
  const [state, button] = [card.querySelector<HTMLElement>('[data-state]'), card.querySelector<HTMLButtonElement>('[data-take]')]
  const address = card.dataset.kept ?? ''
  const here = await isHere(address)
  if (state) {
    state.textContent = [here ? says.here : '', passed ? says.passed : ''].filter(Boolean).join(' · ')
    state.hidden = !here && !passed
  }
  if (!button) return
  button.hidden = here
  button.onclick = () => void take(card, button, taken, address, passed)
}

async function take(card: HTMLElement, button: HTMLButtonElement, taken: Taken, address: string, passed: boolean): Promise<void> {
  const status = card.querySelector<HTMLElement>('[role=status]')
  const tell = (text: string): void => { if (status) status.textContent = text }
  button.disabled = true
  tell(says.taking)
  const whole = await takeMore(taken, [address]).catch(() => false)
  button.disabled = false
  tell(whole ? says.ready : says.failed)
  if (whole) await mark(card, taken, passed)
}

onOwn((own) => void draw(own))
