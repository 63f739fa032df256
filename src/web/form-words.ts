import type { Text } from '../lib/text.ts'

/** Apart from the other words of the house, because forms also stand in islands. */
export const FORM = {
  checkThese: { es: 'Revisa esto y vuelve a enviar. Lo que escribiste sigue aquí.', en: 'Check this and send it again. What you typed is still here.' },
  optional: { es: '(opcional)', en: '(optional)' },
} as const satisfies Record<string, Text>
