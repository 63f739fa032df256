import type { Feature } from '../../feature.ts'
import { concepts } from './concepts.ts'
import { isId } from './fields.ts'
import { handOverRoutes } from './hand-over-routes.tsx'
import { incident, incidentById } from './incident.ts'
import { incidentRoutes } from './incident-routes.tsx'
import { consentRoutes } from './consent-routes.tsx'
import { consentTotal } from './consent-total.ts'
import { LEDGER } from './consent-words.ts'
import { dutyNotices } from './notices.ts'
import { ownRoutes } from './own-routes.tsx'
import { INCIDENT, REGISTER } from './page-words.ts'
import { loadProtection } from './protection-file.ts'
import { protectionRoute } from './protection-page.tsx'
import { dataRequest } from './request.ts'
import { requestRoutes } from './request-routes.tsx'
import { waits } from './waits.ts'

export { dutiesCounted, type DutiesCounted } from './counted.ts'
export { fieldsOf, idOf, isId, MOST_WORDS, textProblems } from './fields.ts'
export { shownTerm } from './moments.ts'
export { keepText, textsOf, type DutyText } from './texts.ts'
export { PROTECTION } from './protection-page.tsx'
export { requestPart } from './person-part.tsx'
export { ownRequests } from './export.ts'

/** What the programme owes people about their data (Ley 29733): requests answered in time, incidents told in time. */
export const duties: Feature = {
  name: 'duties',
  concepts,
  migrations: 'src/features/duties/migrations',
  projections: [dataRequest, incident, consentTotal],
  routes: [...ownRoutes, ...requestRoutes, ...incidentRoutes, ...consentRoutes, ...handOverRoutes, protectionRoute],
  office: [
    { label: REGISTER.title, path: 'requests', room: 'people', roles: ['executor', 'approver', 'auditor'], whole: true },
    { label: INCIDENT.title, path: 'incidents', room: 'people', roles: ['executor', 'approver', 'auditor', 'administrator'] },
    { label: LEDGER.office, path: 'consents', room: 'people', roles: ['executor', 'approver', 'auditor'], whole: true },
  ],
  notices: dutyNotices,
  waits,
  // Of an entity's people each sees the incidents that she wrote down.
  entity: { incident: async (house, { tenant, staff, value }) => isId(value) && (await incidentById(house.db, tenant, value))?.by_staff === staff },
  load: async (house) => { loadProtection(house) },
}
