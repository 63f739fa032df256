import { el, pageLang, t } from '../../../web/phone/dom.ts'
import { newId } from '../../../web/phone/seal.ts'
import type { Own } from '../../../web/phone/own.ts'
import { LIST } from '../phone-words.ts'
import type { TakenAttendance, TakenSection, TakenSession } from '../take.ts'
import { fetchRosters } from './fetch-rosters.ts'
import { whenText } from './send-sheet.ts'
import type { Kept } from './sheet.ts'

/** A session made on this phone; kept so that it is found again after a kill. */
export interface MadeSession { readonly programme: string; readonly section: string; readonly session: TakenSession }

export interface Chosen { readonly programme: string; readonly section: TakenSection; readonly session: TakenSession; readonly made: boolean }

/** Sessions of today and the coming days, those made here, and a button for the class right now. */
export async function chooser(own: Own, kept: Kept | null, choose: (chosen: Chosen) => void, redraw: () => void): Promise<HTMLElement[]> {
  const made = await own.read<MadeSession[]>('attendance/made') ?? []
  const sections = kept?.taken.flatMap((taken) => taken.sections.map((section) => ({ taken, section }))) ?? []
  return [
    ...(sections.length > 0 ? [el('h2', {}, t(LIST.choose))] : []),
    ...sections.map(({ taken, section }) => sectionCard(taken, section, made.filter((m) => m.section === section.id && m.programme === taken.programme), own, choose)),
    fetchCard(own, kept, redraw), await keptItems(own),
  ]
}

function sectionCard(taken: TakenAttendance, section: TakenSection, made: readonly MadeSession[], own: Own, choose: (chosen: Chosen) => void): HTMLElement {
  const { programme } = taken
  const all = [...section.sessions.map((session) => ({ session, made: false })), ...made.map(({ session }) => ({ session, made: true }))]
    .sort((a, b) => a.session.starts.localeCompare(b.session.starts))
  const nearest = [...all].sort((a, b) => distance(a.session) - distance(b.session))[0]
  const buttons = all.map((one) => el('p', {}, el('button', { type: 'button', className: one === nearest ? '' : 'quiet', onclick: () => choose({ programme, section, ...one }) },
    `${whenText(one.session.starts)}–${whenText(one.session.ends).slice(-5)}${one.session.mode === 'virtual' ? `, ${t(LIST.virtual)}` : ''}`)))
  const length = el('input', { id: `long-${section.id}`, type: 'number', inputMode: 'numeric', min: '1', max: '600', value: '60' })
  const begin = (): void => {
    const minutes = Math.min(600, Math.max(1, Math.round(Number(length.value)) || 60))
    const starts = Date.now()
    const session = { id: newId(), starts: new Date(starts).toISOString(), ends: new Date(starts + minutes * 60_000).toISOString(), minutes, mode: section.mode, site: section.site, marks: {} }
    void own.read<MadeSession[]>('attendance/made').then((before) => own.write('attendance/made', [...(before ?? []).slice(-30), { programme, section: section.id, session }]))
      .then(() => choose({ programme, section, session, made: true }))
  }
  return el('section', { className: 'card' }, el('h3', {}, section.title[pageLang]), ...buttons,
    el('details', { open: all.length === 0 }, el('summary', {}, t(LIST.now)),
      el('div', { className: 'field' }, el('label', { htmlFor: length.id }, t(LIST.howLong)), length),
      el('p', {}, el('button', { type: 'button', className: 'quiet', onclick: begin }, t(LIST.begin)))))
}

const distance = (session: TakenSession): number => Math.max(0, Date.parse(session.starts) - Date.now(), Date.now() - Date.parse(session.ends))

function fetchCard(own: Own, kept: Kept | null, redraw: () => void): HTMLElement {
  const said = el('p', { role: 'status' }, kept ? t(LIST.fetched, { at: whenText(kept.fetched) }) : t(LIST.nothing))
  const button = el('button', { type: 'button', className: kept ? 'quiet' : '', id: 'fetch-rosters' }, t(LIST.fetch))
  button.onclick = () => {
    button.disabled = true
    said.textContent = t(LIST.fetching)
    void fetchRosters(own).then((fresh) => {
      button.disabled = false
      if (fresh) redraw()
      else said.textContent = t(LIST.fetchFailed)
    })
  }
  return el('section', { className: 'card' }, said, button)
}

async function keptItems(own: Own): Promise<HTMLElement> {
  const items = (await own.items()).filter((item) => item.kind === 'attendance').slice(0, 10)
  const state = { waiting: LIST.waiting, sent: LIST.sent, refused: LIST.refused, held: LIST.held }
  return el('section', { hidden: items.length === 0 }, el('h2', {}, t(LIST.mine)), el('ul', { className: 'plain' }, ...items.map((item) => el('li', {},
    `${t(item.about)} `, el('span', { className: item.state === 'sent' ? 'tag good' : item.state === 'refused' ? 'tag bad' : 'tag' }, t(state[item.state])),
    item.sentence ? el('p', { className: 'bad' }, t(item.sentence)) : null))))
}
