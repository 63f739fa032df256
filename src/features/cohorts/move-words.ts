import type { Text } from '../../lib/text.ts'
import type { DropOutCause, PauseCause, WithdrawalCause } from './statements.ts'

export const MOVE_REFUSAL = {
  notActive: { es: 'Esta matrícula no está activa. Registra antes su reingreso.', en: 'This enrolment is not active. Record the re-entry first.' },
  thereAlready: { es: 'Esta persona ya está en «{section}».', en: 'This person is in “{section}” already.' },
  otherCourse: { es: '«{section}» es de otro curso. Un traslado es dentro del mismo curso.', en: '“{section}” is of another course. A transfer stays within the same course.' },
  clash: {
    es: 'Esta persona ya está en «{section}» a esa misma hora ({shift}). Nadie puede estar en dos clases a la vez.',
    en: 'This person is in “{section}” at that same hour already ({shift}). Nobody can be in two classes at once.',
  },
  movedMeanwhile: {
    es: 'Otra persona del equipo la trasladó hace un momento. Abre su matrícula otra vez y mira dónde está.',
    en: 'Somebody of the team transferred this person a moment ago. Open the enrolment again and see where it is.',
  },
  pauseDay: { es: 'Elige un día después de hoy y dentro de {days} días.', en: 'Choose a day after today and within {days} days.' },
  notPaused: { es: 'Esta matrícula no está en pausa.', en: 'This enrolment is not paused.' },
  notLookedFor: {
    es: 'Antes de registrar un abandono, alguien debe buscarla. Anota la llamada o el mensaje en su seguimiento.',
    en: 'Before a drop-out is recorded, somebody must look for this person. Note the call or message in the follow-up.',
  },
  chooseSection: { es: 'Elige una sección.', en: 'Choose a section.' },
  chooseDay: { es: 'Elige un día.', en: 'Choose a day.' },
} as const satisfies Record<string, Text>

export const PAUSE_CAUSE: Record<PauseCause, Text> = {
  care: { es: 'Cuidado de hijos o familiares', en: 'Care of children or relatives' },
  health: { es: 'Salud', en: 'Health' },
  work: { es: 'Trabajo', en: 'Work' },
  harvest: { es: 'Siembra o cosecha', en: 'Sowing or harvest' },
  phone: { es: 'Celular o datos', en: 'Phone or data' },
  other: { es: 'Otra causa', en: 'Another cause' },
}

export const NO_ANSWER: Text = { es: 'No respondió', en: 'No answer' }
export const dropOutCause = (causes: Record<WithdrawalCause, Text>): Record<DropOutCause, Text> => ({ ...causes, 'no-answer': NO_ANSWER })

/** How an enrolment stands, for people. */
export const SHOWN = {
  paused: { es: 'En pausa hasta el {day}', en: 'Paused until {day}' },
  'drop-out': { es: 'Abandono', en: 'Dropped out' },
  withdrawal: { es: 'Retirada', en: 'Withdrawn' },
} as const satisfies Record<string, Text>

/** What happened, line by line. */
export const HISTORY = {
  title: { es: 'Su historia', en: 'History' },
  enrolled: { es: 'Se matriculó en {section}', en: 'Enrolled in {section}' },
  'by-herself': { es: 'por sí misma', en: 'by herself' },
  transferred: { es: 'Pasó de {from} a {section}', en: 'Transferred from {from} to {section}' },
  paused: { es: 'Pausa hasta el {day}: {cause}', en: 'Paused until {day}: {cause}' },
  resumed: { es: 'Retomó', en: 'Resumed' },
  withdrew: { es: 'Se retiró: {cause}', en: 'Withdrew: {cause}' },
  'dropped-out': { es: 'Abandonó: {cause}', en: 'Dropped out: {cause}' },
  're-entered': { es: 'Reingresó', en: 'Re-entered' },
  annulled: { es: 'Matrícula anulada: {cause}', en: 'Enrolment annulled: {cause}' },
  by: { es: '{day}, {hour} · {who}', en: '{day}, {hour} · {who}' },
} as const satisfies Record<string, Text>

export const MOVING = {
  transferTitle: { es: 'Trasladarla a otra sección', en: 'Transfer to another section' },
  transferSays: {
    es: '{name} sigue con la misma matrícula en otra sección. Todo lo que ya hizo vale igual.',
    en: '{name} goes on under the same enrolment in another section. All past work is worth the same.',
  },
  to: { es: 'Sección a la que va', en: 'Section to go to' },
  toOption: { es: '{section} · {shift} · {left} libres', en: '{section} · {shift} · {left} free' },
  nowhere: { es: 'No hay otra sección del mismo curso con vacantes.', en: 'There is no other section of the same course with places.' },
  search: { es: 'Buscar la sección por su nombre o su sede', en: 'Search the section by its name or site' },
  searchHint: { es: 'Aquí abajo están las {n} más nuevas con vacantes. Hay más.', en: 'The {n} newest with places are below. There are more.' },
  find: { es: 'Buscar', en: 'Search' },
  noneFound: { es: 'Ninguna sección del mismo curso con vacantes tiene ese nombre. Prueba con menos letras.', en: 'No section of the same course with places has that name. Try fewer letters.' },
  transfer: { es: 'Sí, trasladar', en: 'Yes, transfer' },
  pauseTitle: { es: 'Registrar una pausa', en: 'Record a pause' },
  pauseSays: {
    es: '{name} descansa hasta un día y conserva su vacante. Mientras tanto no sale en la lista de riesgo; lo que haga cuenta.',
    en: '{name} rests until a day and keeps the place. Meanwhile this person is not on the risk list; what is done counts.',
  },
  until: { es: 'Hasta qué día', en: 'Until which day' },
  pauseCause: { es: '¿Por qué hace una pausa?', en: 'Why the pause?' },
  pause: { es: 'Registrar la pausa', en: 'Record the pause' },
  resumeTitle: { es: 'Está en pausa', en: 'Paused' },
  resume: { es: 'Ya volvió: terminar la pausa', en: 'Back again: end the pause' },
  dropTitle: { es: 'Registrar un abandono', en: 'Record a drop-out' },
  dropSays: {
    es: 'Abandono: {name} dejó de venir y no lo dijo. Solo después de buscarla. Su vacante queda libre y puede reingresar.',
    en: 'Drop-out: {name} stopped coming and did not say so. Only after looking for this person. The place becomes free and re-entry is possible.',
  },
  dropCause: { es: '¿Qué se sabe de la causa?', en: 'What is known of the cause?' },
  drop: { es: 'Sí, registrar el abandono', en: 'Yes, record the drop-out' },
} as const satisfies Record<string, Text>
