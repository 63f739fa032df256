import type { Feature } from '../../feature.ts'
import { fillBreakdowns } from './breakdown.ts'
import { fillNameKeysOn, NAME_KEYS_JOB } from './fill-name-keys.ts'
import { concepts } from './concepts.ts'
import { duplicatesRoutes } from './duplicates-routes.tsx'
import { identity } from './identity.ts'
import { ownRoutes } from './own-routes.tsx'
import { looksOffice, looksRoute } from './looks-page.tsx'
import { peopleOffice, personRoutes } from './person-routes.tsx'
import { signInRoutes } from './sign-in-routes.tsx'
import { sweepSessions } from './session.ts'
import { districtsRoute } from './districts-route.ts'
import { privacyRoute } from './privacy-page.tsx'
import { staffRoutes } from './staff-routes.tsx'
import { personTie } from './ties.ts'
import { tiesOffice, tiesRoutes } from './ties-routes.tsx'
import { sweepTries } from './tries.ts'
import { waits } from './waits.ts'
import { personOfEntity } from './who-sees.ts'

export { agentOf, agentsOf, dataKeyOf, ensureAgent, namesOf, personOf, personsOf, profileOf, profilesOf, claimsOf, type Claim } from './persons.ts'
export { identityOf, mergedAmong, type Identity } from './identity.ts'
export { matchKey, nameFits, readFullName } from './names.ts'
export { addressKey } from './address.ts'
export { ageOn, limaDay, readBirthDate, readDay, shownDay, shownLimaDay } from './dates.ts'
export { documentIdentity, documentTypeName, maskedNumber, readDocument, type DocumentType, type IdentityDocument } from './documents.ts'
export { agentsByNumber, claimedAlready, documentsOf, personsWithAccount, possibleDocuments } from './find-by-document.ts'
export { readDistrict, type DistrictReading } from './district-reading.ts'
export { CONSENT_TEXT, consentsOf, hasConsented, isPurpose, PURPOSES, type Consent, type Purpose } from './consents.ts'
export type { Sensitive } from './sensitive.ts'
export { readEmail } from './email.ts'
export { readPhone, shownPhone } from './phone.ts'
export { readRuc } from './ruc.ts'
export { lastDigitsOf } from './last-digits.ts'
export { FIRM_SIZES, groupsOf, isLearningLanguage, LEARNING_LANGUAGES, type LearningLanguage, type Profile, type WorkStatus } from './profile.ts'
export { departmentOf, districtByCode, districtCode, plainKey, shownDistrict, titled, ubigeo, UBIGEO_VERSION, type District, type Scheme } from './ubigeo.ts'
export { tell } from './inbox.ts'
export { FirstFields, PersonFields, RestFields } from './person-fields.tsx'
export { readFirstForm, readRestForm, saveRest, typedRest } from './application-steps.ts'
export { NOTHING_TYPED, readPersonForm, type PersonReading, type TypedPerson } from './person-form.ts'
export { prepareRegistration, registerPerson, type PersonValues, type Registration } from './register.ts'
export { importPersons, prepareImports, type Imported, type ImportedPerson, type PreparedImport } from './import-person.ts'
export { AGE_BANDS, breakdownsOf, type AgeBand, type Area, type Breakdown } from './breakdown.ts'
export { codeIsFresh, staleCode } from './fresh-code.ts'
export { currentDocumentOf } from './replace-document.ts'
export { openText, sealText, type DataKey } from './sealing.ts'
export { registering } from './registering.ts'
export { enterProgramme, entryScopes, type Entry } from './enter-programme.ts'
export { activeStaff, whoAsks } from './session.ts'
export { hasAccount, provePin } from './change-pin.ts'
export { DID_THE_WORK, EVERYWHERE, holdsNow, staffName, staffNames, staffWithRole } from './staff.ts'
export { heldWork, setActive } from './manage-staff.ts'
export { checksBegunBy } from './identity-check.ts'
export { ROLE_NAME } from './staff-words.ts'
export { SEX_NAME } from './words.ts'
export { logged } from './staff-log.ts'
export { safeNext } from './reading-forms.ts'
export { welcome } from './sign-in.ts'
export { signInWays } from './sign-in-routes.tsx'
export { firstStaffLink } from './staff-links.ts'
export { amongEntity, entityAgents, entityScopes, personOfEntity, seenByEntity, tutorAgents, tutorScopes } from './who-sees.ts'
export { alsoErased } from './erase.ts'
export { alsoExported, HIDDEN_FROM_LEARNERS } from './export-data.ts'
export { fileParts } from './person-routes.tsx'
export { confirmByRegistry } from './identity-check.ts'
export { recordDeath } from './death.ts'
export { agentsNamed, agentsOfPersons, personFile, searchPeople, type PersonFile } from './person-file.ts'
export { CONSENT_CHANNELS, OWN_VERB as PEOPLE_VERB, TIES, type ConsentChannel, type Tie } from './statements.ts'
export { actorScope } from './conflicts.ts'

/** Persons, documents, accounts, sign-in, staff and roles, consent: the only place with names and documents. */
export const people: Feature = {
  name: 'people',
  concepts,
  migrations: 'src/features/people/migrations',
  projections: [identity, personTie],
  routes: [privacyRoute, districtsRoute, ...signInRoutes, ...ownRoutes, ...staffRoutes, ...duplicatesRoutes, ...tiesRoutes, ...personRoutes, looksRoute],
  office: [...peopleOffice, tiesOffice, looksOffice],
  entity: { agent: personOfEntity, pair: () => Promise.resolve(false) },
  waits,
  jobs: [
    { name: 'people-sweep', cron: '17 * * * *', run: async (house) => { await sweepTries(house); await sweepSessions(house) } },
    { name: NAME_KEYS_JOB, cron: '43 * * * *', run: fillNameKeysOn },
    { name: 'people-breakdowns', cron: '41 * * * *', run: async (house) => { await fillBreakdowns(house) } },
  ],
}
