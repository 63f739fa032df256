import { el, t } from '../../../web/phone/dom.ts'
import { NotStored, type Own } from '../../../web/phone/own.ts'
import { LIST } from '../phone-words.ts'
import { CHOSEN_CAUSES, MARKS, type Mark } from '../kinds.ts'
import { CAUSE, MARK } from '../words.ts'
import type { TakenSection } from '../take.ts'
import { focusRow, listenToKeys } from './keys.ts'
import { sendSheet, whenText } from './send-sheet.ts'
import { setMarks, sheetKey, undo, unsaved, type Sheet } from './sheet.ts'

/** As mark.ts of the server: later than this after the class it is written from memory or paper. */
const BY_HAND_AFTER_MS = 2 * 3_600_000

export interface ListActions { readonly back: () => void; readonly showQr: () => void }

/** One row a person with four big marks. Every tap is written to the disk before anything else happens. */
export function rosterList(own: Own, section: TakenSection, sheet: Sheet, { back, showQr }: ListActions): HTMLElement[] {
  const rows = new Map<string, Map<Mark, HTMLInputElement>>()
  const count = el('p', { className: 'quiet-text', id: 'counted' })
  const said = el('p', { role: 'status', id: 'said' })
  const undoing = el('button', { type: 'button', className: 'quiet', id: 'undo' }, t(LIST.undo))
  let writing: Promise<unknown> = Promise.resolve()
  const keep = (): void => {
    // One after the other: an older state must never land on a newer one.
    writing = writing.then(() => own.write(sheetKey(sheet.session.id), sheet)).catch(() => { said.textContent = t(LIST.notKept) })
    show()
  }
  const show = (): void => {
    for (const [enrolment, marks] of rows) for (const [mark, input] of marks) input.checked = sheet.marks[enrolment] === mark
    count.textContent = t(LIST.marked, { n: section.roster.filter((line) => sheet.marks[line.enrolment]).length, all: section.roster.length })
    undoing.disabled = sheet.before.length === 0
  }
  const list = el('ol', { className: 'roster' }, ...section.roster.map((line) => {
    const marks = new Map(MARKS.map((mark) => [mark, el('input', {
      type: 'radio', name: `m-${line.enrolment}`, value: mark, ariaLabel: t(MARK[mark]), onchange: () => { said.textContent = ''; setMarks(sheet, { [line.enrolment]: mark }); keep() },
    })] as const))
    rows.set(line.enrolment, marks)
    return el('li', {}, el('fieldset', {},
      el('legend', {}, line.name, line.digits ? el('span', { className: 'quiet-text' }, ` ${t(LIST.endingIn, { digits: line.digits })}`) : null),
      el('span', { className: 'marks' }, ...MARKS.map((mark) => label(mark, marks.get(mark)!)))))
  }))
  listenToKeys(list)
  const late = el('input', { id: 'late', type: 'number', inputMode: 'numeric', min: '1', max: String(sheet.session.minutes), value: String(sheet.late) })
  late.onchange = () => { sheet.late = Math.min(sheet.session.minutes, Math.max(1, Math.round(Number(late.value)) || 1)); late.value = String(sheet.late); keep() }
  const cause = causeField(sheet)
  const all = el('button', { type: 'button', id: 'all-present' }, t(LIST.all))
  all.onclick = () => {
    setMarks(sheet, Object.fromEntries(section.roster.filter((line) => !sheet.marks[line.enrolment]).map((line) => [line.enrolment, 'P' as const])))
    keep()
    focusRow(list.firstElementChild)
  }
  undoing.onclick = () => { undo(sheet); keep() }
  const save = el('button', { type: 'button', id: 'save' }, t(LIST.save))
  save.onclick = () => {
    if (cause?.select.value === '') {
      said.textContent = t(LIST.causeNeeded)
      return cause.select.focus()
    }
    save.disabled = true
    void writing.then(() => sendSheet(own, section, sheet, cause?.select.value ?? null)).then((n) => { said.textContent = n > 0 ? t(LIST.kept, { n }) : t(LIST.nothingNew) }, (error: unknown) => {
      said.textContent = t(LIST.notKept)
      if (!(error instanceof NotStored)) throw error
    }).finally(() => { save.disabled = false })
  }
  show()
  return [
    el('h2', {}, `${section.title[document.documentElement.lang === 'en' ? 'en' : 'es']}, ${whenText(sheet.session.starts)}`), count,
    el('p', { className: 'actions' }, all, el('button', { type: 'button', className: 'quiet', id: 'show-qr', onclick: showQr }, t(LIST.qr)), el('button', { type: 'button', className: 'quiet', onclick: back }, t(LIST.back))),
    ...(cause ? [cause.field] : []), list,
    el('div', { className: 'field' }, el('label', { htmlFor: 'late' }, t(LIST.lateMinutes)), late),
    el('div', { className: 'sticky' }, said, el('p', { className: 'actions' }, save, undoing)),
  ]
}

export const anythingUnsaved = (sheet: Sheet): boolean => unsaved(sheet).length > 0

function label(mark: Mark, input: HTMLInputElement): HTMLElement {
  const shown = el('span', { className: `mark-${mark}` }, mark)
  shown.setAttribute('aria-hidden', 'true')
  input.setAttribute('aria-label', t(MARK[mark]))
  return el('label', { title: t(MARK[mark]) }, input, shown)
}

/** Asked only when the class ended a while ago. */
function causeField(sheet: Sheet): { readonly field: HTMLElement; readonly select: HTMLSelectElement } | null {
  if (Date.now() < Date.parse(sheet.session.ends) + BY_HAND_AFTER_MS) return null
  const select = el('select', { id: 'cause' }, el('option', { value: '' }, '—'), ...CHOSEN_CAUSES.map((code) => el('option', { value: code }, t(CAUSE[code]))))
  return { select, field: el('div', { className: 'field' }, el('label', { htmlFor: 'cause' }, t(LIST.cause)), select) }
}
