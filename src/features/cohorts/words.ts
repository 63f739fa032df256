import type { Text } from '../../lib/text.ts'
import type { AnnulmentReason, WithdrawalCause } from './statements.ts'
import type { EnrolmentState } from './enrolment.ts'
import type { Section } from './sections.ts'

/** Refusals: sentences for the person who asked. */
export const REFUSAL = {
  full: {
    es: 'La sección «{section}» ya no tiene vacantes: alguien tomó la última. No perdiste nada; elige otra sección o sigue en la lista de espera.',
    en: 'Section “{section}” has no places left: somebody took the last one. You lost nothing; choose another section or stay on the waiting list.',
  },
  enrolledAlready: {
    es: 'Esta persona ya está matriculada en la sección «{section}». No hace falta hacerlo otra vez.',
    en: 'This person is enrolled in section “{section}” already. There is no need to do it again.',
  },
  withdrawnBefore: {
    es: 'Esta persona se retiró antes de la sección «{section}». Registra un reingreso en lugar de otra matrícula.',
    en: 'This person withdrew from section “{section}” before. Record a re-entry instead of another enrolment.',
  },
  ended: {
    es: 'La sección «{section}» ya terminó el {ends}.',
    en: 'Section “{section}” ended on {ends}.',
  },
  closed: {
    es: 'La sección «{section}» está cerrada y no recibe a nadie más.',
    en: 'Section “{section}” is closed and takes nobody else.',
  },
  notActive: {
    es: 'Esta matrícula no está activa, así que no se puede retirar.',
    en: 'This enrolment is not active, so it cannot be withdrawn.',
  },
  notWithdrawn: {
    es: 'Esta matrícula no está retirada, así que no hay reingreso que registrar.',
    en: 'This enrolment is not withdrawn, so there is no re-entry to record.',
  },
  annulled: {
    es: 'Esta matrícula está anulada. Lo anulado no vuelve: haz una matrícula nueva.',
    en: 'This enrolment is annulled. What is annulled does not come back: make a new enrolment.',
  },
  unknownEnrolment: { es: 'No encontramos esa matrícula.', en: 'We did not find that enrolment.' },
  unknownSection: { es: 'No encontramos esa sección en este programa.', en: 'We did not find that section in this programme.' },
  notYourSection: { es: 'Esta sección no está a tu cargo.', en: 'This section is not one of yours.' },
  notATutor: {
    es: 'Elige a una persona que tenga el rol de tutoría en este programa.',
    en: 'Choose somebody who has the role of tutor in this programme.',
  },
  tutorAlready: { es: 'Esa persona ya tiene a su cargo esta sección.', en: 'That person is in charge of this section already.' },
  chooseOne: { es: 'Elige una opción.', en: 'Choose one option.' },
} as const satisfies Record<string, Text>

export const CAUSE: Record<WithdrawalCause, Text> = {
  time: { es: 'Falta de tiempo', en: 'Lack of time' },
  care: { es: 'Cuidado de hijos o familiares', en: 'Care of children or relatives' },
  phone: { es: 'Celular o datos', en: 'Phone or data' },
  level: { es: 'Nivel (muy fácil o muy difícil)', en: 'Level (too easy or too hard)' },
  work: { es: 'Trabajo', en: 'Work' },
  health: { es: 'Salud', en: 'Health' },
  content: { es: 'Contenido (no le sirve)', en: 'Content (not useful)' },
  other: { es: 'Otra causa', en: 'Another cause' },
}

export const ANNULMENT: Record<AnnulmentReason, Text> = {
  'wrong-person': { es: 'Se matriculó a otra persona por error', en: 'Another person was enrolled by mistake' },
  twice: { es: 'La misma persona estaba matriculada dos veces', en: 'The same person was enrolled twice' },
  'not-accepted': { es: 'La persona no había aceptado la vacante', en: 'The person had not accepted the place' },
  'typing-error': { es: 'Error al registrar', en: 'Typing error' },
}

