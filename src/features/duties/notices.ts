import { sql } from 'kysely'
import type { House, OfficeNotice } from '../../feature.ts'
import { counted, shownCount } from '../../lib/counted.ts'
import { fill } from '../../lib/text.ts'
import { limaDay } from '../people/index.ts'
import { openIncidents } from './incident.ts'
import { hoursLeft, hoursOver } from './moments.ts'
import { INCIDENT, REGISTER } from './page-words.ts'

/** What the office must not overlook: an incident while it is open, and requests whose term is over. */
export async function dutyNotices(house: House, tenant: string): Promise<OfficeNotice[]> {
  const now = house.clock()
  const [first] = (await openIncidents(house.db, tenant)).toSorted((a, b) => Number(a.told !== null) - Number(b.told !== null) || a.due.getTime() - b.due.getTime())
  const overdue = await counted(house.db, sql`from data_request where tenant = ${tenant} and outcome is null and due < ${limaDay(now)}`)
  const notices: OfficeNotice[] = []
  if (first) {
    const text = first.told ? INCIDENT.noticeTold : first.due >= now ? fill(INCIDENT.noticeRuns, { n: hoursLeft(first.due, now) }) : fill(INCIDENT.noticeOver, { n: hoursOver(first.due, now) })
    notices.push({ text, path: 'incidents', roles: ['executor', 'approver', 'auditor', 'administrator'] })
  }
  if (overdue.n > 0) notices.push({ text: { es: fill(REGISTER.notice, { n: shownCount(overdue).es }).es, en: fill(REGISTER.notice, { n: shownCount(overdue).en }).en }, path: 'requests?shown=overdue', roles: ['executor', 'approver', 'auditor'] })
  return notices
}
