import { activityType, has, MAYBE_BY_STAFF, BY_STAFF, extension, may, REGISTRATION, VALUE, verb, type Concept } from '../../record/profile/concept.ts'
import { VERB } from '../programmes/index.ts'
import { SECTION_VERB } from './section-acts.ts'
import { CARE_EXT, CHILDCARE_NOTED, DROP_OUT_CAUSES, MOVE, PAUSE_CAUSES, WAYS } from './statements.ts'

const SECTION = { activity: 'sections' }

export const concepts: readonly Concept[] = [
  verb(VERB.enrolled, { es: 'se matriculó', en: 'enrolled' }, {
    es: 'La persona tiene un lugar en una sección. Su matrícula es el registro de todo lo que sigue.',
    en: 'The person has a place in a section. Her enrolment is the registration of all that follows.',
  }, SECTION, REGISTRATION, MAYBE_BY_STAFF),
  verb(VERB.withdrew, { es: 'se retiró', en: 'withdrew' }, {
    es: 'La persona dejó la sección, con su causa. Retiro: ella lo dijo. Abandono: dejó de venir.', en: 'The person left the section, with the cause. Withdrawal: she said so. Drop-out: she stopped coming.',
  }, SECTION, REGISTRATION, has('cause', ...DROP_OUT_CAUSES), may('way', ...WAYS), BY_STAFF),
  verb(VERB.reEntered, { es: 'volvió a entrar', en: 're-entered' }, {
    es: 'La persona volvió a la sección con la misma matrícula.', en: 'The person came back to the section under the same enrolment.',
  }, SECTION, REGISTRATION, BY_STAFF),
  verb(MOVE.transferred, { es: 'pasó a', en: 'was transferred to' }, {
    es: 'La persona sigue en otra sección con la misma matrícula. Lo hecho vale igual.', en: 'The person goes on in another section under the same enrolment. What was done is worth the same.',
  }, SECTION, REGISTRATION, has('fromSection'), BY_STAFF),
  verb(MOVE.paused, { es: 'hizo una pausa en', en: 'paused' }, {
    es: 'La persona descansa hasta un día y conserva su lugar.', en: 'The person rests until a day and keeps her place.',
  }, SECTION, REGISTRATION, has('pausedUntil'), has('cause', ...PAUSE_CAUSES), BY_STAFF),
  verb(MOVE.resumed, { es: 'retomó', en: 'resumed' }, {
    es: 'La pausa terminó antes de su día.', en: 'The pause ended before its day.',
  }, SECTION, REGISTRATION, BY_STAFF),
  verb(CHILDCARE_NOTED, { es: 'anotó el cuidado de niños de', en: 'noted childcare of' }, {
    es: 'Si la persona necesita cuidado de niños para venir, si se le ofreció y si lo usa. Lo último anotado vale.',
    en: 'Whether the person needs childcare to come, whether it was offered and whether it is used. The last note stands.',
  }, SECTION, REGISTRATION, Object.values(CARE_EXT).map((name) => has(name)), BY_STAFF),
  extension(CARE_EXT.needed, VALUE.flag, { es: 'necesita cuidado de niños', en: 'childcare needed' }, { es: 'Sin él no puede venir a clase.', en: 'Without it the person cannot come to class.' }),
  extension(CARE_EXT.offered, VALUE.flag, { es: 'cuidado de niños ofrecido', en: 'childcare offered' }, { es: 'El programa se lo ofreció.', en: 'The programme offered it.' }),
  extension(CARE_EXT.used, VALUE.flag, { es: 'cuidado de niños usado', en: 'childcare used' }, { es: 'La persona lo usa.', en: 'The person uses it.' }),
  extension('way', VALUE.words(WAYS), { es: 'cómo salió', en: 'way of leaving' }, { es: 'Retiro o abandono. Sin él, retiro.', en: 'Withdrawal or drop-out. Without it, withdrawal.' }),
  extension('fromSection', VALUE.text, { es: 'sección de antes', en: 'section before' }, { es: 'La sección que dejó al pasar a otra.', en: 'The section she left for another one.' }),
  extension('pausedUntil', { type: 'string', format: 'date' }, { es: 'pausa hasta', en: 'paused until' }, { es: 'El último día de la pausa, en Lima.', en: 'The last day of the pause, in Lima.' }),
  verb(SECTION_VERB.opened, { es: 'abrió la sección', en: 'opened the section' }, {
    es: 'Una persona del equipo abrió una sección, con su turno, su sede y sus vacantes.', en: 'A member of staff opened a section, with its hours, its site and its places.',
  }, SECTION, has('sectionTerms')),
  verb(SECTION_VERB.changed, { es: 'cambió la sección', en: 'changed the section' }, {
    es: 'Desde ahora la sección es así. Lo que pasó antes no cambia.', en: 'From now on the section is like this. What happened before does not change.',
  }, SECTION, has('sectionTerms')),
  verb(SECTION_VERB.closed, { es: 'cerró la sección', en: 'closed the section' }, {
    es: 'Desde ahora nadie más entra en la sección.', en: 'From now on nobody else comes into the section.',
  }, SECTION),
  verb(SECTION_VERB.site, { es: 'registró la sede', en: 'recorded the site' }, {
    es: 'Un lugar donde se reúnen secciones, con su distrito y si hay cuidado de niños.', en: 'A place where sections meet, with its district and whether there is childcare.',
  }, { activity: 'sites' }, has('siteTerms')),
  activityType('sites', { es: 'sede', en: 'site' }, { es: 'Un lugar donde se reúnen secciones.', en: 'A place where sections meet.' }),
  extension('sectionTerms', { type: 'object' }, { es: 'sección como es', en: 'terms of a section' }, {
    es: 'Lo que la sección es. En una de las bases de una convocatoria, solo quién la ejecuta y su sede.', en: 'What the section is. Of one in the terms of a call, only who runs it and its site.',
  }),
  extension('siteTerms', { type: 'object' }, { es: 'sede como es', en: 'terms of a site' }, {
    es: 'Lo que la sede es, con el código de su distrito y de qué tabla viene.', en: 'What the site is, with the code of its district and the table it is from.',
  }),
  activityType('sections', { es: 'sección', en: 'section' }, { es: 'Una sección con su horario y su sede.', en: 'A section with its hours and its place.' }),
]
