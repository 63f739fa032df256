import { sql } from 'kysely'
import type { House, StaffWho, Waiting, Waits } from '../../feature.ts'
import { countedWith, MOST_COUNTED } from '../../lib/counted.ts'
import { holds, organisationOf } from '../../web/who.ts'
import { sectionsSeen } from '../cohorts/index.ts'
import { inSections } from './attendance.ts'
import { WAITS } from './waits-words.ts'

/** A class whose list is missing is looked for so long: who was there is forgotten after it. */
const DAYS_BACK = 14
/** Classes are looked at one by one. */
const MOST_LOOKED_AT = 2_000
const DAY_MS = 86_400_000

/** Records that somebody else made and that wait for a second person, and classes that were held without a list. */
export const waits: Waits = async (house, tenant, who) => {
  if (!holds(who, tenant, ['tutor', 'executor'])) return []
  const seen = await sectionsSeen(house, who, tenant)
  return Promise.all([toConfirm(house, tenant, who, seen), withoutList(house, tenant, seen)])
}

/** As the queue shows them: who works for one entity confirms in its sections, everybody else wherever it is needed. */
async function toConfirm({ db }: House, tenant: string, who: StaffWho, seen: readonly string[] | null): Promise<Waiting> {
  const own = inSections(organisationOf(who, tenant, ['tutor', 'executor']) === null ? null : seen)
  const rows = sql`from attendance where tenant = ${tenant} and standing = 'waiting' and marked_by <> ${who.staff} and ${own}`
  const { first, ...count } = await countedWith(db, rows, sql<{ received: Date }>`select min(received) as received from (select received ${rows} limit ${MOST_COUNTED}) as bounded`)
  return { text: WAITS.second, count, path: 'attendance/queue', since: first?.received ?? null }
}

/** Of the sections that she sees; of a country's classes the latest are looked at. The link leads to the section of the oldest one. */
async function withoutList({ db, clock }: House, tenant: string, seen: readonly string[] | null): Promise<Waiting> {
  const now = clock()
  const { rows: [found] } = await sql<{ looked: number; n: number; section: string | null; starts: Date | null }>`
    with held as materialized (select session, section, starts from class_session
        where tenant = ${tenant} and not cancelled and starts >= ${new Date(now.getTime() - DAYS_BACK * DAY_MS)} and starts <= ${now} and ends <= ${now} ${seen === null ? sql`` : sql`and section = any(${[...seen]}::text[])`}
        order by starts desc limit ${MOST_LOOKED_AT}),
      missing as materialized (select h.section, h.starts from held h where not exists (select from attendance a where a.tenant = ${tenant} and a.session = h.session and a.standing <> 'dropped'))
    select (select count(*)::int from held) as looked, c.n, f.section, f.starts from (select count(*)::int as n from missing) as c left join lateral (select section, starts from missing order by starts, section limit 1) as f on true`.execute(db)
  const count = { n: found?.n ?? 0, more: found?.looked === MOST_LOOKED_AT }
  return { text: WAITS.lists, count, path: `sections/${encodeURIComponent(found?.section ?? '')}/sessions`, since: found?.starts ?? null }
}
