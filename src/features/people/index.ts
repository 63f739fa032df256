import type { Feature } from '../../feature.ts'
import { concepts } from './concepts.ts'
import { identity } from './identity.ts'
import { ownRoutes } from './own-routes.tsx'
import { peopleOffice, personRoutes } from './person-routes.tsx'
import { signInRoutes } from './sign-in-routes.tsx'
import { sweepSessions } from './session.ts'
import { districtsRoute } from './districts-route.ts'
import { privacyRoute } from './privacy-page.tsx'
import { staffRoutes } from './staff-routes.tsx'
import { sweepTries } from './tries.ts'

export { agentOf, agentsOf, dataKeyOf, ensureAgent, namesOf, personOf, personsOf, profileOf, profilesOf } from './persons.ts'
export { identityOf, agentsInConflict, type Identity } from './identity.ts'
export { matchKey, nameFits } from './names.ts'
export { ageOn, limaDay, readDay, shownDay } from './dates.ts'
export { maskedNumber } from './documents.ts'
export { lastDigitsOf } from './last-digits.ts'
export { groupsOf, type Profile } from './profile.ts'
export { departmentOf, districtByCode, shownDistrict, ubigeo } from './ubigeo.ts'
export { tell } from './inbox.ts'
export { FirstFields, PersonFields, RestFields } from './person-fields.tsx'
export { readFirstForm, readRestForm, saveRest, typedRest } from './application-steps.ts'
export { NOTHING_TYPED, readPersonForm, type PersonReading, type TypedPerson } from './person-form.ts'
export { prepareRegistration, registerPerson, type PersonValues, type Registration } from './register.ts'
export { openText, sealText, type DataKey } from './sealing.ts'
export { registering } from './registering.ts'
export { enterProgramme, entryScopes, type Entry } from './enter-programme.ts'
export { activeStaff, whoAsks } from './session.ts'
export { hasAccount, provePin } from './change-pin.ts'
export { staffName, staffNames, staffWithRole } from './staff.ts'
export { logged } from './staff-log.ts'
export { firstStaffLink } from './staff-links.ts'
export { HIDDEN_FROM_LEARNERS } from './export-data.ts'
export { tutorScopes } from './person-routes.tsx'
export { actorScope } from './conflicts.ts'

/** Persons, documents, accounts, sign-in, staff and roles, consent: the only place with names and documents. */
export const people: Feature = {
  name: 'people',
  concepts,
  migrations: 'src/features/people/migrations',
  projections: [identity],
  routes: [privacyRoute, districtsRoute, ...signInRoutes, ...ownRoutes, ...staffRoutes, ...personRoutes],
  office: peopleOffice,
  jobs: [
    { name: 'people-sweep', cron: '17 * * * *', run: async (house) => { await sweepTries(house); await sweepSessions(house) } },
  ],
}
