import type { JSX } from 'preact'
import type { Feature, House, StaffWho, Waiting } from '../feature.ts'
import { shownCount, single } from '../lib/counted.ts'
import { say, type Lang } from '../lib/text.ts'
import { WORDS } from './words.ts'

const DAY_MS = 86_400_000
/** What has no term is due when it has waited so long: so the two can stand in one order. */
const PATIENCE_MS = 7 * DAY_MS
/** The others, when they are more than two, are folded: the rooms of the office stand below. */
const MOST_SHOWN = 7

/** What waits for her in a programme, the most urgent first: terms that are over, then by when it is due; what waits since nobody knows when comes last. */
export async function waitingFor(features: readonly Feature[], house: House, tenant: string, who: StaffWho): Promise<Waiting[]> {
  const all = (await Promise.all(features.map((f) => f.waits?.(house, tenant, who) ?? []))).flat()
  return inOrder(all.filter(({ count }) => count.n > 0), house.clock())
}

export function inOrder(waiting: readonly Waiting[], now: Date): Waiting[] {
  const over = ({ due }: Waiting): number => (due && due < now ? 0 : 1)
  const dueAt = ({ due, since }: Waiting): number => due?.getTime() ?? (since ? since.getTime() + PATIENCE_MS : Infinity)
  const key = (one: Waiting): readonly [number, number] => [over(one), dueAt(one)]
  return waiting.toSorted((a, b) => { const [x, y] = [key(a), key(b)]; return x[0] - y[0] || (x[1] === y[1] ? 0 : x[1] - y[1]) })
}

/** The list on the office's front page; `base` is /office/<programme>. */
export function WaitingList({ lang, base, waiting, now }: { lang: Lang; base: string; waiting: readonly Waiting[]; now: Date }): JSX.Element {
  if (waiting.length === 0) return <p class="good">{say(WORDS.nothingWaits, lang)}</p>
  const cut = waiting.length > MOST_SHOWN + 2 ? MOST_SHOWN : waiting.length
  const [first, rest] = [waiting.slice(0, cut), waiting.slice(cut)]
  return (
    <>
      <WaitingLines lang={lang} base={base} waiting={first} now={now} />
      {rest.length > 0 && <details><summary>{say(WORDS.moreWaits, lang, { n: rest.length })}</summary><WaitingLines lang={lang} base={base} waiting={rest} now={now} /></details>}
    </>
  )
}

/** A line each: how many of what, where it is done, how urgent. */
export function WaitingLines({ lang, base, waiting, now }: { lang: Lang; base: string; waiting: readonly Waiting[]; now: Date }): JSX.Element {
  return (
    <ul class="steps waits">
      {waiting.map((one) => (
        <li>
          <span>
            <a href={`${base}/${one.path}`}>{say(single(one.count) ? one.text.one : one.text.many, lang, { n: say(shownCount(one.count), lang) })}</a>
            <When lang={lang} one={one} now={now} />
          </span>
        </li>
      ))}
    </ul>
  )
}

function When({ lang, one: { count, since, due }, now }: { lang: Lang; one: Waiting; now: Date }): JSX.Element | null {
  if (!since && !due) return null
  return (
    <>
      <br />
      {due && <><Term lang={lang} due={due} now={now} />{' '}</>}
      {since && <span class="quiet-text">{sinceText(lang, single(count), daysBetween(since, now))}</span>}
    </>
  )
}

function sinceText(lang: Lang, one: boolean, days: number): string {
  if (days < 1) return say(one ? WORDS.waitsToday : WORDS.oldestToday, lang)
  return say(one ? WORDS.waitsSince : WORDS.oldestSince, lang, { days: say(days === 1 ? WORDS.oneDay : WORDS.manyDays, lang, { n: days }) })
}

function Term({ lang, due, now }: { lang: Lang; due: Date; now: Date }): JSX.Element {
  const left = daysBetween(now, due)
  const says = due < now ? WORDS.termOver : left < 1 ? WORDS.termToday : left === 1 ? WORDS.termTomorrow : WORDS.termUntil
  return <span class={due < now || left < 1 ? 'tag bad' : 'tag'}>{say(says, lang, { day: shown(due), time: hour(due) })}</span>
}

const LIMA = { timeZone: 'America/Lima' } as const
const isoDay = new Intl.DateTimeFormat('en-CA', { ...LIMA, year: 'numeric', month: '2-digit', day: '2-digit' })
const hourOf = new Intl.DateTimeFormat('en-GB', { ...LIMA, hour: '2-digit', minute: '2-digit' })
const shown = (at: Date): string => isoDay.format(at).split('-').toReversed().join('/')
const hour = (at: Date): string => hourOf.format(at)
/** Days of the calendar in Lima from one moment to another. */
const daysBetween = (from: Date, to: Date): number => Math.round((Date.parse(isoDay.format(to)) - Date.parse(isoDay.format(from))) / DAY_MS)
