// The tutor's roster on her phone, with or without signal.
import { el, t } from '../../../web/phone/dom.ts'
import type { Own } from '../../../web/phone/own.ts'
import { chooser, type Chosen, type MadeSession } from './choose.ts'
import { fetchRosters } from './fetch-rosters.ts'
import { rosterList } from './list.ts'
import { qrScreen } from './qr.ts'
import { sheetKey, sheetOf, type Kept, type Sheet } from './sheet.ts'
import { LIST } from '../phone-words.ts'

const place = document.getElementById('attendance')
const OPEN = 'attendance/open'
let shownFor: string | null = null
let inList = false

/** Draws the page for whoever is here. */
export async function draw(own: Own | null): Promise<void> {
  if (!place) return
  // An open list is not rebuilt because something was sent meanwhile.
  if (own && own.id === shownFor && inList) return
  shownFor = own?.id ?? null
  inList = false
  if (!own) return place.replaceChildren(el('p', { className: 'card' }, t(LIST.open)))
  if (own.kind !== 'staff') return place.replaceChildren(el('p', { className: 'card' }, t(LIST.notStaff)))
  const kept = await own.read<Kept>('attendance/take')
  const open = await own.read<string>(OPEN)
  const chosen = open && kept ? await find(own, kept, open) : null
  if (chosen) return openList(own, chosen)
  await showChooser(own, kept)
  // Quietly newer, when there is signal.
  if (navigator.onLine && await fetchRosters(own) && !inList && shownFor === own.id) await showChooser(own, await own.read<Kept>('attendance/take'))
}

async function showChooser(own: Own, kept: Kept | null): Promise<void> {
  const parts = await chooser(own, kept, (chosen) => void openList(own, chosen), () => void draw(own))
  if (!inList) place?.replaceChildren(...parts)
}

/** The session that was open when the phone was killed. */
async function find(own: Own, kept: Kept, id: string): Promise<Chosen | null> {
  const made = (await own.read<MadeSession[]>('attendance/made') ?? []).find((m) => m.session.id === id)
  for (const { programme, sections } of kept.taken) {
    for (const section of sections) {
      const session = made && made.section === section.id && made.programme === programme ? made.session : section.sessions.find((s) => s.id === id)
      if (session) return { programme, section, session, made: made !== undefined }
    }
  }
  return null
}

async function openList(own: Own, { programme, section, session, made }: Chosen): Promise<void> {
  inList = true
  const sheet = await sheetOf(own, programme, section, session, made)
  await own.write(OPEN, session.id)
  await own.write(sheetKey(session.id), sheet)
  showList(own, section, sheet)
}

function showList(own: Own, section: Chosen['section'], sheet: Sheet): void {
  const back = (): void => { inList = false; void own.write(OPEN, null).then(() => draw(own)) }
  place?.replaceChildren(...rosterList(own, section, sheet, { back, showQr: () => showQr(own, section, sheet) }))
  place?.querySelector<HTMLInputElement>('.roster input')?.focus({ preventScroll: true })
}

function showQr(own: Own, section: Chosen['section'], sheet: Sheet): void {
  place?.replaceChildren(...qrScreen(own, section, sheet, place.dataset.qr ?? '', () => showList(own, section, sheet)))
}
