import type { Text } from '../../lib/text.ts'

type Sentences = { passed: Text; failed: Text; skipped: Text }

const NOT_REACHED: Text = { es: 'No se revisó, porque falló algo anterior.', en: 'Not checked, because something before it failed.' }

/** What each check of a credential says, in the words of the person who asks whether a paper is true. */
export const CHECK = {
  shape: {
    passed: { es: 'Tiene la forma de un certificado de Yachay (Open Badges 3.0).', en: 'It has the form of a Yachay certificate (Open Badges 3.0).' },
    failed: { es: 'No tiene la forma de un certificado de Yachay: falta algo, sobra algo o algo está mal escrito.', en: 'It does not have the form of a Yachay certificate: something is missing, too much or misspelt.' },
    skipped: NOT_REACHED,
  },
  context: {
    passed: { es: 'Usa el vocabulario publicado que esperamos.', en: 'It uses the published vocabulary that we expect.' },
    failed: { es: 'Usa un vocabulario que no conocemos, y no lo buscamos fuera.', en: 'It uses a vocabulary that we do not know, and we do not look for it elsewhere.' },
    skipped: NOT_REACHED,
  },
  issuer: {
    passed: { es: 'Lo emitió esta institución, con una clave suya.', en: 'This institution issued it, with a key of its own.' },
    stolen: {
      es: 'Está firmado con una clave que nos robaron, y no es lo que dice nuestro registro. No lo des por bueno.',
      en: 'It is signed with a key that was stolen from us, and it is not what our register says. Do not accept it.',
    },
    stolenButOurs: {
      es: 'Está firmado con una clave que después nos robaron, pero es letra por letra el que está en nuestro registro. Su titular ya tiene uno con firma nueva.',
      en: 'It is signed with a key that was stolen from us later, but it is letter for letter the one in our register. Its holder has one with a new signature.',
    },
    failed: { es: 'No lo emitió esta institución, o dice una clave que no es suya.', en: 'This institution did not issue it, or it names a key that is not ours.' },
    skipped: NOT_REACHED,
  },
  proof: {
    passed: { es: 'La firma es correcta: nadie cambió ni una letra.', en: 'The signature is right: nobody changed a single letter.' },
    failed: { es: 'La firma no corresponde: alguien cambió algo después de firmar.', en: 'The signature does not match: somebody changed something after signing.' },
    skipped: { es: 'No se revisó la firma, porque no sabemos de quién es.', en: 'The signature was not checked, because we do not know whose it is.' },
  },
  dates: {
    passed: { es: 'Está dentro de sus fechas.', en: 'It is within its dates.' },
    failed: { es: 'Ya venció.', en: 'It has expired.' },
    early: { es: 'Su fecha todavía no llega.', en: 'Its date has not come yet.' },
    skipped: NOT_REACHED,
  },
  status: {
    passed: { es: 'Está vigente en nuestro registro hoy.', en: 'It is in force in our register today.' },
    failed: { es: 'No está en nuestro registro.', en: 'It is not in our register.' },
    suspended: { es: 'Está suspendido: se está revisando.', en: 'It is suspended: it is under review.' },
    revoked: { es: 'Fue revocado: ya no vale.', en: 'It was revoked: it is no longer valid.' },
    superseded: { es: 'Fue reemplazado por otro. Pide el nuevo a su titular.', en: 'It was replaced by another one. Ask its holder for the new one.' },
    skipped: { es: 'No se buscó en el registro, porque no lo emitimos nosotros.', en: 'It was not looked up in the register, because we did not issue it.' },
  },
} as const satisfies Record<string, Sentences & Record<string, Text>>
