import type { Text } from '../../../lib/text.ts'

export const TUTOR = {
  labs: { es: 'Laboratorios: quién necesita ayuda', en: 'Labs: who needs help' },
  ofSection: { es: 'Laboratorios de {section}', en: 'Labs of {section}' },
  noneOfYours: { es: 'Todavía no tienes una sección a tu cargo. Pide a coordinación que te la asigne.', en: 'You have no section in your charge yet. Ask the coordinator to assign one.' },
  noSections: { es: 'Este programa todavía no tiene secciones.', en: 'This programme has no sections yet.' },
  noLabs: { es: 'Los cursos de este programa no tienen laboratorios.', en: 'The courses of this programme have no labs.' },
  noMembers: { es: 'Todavía no hay participantes en esta sección.', en: 'There is nobody in this section yet.' },
  noTries: { es: 'Nadie de esta sección ha entregado una receta todavía.', en: 'Nobody of this section has handed in a recipe yet.' },
  onlyAnnulled: { es: 'Aquí solo hay entregas anuladas.', en: 'There are annulled hand-ins only.' },
  untried: { es: 'Laboratorios sin entregas: {n}', en: 'Labs without hand-ins: {n}' },
  herNoTries: { es: 'Todavía no ha entregado ninguna receta.', en: 'She or he has not handed in a recipe yet.' },
  sum: { es: 'Aprobaron {passed}; intentan {trying}; sin entregar {none}.', en: '{passed} passed; {trying} are trying; {none} have not handed in.' },
  stuck: { es: 'Llevan {n} entregas o más sin aprobar', en: '{n} hand-ins or more without a pass' },
  stuckCount: { es: '{n} necesitan ayuda', en: '{n} need help' },
  nobodyStuck: { es: 'Nadie está detenido.', en: 'Nobody is stuck.' },
  sameMistake: { es: 'A {n} les pasa lo mismo:', en: 'The same happens to {n}:' },
  oneMistake: { es: 'Lo que le pasa:', en: 'What happens:' },
  noMistake: { es: 'Sin un error conocido. Mira sus recetas:', en: 'No known mistake. Look at the recipes:' },
  everyTry: { es: 'Cada entrega, de la primera a la última', en: 'Every hand-in, from the first to the last' },
  dots: { es: '{tries} entregas: {failed} todavía no, {passed} aprobadas, {waiting} por calificar', en: '{tries} hand-ins: {failed} not yet, {passed} passed, {waiting} to be graded' },
  passedDot: { es: 'aprobada', en: 'passed' },
  failedDot: { es: 'todavía no', en: 'not yet' },
  closeDot: { es: 'le falta poco', en: 'close' },
  waitingDot: { es: 'por calificar', en: 'to be graded' },
  not: { es: 'Sin entregar: {n}', en: 'Nothing handed in: {n}' },
  toSection: { es: 'Volver a los laboratorios de {section}', en: 'Back to the labs of {section}' },
  backToSection: { es: 'Volver a la sección', en: 'Back to the section' },
  when: { es: 'Cuándo', en: 'When' },
  recipe: { es: 'Receta', en: 'Recipe' },
  tries: { es: 'Entregas', en: 'Hand-ins' },
  advice: { es: 'Lo que la página ya le dijo:', en: 'What the page told already:' },
  unnamed: { es: 'Nombre no disponible', en: 'Name not available' },
  unknownRecipe: { es: 'receta de una versión anterior', en: 'a recipe of an earlier version' },
} as const satisfies Record<string, Text>

/** The kind of gap as a tutor reads it in a list. */
export const GAP_SHORT: Readonly<Record<string, Text>> = {
  none: { es: 'aprobada', en: 'passed' },
  diverged: { es: 'se disparó', en: 'ran away' },
  'too-weak': { es: 'aprendió poco', en: 'learnt too little' },
  memorises: { es: 'memoriza', en: 'memorises' },
  close: { es: 'le falta poco', en: 'close' },
  'no-better': { es: 'no mejora la anterior', en: 'no better than before' },
}

export const REFUSED = {
  unknownMember: { es: 'No encontramos a esa persona en esta sección.', en: 'We could not find that person in this section.' },
} as const satisfies Record<string, Text>
