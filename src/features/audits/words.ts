import type { Text } from '../../lib/text.ts'
import type { State } from './audit.ts'
import type { Contact } from './contact.ts'
import type { Answer, Asked, Attribute, Channel } from './statements.ts'

export const STATE_NAME: Readonly<Record<State, Text>> = {
  frozen: { es: 'Lista fijada, falta sortear', en: 'List fixed, not drawn yet' },
  drawn: { es: 'En revisión', en: 'Being judged' },
  closed: { es: 'Cerrada', en: 'Closed' },
  abandoned: { es: 'Abandonada', en: 'Abandoned' },
}

export const ATTRIBUTE_NAME: Readonly<Record<Attribute | 'contact', Text>> = {
  identity: { es: 'Identidad', en: 'Identity' },
  admission: { es: 'Admisión', en: 'Admission' },
  attendance: { es: 'Asistencia', en: 'Attendance' },
  assessment: { es: 'Evaluación', en: 'Assessment' },
  certificate: { es: 'Certificado', en: 'Certificate' },
  contact: { es: 'Contacto', en: 'Contact' },
}

/** What is asked of each. */
export const ATTRIBUTE_ASKS: Readonly<Record<Attribute, Text>> = {
  identity: { es: '¿Alguien comprobó quién es, y es esa persona?', en: 'Did somebody check who she is, and is it her?' },
  admission: { es: '¿Entró según las bases, dentro de las fechas?', en: 'Was she admitted by the terms, within the dates?' },
  attendance: { es: '¿Hay al menos dos rastros independientes de que participó?', en: 'Are there at least two independent traces that she took part?' },
  assessment: { es: '¿Aprobó con trabajo propio?', en: 'Did she pass with work of her own?' },
  certificate: { es: '¿El certificado está vigente y dice lo correcto?', en: 'Is the certificate in force, and does it say what is right?' },
}

export const FAIL_NAME: Readonly<Record<string, Text>> = {
  'identity:nobody-checked': { es: 'Nadie comprobó su identidad', en: 'Nobody checked her identity' },
  'identity:other-person': { es: 'El documento es de otra persona', en: 'The document is of another person' },
  'identity:document-missing': { es: 'Falta la constancia de la comprobación', en: 'The proof of the check is missing' },
  'identity:other': { es: 'Otro motivo', en: 'Another reason' },
  'admission:requirements': { es: 'No cumplía los requisitos', en: 'She did not meet the requirements' },
  'admission:outside-dates': { es: 'Entró fuera de las fechas', en: 'She was admitted outside the dates' },
  'admission:no-act': { es: 'No hay registro de su admisión', en: 'There is no record of her admission' },
  'admission:other': { es: 'Otro motivo', en: 'Another reason' },
  'attendance:one-trace': { es: 'Hay menos de dos rastros independientes', en: 'There are fewer than two independent traces' },
  'attendance:too-few-minutes': { es: 'No llega a los minutos de la regla', en: 'She has fewer minutes than the rule asks for' },
  'attendance:not-there': { es: 'No estuvo donde dice la lista', en: 'She was not where the list says' },
  'attendance:other': { es: 'Otro motivo', en: 'Another reason' },
  'assessment:mark-too-low': { es: 'La nota no llega a la de la regla', en: 'The mark is below the rule' },
  'assessment:not-her-work': { es: 'El trabajo no es suyo', en: 'The work is not hers' },
  'assessment:work-missing': { es: 'Falta el trabajo evaluado', en: 'The graded work is missing' },
  'assessment:other': { es: 'Otro motivo', en: 'Another reason' },
  'certificate:not-in-force': { es: 'No está vigente', en: 'It is not in force' },
  'certificate:data-differ': { es: 'Sus datos no son correctos', en: 'Its data are not right' },
  'certificate:not-verifiable': { es: 'No se puede verificar', en: 'It cannot be verified' },
  'certificate:other': { es: 'Otro motivo', en: 'Another reason' },
  'contact:denied': { es: 'La persona no confirmó', en: 'The person did not confirm' },
}

export const CHANNEL_NAME: Readonly<Record<Channel, Text>> = {
  'phone-call': { es: 'Llamada', en: 'Phone call' },
  message: { es: 'Mensaje (WhatsApp o SMS)', en: 'Message (WhatsApp or SMS)' },
}

export const ANSWER_NAME: Readonly<Record<Answer, Text>> = {
  reached: { es: 'Respondió', en: 'She answered' },
  'no-answer': { es: 'No contestó', en: 'No answer' },
  'wrong-number': { es: 'El número es de otra persona', en: 'The number is somebody else’s' },
  refused: { es: 'No quiso responder', en: 'She did not want to answer' },
  'not-allowed': { es: 'No se le puede llamar', en: 'She may not be called' },
}

