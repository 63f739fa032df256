import { activityType, BY_STAFF, extension, has, may, MAYBE_BY_STAFF, VALUE, verb, type Concept } from '../../record/profile/concept.ts'
import { VERB } from '../programmes/index.ts'
import { CONSENT_CHANNELS, MERGE_REASONS, OWN_VERB, SPLIT_REASONS } from './statements.ts'

const LEVELS = ['checksum', 'card', 'registry']

export const concepts: readonly Concept[] = [
  verb(VERB.resided, { es: 'vive en', en: 'resides in' }, {
    es: 'La persona dijo en qué departamento vive. Vale lo último.', en: 'The person said in which department she lives. The last one counts.',
  }, { activity: 'departments' }),
  verb(VERB.grouped, { es: 'dijo si es de un grupo', en: 'said whether she is of a group' }, {
    es: 'La persona dijo si es de un grupo. Vale lo último de cada grupo.', en: 'The person said whether she is of a group. The last one of each group counts.',
  }, { activity: 'groups' }, has('member', true, false)),
  verb(OWN_VERB.tagged, { es: 'fue anotada como', en: 'was tagged as' }, {
    es: 'El equipo anotó si trabaja para una entidad ejecutora o es familiar de quien trabaja ahí. Vale lo último. Estudia igual y se informa aparte.',
    en: 'The staff noted whether she works for an executing entity or is a relative of who does. The last one counts. She studies like everybody and is reported apart.',
  }, { activity: 'ties' }, has('member', true, false), BY_STAFF),
  verb(OWN_VERB.consented, { es: 'aceptó', en: 'consented' }, {
    es: 'La persona aceptó que se usen sus datos para un fin.', en: 'The person agreed to the use of her data for a purpose.',
  }, { activity: 'consents' }, has('version'), has('language'), may('consentChannel', ...CONSENT_CHANNELS)),
  verb(OWN_VERB.consentWithdrawn, { es: 'retiró su aceptación', en: 'withdrew consent' }, {
    es: 'La persona retiró lo que había aceptado.', en: 'The person took back what she had agreed to.',
  }, { activity: 'consents' }, has('version')),
  verb(VERB.identityChecked, { es: 'fue identificada', en: 'had her identity checked' }, {
    es: 'Dos personas del equipo vieron su documento, o lo confirmó un registro.', en: 'Two members of staff saw her document, or a registry confirmed it.',
  }, { activity: 'identity' }, has('level', ...LEVELS), has('documentKey'), has('second'), may('registry'), may('assurance'), may('asked'), BY_STAFF),
  verb(VERB.conflictFound, { es: 'comparte un documento', en: 'shares a document' }, {
    es: 'Otra persona dio el mismo documento. Hay una declaración para cada una.', en: 'Another person gave the same document. There is one statement for each of both.',
  }, { activity: 'identity' }, has('documentKey'), has('other')),
  verb(VERB.conflictResolved, { es: 'se queda con el documento', en: 'keeps the document' }, {
    es: 'El equipo resolvió de quién es el documento: de esta persona.', en: 'The staff settled whose document it is: this person keeps it.',
  }, { activity: 'identity' }, has('documentKey'), has('keeps', true), BY_STAFF),
  verb(VERB.merged, { es: 'fue unida con', en: 'was merged into' }, {
    es: 'Dos fichas son una sola persona. Queda la del objeto.', en: 'Two records are one person. The one in the object stays.',
  }, 'agent', has('reason', ...MERGE_REASONS), BY_STAFF),
  verb(VERB.split, { es: 'fue separada de', en: 'was split from' }, {
    es: 'Deshace la última unión de estas dos fichas.', en: 'Undoes the last merge of these two records.',
  }, 'agent', has('reason', ...SPLIT_REASONS), BY_STAFF),
  verb(VERB.died, { es: 'falleció', en: 'died' }, {
    es: 'Día del fallecimiento, en hora de Lima. Vale lo último; sin día corrige: no falleció.',
    en: 'Day of death, in Lima. The last one counts; null corrects an earlier one: she is not dead.',
  }, { activity: 'identity' }, has('date'), MAYBE_BY_STAFF),

  activityType('departments', { es: 'departamento', en: 'department' }, { es: 'Un departamento, por sus dos cifras del INEI.', en: 'A department, by the two digits of INEI.' }),
  activityType('groups', { es: 'grupo', en: 'group' }, { es: 'Un grupo priorizado del convenio.', en: 'A group that the agreement names.' }),
  activityType('ties', { es: 'vínculo', en: 'tie' }, { es: 'Un vínculo con una entidad ejecutora.', en: 'A tie to an executing entity.' }),
  activityType('consents', { es: 'fin', en: 'purpose' }, { es: 'Un fin para el que se usan datos.', en: 'A purpose for which data is used.' }),
  activityType('identity', { es: 'identidad', en: 'identity' }, { es: 'Un nivel de identificación, un documento en disputa o el fallecimiento.', en: 'A level of identification, a disputed document, or death.' }),

  extension('member', VALUE.flag, { es: 'pertenece', en: 'member' }, { es: 'Si la persona es del grupo.', en: 'Whether the person is of the group.' }),
  extension('language', VALUE.text, { es: 'idioma', en: 'language' }, { es: 'Idioma en que leyó lo que aceptó.', en: 'Language in which she read what she agreed to.' }),
  extension('consentChannel', VALUE.words(CONSENT_CHANNELS), { es: 'cómo aceptó', en: 'how she agreed' }, { es: 'En una página nuestra o en papel.', en: 'On a page of ours or on paper.' }),
  extension('level', VALUE.words(LEVELS), { es: 'nivel', en: 'level' }, { es: 'Cómo se comprobó: dígito, documento a la vista o registro.', en: 'How it was checked: check digit, card seen, or registry.' }),
  extension('documentKey', VALUE.text, { es: 'llave del documento', en: 'key of the document' }, {
    es: 'HMAC del número de documento: sirve para comparar y no dice el número.', en: 'HMAC of the document number: it serves to compare and does not tell the number.',
  }),
  extension('registry', VALUE.text, { es: 'registro', en: 'registry' }, {
    es: 'Qué registro o proveedor de identidad respondió. Solo con el nivel registro.', en: 'Which registry or identity provider answered. Only with level registry.',
  }),
  extension('assurance', VALUE.text, { es: 'seguridad', en: 'assurance' }, {
    es: 'Cuán seguro estaba el registro: consulta, preguntas, uno o dos factores, certificado.', en: 'How sure the registry was: query, questions, one or two factors, certificate.',
  }),
  extension('asked', { type: 'string', format: 'date-time' }, { es: 'respondido', en: 'asked' }, { es: 'Cuándo respondió el registro.', en: 'When the registry answered.' }),
  extension('other', VALUE.uuid, { es: 'la otra persona', en: 'the other person' }, { es: 'Identificador opaco de quien dio el mismo documento.', en: 'Opaque id of who gave the same document.' }),
  extension('keeps', { const: true }, { es: 'se lo queda', en: 'keeps it' }, { es: 'El documento es de esta persona.', en: 'The document is this person\'s.' }),
  extension('date', { anyOf: [{ type: 'string', format: 'date' }, { type: 'null' }] }, { es: 'día', en: 'day' }, { es: 'Día en Lima, o nada.', en: 'Day in Lima, or null.' }),
]
