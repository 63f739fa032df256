import type { Text } from '../../lib/text.ts'

/** What waits for somebody of the staff, on the office's front page. */
export const WAITS = {
  pairs: {
    one: { es: '1 posible duplicado por revisar', en: '1 possible duplicate to review' },
    many: { es: '{n} posibles duplicados por revisar', en: '{n} possible duplicates to review' },
  },
  conflicts: {
    one: { es: '1 persona con el documento en conflicto', en: '1 person whose document is in conflict' },
    many: { es: '{n} personas con el documento en conflicto', en: '{n} persons whose document is in conflict' },
  },
  checks: {
    one: { es: '1 identidad espera que una segunda persona vea el documento', en: '1 identity waits for a second person to see the card' },
    many: { es: '{n} identidades esperan que una segunda persona vea el documento', en: '{n} identities wait for a second person to see the card' },
  },
} as const satisfies Record<string, { one: Text; many: Text }>
