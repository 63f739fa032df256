import { sql } from 'kysely'
import type { Db } from '../../lib/database.ts'

/** K24 (DOMAIN.md 8), with what stands beside it. */
export interface DutiesCounted {
  readonly requests: {
    readonly received: number
    readonly answered: number
    readonly inTime: number
    /** Without an answer, their term still running or over. */
    readonly open: number
    readonly overdue: number
  }
  readonly incidents: {
    /** Without those that turned out to be false alarms. */
    readonly known: number
    /** The authority was told within the hours of the law. */
    readonly toldInTime: number
    readonly toldLate: number
    /** Nobody told the authority yet, the hours still running or over. */
    readonly untold: number
    readonly overdue: number
    readonly falseAlarms: number
  }
}

/**
 * What the programme owed and did, from the acts up to a position (all of them when absent); `now` only tells what is overdue, `today`
 * is its day in Lima. K24 = requests.inTime of requests.received, and incidents.toldInTime of incidents.known.
 */
export async function dutiesCounted(db: Db, tenant: string, { now, today, upTo }: { readonly now: Date; readonly today: string; readonly upTo?: number }): Promise<DutiesCounted> {
  const last = upTo ?? Number.MAX_SAFE_INTEGER
  // A term that was made longer later was still the first one then.
  const due = sql`case when extended_pos > ${last} then first_due else due end`
  const { rows: [requests] } = await sql<DutiesCounted['requests']>`select count(*)::int as received, (count(*) filter (where answer_pos <= ${last}))::int as answered,
      (count(*) filter (where answer_pos <= ${last} and in_time))::int as "inTime", (count(*) filter (where answer_pos is null or answer_pos > ${last}))::int as open,
      (count(*) filter (where (answer_pos is null or answer_pos > ${last}) and ${due} < ${today}))::int as overdue
    from data_request where tenant = ${tenant} and pos <= ${last}`.execute(db)
  const { rows: [incidents] } = await sql<DutiesCounted['incidents']>`select (count(*) filter (where not alarm))::int as known,
      (count(*) filter (where not alarm and told <= due))::int as "toldInTime", (count(*) filter (where not alarm and told > due))::int as "toldLate",
      (count(*) filter (where not alarm and told is null))::int as untold, (count(*) filter (where not alarm and told is null and due < ${now}))::int as overdue,
      (count(*) filter (where alarm))::int as "falseAlarms"
    from (select due, coalesce(ended = 'false-alarm' and ended_pos <= ${last}, false) as alarm, case when told_pos <= ${last} then told end as told
      from incident where tenant = ${tenant} and pos <= ${last}) as i`.execute(db)
  if (!requests || !incidents) throw new Error('a count gives one row')
  return { requests, incidents }
}
