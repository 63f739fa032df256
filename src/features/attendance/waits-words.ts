import type { Text } from '../../lib/text.ts'

/** On the office's front page. */
export const WAITS = {
  second: {
    one: { es: '1 asistencia por confirmar como segunda persona', en: '1 attendance to confirm as the second person' },
    many: { es: '{n} asistencias por confirmar como segunda persona', en: '{n} attendances to confirm as the second person' },
  },
  lists: {
    one: { es: '1 clase de las últimas dos semanas sin lista', en: '1 class of the last two weeks without a list' },
    many: { es: '{n} clases de las últimas dos semanas sin lista', en: '{n} classes of the last two weeks without a list' },
  },
} as const satisfies Record<string, { one: Text; many: Text }>
