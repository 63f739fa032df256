import { knownOffset } from '../../../web/phone/send.ts'
import { newId } from '../../../web/phone/seal.ts'
import type { Own } from '../../../web/phone/own.ts'
import { fill } from '../../../lib/text.ts'
import { LIST } from '../phone-words.ts'
import type { TakenSection } from '../take.ts'
import { noteSaved, sheetKey, unsaved, type Sheet } from './sheet.ts'

/** Time on the server's clock as far as this phone knows; what the QR is made of. */
export const serverNow = async (): Promise<number> => Date.now() + (await knownOffset() ?? 0)

/** Puts what is not yet sent into the outbox; answers how many marks. Rejects when the phone has no room: the sheet stays. */
export async function sendSheet(own: Own, section: TakenSection, sheet: Sheet, cause: string | null): Promise<number> {
  const rows = unsaved(sheet)
  if (rows.length === 0 && sheet.told) return 0
  const { id, starts, ends, minutes, mode, site } = sheet.session
  const about = fill(LIST.about, { section: section.title.es, at: whenText(starts), n: rows.length })
  await own.queue({
    kind: 'attendance', about,
    data: {
      programme: sheet.programme, section: sheet.section, cause,
      session: { id, made: sheet.made ? { starts, ends, minutes, mode, site, qrOff: await knownOffset() ?? 0 } : null },
      marks: rows.map((enrolment) => {
        const mark = sheet.marks[enrolment]
        return { id: newId(), enrolment, mark, n: section.roster.findIndex((line) => line.enrolment === enrolment) + 1, minutes: mark === 'T' ? sheet.late : null }
      }),
    },
  })
  noteSaved(sheet, rows)
  await own.write(sheetKey(id), sheet)
  return rows.length
}

/** "jue 26/11 19:00" in Lima. */
export function whenText(iso: string): string {
  const parts = new Intl.DateTimeFormat('es-PE', { timeZone: 'America/Lima', weekday: 'short', day: '2-digit', month: '2-digit', hour: '2-digit', minute: '2-digit', hour12: false }).formatToParts(new Date(iso))
  const part = (type: string): string => parts.find((p) => p.type === type)?.value ?? ''
  return `${part('weekday')} ${part('day')}/${part('month')} ${part('hour')}:${part('minute')}`
}
