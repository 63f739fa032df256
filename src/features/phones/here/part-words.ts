import type { Text } from '../../../lib/text.ts'

/** Preparing the phone for who is signed in. */
export const JOIN = {
  prepare: { es: 'Preparar este celular', en: 'Prepare this phone' },
  preparePin: { es: 'Escribe tu clave de 6 números', en: 'Type your 6-digit PIN' },
  prepareStaffPin: { es: 'Elige una clave de 6 números para este celular', en: 'Choose a 6-digit PIN for this phone' },
  prepareWhy: {
    es: 'Con esa clave abres lo tuyo sin señal. Otras personas pueden usar el mismo celular: nadie ve lo de nadie. Una clave de seis números no protege un celular robado: si lo pierdes, quítalo en «Mis celulares».',
    en: 'With that PIN you open your things without signal. Others can use the same phone: nobody sees anybody else’s. A six-digit PIN does not protect a stolen phone: if you lose it, remove it under "My phones".',
  },
  failed: { es: 'No se pudo. Revisa tu señal y vuelve a probar.', en: 'That did not work. Check your signal and try again.' },
} as const satisfies Record<string, Text>

/** What she may take along, and has with her. */
export const COURSES = {
  courses: { es: 'Tus cursos', en: 'Your courses' },
  noSignalList: { es: 'Sin señal no podemos ver si hay cursos nuevos. Estos ya los llevas:', en: 'Without signal we cannot see new courses. These you have with you:' },
  take: { es: 'Llevar conmigo ({mb} MB)', en: 'Take along ({mb} MB)' },
  withAudio: { es: 'También los audios, para escuchar sin señal ({mb} MB más)', en: 'The recordings too, to listen without signal ({mb} MB more)' },
  refresh: { es: 'Poner al día', en: 'Bring up to date' },
  leave: { es: 'Quitar del celular', en: 'Remove from the phone' },
  leaveSure: { es: '¿Quitar este curso del celular? Tu avance no se pierde.', en: 'Remove this course from the phone? Your progress is not lost.' },
  taken: { es: 'Lo llevas contigo. Ocupa {mb} MB.', en: 'You have it with you. It takes {mb} MB.' },
  study: { es: 'Estudiar', en: 'Study' },
  downloading: { es: 'Guardando {done} de {all}…', en: 'Keeping {done} of {all}…' },
  pause: { es: 'Pausar', en: 'Pause' },
  paused: { es: 'En pausa: llevas una parte. Sigue cuando quieras; lo que ya bajó no se paga otra vez.', en: 'Paused: you have part of it. Go on when you like; what came down is not paid for again.' },
  failed: { es: 'No se pudo. Revisa tu señal y vuelve a probar.', en: 'That did not work. Check your signal and try again.' },
} as const satisfies Record<string, Text>

/** What is not sent yet, and the ways to send it. */
export const OUTBOX = {
  others: { es: 'Hay {n} de otras personas, sellados. Se envían a su nombre; aquí nadie puede leerlos.', en: 'There are {n} of other people, sealed. They are sent under their names; nobody can read them here.' },
  state: {
    waiting: { es: 'Sin enviar', en: 'Not sent yet' }, sent: { es: 'Enviado', en: 'Sent' }, refused: { es: 'No se aceptó', en: 'Not accepted' },
    held: { es: 'Espera tu confirmación en «Mis celulares»', en: 'Waits for your word under "My phones"' },
  },
  noReason: { es: 'El servidor no reconoció este envío.', en: 'The server did not recognise this item.' },
  send: { es: 'Enviar ahora', en: 'Send now' },
  sentNow: { es: 'Llegaron {n}.', en: '{n} arrived.' },
  cannotSend: { es: 'No hay señal o el servidor no responde. No se perdió nada: se intenta otra vez solo.', en: 'There is no signal or the server does not answer. Nothing is lost: it is tried again by itself.' },
  share: { es: 'Pasar a otra persona', en: 'Hand to somebody else' },
  file: { es: 'Guardar mi trabajo como archivo', en: 'Save my work as a file' },
  qr: { es: 'Mostrar en QR', en: 'Show as QR' },
} as const satisfies Record<string, Text | Record<string, Text>>

/** From phone to phone by pictures. */
export const QR = {
  qrHint: { es: 'Muestra la pantalla al otro celular. Cambia sola; déjala dar dos vueltas.', en: 'Show the screen to the other phone. It changes by itself; let it go round twice.' },
  stop: { es: 'Terminar', en: 'Stop' },
  noCamera: { es: 'Este navegador no lee QR. Pide el archivo.', en: 'This browser cannot read QR. Ask for the file.' },
  scanning: { es: 'Leídos {n} de {all}', en: 'Read {n} of {all}' },
} as const satisfies Record<string, Text>
