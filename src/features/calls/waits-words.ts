import type { Text } from '../../lib/text.ts'

/** What waits in a call: on the list of calls, on the office's front page with the call's title before it, and there in several calls together. */
export const WAITS = {
  decide: {
    one: { es: '1 postulación por decidir', en: '1 application to decide' },
    many: { es: '{n} postulaciones por decidir', en: '{n} applications to decide' },
  },
  late: {
    one: { es: '1 postulación observada que no se subsanó a tiempo', en: '1 returned application that was not corrected in time' },
    many: { es: '{n} postulaciones observadas que no se subsanaron a tiempo', en: '{n} returned applications that were not corrected in time' },
  },
  score: {
    one: { es: '1 postulación apta sin puntaje', en: '1 eligible application without points' },
    many: { es: '{n} postulaciones aptas sin puntaje', en: '{n} eligible applications without points' },
  },
  appeals: {
    one: { es: '1 reconsideración por responder', en: '1 appeal to answer' },
    many: { es: '{n} reconsideraciones por responder', en: '{n} appeals to answer' },
  },
} as const satisfies Record<string, { one: Text; many: Text }>

export const IN_CALLS = { es: '{what}, en {calls} convocatorias', en: '{what}, in {calls} calls' } as const satisfies Text
