import { activityType, BY_STAFF, extension, has, MAYBE_BY_STAFF, REGISTRATION, VALUE, verb, type Concept } from '../../record/profile/concept.ts'
import { VERB } from '../programmes/index.ts'
import { KINDS, PROPOSAL_WITHDRAWN, REINSTATEMENT_CAUSES, REVOCATION_CAUSES, SUPERSESSION_CAUSES, SUSPENSION_CAUSES } from './statements.ts'

const ENROLMENT = { activity: 'enrolments' }
const CREDENTIAL = { activity: 'credentials' }
const KIND = has('kind', ...KINDS)

export const concepts: readonly Concept[] = [
  verb(VERB.proposed, { es: 'fue propuesta para', en: 'was proposed for' }, {
    es: 'El equipo propuso un certificado o una constancia.', en: 'The staff proposed a certificate or an attestation.',
  }, ENROLMENT, REGISTRATION, BY_STAFF, KIND),
  verb(PROPOSAL_WITHDRAWN, { es: 'dejó de estar propuesta', en: 'had the proposal withdrawn' }, {
    es: 'Se retiró la propuesta.', en: 'The proposal was taken back.',
  }, ENROLMENT, REGISTRATION, BY_STAFF, KIND),
  verb(VERB.approved, { es: 'fue aprobada para', en: 'was approved for' }, {
    es: 'Otra persona, que no propuso, ni calificó, ni tomó asistencia, lo aprobó.', en: 'Another person, who neither proposed nor graded nor took attendance, approved it.',
  }, ENROLMENT, REGISTRATION, BY_STAFF, KIND),
  verb(VERB.issued, { es: 'recibió', en: 'was issued' }, {
    es: 'El servidor emitió el certificado o la constancia de una aprobación.', en: 'The server issued the certificate or attestation of an approval.',
  }, CREDENTIAL, REGISTRATION, MAYBE_BY_STAFF, KIND, has('statusIndex'), has('serialHash'), has('approval')),
  verb(VERB.revoked, { es: 'perdió', en: 'had revoked' }, {
    es: 'Se revocó, por una clase de causa.', en: 'It was revoked, for a class of cause.',
  }, CREDENTIAL, REGISTRATION, BY_STAFF, has('cause', ...REVOCATION_CAUSES)),
  verb(VERB.suspended, { es: 'tiene suspendido', en: 'had suspended' }, {
    es: 'Se suspendió mientras se revisa.', en: 'It was suspended while it is looked at.',
  }, CREDENTIAL, REGISTRATION, BY_STAFF, has('cause', ...SUSPENSION_CAUSES)),
  verb(VERB.reinstated, { es: 'recuperó', en: 'had reinstated' }, {
    es: 'La revisión terminó; vuelve a valer.', en: 'The review is over; it is valid again.',
  }, CREDENTIAL, REGISTRATION, BY_STAFF, has('cause', ...REINSTATEMENT_CAUSES)),
  verb(VERB.superseded, { es: 'tiene uno nuevo en lugar de', en: 'had superseded' }, {
    es: 'Otro certificado lo reemplaza.', en: 'Another credential takes its place.',
  }, CREDENTIAL, REGISTRATION, BY_STAFF, has('by'), has('cause', ...SUPERSESSION_CAUSES)),
  activityType('credentials', { es: 'certificado o constancia', en: 'credential' }, { es: 'Un certificado o una constancia, por su identificador.', en: 'A certificate or an attestation, by its identifier.' }),
  extension('kind', VALUE.words(KINDS), { es: 'clase', en: 'kind' }, { es: 'Certificado (prueba lo aprendido) o constancia (prueba la asistencia).', en: 'Certificado (proves what was learned) or constancia (proves attendance).' }),
  extension('statusIndex', VALUE.whole, { es: 'lugar en la lista', en: 'place in the list' }, { es: 'Lugar en la lista pública de estados.', en: 'Place in the public status list.' }),
  extension('serialHash', VALUE.sha256, { es: 'hash de la serie', en: 'hash of the serial' }, {
    es: 'SHA-256 de la serie: la serie abre un nombre, así que no está en el registro.', en: 'SHA-256 of the serial: a serial opens a name, so it is not in the record.',
  }),
  extension('approval', VALUE.uuid, { es: 'aprobación', en: 'approval' }, { es: 'La declaración que lo aprobó.', en: 'The statement that approved it.' }),
  extension('by', VALUE.uuid, { es: 'el nuevo', en: 'the new one' }, { es: 'Identificador del que lo reemplaza.', en: 'Identifier of the one that takes its place.' }),
]
