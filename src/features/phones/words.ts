import type { Text } from '../../lib/text.ts'

export const REFUSAL = {
  otherItem: { es: 'Otro celular ya usó este número de envío. Hazlo otra vez, por favor.', en: 'Another phone already used this delivery number. Please do it again.' },
  noAccount: { es: 'Esta cuenta ya no existe, así que no se pudo anotar.', en: 'This account no longer exists, so it could not be recorded.' },
  unknownKind: { es: 'No sabemos anotar esto. Puede que tu celular tenga una versión muy nueva o muy vieja de Yachay.', en: 'We do not know how to record this. Your phone may have a very new or very old version of Yachay.' },
  held: {
    es: 'Este celular se dio por perdido. Entra con tu cuenta, en «Mis celulares», y di si fuiste tú.',
    en: 'This phone was reported lost. Sign in with your account, under "My phones", and say whether it was you.',
  },
  notFrames: { es: 'Ese archivo no es de Yachay o está incompleto. Pide que te lo pasen otra vez.', en: 'That file is not from Yachay or is incomplete. Ask for it again.' },
  badPart: { es: 'Llegó una parte que no esperábamos.', en: 'A part arrived that we did not expect.' },
  partsFull: { es: 'Hay demasiados envíos a medias. Vuelve a intentarlo en una hora.', en: 'There are too many half-sent items. Try again in an hour.' },
  badKey: { es: 'Tu navegador no pudo preparar este celular. Actualízalo y vuelve a intentar.', en: 'Your browser could not prepare this phone. Update it and try again.' },
  tooManyPhones: { es: 'Ya tienes 10 celulares. Quita uno que no uses y vuelve a intentar.', en: 'You have 10 phones already. Remove one you do not use and try again.' },
  unknownPhone: { es: 'No encontramos ese celular entre los tuyos.', en: 'We could not find that phone among yours.' },
  unknownHeld: { es: 'Eso ya se decidió o no es tuyo.', en: 'That was decided already, or is not yours.' },
  heldLater: { es: 'No se pudo anotar en este momento. Sigue aquí: vuelve a intentarlo en un minuto.', en: 'It could not be recorded just now. It is still here: try again in a minute.' },
  noFile: { es: 'Elige primero el archivo.', en: 'Choose the file first.' },
} as const satisfies Record<string, Text>

export const PHONES = {
  title: { es: 'Mis celulares', en: 'My phones' },
  lead: {
    es: 'Estos celulares pueden enviar lo que haces sin señal. Si pierdes uno, quítalo aquí: nada de lo que envíe después contará sin que tú lo digas.',
    en: 'These phones may send what you do without signal. If you lose one, remove it here: nothing it sends afterwards counts unless you say so.',
  },
  none: { es: 'Todavía no preparaste ningún celular.', en: 'You have not prepared any phone yet.' },
  prepare: { es: 'Preparar este celular', en: 'Prepare this phone' },
  since: { es: 'Desde', en: 'Since' },
  seen: { es: 'Envió por última vez', en: 'Last sent' },
  items: { es: 'Envíos', en: 'Items sent' },
  state: { es: 'Estado', en: 'State' },
  active: { es: 'Activo', en: 'Active' },
  revoked: { es: 'Quitado el {day}', en: 'Removed on {day}' },
  revoke: { es: 'Quitar', en: 'Remove' },
  sure: { es: '¿Quitar este celular? No se puede volver a activar; puedes prepararlo de nuevo.', en: 'Remove this phone? It cannot be activated again; you can prepare it anew.' },
  yes: { es: 'Sí, quitar este celular', en: 'Yes, remove this phone' },
  no: { es: 'No, dejarlo', en: 'No, keep it' },
  stolen: {
    es: 'Una clave de seis números no protege un celular robado de quien sabe de computadoras. Si te lo roban, quítalo aquí cuanto antes y cambia tu clave.',
    en: 'A six-digit PIN does not protect a stolen phone from somebody who knows computers. If yours is stolen, remove it here soon and change your PIN.',
  },
  heldTitle: { es: '¿Fuiste tú?', en: 'Was it you?' },
  heldLead: { es: 'Esto llegó de un celular que quitaste. Si lo hiciste tú, acéptalo y contará con su fecha.', en: 'This came from a phone that you removed. If you did it, accept it and it counts with its date.' },
  mine: { es: 'Sí, lo hice yo', en: 'Yes, I did it' },
  notMine: { es: 'No fui yo', en: 'It was not me' },
  done: { es: 'Listo.', en: 'Done.' },
} as const satisfies Record<string, Text>

/** What kinds of items are called when somebody looks at them from outside. */
export const KINDS: Readonly<Record<string, Text>> = {
  'unit-completed': { es: 'Unidad terminada', en: 'Unit finished' },
  'quiz-attempt': { es: 'Prueba', en: 'Quiz' },
  'lab-recipe': { es: 'Receta de laboratorio', en: 'Lab recipe' },
  product: { es: 'Producto', en: 'Product' },
  attendance: { es: 'Asistencia', en: 'Attendance' },
  'attendance-scan': { es: 'Mi asistencia', en: 'My attendance' },
}

export const CARRY = {
  title: { es: 'Enviar por otra persona', en: 'Send for somebody else' },
  lead: {
    es: 'Te pasaron un archivo de Yachay de un celular sin señal. Súbelo aquí: va sellado, tú no puedes leerlo y llega a nombre de quien lo hizo.',
    en: 'You were given a Yachay file from a phone without signal. Upload it here: it is sealed, you cannot read it, and it arrives under the name of who made it.',
  },
  file: { es: 'El archivo', en: 'The file' },
  send: { es: 'Enviar', en: 'Send' },
  accepted: { es: '{n} llegaron bien.', en: '{n} arrived well.' },
  refused: { es: '{n} no se aceptaron. La persona verá el motivo en su celular.', en: '{n} were not accepted. The person will see why on her phone.' },
  held: { es: '{n} esperan que su dueña o dueño diga si lo hizo.', en: '{n} wait for their owner to say whether she made them.' },
  later: { es: '{n} no se pudieron anotar todavía. Sube el mismo archivo más tarde.', en: '{n} could not be recorded yet. Upload the same file later.' },
} as const satisfies Record<string, Text>

/** The phone's own page: what it says before and without a person. */
export const HERE = {
  title: { es: 'Estudia sin señal', en: 'Study without signal' },
  lead: {
    es: 'Lleva tu curso en el celular y estudia aunque no haya internet. Lo que haces se guarda aquí y se envía solo.',
    en: 'Take your course on your phone and study even without internet. What you do is kept here and sent by itself.',
  },
  needs: { es: 'Esta página necesita JavaScript y una conexión segura (https).', en: 'This page needs JavaScript and a secure connection (https).' },
  plain: { es: 'Qué pasa con una conexión sin seguridad', en: 'What happens on a connection without security' },
} as const satisfies Record<string, Text>
