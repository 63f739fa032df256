import { activityType, extension, has, may, VALUE, verb, type Concept } from '../../record/profile/concept.ts'
import { ANSWERS, ASKED, AUDIT_VERB, CHANNELS, ENDS, FAILS } from './statements.ts'

const AUDIT = { activity: 'audits' }
const PSEUDONYM = { type: 'string', pattern: '^[0-9a-f]{20}$' } as const
const list = (items: object, more: object = {}): object => ({ type: 'array', items, ...more })

export const concepts: readonly Concept[] = [
  verb(AUDIT_VERB.frozen, { es: 'fijó el marco de una auditoría', en: 'froze the frame of an audit' }, {
    es: 'La lista de quienes cuentan en un corte quedó fija, con su SHA-256, antes de que se pueda saber el valor público del sorteo.',
    en: 'The list of who counts in a cut is fixed, with its SHA-256, before the public value of the draw can be known.',
  }, AUDIT, has('auditRelease'), has('cut'), has('frameHash'), has('framePersons'), has('sampleSize'), has('seedSource')),
  verb(AUDIT_VERB.drawn, { es: 'sorteó una muestra de auditoría', en: 'drew the sample of an audit' }, {
    es: 'La muestra que dan el marco y el valor público; cualquiera la repite.', en: 'The sample that frame and public value give; anybody can repeat it.',
  }, AUDIT, has('value'), has('sample'), has('sampleHash')),
  verb(AUDIT_VERB.judged, { es: 'revisó a una persona de la muestra', en: 'judged a person of the sample' }, {
    es: 'Qué atributos de N3 fallan en una persona de la muestra; los que no se nombran se cumplen. Si se dice otra vez, vale lo último.',
    en: 'Which attributes of N3 fail of a person of the sample; those not named hold. Said again, the last counts.',
  }, AUDIT, has('sampled'), has('auditFails')),
  verb(AUDIT_VERB.called, { es: 'llamó a una persona de la muestra', en: 'called a person of the sample' }, {
    es: 'Un intento de contacto de alguien independiente, y lo que la persona confirmó.', en: 'A try to reach her by somebody independent, and what she confirmed.',
  }, AUDIT, has('sampled'), may('contactChannel', ...CHANNELS), has('contactAnswer', ...ANSWERS), may('contactConfirms')),
  verb(AUDIT_VERB.ended, { es: 'cerró una auditoría', en: 'ended an audit' }, {
    es: 'La muestra está revisada completa, o la auditoría se abandonó y no dice nada.', en: 'The whole sample is judged, or the audit was abandoned and says nothing.',
  }, AUDIT, has('auditEnd', ...ENDS)),

  activityType('audits', { es: 'auditoría', en: 'audit' }, { es: 'Una muestra de las personas que cuentan en un corte.', en: 'A sample of the persons who count in a cut.' }),

  extension('auditRelease', VALUE.text, { es: 'corte', en: 'cut' }, { es: 'El corte publicado del que sale el marco.', en: 'The published cut that the frame comes from.' }),
  extension('frameHash', VALUE.sha256, { es: 'hash del marco', en: 'hash of the frame' }, { es: 'SHA-256 del archivo frame.csv.', en: 'SHA-256 of the file frame.csv.' }),
  extension('framePersons', VALUE.count, { es: 'personas del marco', en: 'persons of the frame' }, { es: 'Cuántas personas tiene el marco.', en: 'How many persons the frame has.' }),
  extension('sampleSize', VALUE.count, { es: 'tamaño de la muestra', en: 'size of the sample' }, { es: 'Cuántas personas se sortean.', en: 'How many persons are drawn.' }),
  extension('seedSource', VALUE.text, { es: 'fuente de la semilla', en: 'source of the seed' }, {
    es: 'De qué valor público saldrá el sorteo, dicho antes de que se pueda saber.', en: 'Which public value the draw will use, said before it can be known.',
  }),
  extension('sample', list(PSEUDONYM, { minItems: 1 }), { es: 'muestra', en: 'sample' }, { es: 'Los seudónimos sorteados, en su orden.', en: 'The pseudonyms that were drawn, in order.' }),
  extension('sampleHash', VALUE.sha256, { es: 'hash de la muestra', en: 'hash of the sample' }, { es: 'SHA-256 de los sorteados, uno por línea.', en: 'SHA-256 of those drawn, one a line.' }),
  extension('sampled', PSEUDONYM, { es: 'persona de la muestra', en: 'person of the sample' }, { es: 'Su seudónimo en el marco.', en: 'Her pseudonym in the frame.' }),
  extension('auditFails', list({ enum: FAILS }), { es: 'lo que falla', en: 'what fails' }, { es: 'Atributo y motivo, como códigos. Vacío: todo se cumple.', en: 'Attribute and reason, as codes. Empty: everything holds.' }),
  extension('auditEnd', VALUE.words(ENDS), { es: 'cómo terminó', en: 'how it ended' }, { es: 'Cerrada con resultado o abandonada.', en: 'Closed with a result, or abandoned.' }),
  extension('contactChannel', VALUE.words(CHANNELS), { es: 'medio', en: 'channel' }, { es: 'Por qué medio se intentó.', en: 'By which channel it was tried.' }),
  extension('contactAnswer', VALUE.words(ANSWERS), { es: 'resultado del intento', en: 'outcome of the try' }, { es: 'Qué pasó en el intento.', en: 'What came of the try.' }),
  extension('contactConfirms', list({ enum: ASKED }), { es: 'lo que confirma', en: 'what she confirms' }, {
    es: 'Qué confirmó la persona: curso, horas, nombre.', en: 'What she confirmed: course, hours, name.',
  }),
]
