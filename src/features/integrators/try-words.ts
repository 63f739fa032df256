import type { Text } from '../../lib/text.ts'

/** What the part to try the interface says; it goes to the browser. */
export const TRY = {
  operation: { es: 'Qué quieres pedir', en: 'What to ask for' },
  key: { es: 'Llave', en: 'Key' },
  secret: { es: 'Secreto', en: 'Secret' },
  secretWord: { es: 'SECRETO', en: 'SECRET' },
  noKey: { es: 'Esto se lee sin llave.', en: 'This is read without a key.' },
  needed: { es: 'obligatorio', en: 'required' },
  type: { es: 'Tipo de contenido', en: 'Content type' },
  body: { es: 'Cuerpo', en: 'Body' },
  send: { es: 'Enviar', en: 'Send' },
  sending: { es: 'Enviando…', en: 'Sending…' },
  answer: { es: 'Respuesta', en: 'Answer' },
  headers: { es: 'Cabeceras', en: 'Headers' },
  empty: { es: 'Sin cuerpo.', en: 'No body.' },
  failed: { es: 'No llegó ninguna respuesta. Revisa tu conexión y envía otra vez.', en: 'No answer came. See to your connection and send again.' },
  missing: { es: 'Falta llenar: ', en: 'Still to be filled in: ' },
  same: { es: 'Lo mismo con curl', en: 'The same with curl' },
  notLoaded: { es: 'No se pudo cargar la lista de pedidos. Abre la página otra vez.', en: 'The list of requests could not be loaded. Open the page again.' },
} as const satisfies Record<string, Text>
