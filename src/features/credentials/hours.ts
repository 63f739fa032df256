import { say, type Lang } from '../../lib/text.ts'
import { documentTypeName, limaDay, shownDay, type DocumentType } from '../people/index.ts'
import { PAPER } from './page-words.ts'

/** «52 minutos de trabajo (0,9 horas de 60 minutos; 1,2 horas académicas de 45 minutos)»: stored in minutes, printed in both hours. */
export function durationText(minutes: number, lang: Lang): string {
  const number = new Intl.NumberFormat(lang === 'es' ? 'es-PE' : 'en', { maximumFractionDigits: 1 })
  return say(PAPER.duration, lang, { minutes: number.format(minutes), clock: number.format(minutes / 60), academic: number.format(minutes / 45) })
}

/** DD/MM/AAAA in Lima. */
export function dayText(at: Date): string {
  return shownDay(limaDay(at))
}

/** «CE •••123»: enough to see whose paper it is, not enough to learn the number. */
export function documentText({ type, lastThree }: { readonly type: DocumentType; readonly lastThree: string }, lang: Lang): string {
  return `${say(documentTypeName(type), lang)} •••${lastThree}`
}

/** DD/MM/AAAA, HH:MM in Lima. */
export function timeText(at: Date): string {
  return `${dayText(at)}, ${new Intl.DateTimeFormat('es-PE', { timeZone: 'America/Lima', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)}`
}
