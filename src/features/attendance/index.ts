import type { Feature } from '../../feature.ts'
import { attendance as entries } from './attendance.ts'
import { classSession } from './class-session.ts'
import { concepts } from './concepts.ts'
import { listDelivery } from './deliver-list.ts'
import { routes } from './routes.tsx'
import { processScans, scanDelivery } from './scan.ts'
import { waits } from './waits.ts'
import { PAGE } from './words.ts'

export { absencesInARow, entriesOf, entriesOfAgent, manualShare, waitingBy, type Entry } from './attendance.ts'
export { sessionsBetween, sessionsOf, type ClassSession } from './class-session.ts'
export { planOf, planSessions, recordMarks, type Refused } from './recording.ts'
export { MOST_MINUTES, usualMode } from './plan-session.ts'
export { DROPPED, MISSED, type Mark, type SessionPlan } from './statements.ts'

/** The page and its island, on the wire. */
const SCAN_PAGE_BYTES = 9_000

/** Sessions of sections, who was there, and the second person behind what is late or made by hand. */
export const attendance: Feature = {
  name: 'attendance',
  concepts,
  migrations: 'src/features/attendance/migrations',
  projections: [classSession, entries],
  routes,
  deliveries: [listDelivery, scanDelivery],
  takeAlong: { name: 'attendance', pages: (_house, { lang }) => Promise.resolve([{ address: `/take/scan/${lang}`, bytes: SCAN_PAGE_BYTES }]) },
  // Scans that wait for a tutor's phone are looked at when that phone delivers; this catches what is too old, or came in between.
  jobs: [{ name: 'attendance-scans', cron: '23 * * * *', run: async (house) => processScans(house) }],
  waits,
  office: [{ label: PAGE.attendance, path: 'attendance', room: 'classes', roles: ['tutor', 'executor'] }],
}
