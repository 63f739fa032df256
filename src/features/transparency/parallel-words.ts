import type { Text } from '../../lib/text.ts'

export const PARALLEL_REFUSAL = {
  noCut: { es: 'Elige un corte publicado.', en: 'Choose a published cut.' },
  noProposal: { es: 'Esa versión ya no es una propuesta. Vuelve a la página de la regla.', en: 'That version is not a proposal any more. Go back to the page of the rule.' },
} as const satisfies Record<string, Text>

export const PARALLEL = {
  title: { es: 'Un corte, dos versiones de la regla', en: 'One cut, two versions of the rule' },
  intro: {
    es: 'Antes de firmar una versión nueva, se cuenta con ella un corte ya publicado. Así todos ven qué cambiaría.',
    en: 'Before a new version is signed, a published cut is counted with it. So everybody sees what would change.',
  },
  onlyTried: {
    es: 'Es un cálculo y no cambia el número de nadie. Aquí la propuesta juzga a todas las personas del corte. Si se firma, solo juzgará las matrículas que empiecen desde su día.',
    en: 'It is a calculation and changes nobody’s number. Here the proposal judges everybody in the cut. If it is signed, it will judge only the enrolments that begin from its day on.',
  },
  none: { es: 'Todavía no se ha contado ningún corte con dos versiones.', en: 'No cut has been counted with two versions yet.' },
  one: { es: 'Corte {cut}: {before} y {after}', en: 'Cut {cut}: {before} and {after}' },
  counting: { es: 'Se está contando. Esta página se actualiza sola.', en: 'It is being counted. This page refreshes itself.' },
  level: { es: 'Nivel', en: 'Level' },
  under: { es: 'Con {version}', en: 'With {version}' },
  only: { es: 'Solo con {version}', en: 'Only with {version}' },
  position: { es: 'Registro leído hasta la posición {pos}. Calculado el {time}. Quien repita la cuenta obtiene lo mismo.', en: 'Record read up to position {pos}. Computed on {time}. Whoever repeats the count obtains the same.' },
  hashes: { es: 'Huellas SHA-256', en: 'SHA-256 fingerprints' },
  seeCut: { es: 'Ver el corte {cut}', en: 'See cut {cut}' },
  see: { es: 'Ver un corte contado con dos versiones', en: 'See a cut counted with two versions' },
  back: { es: 'Volver al programa', en: 'Back to the programme' },
  ask: { es: 'Contar con las dos versiones', en: 'Count with both versions' },
  version: { es: 'Versión propuesta', en: 'Proposed version' },
  cut: { es: 'Corte publicado', en: 'Published cut' },
  askHint: { es: 'El resultado se publica con los dos números.', en: 'The result is published with both numbers.' },
  noCuts: { es: 'Para comparar dos versiones hace falta un corte publicado.', en: 'To compare two versions a published cut is needed.' },
} as const satisfies Record<string, Text>

export const LEVEL_NAMES: readonly Text[] = [
  { es: 'N0 · Con matrícula', en: 'N0 · Enrolled' },
  { es: 'N1 · Identidad comprobada', en: 'N1 · Identity checked' },
  { es: 'N2 · Minutos comprobados', en: 'N2 · Minutes evidenced' },
  { es: 'N3 · Cuenta', en: 'N3 · Counts' },
]
