import type { Feature } from '../../feature.ts'
import { referencesRoute } from './page.tsx'
import { references as tables } from './reading.ts'

export { references } from './reading.ts'
export { addWorkingDays, easterOf, holidaysOf, isWorkingDay, workingDaysBetween, type Holiday } from './working-days.ts'
export { documentTypeByCode, firmSizeOf, readCiiu, uitOf, type Activity, type FirmSize } from './firms.ts'

/** Dated tables of the country that no feature owns: holidays and working days, UIT, sizes of firms, CIIU, other systems' document codes. */
export const referencesFeature: Feature = {
  name: 'references',
  routes: [referencesRoute],
  // A mistake in a table is told at start, not when the first deadline is counted.
  load: async () => { tables() },
}
