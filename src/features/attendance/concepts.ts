import { activityType, BY_STAFF, extension, has, may, REGISTRATION, VALUE, verb, type Concept, type Rule } from '../../record/profile/concept.ts'
import { VERB } from '../programmes/index.ts'
import { CAUSES, DROP_REASONS, MARKS, MODES, SOURCES, CANCELLED, DROPPED, MISSED, NOTED, PLANNED } from './statements.ts'

const SESSION = { activity: 'sessions' }
/** What every entry of attendance carries besides its mark. */
const ENTRY: readonly (Rule | readonly Rule[])[] = [
  REGISTRATION, BY_STAFF, has('source', ...SOURCES), may('cause', ...CAUSES), may('late', true), may('manual', true), may('skewed', true), may('device'),
]

export const concepts: readonly Concept[] = [
  verb(PLANNED, { es: 'programó la sesión', en: 'planned the session' }, {
    es: 'Una persona del equipo fijó cuándo, cuánto y dónde se reúne una sección.', en: 'A member of staff fixed when, for how long and where a section meets.',
  }, SESSION, has('section'), has('starts'), has('ends'), has('minutes'), has('mode', ...MODES), has('site'), may('skewed', true, false), may('clockOff')),
  verb(CANCELLED, { es: 'canceló la sesión', en: 'cancelled the session' }, {
    es: 'La sesión no va; solo mientras nadie tiene asistencia.', en: 'The session does not take place; only while nobody is marked.',
  }, SESSION),
  verb(VERB.attended, { es: 'asistió a', en: 'attended' }, {
    es: 'La persona estuvo en la sesión. Si se anotó tarde o a mano, una segunda persona lo confirmó.',
    en: 'The person was in the session. What is late or made by hand was confirmed by a second person.',
  }, SESSION, ...ENTRY, has('mark', 'P', 'T'), has('minutes'), may('second'), may('noted')),
  verb(NOTED, { es: 'fue anotada en', en: 'was noted in' }, {
    es: 'Asistencia anotada tarde o a mano: espera a la segunda persona y no da minutos.',
    en: 'Attendance noted late or by hand: it waits for the second person and gives no minutes.',
  }, SESSION, ...ENTRY, has('mark', ...MARKS), may('minutes')),
  verb(MISSED, { es: 'faltó a', en: 'missed' }, {
    es: 'La persona no estuvo, con o sin justificación.', en: 'The person was not there, excused or not.',
  }, SESSION, ...ENTRY, has('mark', 'F', 'J')),
  verb(DROPPED, { es: 'dejó sin efecto', en: 'dropped' }, {
    es: 'Una anotación o una falta ya no vale.', en: 'A noted or missed entry does not stand any more.',
  }, { refers: [NOTED, MISSED] }, REGISTRATION, BY_STAFF, has('reason', ...DROP_REASONS)),

  activityType('sessions', { es: 'sesión', en: 'session' }, { es: 'Una reunión de una sección.', en: 'One meeting of a section.' }),

  extension('section', VALUE.text, { es: 'sección', en: 'section' }, { es: 'La sección que se reúne, o la que se aceptó.', en: 'The section that meets, or that was accepted.' }),
  extension('starts', VALUE.moment, { es: 'empieza', en: 'starts' }, { es: 'Cuándo empieza.', en: 'When it starts.' }),
  extension('ends', VALUE.moment, { es: 'termina', en: 'ends' }, { es: 'Cuándo termina.', en: 'When it ends.' }),
  extension('mode', VALUE.words(MODES), { es: 'modalidad', en: 'mode' }, { es: 'Presencial o virtual.', en: 'In person or on line.' }),
  extension('site', VALUE.text, { es: 'sede', en: 'site' }, { es: 'Una de las sedes del programa.', en: 'One of the sites of the programme.' }),
  extension('mark', VALUE.words(MARKS), { es: 'marca', en: 'mark' }, { es: 'P presente, T tardanza, F falta, J falta justificada.', en: 'P present, T late, F absent, J excused.' }),
  extension('late', VALUE.flag, { es: 'tarde', en: 'late' }, { es: 'Llegó al registro más de 48 horas después.', en: 'It came to the record more than 48 hours later.' }),
  extension('manual', VALUE.flag, { es: 'a mano', en: 'by hand' }, { es: 'Se anotó a mano.', en: 'It was made by hand.' }),
  extension('skewed', VALUE.flag, { es: 'reloj dudoso', en: 'doubtful clock' }, {
    es: 'El reloj del celular no coincidía con el nuestro, o nunca se comparó.', en: 'The clock of the phone did not agree with ours, or was never compared.',
  }),
  extension('clockOff', { type: 'number' }, { es: 'desfase', en: 'clock off' }, { es: 'Milisegundos que el reloj del celular iba adelante.', en: 'Milliseconds by which the clock of the phone was ahead.' }),
  extension('device', VALUE.moment, { es: 'hora del celular', en: 'time of the phone' }, { es: 'Lo que decía el reloj del celular.', en: 'What the clock of the phone said.' }),
  extension('noted', VALUE.uuid, { es: 'anotación', en: 'noted entry' }, { es: 'La anotación que la segunda persona confirmó.', en: 'The entry that the second person confirmed.' }),
]
