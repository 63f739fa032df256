import type { Text } from '../../lib/text.ts'
import type { AiHelp, AnnulmentReason } from './statements.ts'

/** On the office's front page. */
export const WAITS = {
  products: {
    one: { es: '1 producto por calificar', en: '1 product to grade' },
    many: { es: '{n} productos por calificar', en: '{n} products to grade' },
  },
} as const satisfies Record<string, { one: Text; many: Text }>

/** Refusals, each for its field or its reader. */
export const WRONG = {
  empty: { es: 'Escribe tu producto o agrega al menos una foto.', en: 'Write your product or add at least one picture.' },
  textTooLong: { es: 'El texto tiene más de 5000 letras. Acórtalo y vuelve a enviarlo.', en: 'The text is longer than 5000 letters. Shorten it and send it again.' },
  tooManyPictures: { es: 'Puedes tener como máximo 3 fotos. Quita alguna.', en: 'You can have at most 3 pictures. Take one out.' },
  pictureTooLarge: { es: 'Una foto pesa más de 5 MB. Tómala con menos resolución o recórtala.', en: 'A picture is larger than 5 MB. Take it at a lower resolution or crop it.' },
  notAPicture: { es: 'Un archivo no es una foto JPEG, PNG o WebP. En iPhone elige «Más compatible» en Cámara, o envía una captura de pantalla.', en: 'A file is not a JPEG, PNG or WebP picture. On an iPhone choose “Most compatible” under Camera, or send a screenshot.' },
  brokenPicture: { es: 'Una foto está dañada y no se puede abrir. Tómala otra vez.', en: 'A picture is damaged and cannot be opened. Take it again.' },
  picturesAgain: { es: 'Tus fotos nuevas no se guardaron: vuelve a elegirlas al enviar.', en: 'Your new pictures were not saved: choose them again when you send.' },
  aiNeeded: { es: 'Dinos cuánto te ayudó la IA. Usarla está bien; decirlo es parte del trabajo.', en: 'Tell us how much AI helped. Using it is fine; saying so is part of the work.' },
  notEnrolledNow: { es: 'Tu matrícula no está activa, así que no puedes entregar ahora. Habla con tu tutora o tutor.', en: 'Your enrolment is not active, so you cannot hand in now. Talk to your tutor.' },
  tooManyVersions: { es: 'Ya entregaste 20 versiones. Habla con tu tutora o tutor antes de entregar otra.', en: 'You have handed in 20 versions. Talk to your tutor before you hand in another.' },
  diskFull: {
    es: 'El servidor se quedó sin espacio y no pudo guardar tu producto. No se perdió nada de lo anterior y tu texto sigue aquí. Inténtalo más tarde; tus fotos nuevas habrá que elegirlas otra vez.',
    en: 'The server ran out of room and could not save your product. Nothing from before was lost and your text is still here. Try again later; you will have to choose your new pictures again.',
  },
  levelNeeded: { es: 'Elige un nivel.', en: 'Choose a level.' },
  commentNeeded: { es: 'Escribe qué está bien y qué puede mejorar, en una frase o más.', en: 'Write what is good and what can be better, in a sentence or more.' },
  commentTooLong: { es: 'El comentario tiene más de 2000 letras.', en: 'The comment is longer than 2000 letters.' },
  notYourSection: { es: 'Este producto es de una sección que no está a tu cargo.', en: 'This product is from a section that is not yours.' },
  gradedAlready: { es: 'Esta versión ya tiene nota. Nada cambió.', en: 'This version has a mark already. Nothing was changed.' },
  replaced: { es: 'Mientras revisabas llegó una versión nueva. Califica esa; la anterior queda guardada.', en: 'A new version came while you were reading. Grade that one; the earlier one is kept.' },
  notGraded: { es: 'Esta versión no tiene nota que anular.', en: 'This version has no mark to annul.' },
  unknown: { es: 'No encontramos esa entrega.', en: 'We did not find that hand-in.' },
  notYours: { es: 'Esta entrega no es tuya.', en: 'This hand-in is not yours.' },
  reasonNeeded: { es: 'Elige por qué se anula.', en: 'Choose why it is annulled.' },
} as const satisfies Record<string, Text>

export const AI: Record<AiHelp, Text> = {
  none: { es: 'Nada: lo hice sin IA', en: 'Not at all: I did it without AI' },
  some: { es: 'En parte: ideas, correcciones o un borrador que cambié', en: 'In part: ideas, corrections or a draft that I changed' },
  most: { es: 'Casi todo: lo hizo la IA y yo lo revisé', en: 'Almost all: AI did it and I checked it' },
}

/** On the phone, with or without signal. */
export const TAKEN = {
  open: { es: 'Abre lo tuyo con tu clave, arriba, para escribir tu producto.', en: 'Open your things with your PIN, above, to write your product.' },
  kept: { es: 'Borrador guardado en tu celular.', en: 'Draft kept on your phone.' },
  picture: { es: 'Foto {n}', en: 'Picture {n}' },
  takeOut: { es: 'Quitar', en: 'Take out' },
  mostPictures: { es: 'Puedes tener como máximo 3 fotos. Quita alguna.', en: 'You can have at most 3 pictures. Take one out.' },
  notAPicture: { es: 'Ese archivo no se pudo abrir como foto.', en: 'That file could not be opened as a picture.' },
  empty: { es: 'Escribe tu producto o agrega al menos una foto.', en: 'Write your product or add at least one picture.' },
  aiNeeded: { es: 'Dinos cuánto te ayudó la IA. Usarla está bien; decirlo es parte del trabajo.', en: 'Tell us how much AI helped. Using it is fine; saying so is part of the work.' },
  about: { es: 'Mi producto', en: 'My product' },
  results: { es: 'Ver mis entregas y notas (con señal)', en: 'See my hand-ins and marks (with signal)' },
} as const satisfies Record<string, Text>