export const STATE: Record<EnrolmentState, Text> = {
  active: { es: 'Activa', en: 'Active' },
  withdrawn: { es: 'Retirada', en: 'Withdrawn' },
  annulled: { es: 'Anulada', en: 'Annulled' },
}

export const MODE: Record<Section['mode'], Text> = {
  presencial: { es: 'Presencial', en: 'In person' },
  semipresencial: { es: 'Semipresencial', en: 'Blended' },
  virtual: { es: 'Virtual', en: 'Virtual' },
  'a-distancia': { es: 'A distancia', en: 'Distance' },
}

/** Its mode in words. */
export const sectionMode = (section: Pick<Section, 'mode'>): Text => MODE[section.mode]

export const PAGE = {
  sections: { es: 'Secciones', en: 'Sections' },
  noSections: { es: 'Este programa no tiene secciones todavía.', en: 'This programme has no sections yet.' },
  noneOfYours: { es: 'Todavía no tienes secciones a tu cargo. Pide a la coordinación que te asigne una.', en: 'You have no sections yet. Ask the coordinator to assign you one.' },
  section: { es: 'Sección', en: 'Section' },
  shift: { es: 'Turno', en: 'Shift' },
  site: { es: 'Sede', en: 'Site' },
  mode: { es: 'Modalidad', en: 'Mode' },
  dates: { es: 'Fechas', en: 'Dates' },
  places: { es: 'Vacantes libres', en: 'Places left' },
  placesOf: { es: '{left} de {capacity}', en: '{left} of {capacity}' },
  tutors: { es: 'Tutoría', en: 'Tutors' },
  noTutor: { es: 'Sin asignar', en: 'None yet' },
  participants: { es: 'Participantes', en: 'Participants' },
  nobody: { es: 'Nadie está matriculado todavía.', en: 'Nobody is enrolled yet.' },
  since: { es: 'Desde', en: 'Since' },
  toClasses: { es: 'Clases y asistencia', en: 'Classes and attendance' },
  toRisk: { es: 'A quién buscar', en: 'Whom to look for' },
  toLabs: { es: 'Laboratorios', en: 'Labs' },
  toPerson: { es: 'Ver su ficha', en: 'See the person' },
  toFollow: { es: 'Llamadas y seguimiento', en: 'Calls and follow-up' },
  herEnrolments: { es: 'Sus matrículas', en: 'Enrolments' },
  assignTutor: { es: 'Asignar tutoría', en: 'Assign a tutor' },
  assign: { es: 'Asignar', en: 'Assign' },
  who: { es: 'Persona', en: 'Person' },
  noTutorsAtAll: { es: 'Nadie tiene el rol de tutoría en este programa todavía.', en: 'Nobody has the role of tutor in this programme yet.' },
  end: { es: 'Terminar su tutoría', en: 'End their charge' },
  enrolment: { es: 'Matrícula', en: 'Enrolment' },
  unnamed: { es: 'Nombre no disponible', en: 'Name not available' },
  backToSection: { es: 'Volver a la sección', en: 'Back to the section' },
  withdrawTitle: { es: 'Registrar su retiro', en: 'Record the withdrawal' },
  withdrawSays: {
    es: 'Vas a retirar a {name} de «{section}». Su vacante queda libre y lo que ya hizo se conserva. Puede reingresar mientras haya vacante.',
    en: 'You are about to withdraw {name} from “{section}”. The place becomes free and past work is kept. Re-entry is possible while there is a place.',
  },
  cause: { es: '¿Por qué se retira?', en: 'Why is this person leaving?' },
  withdraw: { es: 'Sí, registrar el retiro', en: 'Yes, record the withdrawal' },
  reEnterTitle: { es: 'Registrar su reingreso', en: 'Record the re-entry' },
  reEnterSays: { es: '{name} vuelve a «{section}» con la misma matrícula.', en: '{name} comes back to “{section}” with the same enrolment.' },
  reEnter: { es: 'Registrar el reingreso', en: 'Record the re-entry' },
  annulTitle: { es: 'Anular la matrícula', en: 'Annul the enrolment' },
  annulSays: {
    es: 'Solo si nunca debió existir. Desde ahora no cuenta, y lo anulado no vuelve. Queda en el registro quién lo hizo y por qué.',
    en: 'Only if it should never have been. From now on it does not count, and what is annulled does not come back. The record keeps who did it and why.',
  },
  reason: { es: '¿Por qué se anula?', en: 'Why is it annulled?' },
  annul: { es: 'Sí, anular', en: 'Yes, annul' },
  undo: { es: 'Deshacer', en: 'Undo' },
} as const satisfies Record<string, Text>

