import type { Text } from '../../lib/text.ts'
import type { Care } from './statements.ts'

export const CHILDCARE = {
  title: { es: 'Cuidado de niños', en: 'Childcare' },
  says: {
    es: 'Pregúntale si necesita que alguien cuide a sus hijos durante la clase. Anota qué le ofrecimos y si lo usa. Nada de esto cambia su vacante.',
    en: 'Ask whether somebody has to look after children during the class. Note what was offered and whether it is used. None of it changes the place.',
  },
  question: { es: 'Marca lo que es cierto hoy', en: 'Mark what is true today' },
  save: { es: 'Guardar', en: 'Save' },
  siteHas: { es: 'Su sede tiene cuidado de niños.', en: 'The site of this section has childcare.' },
  siteHasNot: { es: 'Su sede no tiene cuidado de niños.', en: 'The site of this section has no childcare.' },
  none: { es: 'no lo necesita', en: 'not needed' },
  line: { es: 'Cuidado de niños: {what}', en: 'Childcare: {what}' },
  count: { es: 'necesario para {needed}, ofrecido a {offered}, en uso por {used}', en: 'needed by {needed}, offered to {offered}, used by {used}' },
  usedUnoffered: { es: 'Si lo usa, también se le ofreció: marca las dos.', en: 'If it is used it was also offered: mark both.' },
  annulled: { es: 'Esta matrícula está anulada: ya no se anota nada en ella.', en: 'This enrolment is annulled: nothing more is noted in it.' },
} as const satisfies Record<string, Text>

export const CARE_TEXT: Record<keyof Care, Text> = {
  needed: { es: 'Lo necesita para venir a clase', en: 'Needed to come to class' },
  offered: { es: 'Se lo ofrecimos', en: 'We offered it' },
  used: { es: 'Lo usa', en: 'It is used' },
}

/** The same within a line of the history. */
export const CARE_SHORT: Record<keyof Care, Text> = {
  needed: { es: 'lo necesita', en: 'needed' },
  offered: { es: 'se lo ofrecimos', en: 'offered' },
  used: { es: 'lo usa', en: 'used' },
}