export const ASKED_NAME: Readonly<Record<Asked, Text>> = {
  course: { es: 'Llevó el curso', en: 'She took the course' },
  hours: { es: 'Las horas son correctas', en: 'The hours are right' },
  name: { es: 'Su nombre es correcto', en: 'Her name is right' },
}

export const CONTACT_NAME: Readonly<Record<Contact, Text>> = {
  open: { es: 'Por llamar', en: 'To be called' },
  confirmed: { es: 'Confirmó', en: 'Confirmed' },
  denied: { es: 'No confirmó', en: 'Did not confirm' },
  unreached: { es: 'No se pudo ubicar', en: 'Not reached' },
  'not-allowed': { es: 'Sin permiso o sin número', en: 'No permission or no number' },
}

export const WRONG = {
  noAudit: { es: 'No encontramos esa auditoría.', en: 'We could not find that audit.' },
  noPerson: { es: 'Esa persona no está en la muestra.', en: 'That person is not in the sample.' },
  noCut: { es: 'Elige un corte publicado.', en: 'Choose a published cut.' },
  nobody: { es: 'En ese corte todavía no cuenta nadie: no hay de dónde sacar una muestra.', en: 'Nobody counts in that cut yet: there is nothing to draw a sample from.' },
  cutDiffers: {
    es: 'El archivo de recuento ya no es el que se publicó con el corte, o nombra a personas que el registro no tiene ({now} de {published}). No se fija la lista: plantea un hallazgo sobre el corte.',
    en: 'The recount file is no longer the one published with the cut, or names persons whom the record does not have ({now} of {published}). The list is not fixed: raise a finding about the cut.',
  },
  size: { es: 'Escribe un número entre 1 y {most}.', en: 'Type a number between 1 and {most}.' },
  source: { es: 'Di de qué valor público saldrá el sorteo, y su fecha (entre 10 y 200 letras).', en: 'Say which public value the draw will use, and its date (between 10 and 200 letters).' },
  value: { es: 'Escribe el valor público tal como se publicó (entre 4 y 200 letras, en una línea).', en: 'Type the public value as it was published (between 4 and 200 letters, on one line).' },
  frameChanged: {
    es: 'La lista guardada ya no da el hash que se publicó. No se sortea nada: avisa a quien administra la instalación y plantea un hallazgo.',
    en: 'The list that is kept no longer gives the hash that was published. Nothing is drawn: tell who runs the installation and raise a finding.',
  },
  drawnAlready: { es: 'La muestra ya se sorteó: no se sortea otra vez.', en: 'The sample was drawn already: it is not drawn again.' },
  notOpen: { es: 'Esta auditoría no está en revisión.', en: 'This audit is not being judged.' },
  ownWork: {
    es: 'Tú hiciste algo en el expediente de esta persona (comprobar, enseñar, calificar, aprobar). Quien lo hizo no lo audita: pídelo a otra persona que audita.',
    en: 'You did something in this person’s file (checked, taught, graded, approved). Who did it does not audit it: ask another auditor.',
  },
  notIndependent: {
    es: 'Quien llama es independiente: no enseña, no coordina, no aprueba y no hizo nada en el expediente de esta persona.',
    en: 'Who calls is independent: she does not teach, coordinate or approve, and did nothing in this person’s file.',
  },
  noConsent: { es: 'Esta persona no aceptó que la llamen después del curso, o no dejó un número. No la llames.', en: 'This person did not agree to be called after the course, or left no number. Do not call her.' },
  mayBeCalled: { es: 'A esta persona sí se le puede llamar: hay permiso y número.', en: 'This person may be called: there is permission and a number.' },
  contactEnded: { es: 'Con esta persona ya se terminó: no la llames otra vez.', en: 'This person is done with: do not call her again.' },
  otherChannel: { es: 'El tercer intento va por otro medio que los dos primeros.', en: 'The third try goes by another channel than the first two.' },
  endedAlready: { es: 'Esta auditoría ya terminó.', en: 'This audit has ended.' },
  notDrawn: { es: 'Todavía no se sorteó la muestra: solo se puede abandonar, con su motivo.', en: 'The sample was not drawn yet: it can only be abandoned, with the reason.' },
  leftToJudge: { es: 'Personas por revisar: {n}. Sin ellas no hay resultado.', en: 'Persons left to be judged: {n}. Without them there is no result.' },
  choose: { es: 'Elige una opción.', en: 'Choose one option.' },
  say: { es: 'Escribe qué encontraste (entre 10 y 4 000 letras).', en: 'Write what you found (between 10 and 4,000 letters).' },
  why: { es: 'Escribe por qué se abandona (entre 10 y 4 000 letras).', en: 'Write why it is abandoned (between 10 and 4,000 letters).' },
} as const satisfies Record<string, Text>
