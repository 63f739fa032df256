import type { Text } from '../../lib/text.ts'

/** What waits in a call, on the office's front page. */
export const WAITS = {
  decide: {
    one: { es: '{call}: 1 postulación por decidir', en: '{call}: 1 application to decide' },
    many: { es: '{call}: {n} postulaciones por decidir', en: '{call}: {n} applications to decide' },
  },
  late: {
    one: { es: '{call}: 1 postulación observada que no se subsanó a tiempo', en: '{call}: 1 returned application that was not corrected in time' },
    many: { es: '{call}: {n} postulaciones observadas que no se subsanaron a tiempo', en: '{call}: {n} returned applications that were not corrected in time' },
  },
  appeals: {
    one: { es: '{call}: 1 reconsideración por responder', en: '{call}: 1 appeal to answer' },
    many: { es: '{call}: {n} reconsideraciones por responder', en: '{call}: {n} appeals to answer' },
  },
} as const satisfies Record<string, { one: Text; many: Text }>
