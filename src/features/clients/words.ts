import type { Text } from '../../lib/text.ts'
import type { Scope } from '../../record/xapi/request.ts'

export const REFUSAL = {
  clientUnknown: {
    es: 'Esa llave, su secreto o su token no sirve. Revisa que estén completos; si la llave fue revocada, pide otra a quien administra las cuentas.',
    en: 'That key, its secret or its token does not work. See that they are complete; if the key was revoked, ask whoever administers accounts for another.',
  },
  otherProgramme: { es: 'Esta llave es de otro programa. Aquí no abre nada.', en: 'This key belongs to another programme. It opens nothing here.' },
  tooOften: (seconds: number): Text => ({
    es: `Esta llave hizo demasiadas solicitudes seguidas. Espera ${seconds} s y continúa.`,
    en: `This key made too many requests in a row. Wait ${seconds} s and go on.`,
  }),
  nameTaken: {
    es: 'Ya hay una llave con ese nombre. Si acabas de crearla y no copiaste el secreto, ábrela en la lista y cambia su secreto.',
    en: 'There is a key with that name already. If you have just made it and did not copy the secret, open it in the list and change its secret.',
  },
  secretChanged: {
    es: 'El secreto ya se cambió hace un momento. Si no lo copiaste, abre esta página otra vez y cámbialo de nuevo.',
    en: 'The secret was changed a moment ago. If you did not copy it, open this page again and change it once more.',
  },
  alreadyRevoked: { es: 'Esa llave ya fue revocada. No se puede cambiar.', en: 'That key was revoked. It cannot be changed.' },
  name: { es: 'Escribe un nombre de 2 a 80 letras.', en: 'Type a name of 2 to 80 letters.' },
  scopes: { es: 'Marca por lo menos una cosa que pueda hacer.', en: 'Tick at least one thing that it may do.' },
  rate: { es: 'Escribe un número entero, de 1 a 10000000.', en: 'Type a whole number from 1 to 10000000.' },
  confirm: { es: 'Marca la casilla para confirmar.', en: 'Tick the box to confirm.' },
} as const

