import { activityType, extension, has, mayResult, REGISTRATION, result, VALUE, verb, type Concept } from '../../record/profile/concept.ts'
import { VERB } from '../programmes/index.ts'
import { ANSWERED } from './statements.ts'

const QUIZ = { activity: 'quizzes' }
const COMMON = [REGISTRATION, has('attempt'), has('version')]

export const concepts: readonly Concept[] = [
  verb(VERB.quizScored, { es: 'rindió la prueba', en: 'was scored in' }, {
    es: 'La nota de un intento, de 0 a 20.', en: 'The mark of one attempt, from 0 to 20.',
  }, QUIZ, ...COMMON, result('score.raw'), result('score.min', 0), result('score.max', 20)),
  verb(ANSWERED, { es: 'respondió', en: 'answered' }, {
    es: 'Una respuesta de un intento; sin respuesta, falta el dato.', en: 'One answer of an attempt; the response is left out when there was none.',
  }, QUIZ, ...COMMON, has('place'), has('question'), result('success', true, false), result('score.scaled'), mayResult('response')),
  activityType('quizzes', { es: 'prueba', en: 'quiz' }, { es: 'Una prueba de un curso: <curso>.<prueba>.', en: 'A quiz of a course: <course>.<quiz>.' }),
  extension('place', VALUE.whole, { es: 'lugar', en: 'place' }, { es: 'Lugar de la pregunta en el intento, desde 0.', en: 'Place of the question in the attempt, from 0.' }),
  extension('question', VALUE.text, { es: 'pregunta', en: 'question' }, { es: 'La pregunta en el archivo del curso.', en: 'The question in the file of the course.' }),
]
