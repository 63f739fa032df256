import type { Text } from '../lib/text.ts'

export const CONNECTION = {
  title: { es: 'Tu conexión', en: 'Your connection' },
  notice: { es: 'Esta conexión no es segura: otros en la misma red pueden leer lo que escribes.', en: 'This connection is not secure: others on the same network can read what you type.' },
  more: { es: 'Qué significa', en: 'What that means' },
  secure: { es: 'Tu conexión es segura. Nadie en el camino puede leer lo que escribes, y todo funciona, también sin señal.', en: 'Your connection is secure. Nobody on the way can read what you type, and everything works, also without signal.' },
  own: { es: 'Abriste Yachay en la misma máquina donde trabaja. Aquí todo funciona.', en: 'You opened Yachay on the machine where it runs. Everything works here.' },
  plain: { es: 'Tu conexión no es segura. La dirección empieza con http, sin la «s» ni el candado.', en: 'Your connection is not secure. The address begins with http, without the “s” and the padlock.' },
  cannot: { es: 'Lo que aquí no puedes hacer', en: 'What you cannot do here' },
  can: { es: 'Lo que sí puedes hacer', en: 'What you can do' },
  instead: { es: 'Usa esta dirección', en: 'Use this address' },
  noAddress: {
    es: 'Este servidor todavía no tiene una dirección segura. Avisa a tu tutor: la administración la puede preparar. Mientras tanto, no escribas tu clave en una red que usan otros.',
    en: 'This server has no secure address yet. Tell your tutor: the administrator can set one up. Until then, do not type your PIN on a network that others use.',
  },
  warning: {
    es: 'Si el celular avisa que esa dirección no es de confianza, no sigas. Pide a tu tutor el certificado del servidor y su huella en papel.',
    en: 'If the phone warns that this address is not trusted, do not go on. Ask your tutor for the server’s certificate and its fingerprint on paper.',
  },
} as const satisfies Record<string, Text>

/** What browsers keep from a page without TLS (W3C Secure Contexts), and what anybody on the same Wi-Fi can do to it. */
export const CANNOT: readonly Text[] = [
  { es: 'Llevarte el curso para leerlo sin señal.', en: 'Take the course along to read it without signal.' },
  { es: 'Guardar respuestas y trabajos para enviarlos después: aquí no hay bandeja de salida.', en: 'Keep answers and work to send later: there is no outbox here.' },
  { es: 'Usar la cámara para leer un código QR.', en: 'Use the camera to read a QR code.' },
  { es: 'Revisar un certificado sin señal.', en: 'Check a certificate without signal.' },
  { es: 'Esconder lo que escribes: tu documento y tu clave viajan a la vista de quien use la misma red.', en: 'Hide what you type: your document and your PIN travel in sight of anybody on the same network.' },
]
/** Where PUBLIC_URL is https, sign-in cookies are for https only. */
export const CANNOT_SIGN_IN: Text = { es: 'Ingresar a tu cuenta: tu ingreso solo vale en la dirección segura.', en: 'Sign in: your session is good only at the secure address.' }
export const CAN: readonly Text[] = [
  { es: 'Leer las páginas públicas: programas, convocatorias y resultados.', en: 'Read the public pages: programmes, calls and results.' },
  { es: 'Entrar a la dirección segura y seguir ahí.', en: 'Go to the secure address and carry on there.' },
]
