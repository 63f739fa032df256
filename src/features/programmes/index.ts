export { VERB, activity, activityName, verbIri, VERBS_READ_BY_RULES } from './vocabulary.ts'
// Placeholder by the lead so that app.ts loads; the programmes helper replaces what follows.
import type { Feature, House } from '../../feature.ts'
export const programmes: Feature = { name: 'programmes' }
export function listProgrammes(_house: House): { id: string }[] { return [] }
