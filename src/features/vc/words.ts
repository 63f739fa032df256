import type { Text } from '../../lib/text.ts'

/** What other programs are told (W3C VC-API). */
export const VC = {
  notJson: { es: 'El cuerpo no es un objeto JSON.', en: 'The body is no JSON object.' },
  nothing: { es: 'Falta «{field}» en el cuerpo.', en: '"{field}" is missing in the body.' },
  optionWrong: { es: 'La opción «{field}» debe ser un texto de hasta 300 letras.', en: 'The option "{field}" must be a text of at most 300 letters.' },
  scope: {
    es: 'Esta llave no tiene permiso para recibir certificados. Hace falta: credentials/issue.',
    en: 'This key is not allowed to receive certificates. It needs: credentials/issue.',
  },
  subject: {
    es: 'Di de qué matrícula: «credential.credentialSubject.id» es «urn:uuid:» y su identificador. Solo se emite lo que un aprobador aprobó.',
    en: 'Say of which enrolment: "credential.credentialSubject.id" is "urn:uuid:" and its identifier. Only what an approver approved is issued.',
  },
  differs: {
    es: 'El certificado aprobado dice otra cosa en «{field}». Quita lo que no sabes: lo que dice el certificado sale del registro.',
    en: 'The approved certificate says something else in "{field}". Leave out what you do not know: what the certificate says comes from the record.',
  },
} as const satisfies Record<string, Text>
