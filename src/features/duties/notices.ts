import type { House, OfficeNotice } from '../../feature.ts'
import { fill } from '../../lib/text.ts'
import { limaDay } from '../people/index.ts'
import { dutiesCounted } from './counted.ts'
import { openIncidents } from './incident.ts'
import { hoursLeft, hoursOver } from './moments.ts'
import { INCIDENT, REGISTER } from './page-words.ts'

/** What the office must not overlook: an incident while it is open, and requests whose term is over. */
export async function dutyNotices(house: House, tenant: string): Promise<OfficeNotice[]> {
  const now = house.clock()
  const [first] = (await openIncidents(house.db, tenant)).toSorted((a, b) => Number(a.told !== null) - Number(b.told !== null) || a.due.getTime() - b.due.getTime())
  const { requests } = await dutiesCounted(house.db, tenant, { now, today: limaDay(now) })
  const notices: OfficeNotice[] = []
  if (first) {
    const text = first.told ? INCIDENT.noticeTold : first.due >= now ? fill(INCIDENT.noticeRuns, { n: hoursLeft(first.due, now) }) : fill(INCIDENT.noticeOver, { n: hoursOver(first.due, now) })
    notices.push({ text, path: 'incidents', roles: ['executor', 'approver', 'auditor', 'administrator'] })
  }
  if (requests.overdue > 0) notices.push({ text: fill(REGISTER.notice, { n: requests.overdue }), path: 'requests?shown=overdue', roles: ['executor', 'approver', 'auditor'] })
  return notices
}
