import type { Feature } from '../../feature.ts'
import { concepts } from './concepts.ts'
import { checkSignedRules } from './in-force.ts'
import { loadProgrammes } from './programmes.ts'
import { standing } from './standing.ts'

export { VERB, activity, activityName, verbIri, VERBS_READ_BY_RULES, type ActivityKind } from './vocabulary.ts'
export { listProgrammes, programmeOf } from './programmes.ts'
export type { LoadedRule, Programme } from './load.ts'
export type { Call } from './call-file.ts'
export type { Rule } from './rule.ts'
export { readSignatures, ruleAt, ruleInForce, type Signature, type SignedRule } from './in-force.ts'
export { recountBySql } from './recount.ts'
export { recordSignature } from './sign-rule.ts'
export { evaluate, type Evaluation, type Level, type Requirement } from './evaluate.ts'
export { agentsAtLevel, agentsOfPerson, personNow, personsNow, type PersonNow } from './person-now.ts'
export { livePersons, liveNumber, numberAt, personStanding, type Counts, type Figures } from './number.ts'

export const programmes: Feature = {
  name: 'programmes',
  concepts,
  projections: [standing],
  load: async (house) => {
    loadProgrammes(house)
    await checkSignedRules(house)
  },
}
