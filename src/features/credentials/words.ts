import type { Text } from '../../lib/text.ts'
import type { Cause, Kind } from './statements.ts'
import type { State } from './verify.ts'

export const KIND: Record<Kind, Text> = {
  certificado: { es: 'Certificado', en: 'Certificate' },
  constancia: { es: 'Constancia de participación', en: 'Proof of participation' },
}

export const STATE: Record<State, Text> = {
  valid: { es: 'VÁLIDO', en: 'VALID' },
  suspended: { es: 'SUSPENDIDO', en: 'SUSPENDED' },
  revoked: { es: 'REVOCADO', en: 'REVOKED' },
  superseded: { es: 'REEMPLAZADO', en: 'REPLACED' },
}

export const CAUSE: Record<Cause, Text> = {
  'issued-in-error': { es: 'Se emitió por error', en: 'Issued in error' },
  'false-evidence': { es: 'Las pruebas no eran verdaderas', en: 'The evidence was not true' },
  'wrong-person': { es: 'Se emitió a otra persona', en: 'Issued to another person' },
  'court-order': { es: 'Mandato de una autoridad', en: 'Order of an authority' },
  'at-holders-request': { es: 'Lo pidió su titular', en: 'Its holder asked for it' },
  'under-review': { es: 'Está en revisión', en: 'Under review' },
  complaint: { es: 'Hay una queja por resolver', en: 'There is a complaint to resolve' },
  'review-closed': { es: 'La revisión terminó a su favor', en: 'The review ended in its favour' },
  'name-corrected': { es: 'Se corrigió el nombre', en: 'The name was corrected' },
  'document-changed': { es: 'Cambió su documento de identidad', en: 'Her identity document changed' },
}

/** What a requirement that is missing says to who wants to certify. */
export const MISSING = {
  enrolment: { es: 'no tiene matrícula', en: 'there is no enrolment' },
  identity: { es: 'falta comprobar su identidad', en: 'her identity is not checked yet' },
  conflict: { es: 'otra persona dice tener el mismo documento', en: 'another person claims the same document' },
  alive: { es: 'consta su fallecimiento', en: 'her death is on record' },
  minutes: { es: 'tiene {have} de {need} minutos', en: 'has {have} of {need} minutes' },
  quiz: { es: 'su mejor nota de prueba es {have}; se pide {need}', en: 'her best quiz mark is {have}; {need} is asked' },
  product: { es: 'la nota de su producto es {have}; se pide {need}', en: 'the mark of her product is {have}; {need} is asked' },
  lab: { es: 'falta pasar el laboratorio {lab}', en: 'the lab {lab} is not passed' },
} as const satisfies Record<string, Text>

/** What the inbox says when something is ready or changed. */
export const NOTE = {
  issued: {
    es: 'Está listo: {what}. Ábrelo, guárdalo o imprímelo cuando quieras.',
    en: 'Ready: {what}. Open, save or print it whenever you like.',
  },
  superseded: {
    es: 'Corregimos tu nombre en: {what}. El anterior ya no vale; usa este.',
    en: 'We corrected your name in: {what}. The one before is no longer valid; use this one.',
  },
  reissued: {
    es: 'Pusimos tu documento de identidad nuevo en: {what}. El anterior ya no vale; usa este.',
    en: 'We put your new identity document on: {what}. The one before is no longer valid; use this one.',
  },
  signedAnew: {
    es: 'Cambiamos la clave con la que firmamos. Tu documento «{what}» sigue valiendo igual y ya tiene una firma nueva. Descarga otra vez el archivo o el PDF y usa el nuevo.',
    en: 'We changed the key that we sign with. Your document “{what}” is as valid as before and has a new signature already. Download the file or the PDF again and use the new one.',
  },
  changed: {
    es: 'Tu documento «{what}» está ahora: {state}. Causa: {cause}. Si no estás de acuerdo, habla con el equipo del programa.',
    en: 'Your document “{what}” is now: {state}. Cause: {cause}. If you disagree, talk to the team of the programme.',
  },
} as const satisfies Record<string, Text>

