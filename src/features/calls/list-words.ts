import type { Text } from '../../lib/text.ts'

/** Words of the office's list of calls. */
export const LIST = {
  search: { es: 'Buscar por nombre', en: 'Search by name' },
  found: { es: 'Encontramos {n} de {all} convocatorias.', en: 'Found {n} of {all} calls.' },
  all: { es: 'Ver todas', en: 'See all' },
  until: { es: 'Recibe postulaciones hasta el {date}', en: 'Takes applications until {date}' },
  from: { es: 'Abre el {date}', en: 'Opens on {date}' },
  applied: { es: 'Postulaciones: {n}', en: 'Applications: {n}' },
  back: { es: 'Volver a las convocatorias', en: 'Back to the calls' },
} as const satisfies Record<string, Text>
