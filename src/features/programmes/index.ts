import type { Feature } from '../../feature.ts'
import { agreementConcepts } from './agreement-concepts.ts'
import { concepts } from './concepts.ts'
import { checkSignedRules } from './in-force.ts'
import { loadProgrammes } from './programmes.ts'
import { standing } from './standing.ts'

export { VERB, activity, activityName, verbIri, VERBS_READ_BY_RULES, type ActivityKind } from './vocabulary.ts'
export { listProgrammes, programmeOf } from './programmes.ts'
export type { LoadedRule, Programme } from './load.ts'
export { quotaLabel, TextPair, type Call, type Criterion, type Quota } from './call-file.ts'
export { Day, forEverybody, Slug, type Rule } from './rule.ts'
export { readSignatures, ruleAt, ruleFrom, signaturesFrom, signedRules, ruleInForce, type Signature, type SignedRule } from './in-force.ts'
export { recountBySql } from './recount.ts'
export { recordSignature } from './sign-rule.ts'
export { countingAct, evaluate, type Evaluation, type Level, type Requirement } from './evaluate.ts'
export { agentsOfPerson, agentsStanding, judgedBy, newestTouched, personNow, personsBehind, personsNow, standingHolds, touchedAfter, type PersonNow, type Standing } from './person-now.ts'
export { enrolledAgents, enrolledRoots, personsWith, type PersonWith } from './standings.ts'
export { CLEARED_AT_ONCE, nextActors, type Sweep } from './sweep.ts'
export { readPerson, type Reading } from './reading.ts'
export { countStatements, personsUnder } from './count.ts'
export { levelsAt, livePersons, liveNumber, numberAt, personStanding, type Counts, type Figures } from './number.ts'

export { AGREEMENT, agreementState, readAgreement, signedInstruments, STATES_MOVED_TO, TargetValues, validityAt, type AgreementRecord, type AgreementState, type Instrument, type MovedTo } from './agreement.ts'
export { ORGANISATION_KINDS, organisationsOf, recordOrganisation, slugFor, type Organisation, type OrganisationKind, type OrganisationValues } from './organisations.ts'
export { agreementText, dropProposal, moveAgreement, openPapers, proposeInstrument, signInstrument, type PaperValues } from './record-agreement.ts'
export { targetLines, targetsAt, targetsToday, wholeTargets, type Target, type TargetLine, type WholeTarget } from './targets.ts'
export { limaDayOf } from './calendar.ts'

export const programmes: Feature = {
  name: 'programmes',
  concepts: [...concepts, ...agreementConcepts],
  migrations: 'src/features/programmes/migrations',
  projections: [standing],
  load: async (house) => {
    loadProgrammes(house)
    await checkSignedRules(house)
  },
}