export const ANNULMENT: Record<AnnulmentReason, Text> = {
  'wrong-mark': { es: 'La nota estaba mal puesta', en: 'The mark was wrong' },
  'wrong-person': { es: 'Era el trabajo de otra persona', en: 'It was another person’s work' },
  rule: { es: 'No seguía las reglas del curso', en: 'It did not follow the rules of the course' },
}

export const PAGE = {
  handIn: { es: 'Entregar mi producto', en: 'Hand in my product' },
  again: { es: 'Entregar una versión nueva', en: 'Hand in a new version' },
  task: { es: 'Qué hacer', en: 'What to do' },
  rubric: { es: 'Cómo se califica', en: 'How it is graded' },
  points: { es: '{n} puntos', en: '{n} points' },
  text: { es: 'Tu producto', en: 'Your product' },
  textHint: { es: 'Hasta 5000 letras. Se guarda cifrado; lo ven tú y tu tutora o tutor.', en: 'Up to 5000 letters. It is kept encrypted; you and your tutor see it.' },
  pictures: { es: 'Fotos', en: 'Pictures' },
  picturesHint: { es: 'Hasta 3, JPEG, PNG o WebP, de 5 MB o menos cada una. Les quitamos la ubicación y los demás datos ocultos.', en: 'Up to 3, JPEG, PNG or WebP, of 5 MB or less each. We take out location and other hidden data.' },
  keep: { es: 'Fotos que ya entregaste: desmarca las que quieras quitar', en: 'Pictures you handed in before: untick those you want to take out' },
  picture: { es: 'Foto {n}', en: 'Picture {n}' },
  ai: { es: '¿Cuánto te ayudó la IA?', en: 'How much did AI help?' },
  send: { es: 'Entregar', en: 'Hand in' },
  sent: { es: 'Entregado. Tu tutora o tutor lo revisará y te avisaremos en tus avisos.', en: 'Handed in. Your tutor will look at it and we will tell you in your messages.' },
  waiting: { es: 'La versión {n}, del {date}, espera su nota. Si quieres, puedes cambiarla hasta que la califiquen.', en: 'Version {n}, of {date}, is waiting for its mark. You can still change it until it is graded.' },
  mark: { es: 'Nota', en: 'Mark' },
  outOf: { es: '{mark} de 20', en: '{mark} out of 20' },
  best: { es: 'Cuenta tu mejor nota: {mark}.', en: 'Your best mark counts: {mark}.' },
  pass: { es: 'Para aprobar necesitas {mark}.', en: 'You need {mark} to pass.' },
  comment: { es: 'Comentario', en: 'Comment' },
  gradedBy: { es: 'Calificó {name}, {date}', en: 'Graded by {name}, {date}' },
  versions: { es: 'Tus entregas', en: 'Your versions' },
  version: { es: 'Versión {n}', en: 'Version {n}' },
  backToCourse: { es: 'Volver al curso', en: 'Back to the course' },
  queue: { es: 'Productos por calificar', en: 'Products to grade' },
  queueHint: { es: 'Los que más esperan van primero.', en: 'Those who wait longest come first.' },
  queueEmpty: { es: 'No hay productos por calificar.', en: 'There are no products to grade.' },
  recent: { es: 'Calificados hace poco', en: 'Graded lately' },
  name: { es: 'Participante', en: 'Participant' },
  section: { es: 'Sección', en: 'Section' },
  since: { es: 'Entregado', en: 'Handed in' },
  declares: { es: 'Declara sobre la IA', en: 'Declares about AI' },
  aiDoubt: { es: 'Lo que declara sobre la IA no coincide con el trabajo', en: 'What is declared about AI does not fit the work' },
  aiCheck: { es: 'Declaración sobre la IA', en: 'Declaration about AI' },
  commentLabel: { es: 'Comentario para la persona', en: 'Comment for the person' },
  commentHint: { es: 'Qué está bien y qué puede mejorar. Lo leerá tal como lo escribes.', en: 'What is good and what can be better. It will be read just as you write it.' },
  giveGrade: { es: 'Poner la nota', en: 'Give the mark' },
  graded: { es: 'La nota quedó puesta y se avisó a la persona.', en: 'The mark was given and the person was told.' },
  annulTitle: { es: 'Anular esta nota', en: 'Annul this mark' },
  annulSays: { es: 'La nota deja de contar y la versión vuelve a la lista. Queda en el registro quién lo hizo y por qué.', en: 'The mark stops counting and the version goes back to the list. The record keeps who did it and why.' },
  annul: { es: 'Sí, anular la nota', en: 'Yes, annul the mark' },
  annulled: { es: 'La nota quedó anulada; la versión espera otra.', en: 'The mark was annulled; the version waits for another.' },
  reason: { es: '¿Por qué?', en: 'Why?' },
  unnamed: { es: 'Nombre no disponible', en: 'Name not available' },
  backToQueue: { es: 'Volver a la lista', en: 'Back to the list' },
} as const satisfies Record<string, Text>

/** What her inbox says. */
export const NOTE = {
  graded: { es: 'Tu producto ya tiene nota. Mira el comentario de tu tutora o tutor.', en: 'Your product has a mark. See your tutor’s comment.' },
  annulled: { es: 'Se anuló la nota de tu producto y se volverá a calificar.', en: 'The mark of your product was annulled and it will be graded again.' },
} as const satisfies Record<string, Text>
