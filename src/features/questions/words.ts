import type { Text } from '../../lib/text.ts'

type Words = Record<string, Text>

/** Beside the fields of a question. */
export const ASK = {
  question: { es: 'Pregunta {n} de {all}', en: 'Question {n} of {all}' },
  chooseOne: { es: 'Marca una.', en: 'Mark one.' },
  chooseSeveral: { es: 'Puedes marcar varias.', en: 'You can mark several.' },
  typeNumber: { es: 'Escribe solo el número.', en: 'Type only the number.' },
  typeWord: { es: 'Escribe una palabra o una frase corta. Tildes y mayúsculas no importan.', en: 'Type a word or a short phrase. Accents and capitals do not matter.' },
  giveOrder: { es: 'Elige un número para cada línea. El 1 es lo primero.', en: 'Choose a number for each line. 1 comes first.' },
  giveMatch: { es: 'Elige para cada línea lo que va con ella. Cada respuesta va una sola vez.', en: 'Choose what goes with each line. Each answer is used only once.' },
  choose: { es: 'Elige', en: 'Choose' },
} as const satisfies Words

export const UNREADABLE = {
  missing: { es: 'Falta responder la pregunta {n}.', en: 'Question {n} has no answer.' },
  lineMissing: { es: 'En la pregunta {n} falta elegir en esta línea.', en: 'In question {n} nothing is chosen on this line.' },
  notANumber: { es: 'En la pregunta {n} escribe un número, por ejemplo 12.5.', en: 'In question {n} type a number, for example 12.5.' },
  placeTwice: { es: 'En la pregunta {n} usaste dos veces el número {place}. Cada número va una sola vez.', en: 'In question {n} you used the number {place} twice. Each number is used only once.' },
  rightTwice: { es: 'En la pregunta {n} elegiste dos veces la misma respuesta. Cada una va una sola vez.', en: 'In question {n} you chose the same answer twice. Each one is used only once.' },
} as const satisfies Words

/** What was right, and why. */
export const EXPLAIN = {
  yours: { es: 'Tu respuesta', en: 'Your answer' },
  right: { es: 'Correcta', en: 'Right' },
  noAnswer: { es: 'No respondiste.', en: 'You did not answer.' },
  notKept: { es: 'Escribiste otra cosa. No la guardamos.', en: 'You typed something else. We did not keep it.' },
  theAnswer: { es: 'La respuesta es {n}.', en: 'The answer is {n}.' },
  alsoRight: { es: 'También vale: {list}.', en: 'Also right: {list}.' },
  rightOrder: { es: 'El orden correcto es este:', en: 'The right order is this:' },
  yourPlace: { es: 'Tú: {n}', en: 'You: {n}' },
  noPlace: { es: 'Tú: sin número', en: 'You: no number' },
  goesWith: { es: 'va con', en: 'goes with' },
  youChose: { es: 'Elegiste: {text}', en: 'You chose: {text}' },
} as const satisfies Words
