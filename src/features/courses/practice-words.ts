import type { Text } from '../../lib/text.ts'

/** Apart from the other words of the feature, because they travel with the island. */
export const PRACTICE = {
  hint: { es: 'Responde y comprueba al instante, también sin señal. No lleva nota y no se envía.', en: 'Answer and check at once, also without signal. It is not graded and nothing is sent.' },
  open: { es: 'Ver la respuesta', en: 'See the answer' },
  with: { es: 'Va con una de estas:', en: 'Goes with one of these:' },
  check: { es: 'Comprobar', en: 'Check' },
  again: { es: 'Intentar otra vez', en: 'Try again' },
  right: { es: 'Correcto.', en: 'Right.' },
  partly: { es: 'En parte. Mira lo que falta.', en: 'In part. See what is missing.' },
  notYet: { es: 'Todavía no. Lee por qué y prueba otra vez.', en: 'Not yet. Read why and try again.' },
} as const satisfies Record<string, Text>
