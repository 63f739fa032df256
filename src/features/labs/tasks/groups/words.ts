import type { Text } from '../../../../lib/text.ts'

/** What the pages and the workbench say only of labs that look for groups. */
export const GROUPS = {
  shares: {
    es: 'De {rows} {things} públicos aprendes con {own}, elegidos solo para ti. Con los otros {rest} se mira si los grupos se repiten. La nota sale de {hidden} que no salen del servidor: solo de ellos se sabe a qué grupo pertenecen.',
    en: 'Of {rows} public {things} you learn from {own}, chosen for you alone. The other {rest} tell whether the groups come again. The mark comes from {hidden} that never leave the server: only of them is it known which group they belong to.',
  },
  seeSays: {
    es: 'Estos son algunos de tus {own} {rows}. Cada fila es un {row}; cada columna, una medida. Ninguna dice el grupo.',
    en: 'These are some of your {own} {rows}. Each line is one {row}; each column a measure. None says the group.',
  },
  ruler: { es: 'Cómo mira las distancias', en: 'How it looks at distances' },
  rulers: {
    own: { es: 'Cada medida en su regla', en: 'Each measure on its own ruler' },
    one: { es: 'Las dos tal como vienen', en: 'Both as they come' },
  },
  rulerSays: {
    own: { es: 'Así las ve el modelo con escala: las dos medidas separan a la gente.', en: 'So the model sees them with a scale: both measures part people.' },
    one: { es: 'Así las ve el modelo sin escala: un paso a lo ancho vale lo mismo que un paso a lo alto.', en: 'So the model sees them without a scale: one step across is worth one step up.' },
  },
  plotAlt: { es: '{x} a lo ancho, de {left} a {right}; {y} a lo alto, de {low} a {high}. {groups}', en: '{x} across, from {left} to {right}; {y} up, from {low} to {high}. {groups}' },
  noGroups: { es: 'Sin grupos todavía.', en: 'No groups yet.' },
  groupsIn: { es: 'En {clusters} grupos, cada uno con su color y su forma.', en: 'In {clusters} groups, each with its colour and its shape.' },
  kmeansSays: { es: 'Junta a los que se parecen', en: 'Puts together those who are alike' },
  portraits: { es: 'Quién es quién', en: 'Who is who' },
  portraitsSays: {
    es: 'El cliente del medio de cada grupo. La barra compara los grupos entre sí. ¿Podrías ponerle un nombre a cada uno?',
    en: 'The one in the middle of each group. The bar compares the groups with each other. Could you give each of them a name?',
  },
  group: { es: 'Grupo {letter}', en: 'Group {letter}' },
  size: { es: 'Cuántos', en: 'How many' },
  where: { es: 'Tus grupos en el dibujo', en: 'Your groups in the drawing' },
  elbow: { es: 'El codo: ¿cuántos grupos?', en: 'The elbow: how many groups?' },
  elbowSays: {
    es: 'A lo alto, cuánto se alejan de su centro, si un solo grupo vale 100. Más grupos siempre bajan la línea. Busca dónde se dobla: después, un grupo más casi no ayuda. El punto grande es el tuyo.',
    en: 'Up, how far they are from their centre, if one single group is 100. More groups always lower the line. Look where it bends: after that one more group hardly helps. The large dot is yours.',
  },
  elbowAlt: { es: 'Con 1, 2, 3… grupos: {values}. El tuyo tiene {clusters}.', en: 'With 1, 2, 3… groups: {values}. Yours has {clusters}.' },
  again: { es: '¿Se repiten tus grupos? Más largo es mejor', en: 'Do your groups come again? Longer is better' },
  againSays: {
    es: 'Esta no es la nota. Unas capas de soles también se repiten y no sirven de nada. La nota compara con los grupos verdaderos, y en tu celular nadie los sabe.',
    en: 'This is not the mark. Layers of soles come again too and are of no use. The mark compares with the true groups, and on your phone nobody knows them.',
  },
} as const satisfies Record<string, Text | Record<string, Text>>
