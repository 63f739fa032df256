import type { Text } from '../../lib/text.ts'
import type { Message } from './messages.ts'
import type { Reason } from './risk.ts'
import type { Channel, ContactCause } from './statements.ts'

export const WRONG = {
  chooseOne: { es: 'Elige una opción.', en: 'Choose one option.' },
  causeNeeded: { es: 'Si respondió, elige qué te dijo.', en: 'If the person answered, choose what was said.' },
  nextDay: { es: 'Elige un día después de hoy y dentro de 60 días, o déjalo vacío.', en: 'Choose a day after today and within 60 days, or leave it empty.' },
} as const satisfies Record<string, Text>

/** What goes out: no name, no course, no document. */
export const MESSAGE: Record<Message, Text> = {
  hello: { es: 'Hola, te escribe tu tutoría. ¿Cómo estás? Cuéntame si puedo ayudarte en algo.', en: 'Hello, this is your tutor. How are you? Tell me if I can help with anything.' },
  'first-step': { es: 'Hola, te escribe tu tutoría. ¿Pudiste entrar? Si algo no abre, te ayudo paso a paso.', en: 'Hello, this is your tutor. Could you get in? If something does not open, I will help you step by step.' },
  'missed-class': { es: 'Hola, te escribe tu tutoría. Te extrañamos. Todavía puedes ponerte al día; dime qué necesitas.', en: 'Hello, this is your tutor. We missed you. You can still catch up; tell me what you need.' },
  'call-me': { es: 'Hola, te escribe tu tutoría. ¿A qué hora puedo llamarte?', en: 'Hello, this is your tutor. At what time may I call you?' },
}

export const REASON: Record<Reason['kind'], Text> = {
  'call-back': { es: 'Quedaron en hablar', en: 'You agreed to speak again' },
  'no-unit': { es: 'Sin ninguna unidad en {days} días', en: 'No unit in {days} days' },
  silent: { es: '{days} días sin señales suyas', en: 'Silent for {days} days' },
  absences: { es: '{count} faltas seguidas', en: '{count} absences in a row' },
}

export const CHANNEL: Record<Channel, Text> = {
  call: { es: 'Llamada', en: 'Call' },
  whatsapp: { es: 'WhatsApp', en: 'WhatsApp' },
  sms: { es: 'SMS', en: 'SMS' },
  visit: { es: 'Visita o en persona', en: 'Visit or in person' },
}

export const CAUSE: Record<ContactCause, Text> = {
  'going-on': { es: 'Sigue, todo va bien', en: 'Going on, all is well' },
  time: { es: 'Falta de tiempo', en: 'Lack of time' },
  care: { es: 'Cuidado de hijos o familiares', en: 'Care of children or relatives' },
  phone: { es: 'Celular o datos', en: 'Phone or data' },
  level: { es: 'Nivel (muy fácil o muy difícil)', en: 'Level (too easy or too hard)' },
  work: { es: 'Trabajo', en: 'Work' },
  health: { es: 'Salud', en: 'Health' },
  content: { es: 'Contenido (no le sirve)', en: 'Content (not useful)' },
  leaves: { es: 'Ya no seguirá', en: 'Will not go on' },
  other: { es: 'Otra causa', en: 'Another cause' },
}