export const PAGE = {
  title: { es: 'Llaves para otros sistemas', en: 'Keys for other systems' },
  lead: {
    es: 'Aquí das una llave a cada sistema que envía registros a este programa o los lee: un aula virtual, una aplicación, un tablero. Cada uno tiene la suya; así puedes quitársela a uno sin detener a los demás.',
    en: 'Here you give a key to each system that sends records to this programme or reads them: a learning platform, an app, a dashboard. Each has its own, so that you can take it from one without stopping the others.',
  },
  none: { es: 'Todavía no hay ninguna llave. Crea la primera aquí abajo.', en: 'There is no key yet. Make the first one below.' },
  create: { es: 'Dar una llave', en: 'Give a key' },
  name: { es: 'Nombre del sistema', en: 'Name of the system' },
  nameHint: { es: 'Para reconocerlo en esta lista, por ejemplo: Aula virtual de Puno', en: 'To know it in this list, for example: Learning platform of Puno' },
  may: { es: '¿Qué puede hacer?', en: 'What may it do?' },
  mayHint: { es: 'Marca solo lo que necesita. Después no se puede ampliar: se da otra llave.', en: 'Tick only what it needs. It cannot be widened later: another key is given.' },
  rate: { es: 'Solicitudes por minuto, como máximo', en: 'Requests a minute, at most' },
  rateHint: { es: 'Si pide más, le decimos cuánto esperar. 60000 alcanza para casi todos.', en: 'If it asks more, we tell it how long to wait. 60000 is enough for nearly everybody.' },
  make: { es: 'Crear la llave', en: 'Make the key' },
  secretTitle: { es: 'Copia el secreto ahora', en: 'Copy the secret now' },
  secretText: {
    es: 'Se muestra solo esta vez: guardamos su huella y no podemos volver a mostrarlo. Ponlo donde {name} guarda sus contraseñas; no lo envíes por correo ni por chat.',
    en: 'It is shown only this once: we keep its fingerprint and cannot show it again. Put it where {name} keeps its passwords; do not send it by mail or chat.',
  },
  key: { es: 'Llave', en: 'Key' },
  secret: { es: 'Secreto', en: 'Secret' },
  selects: { es: 'Un toque o clic selecciona todo.', en: 'One tap or click selects all of it.' },
  address: { es: 'Dirección de los registros (xAPI)', en: 'Address of the records (xAPI)' },
  tokenAddress: { es: 'Dirección para pedir un token (OAuth 2)', en: 'Address to ask for a token (OAuth 2)' },
  back: { es: 'Volver a la lista', en: 'Back to the list' },
  open: { es: 'Ver y cambiar', en: 'See and change' },
  state: { es: 'Estado', en: 'State' },
  live: { es: 'activa', en: 'active' },
  revokedOn: { es: 'revocada el {day}', en: 'revoked on {day}' },
  used: { es: 'Último uso', en: 'Last used' },
  never: { es: 'nunca', en: 'never' },
  made: { es: 'Creada', en: 'Made' },
  madeBy: { es: '{day}, por {name}', en: '{day}, by {name}' },
  formerUntil: { es: 'El secreto anterior sirve hasta el {day} a las {time}.', en: 'The secret before works until {day} at {time}.' },
  changeRate: { es: 'Guardar', en: 'Save' },
  saved: { es: 'Guardado.', en: 'Saved.' },
  rotate: { es: 'Cambiar el secreto', en: 'Change the secret' },
  rotateText: {
    es: 'Recibes un secreto nuevo. El de ahora sirve 24 horas más, hasta el {day} a las {time}: hay tiempo para ponerlo sin que nada se detenga.',
    en: 'You get a new secret. The present one works for 24 more hours, until {day} at {time}: there is time to put it in place and nothing stops.',
  },
  leaked: { es: 'Alguien más lo vio: que el de ahora deje de servir en este momento', en: 'Somebody else saw it: the present one shall stop working right now' },
  sureRotate: { es: 'Sí, quiero un secreto nuevo', en: 'Yes, I want a new secret' },
  revoke: { es: 'Revocar la llave', en: 'Revoke the key' },
  revokeText: {
    es: 'En segundos deja de abrir, con todos sus secretos y tokens, y no se puede deshacer. Lo que este sistema ya registró se queda.',
    en: 'Within seconds it opens nothing, with all its secrets and tokens, and this cannot be undone. What this system has recorded stays.',
  },
  sureRevoke: { es: 'Sí, revocar para siempre', en: 'Yes, revoke it for ever' },
} as const satisfies Record<string, Text>

/** What each scope of xAPI lets a client do. */
export const SCOPE_NAME: Readonly<Record<Scope, Text>> = {
  'statements/write': { es: 'Enviar registros nuevos. No cambia ni borra ninguno.', en: 'Send new records. It changes and deletes none.' },
  'statements/read/mine': { es: 'Leer los registros que envió con esta llave.', en: 'Read the records that it sent with this key.' },
  'statements/read': { es: 'Leer todos los registros de este programa.', en: 'Read all records of this programme.' },
  state: { es: 'Guardar y leer por dónde va cada persona en una actividad.', en: 'Keep and read where each person is in an activity.' },
  define: { es: 'Poner o cambiar el nombre y la descripción de las actividades.', en: 'Set or change the name and description of activities.' },
  profile: { es: 'Guardar y leer documentos sobre una actividad o una persona.', en: 'Keep and read documents about an activity or a person.' },
  'all/read': { es: 'Leer todo: registros y documentos.', en: 'Read everything: records and documents.' },
  all: { es: 'Todo: enviar, leer y cambiar documentos. Solo para un sistema de mucha confianza.', en: 'Everything: send, read and change documents. Only for a system that is trusted very much.' },
  'credentials/issue': {
    es: 'Recibir los certificados ya aprobados, con el nombre de cada persona. Márcalo solo si el programa puede darle esos datos.',
    en: 'Receive approved certificates, with each person\'s name. Tick it only if the programme may give it those data.',
  },
}
