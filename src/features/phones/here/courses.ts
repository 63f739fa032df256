import { el, pageLang, t } from '../../../web/phone/dom.ts'
import { announce, type Own } from '../../../web/phone/own.ts'
import { fetchOwn, leaveBehind, takeAlong, takenBy, type Choice } from '../../../web/phone/take.ts'
import type { Taken } from '../../../web/phone/store.ts'
import { COURSES } from './part-words.ts'
import { megabytes } from './space.ts'

/** What she may take along, with its price in megabytes before anything is fetched, and what she has with her. */
export async function courses(own: Own, choices: readonly Choice[] | null): Promise<HTMLElement> {
  const taken = await takenBy(own.id)
  const titles = await own.read<Record<string, string>>('titles') ?? {}
  if (choices) await own.write('titles', Object.fromEntries(choices.map((c) => [c.enrolment, c.title])))
  const offered = choices?.map((c) => card(own, { enrolment: c.enrolment, title: c.title, choice: c, taken: taken.find((x) => x.enrolment === c.enrolment) })) ?? []
  const rest = taken.filter((x) => !choices?.some((c) => c.enrolment === x.enrolment))
  return el('section', { id: 'courses' },
    el('h2', {}, t(COURSES.courses)),
    choices ? null : el('p', {}, t(COURSES.noSignalList)),
    ...offered, ...rest.map((x) => card(own, { enrolment: x.enrolment, title: titles[x.enrolment] ?? '', choice: null, taken: x })))
}

interface Card {
  readonly enrolment: string
  readonly title: string
  readonly choice: Choice | null
  readonly taken: Taken | undefined
}

function card(own: Own, { enrolment, title, choice, taken }: Card): HTMLElement {
  const said = el('p', { role: 'status' })
  const bar = el('progress', { hidden: true, className: 'bar' })
  const stale = choice && taken && (choice.version !== taken.version || taken.lang !== pageLang)
  const actions = el('p', { className: 'actions' })
  let stopped = false
  const pause = el('button', { type: 'button', className: 'quiet', onclick: () => { stopped = true } }, t(COURSES.pause))
  const take = el('button', { type: 'button', className: 'take', onclick: () => void run() }, taken ? t(COURSES.refresh) : t(COURSES.take, { mb: megabytes(choice?.bytes ?? 0) }))
  const run = async (): Promise<void> => {
    if (!choice) return
    stopped = false
    actions.replaceChildren(pause)
    bar.hidden = false
    const whole = await takeAlong(own, choice, pageLang, (p) => {
      bar.max = p.all
      bar.value = p.done
      said.textContent = t(COURSES.downloading, { done: p.done, all: p.all })
    }, () => stopped, listen.checked).catch(() => null)
    if (whole) await fetchOwn(own, enrolment, pageLang)
    if (whole) return announce()
    said.textContent = whole === null ? t(COURSES.failed) : t(COURSES.paused)
    actions.replaceChildren(take)
  }
  const listen = el('input', { type: 'checkbox' })
  const more = choice && choice.audio.pages.length > 0 && (!taken || stale)
    ? el('p', {}, el('label', { className: 'choice' }, listen, el('span', {}, t(COURSES.withAudio, { mb: megabytes(choice.audio.bytes) })))) : null
  const leave = el('button', { type: 'button', className: 'quiet', onclick: () => { if (window.confirm(t(COURSES.leaveSure))) void leaveBehind(enrolment).then(announce) } }, t(COURSES.leave))
  if (taken) actions.append(el('a', { className: 'button', href: `/learn/${enrolment}` }, t(COURSES.study)), ' ')
  if (choice && (!taken || stale)) actions.append(take, ' ')
  if (taken) actions.append(leave)
  return el('article', { className: 'card' }, el('h3', {}, title), taken ? el('p', {}, t(COURSES.taken, { mb: megabytes(taken.bytes) })) : null, more, actions, bar, said)
}
