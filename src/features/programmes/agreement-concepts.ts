import { activityType, extension, has, VALUE, verb, type Concept } from '../../record/profile/concept.ts'
import { AGREEMENT_VERB } from './agreement-words.ts'

export const agreementConcepts: readonly Concept[] = [
  verb(
    AGREEMENT_VERB.proposed, { es: 'propuso el texto del convenio', en: 'proposed the text of the agreement' },
    {
      es: 'Alguien del equipo escribió lo que dice el documento firmado: partes, vigencia y metas. Rige desde la segunda firma distinta.',
      en: 'A member of staff wrote down what the signed paper says: parties, validity and targets. It is in force from the second different signature.',
    },
    { activity: 'agreements' }, has('hash'), has('terms'),
  ),
  verb(
    AGREEMENT_VERB.signed, { es: 'firmó el convenio', en: 'signed the agreement' },
    {
      es: 'Una persona titular firmó esos datos del convenio o de una adenda, por su huella.',
      en: 'An owner signed these data of the agreement or of an addendum, by their hash.',
    },
    { activity: 'agreements' }, has('hash'),
  ),
  verb(
    AGREEMENT_VERB.dropped, { es: 'retiró la propuesta', en: 'withdrew the proposal' },
    { es: 'La propuesta tenía un error y se retiró antes de la segunda firma.', en: 'The proposal had a mistake and was withdrawn before the second signature.' },
    { activity: 'agreements' }, has('hash'),
  ),
  verb(
    AGREEMENT_VERB.moved, { es: 'cambió el estado del convenio', en: 'moved the agreement' },
    { es: 'El convenio se suspendió, se reanudó, concluyó o se liquidó.', en: 'The agreement was suspended, resumed, concluded or settled.' },
    { activity: 'agreements' }, has('state'),
  ),
  verb(
    AGREEMENT_VERB.organisation, { es: 'registró la organización', en: 'recorded the organisation' },
    {
      es: 'Una organización del programa: parte, ejecutora, verificadora o dueña de una sede. Lo último dicho de ella reemplaza a lo anterior.',
      en: 'An organisation of the programme: party, executor, verifier or owner of a site. The last thing said of it replaces what was said before.',
    },
    { activity: 'organisations' }, has('organisation'),
  ),
  activityType('agreements', { es: 'convenio', en: 'agreement' }, { es: 'El convenio de un programa, o una de sus adendas.', en: "A programme's agreement, or one of its addenda." }),
  activityType('organisations', { es: 'organización', en: 'organisation' }, { es: 'Una organización que participa en un programa.', en: 'An organisation that takes part in a programme.' }),
  extension('terms', VALUE.text, { es: 'datos del convenio', en: 'terms' }, {
    es: 'Los datos que se firman, como texto JSON: su SHA-256 es la huella.', en: 'The data that are signed, as a JSON text: its SHA-256 is the hash.',
  }),
  extension('state', VALUE.words(['suspended', 'resumed', 'concluded', 'settled']), { es: 'estado', en: 'state' }, {
    es: 'A qué estado pasa el convenio.', en: 'The state to which the agreement moves.',
  }),
  extension('organisation', VALUE.text, { es: 'organización', en: 'organisation' }, {
    es: 'Nombre, RUC de 20 y papeles de la organización, como texto JSON.', en: 'Name, RUC (20…) and parts of the organisation, as a JSON text.',
  }),
]
