// Interim by the lead, so that the features above can be tried: the people helper completes it (routes, jobs, commands).
import type { Feature } from '../../feature.ts'
import { identity } from './identity.ts'
import './tables.ts'

export const people: Feature = { name: 'people', migrations: 'src/features/people/migrations', projections: [identity] }

export { whoAsks, startSession } from './session.ts'
export { agentOf, agentsOf, dataKeyOf, ensureAgent, namesOf, personOf, personsOf, profileOf, profilesOf } from './persons.ts'
export { identityOf, agentsInConflict } from './identity.ts'
export { openText, sealText, type DataKey } from './sealing.ts'
export { departmentOf, districtByCode, shownDistrict } from './ubigeo.ts'
export { groupsOf, type Profile } from './profile.ts'
export { staffName, staffNames, staffWithRole } from './staff.ts'
export { tell } from './inbox.ts'
export { PersonFields } from './person-fields.tsx'
export { NOTHING_TYPED, readPersonForm, type PersonReading, type TypedPerson } from './person-form.ts'
export { prepareRegistration, registerPerson, type PersonValues, type Registration } from './register.ts'
export { registering } from './registering.ts'
export { entryScopes, enterProgramme } from './enter-programme.ts'
export { actorScope } from './conflicts.ts'
export { logged } from './staff-log.ts'
