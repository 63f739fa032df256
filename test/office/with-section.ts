import { openNewSection } from '../../src/features/cohorts/index.ts'
import type { Acting, Asked } from '../acting.ts'

/** A section of so many places that the office opened, for lists. */
export async function openSection(house: Asked, by: Acting, id: string, capacity: number, organisation: string | null = null): Promise<void> {
  await openNewSection(house, { tenant: 'piloto', id, by: by.id }, {
    terms: {
      title: { es: `Grupo ${id}`, en: `Section ${id}` }, mode: 'presencial', shift: { es: 'Lunes, 18:00 a 20:00', en: 'Monday, 18:00 to 20:00' }, capacity,
      starts: '2026-02-01', ends: '2027-12-15', course: 'base', call: null,
    },
    organisation, site: null,
  })
}