/** A section as the tables that offices send each other, by the name in its address. */
export const TABLES = {
  padron: { es: 'Padrón', en: 'Roster (padrón)' },
  asistencia: { es: 'Asistencia', en: 'Attendance' },
  notas: { es: 'Notas', en: 'Marks' },
} as const satisfies Record<string, Text>

/** The roster on paper. */
export const ROSTER = {
  title: { es: 'Lista de participantes', en: 'List of participants' },
  print: { es: 'Descargar la lista (PDF)', en: 'Download the list (PDF)' },
  closing: { es: 'Descargar el acta de cierre (PDF)', en: 'Download the closing minutes (PDF)' },
  tables: { es: 'Descargar tablas', en: 'Download tables' },
  load: { es: 'Cargar un Excel', en: 'Upload an Excel file' },
  programme: { es: 'Programa', en: 'Programme' },
  number: { es: 'N.º', en: 'No.' },
  name: { es: 'Nombre', en: 'Name' },
  document: { es: 'Documento', en: 'Document' },
  active: { es: 'Activas: {n}', en: 'Active: {n}' },
  digits: { es: 'Del documento van solo los tres últimos signos, para distinguir a quienes se llaman igual.', en: 'Of each document only the last three signs are shown, to tell people of one name apart.' },
} as const satisfies Record<string, Text>

/** What just happened, shown after the redirect. */
export const DONE = {
  withdrew: { es: 'El retiro quedó registrado.', en: 'The withdrawal was recorded.' },
  'withdrawal-undone': { es: 'Deshecho: la matrícula está activa otra vez.', en: 'Undone: the enrolment is active again.' },
  're-entered': { es: 'El reingreso quedó registrado.', en: 'The re-entry was recorded.' },
  annulled: { es: 'La matrícula quedó anulada.', en: 'The enrolment was annulled.' },
  'dropped-out': { es: 'El abandono quedó registrado.', en: 'The drop-out was recorded.' },
  transferred: { es: 'El traslado quedó registrado.', en: 'The transfer was recorded.' },
  'transfer-undone': { es: 'Deshecho: está otra vez en esta sección.', en: 'Undone: back in this section.' },
  paused: { es: 'La pausa quedó registrada. Conserva su vacante.', en: 'The pause was recorded. The place is kept.' },
  'childcare-noted': { es: 'Lo del cuidado de niños quedó anotado.', en: 'The note on childcare was saved.' },
  resumed: { es: 'La pausa terminó.', en: 'The pause is over.' },
  assigned: { es: 'La tutoría quedó asignada.', en: 'The tutor was assigned.' },
  opened: { es: 'La sección quedó abierta. Ahora asígnale tutoría.', en: 'The section was opened. Now assign a tutor.' },
  changed: { es: 'El cambio quedó registrado.', en: 'The change was recorded.' },
  closed: { es: 'La sección quedó cerrada. Puedes abrirla otra vez.', en: 'The section was closed. You can open it again.' },
  reopened: { es: 'La sección está abierta otra vez.', en: 'The section is open again.' },
  ended: { es: 'La tutoría terminó.', en: 'The tutor is no longer in charge.' },
} as const satisfies Record<string, Text>
