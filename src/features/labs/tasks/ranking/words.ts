import type { Text } from '../../../../lib/text.ts'

/** What the pages and the workbench say only of labs that put rows in order of urgency. */
export const ALARMS = {
  shares: {
    es: 'De {rows} {things} públicos aprendes con {own} de cada 100 {machines}, elegidas solo para ti; practicas con las otras {machines}, enteras. La nota sale de {hidden} {things} de {machines} que no salen del servidor.',
    en: 'Of {rows} public {things} you learn from {own} in every 100 {machines}, chosen for you alone; you practise on the other {machines}, whole. The mark comes from {hidden} {things} of {machines} that never leave the server.',
  },
  seeSays: {
    es: 'Tienes {own} {rows}, de {machines} {plural}. Solo {positives} acabaron en «{label}»: {share} de cada 100.',
    en: 'You have {own} {rows}, of {machines} {plural}. Only {positives} ended in “{label}”: {share} in every 100.',
  },
  one: { es: '{machine} a lo largo del tiempo', en: '{machine} over time' },
  which: { es: 'Cuál', en: 'Which one' },
  what: { es: 'Qué medida', en: 'Which measure' },
  named: { es: '{machine} {n}', en: '{machine} {n}' },
  withFailures: { es: '{machine} {n} ({failures})', en: '{machine} {n} ({failures})' },
  failures: { one: { es: '{n} falla', en: '{n} failure' }, several: { es: '{n} fallas', en: '{n} failures' } },
  lineAlt: {
    es: '{y} de {machine} {n} en {days} días, de {least} a {most}. Tuvo {failures}; franjas rojas antes de cada una.',
    en: '{y} of {machine} {n} over {days} days, from {least} to {most}. It had {failures}; red bands before each.',
  },
  line: { es: 'Las franjas rojas son las filas con «{label}». Después se arregla y empieza de nuevo.', en: 'The red bands are the rows with “{label}”. After that it is overhauled and begins anew.' },
  compare: {
    es: 'Prueba con otra. ¿Vibra más la que va a fallar, o solo está cambiando?', en: 'Try another. Does the one that will fail vibrate more, or is it only changing?',
  },
  days: { es: 'días', en: 'days' },
  sample: { es: 'Algunas filas', en: 'Some rows' },
  when: { es: 'Día', en: 'Day' },
  sayYes: { es: 'sí', en: 'yes' },
  sayNo: { es: 'no', en: 'no' },
  methodSays: {
    same: { es: 'Ordena por una medida, tal como está', en: 'Ranks by one measure, as it stands' },
    softmax: { es: 'Le da un peso a cada medida y suma', en: 'Gives each measure a weight and adds up' },
    tree: { es: 'Hace preguntas: ¿más de 3,5?', en: 'Asks questions: more than 3.5?' },
    forest: { es: 'Muchos árboles distintos; promedia lo que dicen', en: 'Many different trees; takes the mean of what they say' },
    boosting: { es: 'Cada árbol corrige lo que falta', en: 'Each tree mends what is still wrong' },
  },
  sameColumn: { es: 'Ordena por', en: 'Ranks by' },
  first: { es: 'Las {n} primeras de tu lista', en: 'The first {n} on your list' },
  firstSays: { es: '✔ {yes}. ✘ {no}.', en: '✔ {yes}. ✘ {no}.' },
  strip: { es: '{hits} de las {n} primeras: {yes}.', en: '{hits} of the first {n}: {yes}.' },
  alarm: { es: '{machine} {n}, día {day}', en: '{machine} {n}, day {day}' },
  allAlarms: { es: 'Ver las {n}, una por una', en: 'See the {n}, one by one' },
  howMany: { es: '¿Cuántas revisiones alcanza tu cuadrilla?', en: 'How many checks can your crew make?' },
  ofChecks: {
    es: 'De {n} revisiones, {hits} llegan antes de una falla: evitan {stops} de las {all} paradas. Las otras {misses} son en vano.',
    en: 'Of {n} checks, {hits} come before a failure: they avoid {stops} of the {all} stops. The other {misses} are in vain.',
  },
  curve: { es: 'Hasta dónde aguanta la lista', en: 'How far the list holds' },
  curveSays: {
    es: 'A lo ancho, qué parte de las filas con falla encontraste. A lo alto, qué parte de tus revisiones hacía falta. Línea llena: tu lista. Rayas: el punto de partida. Puntos: revisar al azar.',
    en: 'Across, what part of the rows with a failure you found. Up, what part of your checks was needed. Full line: your list. Dashes: the starting point. Dots: checking at random.',
  },
  curveAlt: {
    es: 'Con la mitad de las fallas encontradas, {half} de 100 revisiones eran necesarias en tu lista y {halfBase} en el punto de partida; al azar serían {chance}.',
    en: 'With half of the failures found, {half} in 100 checks were needed on your list and {halfBase} at the starting point; at random it would be {chance}.',
  },
  lies: { es: 'Los aciertos engañan', en: 'Right answers deceive' },
  howFar: { es: 'Qué tan limpia es tu lista: más largo es mejor', en: 'How clean your list is: longer is better' },
  figureSays: {
    es: 'Es un promedio: cada vez que tu lista llega a una falla, qué parte de las revisiones hechas hasta ahí hacía falta.',
    en: 'It is a mean: each time your list comes to a failure, what part of the checks made so far was needed.',
  },
  ceiling: { es: 'Lo mejor posible', en: 'The best possible' },
  luck: {
    es: 'Practicas con {machines} {plural}, que son pocas: tu número puede subir o bajar bastante en la nota, que sale de más {plural}.',
    en: 'You practise on {machines} {plural}, which are few: your number may rise or fall a good deal in the mark, which comes from more {plural}.',
  },
  asks: { es: 'Qué pregunta primero', en: 'What it asks first' },
  asksSays: { es: 'Las primeras preguntas del primer árbol:', en: 'The first questions of the first tree:' },
  question: { es: '{column}: ¿más de {threshold}?', en: '{column}: more than {threshold}?' },
  weights: { es: 'Qué pesa cada medida', en: 'What each measure weighs' },
  weightsSays: { es: 'Con signo más, cuando sube la medida sube la urgencia; con signo menos, baja.', en: 'With a plus, when the measure rises urgency rises; with a minus it falls.' },
  weight: { es: 'Peso', en: 'Weight' },
} as const satisfies Record<string, Text | Record<string, Text>>
