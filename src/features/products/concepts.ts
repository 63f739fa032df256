import { activityType, BY_STAFF, extension, has, REGISTRATION, result, VALUE, verb, type Concept } from '../../record/profile/concept.ts'
import { VERB } from '../programmes/index.ts'
import { AI_HELP, SUBMITTED } from './statements.ts'

const PRODUCT = { activity: 'products' }

export const concepts: readonly Concept[] = [
  verb(SUBMITTED, { es: 'entregó su trabajo', en: 'handed in her work' }, {
    es: 'La persona entregó un trabajo propio. Aquí queda su huella, nunca el trabajo.', en: 'The person handed in work of her own. The record keeps its commitment, never the work.',
  }, PRODUCT, REGISTRATION, has('submission'), has('attempt'), has('version'), has('commitment'), has('sizes'), has('ai', ...AI_HELP)),
  verb(VERB.productGraded, { es: 'recibió nota por', en: 'was graded for' }, {
    es: 'La persona tutora calificó el trabajo con una rúbrica, de 0 a 20.', en: 'The tutor graded the work by a rubric, from 0 to 20.',
  }, PRODUCT, REGISTRATION, BY_STAFF, result('score.raw'), result('score.min', 0), result('score.max', 20), result('score.scaled'),
  has('submission'), has('rubric'), has('criteria'), has('ai', ...AI_HELP), has('aiDoubt', true, false)),
  activityType('products', { es: 'trabajo', en: 'product' }, { es: 'Un trabajo de un curso: <curso>.<trabajo>.', en: 'A product of a course: <course>.<product>.' }),
  extension('commitment', VALUE.sha256, { es: 'huella', en: 'commitment' }, {
    es: 'SHA-256 de una sal, el texto y las fotos: muestra después que nada cambió.', en: 'SHA-256 over salt, text and pictures: it shows later that nothing changed.',
  }),
  extension('sizes', { type: 'array', items: VALUE.whole, minItems: 1 }, { es: 'tamaños', en: 'sizes' }, { es: 'Bytes del texto y de cada foto.', en: 'Bytes of the text, then of each picture.' }),
  extension('ai', VALUE.words(AI_HELP), { es: 'ayuda de la IA', en: 'help of AI' }, { es: 'Cuánto ayudó la IA, según la persona.', en: 'How much AI helped, as the person says.' }),
  extension('aiDoubt', VALUE.flag, { es: 'duda sobre la IA', en: 'doubt about AI' }, { es: 'La persona tutora cree que lo dicho no corresponde al trabajo.', en: 'The tutor finds that the declaration does not fit the work.' }),
  extension('rubric', VALUE.count, { es: 'rúbrica', en: 'rubric' }, { es: 'Número de versión de la rúbrica.', en: 'Version number of the rubric.' }),
  extension('criteria', { type: 'object', minProperties: 1, additionalProperties: VALUE.figure }, { es: 'criterios', en: 'criteria' }, { es: 'Puntos de cada criterio.', en: 'Points of each criterion.' }),
]
