import type { Text } from '../../lib/text.ts'
import type { ExtensionReason, IncidentKind, Outcome, RefusalReason, RightAsked, Step, WayIn } from './statements.ts'
import type { Shown } from './request.ts'

export const RIGHT_NAME: Readonly<Record<RightAsked, Text>> = {
  access: { es: 'Saber qué guardan de mí', en: 'Know what is kept about me' },
  rectification: { es: 'Corregir un dato', en: 'Correct something' },
  cancellation: { es: 'Borrar mis datos', en: 'Erase my data' },
  opposition: { es: 'Que no usen mis datos para algo', en: 'Stop a use of my data' },
}

/** The same as the law and the office call them. */
export const RIGHT_TERM: Readonly<Record<RightAsked, Text>> = {
  access: { es: 'Acceso', en: 'Access' },
  rectification: { es: 'Rectificación', en: 'Rectification' },
  cancellation: { es: 'Cancelación', en: 'Cancellation' },
  opposition: { es: 'Oposición', en: 'Opposition' },
}

export const VIA_NAME: Readonly<Record<WayIn, Text>> = {
  own: { es: 'en su página', en: 'on her page' },
  'in-person': { es: 'en persona', en: 'in person' },
  paper: { es: 'por escrito', en: 'in writing' },
  phone: { es: 'por teléfono', en: 'by phone' },
}

export const OUTCOME_NAME: Readonly<Record<Outcome, Text>> = {
  granted: { es: 'Se hizo lo pedido', en: 'Done as asked' },
  partly: { es: 'Se hizo una parte', en: 'A part was done' },
  refused: { es: 'No se hizo', en: 'Not done' },
}

export const REASON_NAME: Readonly<Record<RefusalReason, Text>> = {
  'kept-by-law': { es: 'La ley o el convenio obligan a guardarlo', en: 'The law or the agreement makes us keep it' },
  'not-proved': { es: 'No se pudo comprobar quién pide', en: 'Who asks could not be proved' },
  'no-data': { es: 'No guardamos ese dato', en: 'We do not keep that' },
  'not-wrong': { es: 'El dato está bien', en: 'It is right as it stands' },
  other: { es: 'Otro motivo, escrito abajo', en: 'Another reason, written below' },
}

export const EXTENSION_NAME: Readonly<Record<ExtensionReason, Text>> = {
  'much-data': { es: 'Hay que revisar muchos datos', en: 'There is much data to look through' },
  'other-office': { es: 'Esperamos la respuesta de otra oficina', en: 'We wait for the answer of another office' },
  proof: { es: 'Falta comprobar quién pide', en: 'Who asks is still to be proved' },
  'other-reason': { es: 'Otro motivo, escrito abajo', en: 'Another reason, written below' },
}

export const SHOWN_NAME: Readonly<Record<Shown, Text>> = {
  open: { es: 'Por responder', en: 'To be answered' },
  overdue: { es: 'Con el plazo vencido', en: 'Overdue' },
  answered: { es: 'Respondidas', en: 'Answered' },
}

export const KIND_NAME: Readonly<Record<IncidentKind, Text>> = {
  'lost-device': { es: 'Se perdió o robaron un equipo o papeles', en: 'A device or papers were lost or stolen' },
  'wrong-recipient': { es: 'Llegaron datos a quien no debía', en: 'Data reached the wrong person' },
  intrusion: { es: 'Alguien entró sin permiso', en: 'Somebody got in without permission' },
  published: { es: 'Se publicaron datos por error', en: 'Data was published by mistake' },
  'lost-data': { es: 'Se perdieron o dañaron datos', en: 'Data was lost or damaged' },
  other: { es: 'Otro', en: 'Other' },
}

export const STEP_NAME: Readonly<Record<Step, Text>> = {
  measures: { es: 'Medida tomada', en: 'Measure taken' },
  'authority-told': { es: 'Aviso a la Autoridad Nacional de Protección de Datos Personales', en: 'The data protection authority was told' },
  'people-told': { es: 'Aviso a las personas afectadas', en: 'The persons concerned were told' },
  closed: { es: 'Cerrar el incidente', en: 'Close the incident' },
  'false-alarm': { es: 'Fue una falsa alarma', en: 'It was a false alarm' },
}

export const WRONG = {
  choose: { es: 'Elige una opción.', en: 'Choose one option.' },
  words: { es: 'Escribe al menos una frase de 10 letras.', en: 'Write at least a sentence of 10 letters.' },
  tooLong: { es: 'Son {n} letras y aquí caben {most}. Acorta el texto.', en: 'These are {n} letters, and {most} fit here. Shorten the text.' },
  future: { es: 'Ese momento todavía no llega. Revisa el día y la hora.', en: 'That moment has not come yet. Check day and time.' },
  tooOld: { es: 'Ese día es de hace más de 60 días. Revisa la fecha.', en: 'That day is more than 60 days ago. Check the date.' },
  hour: { es: 'Escribe la hora con dos puntos, por ejemplo 14:30.', en: 'Type the time with a colon, for example 14:30.' },
  beforeKnown: { es: 'Es antes de que se supo del incidente. Revisa el día y la hora.', en: 'That is before the incident was known. Check day and time.' },
  affected: { es: 'Escribe solo un número, o deja vacío si todavía no se sabe.', en: 'Type only a number, or leave it empty while it is not known.' },
  whyNot: { es: 'Si no se hizo todo, elige el motivo.', en: 'If not everything was done, choose the reason.' },
  openAlready: { es: 'Ya hay una solicitud igual sin responder. Vence el {due}.', en: 'The same request is waiting for its answer already. It is due on {due}.' },
  answeredAlready: { es: 'Otra persona ya respondió esta solicitud.', en: 'Somebody else answered this request already.' },
  extendedAlready: { es: 'El plazo ya se amplió una vez. La ley no permite otra.', en: 'The term was made longer once already. The law allows no second time.' },
  termOver: { es: 'El plazo ya venció: ya no se puede ampliar. Responde lo antes posible.', en: 'The term is over: it cannot be made longer any more. Answer as soon as you can.' },
  newDue: { es: 'Elige un día después del {from} y, a más tardar, el {to}.', en: 'Choose a day after {from} and {to} at the latest.' },
  endedAlready: { es: 'Este incidente ya está cerrado.', en: 'This incident is closed already.' },
  tellFirst: { es: 'Antes de cerrar, avisa a la Autoridad y anótalo aquí.', en: 'Before closing, tell the authority and write it down here.' },
  toldAlready: { es: 'Ya se avisó: no puede ser una falsa alarma. Ciérralo.', en: 'The authority was told: it cannot be a false alarm. Close it.' },
  noSuch: { es: 'No encontramos esa solicitud.', en: 'We could not find that request.' },
  noIncident: { es: 'No encontramos ese incidente.', en: 'We could not find that incident.' },
  noPerson: { es: 'No encontramos a esa persona en el programa.', en: 'We could not find that person in the programme.' },
} as const satisfies Record<string, Text>