export const REFUSAL = {
  notReady: { es: 'Todavía no se puede: {missing}.', en: 'Not yet possible: {missing}.' },
  conflict: {
    es: 'No se puede certificar mientras otra persona diga tener el mismo documento. Resuelve primero ese conflicto; su aprendizaje sigue sin cambios.',
    en: 'No certificate while another person claims the same document. Resolve that conflict first; her learning goes on unchanged.',
  },
  noRule: {
    es: 'La regla de este programa todavía no rige: faltan las dos firmas. Sin regla no se certifica.',
    en: 'The rule of this programme is not in force yet: the two signatures are missing. Without a rule nothing is certified.',
  },
  notHttps: {
    es: 'Este servidor todavía no tiene una dirección https. El código QR de un certificado quedaría inservible para siempre, así que no se emite. Configura PUBLIC_URL con https.',
    en: 'This server has no https address yet. The QR code of a certificate would be dead for ever, so none is issued. Set PUBLIC_URL to https.',
  },
  proposedAlready: { es: 'Esta matrícula ya está propuesta o aprobada.', en: 'This enrolment is proposed or approved already.' },
  hasOne: { es: 'Esta persona ya tiene uno de este tipo. No se emite dos veces.', en: 'This person has one of this kind already. It is not issued twice.' },
  notProposed: { es: 'Nadie propuso esta matrícula, o la propuesta se retiró.', en: 'Nobody proposed this enrolment, or the proposal was withdrawn.' },
  approvedAlready: { es: 'Ya está aprobado. No hace falta hacerlo otra vez.', en: 'It is approved already. There is no need to do it again.' },
  ownProposal: {
    es: 'Tú propusiste a esta persona, así que no puedes aprobar. Tiene que aprobar alguien más.',
    en: 'You proposed this person, so you cannot approve. Somebody else has to.',
  },
  taughtHer: {
    es: 'Tú calificaste o registraste la asistencia de esta persona, así que no puedes aprobar su certificado. Tiene que aprobar alguien más.',
    en: 'You graded this person or recorded her attendance, so you cannot approve her certificate. Somebody else has to.',
  },
  notWithdrawable: { es: 'Esta propuesta ya no se puede retirar: ya se aprobó o ya se retiró.', en: 'This proposal cannot be withdrawn any more: it was approved or withdrawn already.' },
  notApproved: { es: 'No hay una aprobación pendiente de emitir.', en: 'There is no approval waiting to be issued.' },
  moved: { es: 'Algo cambió mientras abrías la página. Revisa de nuevo y vuelve a decidir.', en: 'Something changed while the page was open. Look again and decide once more.' },
  unknownProgramme: { es: 'No encontramos ese programa.', en: 'We did not find that programme.' },
  unknownEnrolment: { es: 'No encontramos esa matrícula.', en: 'We did not find that enrolment.' },
  unknownCredential: { es: 'No encontramos ese certificado.', en: 'We did not find that certificate.' },
  notYours: { es: 'Este certificado es de otra persona.', en: 'This certificate belongs to another person.' },
  notValidNow: { es: 'Este certificado está {state}, así que eso no se puede hacer.', en: 'This certificate is {state}, so that cannot be done.' },
  notSuspended: { es: 'Este certificado no está suspendido.', en: 'This certificate is not suspended.' },
  nothingToCorrect: {
    es: 'El nombre y el documento de la persona son los que ya dice el certificado. Corrige primero sus datos.',
    en: 'Name and document of the person are those the certificate says already. Correct her data first.',
  },
  erased: { es: 'Los datos de esta persona se borraron. Sin nombre no se emite un certificado.', en: 'The data of this person were erased. Without a name no certificate is issued.' },
  keyDistrusted: {
    es: 'La clave con la que firma este servidor ya no es de confianza. Los certificados esperan hasta que se reinicie con la clave nueva.',
    en: 'The key that this server signs with is not trusted any more. Certificates wait until it is started again with the new key.',
  },
  chooseCause: { es: 'Elige la causa.', en: 'Choose the cause.' },
  chooseSomebody: { es: 'Marca a por lo menos una persona.', en: 'Mark at least one person.' },
} as const satisfies Record<string, Text>
