import { activityType, has, MAYBE_BY_STAFF, BY_STAFF, REGISTRATION, verb, type Concept } from '../../record/profile/concept.ts'
import { VERB } from '../programmes/index.ts'
import { WITHDRAWAL_CAUSES } from './statements.ts'

const SECTION = { activity: 'sections' }

export const concepts: readonly Concept[] = [
  verb(VERB.enrolled, { es: 'se matriculó', en: 'enrolled' }, {
    es: 'La persona tiene un lugar en una sección. Su matrícula es el registro de todo lo que sigue.',
    en: 'The person has a place in a section. Her enrolment is the registration of all that follows.',
  }, SECTION, REGISTRATION, MAYBE_BY_STAFF),
  verb(VERB.withdrew, { es: 'se retiró', en: 'withdrew' }, {
    es: 'La persona dejó la sección, con su causa.', en: 'The person left the section, with the cause.',
  }, SECTION, REGISTRATION, has('cause', ...WITHDRAWAL_CAUSES), BY_STAFF),
  verb(VERB.reEntered, { es: 'volvió a entrar', en: 're-entered' }, {
    es: 'La persona volvió a la sección con la misma matrícula.', en: 'The person came back to the section under the same enrolment.',
  }, SECTION, REGISTRATION, BY_STAFF),
  activityType('sections', { es: 'sección', en: 'section' }, { es: 'Una sección con su horario y su sede.', en: 'A section with its hours and its place.' }),
]
