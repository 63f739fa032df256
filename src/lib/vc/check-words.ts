import type { Text } from '../text.ts'

const NOT_REACHED: Text = { es: 'No se revisó, porque falló algo anterior.', en: 'Not checked, because something before it failed.' }

/** What each check of a stranger's credential says when it passes, or was not made. What fails says its own fault (fault-words.ts). */
export const OUTSIDE = {
  shape: { passed: { es: 'Tiene la forma de una credencial del W3C, versión 2.', en: 'It has the form of a W3C credential, version 2.' }, skipped: NOT_REACHED },
  context: { passed: { es: 'Conocemos su vocabulario, y define cada palabra que usa.', en: 'We know its vocabulary, which defines every word it uses.' }, skipped: NOT_REACHED },
  issuer: { passed: { es: 'La clave es de quien dice emitirla.', en: 'The key belongs to the issuer it names.' }, skipped: { es: 'No sabemos de quién es la clave.', en: 'We do not know whose key it is.' } },
  proof: { passed: { es: 'La firma es correcta: nadie cambió ni una letra.', en: 'The signature is right: nobody changed a single letter.' }, skipped: NOT_REACHED },
  dates: { passed: { es: 'Está dentro de sus fechas.', en: 'It is within its dates.' }, skipped: NOT_REACHED },
  status: { passed: { es: 'Quien la emitió no la ha revocado ni suspendido.', en: 'Its issuer has neither revoked nor suspended it.' }, skipped: NOT_REACHED },
  holder: { passed: { es: 'La presenta quien tiene la clave.', en: 'Whoever holds the key presents it.' }, skipped: NOT_REACHED },
  credentials: { passed: { es: 'Cada credencial que contiene pasa su revisión.', en: 'Each credential inside passes its checks.' }, skipped: NOT_REACHED },
} as const satisfies Record<string, { passed: Text; skipped: Text }>

/** It names no list to ask: that is allowed, and nobody can say more. */
export const NO_STATUS: Text = { es: 'No dice dónde preguntar si sigue vigente.', en: 'It does not say where to ask whether it is still in force.' }
