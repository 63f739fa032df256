import { sql } from 'kysely'
import type { House } from '../../feature.ts'
import type { Db } from '../../lib/database.ts'
import { storedAt } from '../../record/read.ts'
import type { OfficeValues } from '../figures/index.ts'
import { limaDay } from '../people/index.ts'
import { workingDaysBetween } from '../references/index.ts'

/** K23 of DOMAIN.md 8: a finding that is open for more working days than these. */
const LATE_AFTER = 30

export interface FindingsCounted {
  readonly open: number
  readonly closed: number
  /** Open for more than 30 working days since they were raised, also when somebody asked again meanwhile. */
  readonly late: number
}

/** The findings of a programme by the acts up to a position (all of them when absent); `today` in Lima says how long they are open. */
export async function findingsCounted(db: Db, tenant: string, today: string, upTo?: number): Promise<FindingsCounted> {
  const last = upTo ?? Number.MAX_SAFE_INTEGER
  const { rows } = await sql<{ raised: string; closed: boolean; n: number }>`select raised, coalesce(closed_pos <= ${last}, false) as closed, count(*)::int as n
    from finding where tenant = ${tenant} and pos <= ${last} group by 1, 2`.execute(db)
  const sum = (some: typeof rows): number => some.reduce((n, row) => n + row.n, 0)
  const open = rows.filter((row) => !row.closed)
  return { open: sum(open), closed: sum(rows) - sum(open), late: sum(open.filter((row) => workingDaysBetween(row.raised, today) > LATE_AFTER)) }
}

/** For K23 and the cuts, which read them at a position. */
export async function findingValues(house: House, tenant: string, upTo?: number): Promise<OfficeValues> {
  const today = limaDay((upTo === undefined ? null : await storedAt(house.db, tenant, upTo)) ?? house.clock())
  const { open, closed, late } = await findingsCounted(house.db, tenant, today, upTo)
  return { 'findings-open': open, 'findings-closed': closed, 'findings-late': late }
}

export interface Waiting {
  /** A reply is owed, its term still running or over. */
  readonly replies: number
  readonly overdue: number
  /** Replied; who audits decides. */
  readonly decisions: number
  /** The Lima day on which the next reply falls due; null when none is owed. */
  readonly next: string | null
}

/** What waits for whom now. */
export async function findingsWaiting(db: Db, tenant: string, today: string): Promise<Waiting> {
  const { rows: [found] } = await sql<Waiting>`select (count(*) filter (where stage = 'raised'))::int as replies, (count(*) filter (where stage = 'raised' and due < ${today}))::int as overdue,
    (count(*) filter (where stage = 'replied'))::int as decisions, min(due) filter (where stage = 'raised' and due >= ${today}) as next from finding where tenant = ${tenant} and stage <> 'closed'`.execute(db)
  if (!found) throw new Error('a count gives one row')
  return found
}
