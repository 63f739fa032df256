import type { Text } from '../../lib/text.ts'
import type { Shown } from './finding.ts'
import type { About, Decision, Severity, Step } from './statements.ts'

export const ABOUT_NAME: Readonly<Record<About, Text>> = {
  release: { es: 'Un corte publicado', en: 'A published cut' },
  figure: { es: 'Una cifra', en: 'A figure' },
  certificate: { es: 'Un certificado', en: 'A certificate' },
  section: { es: 'Una sección', en: 'A section' },
  person: { es: 'Una persona', en: 'A person' },
  free: { es: 'Otro tema', en: 'Something else' },
}

/** In a title, with the section's name or a short code. */
export const ABOUT_CODE: Readonly<Record<Exclude<About, 'release' | 'figure' | 'free'>, Text>> = {
  section: { es: 'Sección {code}', en: 'Section {code}' },
  certificate: { es: 'Certificado {code}', en: 'Certificate {code}' },
  person: { es: 'Persona {code}', en: 'Person {code}' },
}

export const SEVERITY_NAME: Readonly<Record<Severity, Text>> = {
  minor: { es: 'Leve', en: 'Minor' },
  serious: { es: 'Importante', en: 'Serious' },
  grave: { es: 'Grave', en: 'Grave' },
}

export const SEVERITY_MEANS: Readonly<Record<Severity, Text>> = {
  minor: { es: 'Leve: falta un detalle y ninguna cifra cambia', en: 'Minor: a detail is missing and no figure changes' },
  serious: { es: 'Importante: se incumple una regla del programa', en: 'Serious: a rule of the programme is not kept' },
  grave: { es: 'Grave: una cifra publicada o un certificado puede estar mal', en: 'Grave: a published figure or a certificate may be wrong' },
}

export const STEP_NAME: Readonly<Record<Step, Text>> = {
  replied: { es: 'Descargo', en: 'Reply' },
  'asked-again': { es: 'La auditoría volvió a preguntar', en: 'The audit asked again' },
  lifted: { es: 'Levantado', en: 'Lifted' },
  confirmed: { es: 'Confirmado', en: 'Confirmed' },
}

export const DECISION_NAME: Readonly<Record<Decision, Text>> = {
  'asked-again': { es: 'Volver a preguntar: el descargo no alcanza', en: 'Ask again: the reply is not enough' },
  lifted: { es: 'Levantar: quedó aclarado o corregido', en: 'Lift: it was cleared up or corrected' },
  confirmed: { es: 'Confirmar: el hallazgo se mantiene', en: 'Confirm: the finding stands' },
}

export const SHOWN_NAME: Readonly<Record<Shown, Text>> = {
  open: { es: 'Abiertos', en: 'Open' },
  overdue: { es: 'Con el plazo vencido', en: 'Overdue' },
  closed: { es: 'Cerrados', en: 'Closed' },
}

export const WRONG = {
  choose: { es: 'Elige una opción.', en: 'Choose one option.' },
  code: {
    release: { es: 'Escribe un corte publicado, por ejemplo 2026-03.1.', en: 'Type a published cut, for example 2026-03.1.' },
    figure: { es: 'Escribe una cifra de K1 a K24.', en: 'Type a figure from K1 to K24.' },
    certificate: { es: 'No encontramos ese certificado. Copia su serie, o el código de su dirección.', en: 'We could not find that certificate. Copy its serial, or the code in its address.' },
    section: { es: 'No encontramos esa sección. Copia su código, por ejemplo noche-1.', en: 'We could not find that section. Copy its code, for example noche-1.' },
    person: { es: 'No encontramos a esa persona. Copia su código del registro.', en: 'We could not find that person. Copy her code from the record.' },
  },
  codeOfNothing: { es: 'Elige arriba de qué es este código, o déjalo vacío.', en: 'Choose above what this code is of, or leave it empty.' },
  closedAlready: { es: 'Este hallazgo ya está cerrado. Si hay algo nuevo, plantea otro.', en: 'This finding is closed already. If there is something new, raise another one.' },
  repliedAlready: { es: 'Otra persona ya respondió este hallazgo. Lee su descargo abajo.', en: 'Somebody else replied to this finding already. Read that reply below.' },
  ownFinding: { es: 'Tú planteaste este hallazgo: lo responde otra persona.', en: 'You raised this finding: somebody else replies to it.' },
  ownReply: { es: 'Tú respondiste este hallazgo: lo decide otra persona.', en: 'You replied to this finding: somebody else decides about it.' },
  replyOwed: { es: 'Ya se espera un descargo. Podrás preguntar otra vez cuando llegue.', en: 'A reply is awaited already. You can ask again once it has come.' },
  termRuns: { es: 'Se confirma cuando haya un descargo o venza el plazo para darlo.', en: 'It can be confirmed once there is a reply or the term for it is over.' },
  noFinding: { es: 'No encontramos ese hallazgo.', en: 'We could not find that finding.' },
} as const satisfies Record<string, Text | Record<string, Text>>
