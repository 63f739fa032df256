import { say, type Lang } from '../../lib/text.ts'
import { isPaused, type Enrolment } from './enrolment.ts'
import { SHOWN } from './move-words.ts'
import { limaDay } from './sections.ts'
import { STATE } from './words.ts'

/** DD/MM/AAAA, Lima. */
export const day = (value: Date | string): string => (typeof value === 'string' ? value : limaDay(value)).split('-').toReversed().join('/')

/** How an enrolment stands in words. */
export function stateText(e: Pick<Enrolment, 'state' | 'way' | 'paused_until'>, today: string, lang: Lang): string {
  if (isPaused(e, today)) return say(SHOWN.paused, lang, { day: day(e.paused_until ?? '') })
  return say(e.state === 'withdrawn' && e.way ? SHOWN[e.way] : STATE[e.state], lang)
}
