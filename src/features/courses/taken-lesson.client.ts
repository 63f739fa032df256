// On a lesson that she took along: the place she read to, and the button that notes on the phone that it is done.
import './lesson.client.ts'
import { el, t } from '../../web/phone/dom.ts'
import { NotStored, onOwn, type Own } from '../../web/phone/own.ts'
import { saveAsFile } from '../../web/phone/carry.ts'
import { enrolmentHere, type TakenOwn } from '../../web/phone/take.ts'
import { PHONE } from '../../web/phone/words.ts'
import { pageLang } from '../../web/phone/dom.ts'
import { TAKE } from './words.ts'

const place = document.getElementById('unit-done')

async function draw(own: Own | null): Promise<void> {
  const enrolment = enrolmentHere()
  if (!place || !enrolment) return
  if (!own) return place.replaceChildren(el('p', {}, t(TAKE.open)))
  const step = `unit:${place.dataset.unit}`
  const here = await own.read<string[]>(`done/${enrolment}`) ?? []
  const taken = await own.read<TakenOwn>(`take/${enrolment}`)
  const known = (taken?.own['courses'] as { done?: string[] } | undefined)?.done ?? []
  if (known.includes(step)) return place.replaceChildren(el('p', { className: 'good' }, t(TAKE.isDone)))
  if (here.includes(step)) return place.replaceChildren(el('p', { className: 'good', role: 'status' }, t(TAKE.waits)))
  const button = el('button', { type: 'button', onclick: () => { button.disabled = true; void note(own, enrolment, step) } }, t(TAKE.done))
  place.replaceChildren(el('p', {}, t(TAKE.doneHint, { n: place.dataset.minutes ?? '' })), button)
}

async function note(own: Own, enrolment: string, step: string): Promise<void> {
  const { unit, version, title = '' } = place!.dataset
  const about = { es: TAKE.about.es.replace('{title}', title), en: TAKE.about.en.replace('{title}', title) }
  try {
    const note = { key: `done/${enrolment}`, value: [...await own.read<string[]>(`done/${enrolment}`) ?? [], step] }
    await own.queue({ kind: 'unit-completed', about, data: { enrolment, unit, version, lang: pageLang }, note })
    await draw(own)
  } catch (error) {
    if (!(error instanceof NotStored)) throw error
    place!.replaceChildren(el('p', { className: 'bad', role: 'alert' }, t(PHONE.notStored)), el('button', { type: 'button', onclick: () => void saveAsFile([error.item]) }, t(PHONE.saveFile)))
  }
}

onOwn((own) => void draw(own))
