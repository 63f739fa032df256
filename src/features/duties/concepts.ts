import { activityType, BY_STAFF, extension, has, may, MAYBE_BY_STAFF, VALUE, verb, type Concept } from '../../record/profile/concept.ts'
import { DUTY_VERB, EXTENSION_REASONS, INCIDENT_KINDS, OUTCOMES, REFUSAL_REASONS, RIGHTS_ASKED, STEPS, WAYS_IN } from './statements.ts'

const DAY = { type: 'string', format: 'date' }

export const concepts: readonly Concept[] = [
  verb(DUTY_VERB.requested, { es: 'pidió sobre sus datos', en: 'asked about personal data' }, {
    es: 'Alguien ejerce un derecho de la Ley 29733 y corre el plazo para responder.', en: 'Somebody exercises a right of Law 29733, and the term for the answer runs.',
  }, { activity: 'data-requests' }, MAYBE_BY_STAFF, has('dataRight', ...RIGHTS_ASKED), has('requestVia', ...WAYS_IN), has('receivedOn'), has('dueOn'), has('unknownPerson', true, false)),
  verb(DUTY_VERB.answered, { es: 'recibió respuesta sobre sus datos', en: 'was answered about personal data' }, {
    es: 'Una persona del equipo respondió la solicitud. Lo escrito queda sellado aparte.', en: 'A member of staff answered the request. What was written stands sealed apart.',
  }, { activity: 'data-requests' }, BY_STAFF, has('requestOutcome', ...OUTCOMES), may('reason', ...REFUSAL_REASONS)),
  verb(DUTY_VERB.extended, { es: 'tuvo más plazo su solicitud', en: 'had the term of a request extended' }, {
    es: 'El plazo para responder se amplió una vez, antes de vencer, con un motivo que la persona lee.', en: 'The term for the answer was made longer once, before its end, with a reason that the person reads.',
  }, { activity: 'data-requests' }, BY_STAFF, has('dueOn'), has('extensionReason', ...EXTENSION_REASONS)),
  verb(DUTY_VERB.incident, { es: 'registró un incidente', en: 'recorded an incident' }, {
    es: 'El equipo supo de un incidente con datos personales y corre el plazo para avisar.', en: 'The staff learnt of an incident with personal data, and the term for telling runs.',
  }, { activity: 'incidents' }, has('incidentKind', ...INCIDENT_KINDS), has('knownAt'), has('dueAt'), may('affected')),
  verb(DUTY_VERB.step, { es: 'atendió un incidente', en: 'handled an incident' }, {
    es: 'Lo que el equipo hizo por un incidente, y cuándo.', en: 'What the staff did about an incident, and when.',
  }, { activity: 'incidents' }, has('incidentStep', ...STEPS), has('doneAt')),

  activityType('data-requests', { es: 'solicitud sobre datos', en: 'request about data' }, { es: 'Una solicitud de acceso, rectificación, cancelación u oposición.', en: 'A request for access, rectification, cancellation or opposition.' }),
  activityType('incidents', { es: 'incidente', en: 'incident' }, { es: 'Un incidente con datos personales.', en: 'An incident with personal data.' }),

  extension('dataRight', VALUE.words(RIGHTS_ASKED), { es: 'derecho', en: 'right' }, { es: 'Qué derecho se ejerce.', en: 'Which right is exercised.' }),
  extension('requestVia', VALUE.words(WAYS_IN), { es: 'vía', en: 'way' }, { es: 'Cómo llegó la solicitud.', en: 'How the request came.' }),
  extension('receivedOn', DAY, { es: 'recibida el', en: 'received on' }, { es: 'Día en Lima en que llegó.', en: 'The day, in Lima, on which it came.' }),
  extension('dueOn', DAY, { es: 'vence el', en: 'due on' }, { es: 'Último día, en Lima, para responder.', en: 'The last day, in Lima, for the answer.' }),
  extension('unknownPerson', VALUE.flag, { es: 'sin registro', en: 'without a record' }, {
    es: 'Si pide alguien que no tiene registro con nosotros: el actor es entonces quien lo anotó.', en: 'Whether somebody without a record with us asks: the actor is then who wrote it down.',
  }),
  extension('requestOutcome', VALUE.words(OUTCOMES), { es: 'resultado', en: 'outcome' }, { es: 'Si se hizo lo pedido, una parte o nada.', en: 'Whether what was asked was done, a part of it or nothing.' }),
  extension('extensionReason', VALUE.words(EXTENSION_REASONS), { es: 'motivo de la ampliación', en: 'reason of the extension' }, { es: 'Por qué hace falta más tiempo.', en: 'Why more time is needed.' }),
  extension('incidentKind', VALUE.words(INCIDENT_KINDS), { es: 'tipo de incidente', en: 'kind of incident' }, { es: 'Qué clase de incidente es.', en: 'What kind of incident it is.' }),
  extension('knownAt', VALUE.moment, { es: 'conocido el', en: 'known at' }, { es: 'Cuándo se supo: desde ahí corre el plazo.', en: 'When it became known: the term runs from there.' }),
  extension('dueAt', VALUE.moment, { es: 'vence', en: 'due at' }, { es: 'Hasta cuándo se avisa a la autoridad.', en: 'Until when the authority is to be told.' }),
  extension('affected', VALUE.whole, { es: 'personas', en: 'persons' }, { es: 'Más o menos a cuántas personas alcanza.', en: 'About how many persons it concerns.' }),
  extension('incidentStep', VALUE.words(STEPS), { es: 'paso', en: 'step' }, { es: 'Qué se hizo.', en: 'What was done.' }),
  extension('doneAt', VALUE.moment, { es: 'hecho el', en: 'done at' }, { es: 'Cuándo se hizo, que puede ser antes de anotarlo.', en: 'When it was done, which may be before it was written down.' }),
]
