import type { Compact } from '../compact.ts'
import type { KeptList } from '../kept-list.ts'
import type { StateNow } from '../state-answer.ts'

/** Which sentences are shown, and what stands in them. */
export interface Judged {
  readonly when: string
  readonly good: boolean
  readonly values: Readonly<Record<string, string>>
  /** `today`, `days` or `old` where a kept list speaks, else ''. */
  readonly age: string
}

const DAY_MS = 86_400_000
const OLD_DAYS = 7

/** The register's word where it was heard, else that of the list which this phone keeps. */
export function judge(now: StateNow | null, list: KeptList | null, compact: Compact): Judged {
  if (now) {
    const cause = now.cause?.[document.documentElement.lang === 'en' ? 'en' : 'es'] ?? '–'
    return { when: `now-${now.state}`, good: now.state === 'valid', values: { at: moment(now.at), since: now.since ? moment(now.since).slice(0, 10) : '', cause }, age: '' }
  }
  if (!list) return { when: 'kept-none', good: false, values: {}, age: '' }
  const days = Math.floor((Date.now() - list.at.getTime()) / DAY_MS)
  const said = list.stateOf(compact.statusIndex)
  const values = { at: moment(list.at), days: String(days) }
  // A list from before it was issued says nothing of it. The QR knows the day, not the hour: of the same day it is believed.
  if (said === 'valid' && dayOf(list.at) < compact.date) return { when: 'kept-before', good: false, values, age: '' }
  // A clock that is behind the list's own date tells no age.
  const age = days < 0 ? '' : days === 0 ? 'today' : days < OLD_DAYS ? 'days' : 'old'
  return { when: `kept-${said}`, good: said === 'valid', values, age }
}

const LIMA = { timeZone: 'America/Lima', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hour12: false } as const

/** 23/11/2026 10:15 in Lima. */
function moment(at: string | Date): string {
  return new Intl.DateTimeFormat('es-PE', LIMA).format(new Date(at)).replace(',', '').replace(' 24:', ' 00:')
}

/** YYYY-MM-DD in Lima. */
function dayOf(at: Date): string {
  return moment(at).slice(0, 10).split('/').reverse().join('-')
}

/** Shows the parts of `place` whose data attribute `name` has `value`, and hides its others. */
export function show(place: HTMLElement, name: string, value: string): void {
  for (const part of place.querySelectorAll<HTMLElement>(`[data-${name}]`)) part.hidden = part.dataset[name] !== value
}
