import type { Feature } from '../../feature.ts'
import { loadProgrammes } from './programmes.ts'

export { VERB, activity, activityName, verbIri, VERBS_READ_BY_RULES } from './vocabulary.ts'
export { listProgrammes, programmeOf } from './programmes.ts'
export type { LoadedRule, Programme } from './load.ts'
export type { Call } from './call-file.ts'
export type { Rule } from './rule.ts'

export const programmes: Feature = {
  name: 'programmes',
  load: async (house) => loadProgrammes(house),
}
