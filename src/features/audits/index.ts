import type { Feature } from '../../feature.ts'
import { giveValues } from '../figures/index.ts'
import { auditPerson } from './audit-person.ts'
import { audit } from './audit.ts'
import { callerRoutes } from './caller-routes.tsx'
import { concepts } from './concepts.ts'
import { auditValues } from './counted.ts'
import { auditRoutes } from './routes.tsx'
import { CALLS, LIST } from './page-words.ts'
import { publicRoutes } from './public-routes.tsx'
import { waits } from './waits.ts'

export { lastResult, type Result } from './counted.ts'
export { PUBLIC as AUDITS } from './page-words.ts'

/** Samples of who counts: frozen before the seed is known, drawn so that anyone redraws them, judged, called; K11, K12 and the adjusted K1. */
export const audits: Feature = {
  name: 'audits',
  concepts,
  migrations: 'src/features/audits/migrations',
  projections: [audit, auditPerson],
  routes: [...publicRoutes, ...auditRoutes, ...callerRoutes],
  office: [
    { label: LIST.title, path: 'audits', room: 'number', roles: ['auditor'], whole: true },
    { label: CALLS.title, path: 'audit-calls', room: 'number', roles: ['caller'], whole: true },
  ],
  waits,
  load: (house) => Promise.resolve(giveValues(house, 'audits', auditValues)),
}
