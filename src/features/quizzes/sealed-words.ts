import type { Text } from '../../lib/text.ts'

/** Apart from the other words of the feature, because they travel with the island. */
export const SEALED = {
  openFirst: { es: 'Abre lo tuyo con tu clave, arriba en esta página. Así verás tus preguntas.', en: 'Open your things with your PIN, at the top of this page. Then you will see your questions.' },
  fromCourse: { es: 'Para dar la prueba, ábrela desde tu curso.', en: 'To take the quiz, open it from your course.' },
  notHere: { es: 'Tus preguntas no están en este celular. Cuando tengas señal, lleva el curso contigo otra vez.', en: 'Your questions are not on this phone. When you have signal, take the course along again.' },
  noneLeft: { es: 'Ya respondiste las preguntas que llevabas. Con señal llegan preguntas nuevas.', en: 'You have answered the questions you took along. With signal you get new ones.' },
  noMoreToday: { es: 'Hoy ya diste la prueba {n} veces. Repasa las unidades y vuelve mañana.', en: 'You have taken the quiz {n} times today. Read the units again and come back tomorrow.' },
  attempt: { es: 'Intento {n}', en: 'Try {n}' },
  passMark: { es: 'Se aprueba con {mark} de 20. Lo que marcas se guarda en tu celular.', en: 'The pass mark is {mark} out of 20. What you mark is kept on your phone.' },
  mark: { es: 'Intento {n}: nota {mark} de 20.', en: 'Try {n}: mark {mark} out of 20.' },
  waiting: { es: 'Intento {n}: tu prueba se enviará cuando haya señal. La nota sale cuando llegue.', en: 'Try {n}: your quiz will be sent when there is signal. The mark comes when it arrives.' },
  arrived: { es: 'Intento {n}: llegó.', en: 'Try {n}: it has arrived.' },
  seeMark: { es: 'Ver tu nota y las explicaciones', en: 'See your mark and the explanations' },
  held: { es: 'Intento {n}: llegó y espera que confirmes que fuiste tú.', en: 'Try {n}: it has arrived and waits for you to say that it was you.' },
  refused: { es: 'Intento {n}: no se contó.', en: 'Try {n}: it was not counted.' },
  yourAnswers: { es: 'Tus respuestas', en: 'Your answers' },
  noAnswer: { es: 'sin respuesta', en: 'no answer' },
  send: { es: 'Enviar mis respuestas', en: 'Send my answers' },
  anyway: { es: 'Enviar aunque falten respuestas', en: 'Send although answers are missing' },
  about: { es: 'Prueba, intento {n}', en: 'Quiz, try {n}' },
  toCourse: { es: 'Volver al curso', en: 'Back to the course' },
} as const satisfies Record<string, Text>
