import type { Feature } from '../../feature.ts'
import { loadDefinitions } from './definitions.ts'
import { figure } from './figure.ts'
import { closingRoutes } from './closing-routes.ts'
import { routes } from './routes.tsx'
import { WORDS } from './words.ts'

export { definitions, definitionsHash, type Definition } from './definitions.ts'
export { entityRows, NO_ENTITY, SEVERAL, type EntityRow } from './entities.ts'
export { entityNames } from './entities-view.tsx'
export { figuresAt } from './figure.ts'
export { giveValues, officeValues, type OfficeValues } from './office-values.ts'
export { adjustedCount, besides, closedSum, lastDay, read, riskBy, STEPS, tutoringOf, type Figure, type Known } from './read.ts'
export { monthOf, personValues, workAfterDeath, type Values } from './values.ts'
export { STEP_NAMES } from './words.ts'

/** K1 to K24: defined in files, computed behind the record, drawn for those who run the programme. */
export const figures: Feature = {
  name: 'figures',
  projections: [figure],
  routes: [...routes, ...closingRoutes],
  load: (house) => Promise.resolve(loadDefinitions(house)),
  office: [{ label: WORDS.title, path: 'figures', room: 'number', roles: ['tutor', 'executor', 'approver', 'auditor'] }],
}
