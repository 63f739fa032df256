import { activityType, BY_STAFF, extension, has, VALUE, verb, type Concept } from '../../record/profile/concept.ts'
import { VERB } from './vocabulary.ts'

/** What several features say: described once, here below them all. */
const SHARED: readonly Concept[] = [
  verb(
    VERB.annulled, { es: 'anuló', en: 'annulled' },
    {
      es: 'La declaración a la que se refiere no cuenta desde aquí. La persona es la misma.',
      en: 'The statement referred to does not count from here on. The actor is the same.',
    },
    { refers: [VERB.enrolled, VERB.identityChecked, VERB.completed, VERB.attended, VERB.quizScored, VERB.labGraded, VERB.productGraded] },
    has('reason'), BY_STAFF, { location: '$.context.registration', presence: 'recommended' },
  ),
  extension('reason', VALUE.text, { es: 'motivo', en: 'reason' }, {
    es: 'Por qué, como código publicado; nunca texto libre.', en: 'Why, as a published code; never free text.',
  }),
  extension('cause', VALUE.text, { es: 'causa', en: 'cause' }, {
    es: 'La clase de causa, como código publicado; nunca texto libre.', en: 'The class of cause, as a published code; never free text.',
  }),
  extension('version', { anyOf: [VALUE.text, VALUE.count] }, { es: 'versión', en: 'version' }, {
    es: 'Versión del contenido: el hash del curso, el número del laboratorio o la fecha del texto aceptado.',
    en: 'Version of the content: the hash of the course, the number of the lab or the name of the text agreed to.',
  }),
  extension('minutes', { type: 'integer', minimum: 1, maximum: 600 }, { es: 'minutos', en: 'minutes' }, {
    es: 'Minutos enteros: los que declara la unidad o los que duró la sesión.', en: 'Whole minutes: what the unit declares, or how long the session lasted.',
  }),
  extension('attempt', VALUE.count, { es: 'intento', en: 'attempt' }, { es: 'Número del intento, desde 1.', en: 'Number of the attempt, from 1.' }),
  extension('submission', VALUE.uuid, { es: 'entrega', en: 'submission' }, { es: 'Identificador de la entrega.', en: 'Identifier of what was handed in.' }),
  extension('second', VALUE.text, { es: 'segunda persona', en: 'second person' }, {
    es: 'La segunda persona del equipo que lo vio y confirmó.', en: 'The second member of staff, who saw it and confirmed it.',
  }),
  extension('source', VALUE.text, { es: 'fuente', en: 'source' }, {
    es: 'De dónde viene: la lista o el QR de una asistencia, o la fuente pública de un sorteo.',
    en: 'Where it comes from: the list or the QR of an attendance, or the public source of a draw.',
  }),
  extension('hash', VALUE.sha256, { es: 'hash', en: 'hash' }, { es: 'SHA-256 del archivo de la regla o de la convocatoria.', en: 'SHA-256 of the file of the rule or of the call.' }),
]

export const concepts: readonly Concept[] = [
  ...SHARED,
  verb(
    VERB.ruleSigned, { es: 'firmó la regla', en: 'signed the rule' },
    {
      es: 'Una persona titular firmó una versión de la regla de conteo. Rige desde la segunda firma distinta del mismo texto.',
      en: 'An owner signed a version of the counting rule. It is in force from the second different signature of the same text.',
    },
    { activity: 'rules' }, has('hash'), has('rule'),
  ),
  activityType('rules', { es: 'regla', en: 'rule' }, { es: 'Una versión de la regla de conteo de un programa.', en: "A version of a programme's counting rule." }),
  extension('rule', VALUE.text, { es: 'texto de la regla', en: 'text of the rule' }, { es: 'El archivo firmado, entero.', en: 'The signed file, whole.' }),
]
