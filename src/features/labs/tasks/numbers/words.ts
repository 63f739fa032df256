import type { Text } from '../../../../lib/text.ts'

/** What the workbench says only of labs whose target is a number. */
export const NUMBERS = {
  up: { es: 'Hacia arriba: {target}. La línea roja es el promedio.', en: 'Upwards: {target}. The red line is the mean.' },
  plotAlt: {
    es: '{target} según {x}, de {least} a {most}. El promedio va de {low} a {high}.', en: '{target} by {x}, from {least} to {most}. The mean goes from {low} to {high}.',
  },
  plot: { es: 'Una medida y el resultado', en: 'One measure and the result' },
  methodSays: {
    mean: { es: 'Dice siempre el promedio', en: 'Always says the mean' },
    same: { es: 'Repite una columna', en: 'Repeats one column' },
    ridge: { es: 'Le da un peso a cada medida y suma', en: 'Gives each measure a weight and adds up' },
    tree: { es: 'Hace preguntas: ¿más de 12,5?', en: 'Asks questions: more than 12.5?' },
    forest: { es: 'Muchos árboles distintos; promedia lo que dicen', en: 'Many different trees; takes the mean of what they say' },
    boosting: { es: 'Cada árbol corrige lo que falta', en: 'Each tree mends what is still wrong' },
  },
  same: { es: 'Qué columna repite', en: 'Which column it repeats' },
  columns: { es: 'Qué columnas mira', en: 'Which columns it looks at' },
  columnsSays: { es: 'Toca las que debe mirar. Más no siempre es mejor.', en: 'Tap those that it should look at. More is not always better.' },
  worst: { es: 'En estos se equivoca más:', en: 'It is most wrong on these:' },
  was: { es: 'Fue {truth}; dijo {found}', en: 'It was {truth}; it said {found}' },
  less: { es: '{error} de menos', en: '{error} too little' },
  more: { es: '{error} de más', en: '{error} too much' },
  howFar: { es: 'Error en tu práctica: más corto es mejor', en: 'Error in your practice: shorter is better' },
  ceiling: { es: 'Lo mejor posible', en: 'The best possible' },
  luck: {
    es: 'Tu práctica son {of} {rows}; la nota sale de otros {hidden}. Puede variar un poco.', en: 'Your practice is {of} {rows}; the mark comes from {hidden} others. It may differ a little.',
  },
  asks: { es: 'Qué pregunta primero', en: 'What it asks first' },
  asksSays: { es: 'Las primeras preguntas del primer árbol:', en: 'The first questions of the first tree:' },
  question: { es: '{column}: ¿más de {threshold}?', en: '{column}: more than {threshold}?' },
  weights: { es: 'Qué pesa cada medida', en: 'What each measure weighs' },
  weightsSays: { es: 'Cuánto cambia la respuesta cuando la medida sube en uno.', en: 'How much the answer changes when the measure goes up by one.' },
  weight: { es: 'Peso', en: 'Weight' },
} as const satisfies Record<string, Text | Record<string, Text>>
