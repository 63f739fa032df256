import type { Text } from '../../lib/text.ts'

export const WORDS = {
  noPoints: { es: 'Todavía no hay datos para dibujar.', en: 'There is nothing to draw yet.' },
  noCohorts: { es: 'Todavía no hay grupos para comparar.', en: 'There are no cohorts to compare yet.' },
  lineText: {
    es: 'El {day} se llegó a {value} de {target}. Para cumplir el {due}, a esa fecha tocaban {pace}.',
    en: 'On {day}, {value} of {target} were reached. To arrive by {due}, that day asked for {pace}.',
  },
  lineTextNoPace: { es: 'El {day} se llegó a {value} de {target}.', en: 'On {day}, {value} of {target} were reached.' },
  noPace: {
    es: 'La meta no tiene fecha límite publicada. Por eso no se puede decir qué ritmo falta.',
    en: 'The target has no published end date. So nobody can say which pace it asks for.',
  },
  cut: { es: 'Fecha', en: 'Date' },
  reached: { es: 'Personas que cuentan', en: 'Persons who count' },
  pace: { es: 'Ritmo necesario', en: 'Pace needed' },
  step: { es: 'Paso', en: 'Step' },
  persons: { es: 'Personas', en: 'Persons' },
  ofStepBefore: { es: 'Del paso anterior', en: 'Of the step before' },
  unknown: { es: 'no se puede decir', en: 'cannot be said' },
  hidden: { es: 'no se muestra', en: 'not shown' },
  department: { es: 'Departamento', en: 'Department' },
  mapText: {
    es: 'El departamento con más personas es {most}. Se muestran {shown} y no se muestran {hidden}.',
    en: 'The department with most persons is {most}. {shown} are shown and {hidden} are not.',
  },
  cohort: { es: 'Grupo', en: 'Cohort' },
} as const satisfies Record<string, Text>
