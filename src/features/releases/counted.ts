import type { House } from '../../feature.ts'
import { readStatements, storedAt } from '../../record/read.ts'
import { monthOf, type OfficeValues } from '../figures/index.ts'
import { activityName } from '../programmes/index.ts'
import { endOf } from './cut.ts'
import { PUBLISHED } from './statements.ts'

/** K23 of DOMAIN.md 8, in days of the calendar. */
const DAYS_TO_PUBLISH = 10
const DAY_MS = 86_400_000

/** When the first cut of each month was published, and how many corrections came later. */
export interface PublishedCuts { readonly first: ReadonlyMap<string, Date>; readonly corrections: number }

/** K23 by the acts of publishing: what a month took, counted at a moment, which also says what is missing by then. */
export function countCuts({ first, corrections }: PublishedCuts, at: Date): OfficeValues {
  const took = [...first].map(([month, published]) => ({ month, days: Math.max(0, (published.getTime() - endOf(month).getTime()) / DAY_MS) })).sort((a, b) => (a.month < b.month ? -1 : 1))
  const last = took.at(-1)
  return {
    cuts: took.length, 'cuts-in-time': took.filter((t) => t.days <= DAYS_TO_PUBLISH).length, corrections,
    'cuts-late': took[0] ? monthsFrom(took[0].month, at).filter((month) => !first.has(month)).length : 0,
    ...(last ? { 'last-cut-days': Math.ceil(last.days) } : {}),
  }
}

/** The months since the first cut whose days to publish are over. */
function monthsFrom(first: string, at: Date): string[] {
  const months: string[] = []
  for (let month = first; endOf(month).getTime() + DAYS_TO_PUBLISH * DAY_MS < at.getTime(); month = monthOf(new Date(endOf(month).getTime() + DAY_MS))) months.push(month)
  return months
}

export async function cutsCounted(house: House, tenant: string, upTo?: number): Promise<OfficeValues> {
  const acts = await readStatements(house.db, tenant, { verbs: [PUBLISHED], ...(upTo === undefined ? {} : { upTo }) })
  const first = new Map<string, Date>()
  let corrections = 0
  for (const act of acts.filter((a) => a.authority === 'command')) {
    const month = activityName(act.object).slice(0, '2026-03'.length)
    if (first.has(month)) corrections += 1
    else first.set(month, act.stored)
  }
  return countCuts({ first, corrections }, (upTo === undefined ? null : await storedAt(house.db, tenant, upTo)) ?? house.clock())
}
