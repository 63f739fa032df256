import type { Text } from '../../../lib/text.ts'

/** The phone's own page, as its island writes it for whoever comes. */
export const HERE = {
  hello: { es: 'Hola, {name}.', en: 'Hello, {name}.' },
  signInFirst: { es: 'Para preparar este celular, ingresa una vez con señal.', en: 'To prepare this phone, sign in once with signal.' },
  signIn: { es: 'Ingresar', en: 'Sign in' },
  outbox: { es: 'Lo que falta enviar', en: 'What is not sent yet' },
  none: { es: 'Todo lo que hiciste en este celular ya llegó.', en: 'All you did on this phone has arrived.' },
  receive: { es: 'Recibir de otro celular', en: 'Receive from another phone' },
  receiveHint: { es: 'Elige el archivo que te pasaron. Va sellado: tú lo llevas, no lo lees.', en: 'Choose the file you were given. It is sealed: you carry it, you do not read it.' },
  scan: { es: 'Leer los QR con la cámara', en: 'Read the QR with the camera' },
  received: { es: 'Recibidos: {added} nuevos, {known} ya estaban.', en: 'Received: {added} new, {known} were here already.' },
  notOurs: { es: 'Ese archivo no es de Yachay o está incompleto.', en: 'That file is not from Yachay or is incomplete.' },
  data: { es: 'Tus datos y tu espacio', en: 'Your data and your space' },
  month: { es: 'Este mes Yachay usó {mb} MB de tus datos.', en: 'Yachay used {mb} MB of your data this month.' },
  wifiOnly: { es: 'Esperar al wifi para bajar cursos y enviar fotos', en: 'Wait for Wi-Fi to fetch courses and send photos' },
  space: { es: 'Ocupa {mb} MB; quedan unos {free} MB.', en: 'It takes {mb} MB; about {free} MB are left.' },
  kept: { es: 'El navegador promete no borrarlo.', en: 'The browser promises not to delete it.' },
  notKept: { es: 'Si el celular se llena, el navegador podría borrarlo. Envía o guarda tu trabajo como archivo.', en: 'If the phone fills up, the browser may delete it. Send your work or save it as a file.' },
  keep: { es: 'Pedir que no se borre', en: 'Ask to keep it' },
  clock: { es: 'El reloj de este celular está {hours} horas fuera de hora. Lo que hagas se anota con la hora correcta.', en: 'This phone’s clock is {hours} hours off. What you do is recorded with the right time.' },
  people: { es: 'Personas en este celular', en: 'People on this phone' },
  myPhones: { es: 'Mis celulares: quitar uno perdido', en: 'My phones: remove a lost one' },
  removeMe: { es: 'Quitarme de este celular', en: 'Take me off this phone' },
  removeSure: { es: '¿Quitar lo tuyo de este celular? Lo que falta enviar se queda, sellado, hasta que llegue.', en: 'Take your things off this phone? What is not sent yet stays, sealed, until it arrives.' },
  wiped: {
    es: 'El navegador borró lo que Yachay guardaba en este celular. El {day} quedaban {n} sin enviar, y no llegaron. Lo enviado antes está a salvo. Si guardaste tu trabajo como archivo, recíbelo aquí abajo.',
    en: 'The browser deleted what Yachay kept on this phone. On {day} there were {n} not sent yet, and they did not arrive. What was sent before is safe. If you saved your work as a file, receive it below.',
  },
  understood: { es: 'Entendido', en: 'Understood' },
} as const satisfies Record<string, Text>
