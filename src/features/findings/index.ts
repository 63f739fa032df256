import type { Feature } from '../../feature.ts'
import { giveValues } from '../figures/index.ts'
import { concepts } from './concepts.ts'
import { findingValues } from './counted.ts'
import { finding } from './finding.ts'
import { findingNotices } from './notices.ts'
import { LIST } from './page-words.ts'
import { routes } from './routes.tsx'

export { findingsAbout } from './finding.ts'

/** What who audits found: raised, replied to within working days, lifted or confirmed; counted in K23 and in every cut. */
export const findings: Feature = {
  name: 'findings',
  concepts,
  projections: [finding],
  routes,
  office: [{ label: LIST.title, path: 'findings', room: 'number', roles: ['executor', 'approver', 'auditor'], whole: true }],
  notices: findingNotices,
  load: (house) => Promise.resolve(giveValues(house, 'findings', findingValues)),
}
