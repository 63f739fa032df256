import type { Text } from '../../lib/text.ts'

type Words = Record<string, Text>

export const QUIZ = {
  toCourse: { es: 'Volver al curso', en: 'Back to the course' },
  intro: { es: 'Son {n} preguntas sobre las unidades. Se aprueba con {mark} de 20.', en: 'There are {n} questions on the units. The pass mark is {mark} out of 20.' },
  rules: { es: 'Cómo se califica', en: 'How it is marked' },
  rule1: { es: 'Todas las preguntas valen lo mismo. La nota va de 0 a 20 y se corta a un decimal.', en: 'Every question is worth the same. The mark goes from 0 to 20 and is cut to one decimal.' },
  rule2: {
    es: 'Si hay varias respuestas correctas, cada una que marcas suma y cada equivocada resta. Nunca baja de cero.',
    en: 'Where several answers are right, each one you mark adds and each wrong one takes away. It never goes below zero.',
  },
  rule3: { es: 'Puedes escribir los números con punto o con coma.', en: 'You can write numbers with a point or a comma.' },
  rule6: {
    es: 'En un orden, cada par de líneas bien ordenado suma y cada par al revés resta. En las parejas suma cada una correcta.',
    en: 'In an order, each two lines in the right order add and each two the wrong way round take away. In pairs, each right one adds.',
  },
  rule4: { es: 'Puedes dar la prueba hasta {n} veces al día. Cuenta tu mejor nota.', en: 'You can take the quiz up to {n} times a day. Your best mark counts.' },
  rule5: { es: 'Cada intento trae preguntas distintas. Las respuestas y explicaciones se ven al final.', en: 'Each try brings different questions. Answers and explanations are shown at the end.' },
  start: { es: 'Empezar la prueba', en: 'Begin the quiz' },
  resume: { es: 'Seguir con tu intento', en: 'Go on with your try' },
  again: { es: 'Dar la prueba otra vez', en: 'Take the quiz again' },
  saved: { es: 'Guardado. Puedes cerrar la página y seguir después.', en: 'Saved. You can close the page and go on later.' },
  attempts: { es: 'Tus intentos', en: 'Your tries' },
  attempt: { es: 'Intento {n}', en: 'Try {n}' },
  mark: { es: 'Nota: {mark} de 20', en: 'Mark: {mark} out of 20' },
  best: { es: 'Tu mejor nota: {mark} de 20', en: 'Your best mark: {mark} out of 20' },
  noMoreToday: { es: 'Hoy ya diste la prueba {n} veces. Repasa las unidades y vuelve mañana.', en: 'You have taken the quiz {n} times today. Read the units again and come back tomorrow.' },
  question: { es: 'Pregunta {n} de {all}', en: 'Question {n} of {all}' },
  save: { es: 'Guardar y seguir después', en: 'Save and go on later' },
  send: { es: 'Enviar mis respuestas', en: 'Send my answers' },
  anyway: { es: 'Enviar aunque falten respuestas', en: 'Send although answers are missing' },
  answeredOf: { es: 'Respondiste {n} de {all}.', en: 'You have answered {n} of {all}.' },
  passed: { es: 'Aprobaste la prueba.', en: 'You passed the quiz.' },
  notYet: { es: 'Todavía no llegas a {mark}. Lee las explicaciones y vuelve a intentarlo.', en: 'You have not reached {mark} yet. Read the explanations and try again.' },
  points: { es: 'Puntos: {n} de 1', en: 'Points: {n} of 1' },
  review: { es: 'Repasar: {unit}', en: 'Read again: {unit}' },
  annulled: { es: 'anulado', en: 'annulled' },
} as const satisfies Words

export const REFUSAL = {
  checkAnswers: { es: 'Faltan respuestas. Lo que ya marcaste está guardado.', en: 'Some answers are missing. What you marked is saved.' },
  otherDraw: {
    es: 'Esas respuestas son de otras preguntas y no se contaron. Tu intento guardado sigue igual: ábrelo desde la prueba.',
    en: 'Those answers belong to other questions and were not counted. Your saved try is as it was: open it from the quiz.',
  },
  attemptsToday: {
    es: 'Hoy ya diste la prueba tres veces. Tus respuestas están guardadas: envíalas mañana.',
    en: 'You have taken the quiz three times today. Your answers are saved: send them tomorrow.',
  },
  madeElsewhere: {
    es: 'El intento {n} ya se envió desde otro lugar y vale esa nota. Tus respuestas de aquí no se contaron, pero siguen en tu celular.',
    en: 'Try {n} was already sent from somewhere else and that mark stands. Your answers from here were not counted, but they are still on your phone.',
  },
  attemptsThatDay: {
    es: 'Ese día ya habías dado la prueba tres veces. Tus respuestas están guardadas: con señal, abre la prueba y envíalas otro día.',
    en: 'You had taken the quiz three times that day. Your answers are saved: with signal, open the quiz and send them on another day.',
  },
  cannotRead: {
    es: 'No pudimos leer todas tus respuestas. Están guardadas: con señal, abre la prueba, corrígelas y envíalas.',
    en: 'We could not read all your answers. They are saved: with signal, open the quiz, put them right and send them.',
  },
  badItem: { es: 'Este envío no es una prueba que conocemos.', en: 'What was sent is not a quiz that we know.' },
  unknownAttempt: { es: 'Ese intento no existe.', en: 'There is no such try.' },
} as const satisfies Words
