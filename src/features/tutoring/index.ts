import type { Feature } from '../../feature.ts'
import { activityRow } from './activity-row.ts'
import { concepts } from './concepts.ts'
import { contact } from './contact.ts'
import { routes } from './routes.tsx'
import { PAGE } from './words.ts'

export { wasLookedFor } from './contact.ts'
export { atRisk, type RiskLine } from './at-risk.ts'
export { EPISODE_VERBS, episodesOf, type Days, type Episode } from './episodes.ts'

/** The tutor's day: who is at risk and why, and who looked for her. */
export const tutoring: Feature = {
  name: 'tutoring',
  concepts,
  projections: [activityRow, contact],
  routes,
  office: [{ label: PAGE.link, path: 'today', room: 'classes', roles: ['tutor', 'executor'] }],
}
