import type { House, OfficeNotice } from '../../feature.ts'
import { fill } from '../../lib/text.ts'
import { limaDay, shownDay } from '../people/index.ts'
import { findingsWaiting } from './counted.ts'
import { LIST } from './page-words.ts'

/** Whom a finding waits for: the coordinators for their reply, who audits for a decision, everybody once a term is over. */
export async function findingNotices(house: House, tenant: string): Promise<OfficeNotice[]> {
  const { replies, overdue, decisions, next } = await findingsWaiting(house.db, tenant, limaDay(house.clock()))
  const notices: OfficeNotice[] = []
  if (overdue > 0) notices.push({ text: fill(LIST.noticeOverdue, { n: overdue }), path: 'findings?shown=overdue', roles: ['executor', 'approver', 'auditor'] })
  if (replies > overdue && next !== null) notices.push({ text: fill(LIST.noticeNext, { n: replies - overdue, day: shownDay(next) }), path: 'findings', roles: ['executor'] })
  if (decisions > 0) notices.push({ text: fill(LIST.noticeDecide, { n: decisions }), path: 'findings', roles: ['auditor'] })
  return notices
}