export const PAGE = {
  link: { es: 'Mi día: a quién buscar', en: 'My day: whom to look for' },
  today: { es: 'Mi día', en: 'My day' },
  ofSection: { es: 'A quién buscar: {section}', en: 'Whom to look for: {section}' },
  coordinator: { es: 'A quién buscar, por sección', en: 'Whom to look for, by section' },
  toDo: { es: 'Por buscar hoy ({n})', en: 'To look for today ({n})' },
  done: { es: 'Ya atendidas ({n})', en: 'Looked after already ({n})' },
  nobody: { es: 'Hoy nadie está en riesgo. ¡Buen trabajo!', en: 'Nobody is at risk today. Well done!' },
  allDone: { es: 'Ya atendiste a todas las personas de tu lista.', en: 'You have looked after everybody on your list.' },
  noneOfYours: { es: 'Todavía no tienes secciones a tu cargo. Pide a la coordinación que te asigne una.', en: 'You have no sections yet. Ask the coordinator to assign you one.' },
  noSections: { es: 'No hay secciones en curso.', en: 'No section is going on.' },
  why: { es: 'Sale quien no hizo ninguna unidad en 7 días, calla 14 días o falta a dos clases seguidas. Es una señal para ti; nadie pierde su lugar por ella.', en: 'Listed is who did no unit in 7 days, is silent for 14 days or misses two classes in a row. It is a hint for you; nobody loses a place by it.' },
  open: { es: 'Llamar o escribir', en: 'Call or write' },
  count: { es: '{n} por buscar, {done} atendidas', en: '{n} to look for, {done} looked after' },
  nobodyHere: { es: 'Nadie en riesgo', en: 'Nobody at risk' },
  moreThan: { es: 'Se muestran las {n} más urgentes.', en: 'The {n} most urgent ones are shown.' },
  lastContact: { es: 'Último contacto: {day}, {channel}, {answer}', en: 'Last contact: {day}, {channel}, {answer}' },
  answered: { es: 'respondió', en: 'answered' },
  notAnswered: { es: 'no respondió', en: 'no answer' },
  nextDay: { es: 'Vuelven a hablar el {day}', en: 'You speak again on {day}' },
  follow: { es: 'Seguimiento', en: 'Follow-up' },
  back: { es: 'Volver a mi día', en: 'Back to my day' },
  notAtRisk: { es: 'Hoy no está en riesgo.', en: 'Not at risk today.' },
  phone: { es: 'Ver su celular y los mensajes', en: 'See the phone and the messages' },
  phoneSays: { es: 'Cada vez que lo ves queda anotado.', en: 'Each time you look is noted.' },
  noConsent: { es: 'No ha aceptado llamadas ni mensajes durante el curso. Háblale en clase; puede aceptarlos en «Mis datos».', en: 'No consent to calls or messages during the course. Speak in class; it can be given under “My data”.' },
  noPhone: { es: 'No dejó un celular.', en: 'Left no phone.' },
  callNow: { es: 'Llamar al {phone}', en: 'Call {phone}' },
  messages: { es: 'Mensajes listos', en: 'Ready messages' },
  messagesSay: { es: 'Se abren en tu celular, con el texto escrito. No llevan su nombre ni datos suyos; no agregues ninguno.', en: 'They open on your phone with the text written. They carry no name and no data; do not add any.' },
  byWhatsapp: { es: 'Enviar por WhatsApp', en: 'Send by WhatsApp' },
  bySms: { es: 'Enviar por SMS', en: 'Send by SMS' },
  log: { es: 'Anotar el contacto', en: 'Note the contact' },
  channel: { es: '¿Cómo la buscaste?', en: 'How did you look for this person?' },
  reached: { es: '¿Respondió?', en: 'Did this person answer?' },
  yes: { es: 'Sí', en: 'Yes' },
  no: { es: 'No', en: 'No' },
  cause: { es: 'Si respondió, ¿qué te dijo?', en: 'If so, what was said?' },
  next: { es: '¿Cuándo vuelven a hablar?', en: 'When do you speak again?' },
  nextHint: { es: 'Ese día vuelve a salir en tu lista. Puedes dejarlo vacío.', en: 'That day it is on your list again. You may leave it empty.' },
  save: { es: 'Hecho: anotar', en: 'Done: note it' },
  saved: { es: 'Quedó anotado.', en: 'Noted.' },
  history: { es: 'Contactos', en: 'Contacts' },
  noHistory: { es: 'Nadie la ha buscado todavía.', en: 'Nobody has looked for this person yet.' },
  by: { es: '{day}, {hour} · {who}', en: '{day}, {hour} · {who}' },
} as const satisfies Record<string, Text>
