import { activityType, extension, has, may, REGISTRATION, result, VALUE, verb, type Concept } from '../../record/profile/concept.ts'
import { VERB } from '../programmes/index.ts'
import { GAPS } from './gap.ts'
import { METRICS } from './kind.ts'
import { SECRET_VERB } from './secret/statements.ts'
import { LAB_SUBMITTED } from './statements.ts'

const LAB = { activity: 'labs' }
const maybeFigure = { anyOf: [VALUE.figure, { type: 'null' }] }

export const concepts: readonly Concept[] = [
  verb(LAB_SUBMITTED, { es: 'entregó una receta', en: 'handed in a recipe for' }, {
    es: 'La persona entregó cómo entrenar su modelo, con el resumen que dio su aparato.', en: 'The person handed in how to train her model, with the digest that her device found.',
  }, LAB, REGISTRATION, has('recipe'), has('digest')),
  verb(VERB.labGraded, { es: 'fue calificada en', en: 'was graded in' }, {
    es: 'El servidor entrenó la receta otra vez y la midió con datos que nadie vio.', en: 'The server trained the recipe again and measured it on data that nobody saw.',
  }, LAB, REGISTRATION, result('success', true, false), result('score.raw'), result('score.min', 0), result('score.max', 1),
  has('submission'), has('version'), has('of'), has('baseline'), may('right'), may('error'), may('figure'), may('metric', ...METRICS), has('learnt'), has('practice'), has('gap', ...GAPS),
  has('recipeHash'), has('engine'), may('seal'), has('digestMatch', true, false)),
  activityType('labs', { es: 'laboratorio', en: 'lab' }, { es: 'Un laboratorio donde se entrena un modelo.', en: 'A lab where a model is trained.' }),
  extension('recipe', {
    type: 'object', required: ['lab', 'version', 'engine', 'seed', 'steps'], additionalProperties: false,
    properties: {
      lab: VALUE.text, version: VALUE.count, engine: VALUE.text, seed: { type: 'string', pattern: '^[0-9a-f]{32}$' },
      steps: { type: 'array', items: { type: 'object', required: ['block'], properties: { block: VALUE.text } } },
    },
  }, { es: 'receta', en: 'recipe' }, { es: 'Cómo se entrena el modelo, paso por paso.', en: 'How the model is trained, step by step.' }),
  extension('digest', VALUE.sha256, { es: 'resumen', en: 'digest' }, { es: 'Resumen del modelo en el aparato de la persona.', en: 'Digest of the model on her own device.' }),
  verb(SECRET_VERB.sealed, { es: 'selló los datos ocultos de', en: 'sealed the hidden data of' }, {
    es: 'Antes de la primera nota de un grupo se fijó la semilla de sus datos ocultos.', en: 'Before the first grade of a section the seed of its hidden data was fixed.',
  }, LAB, has('section'), has('version'), has('hiddenRound'), has('seal')),
  verb(SECRET_VERB.revealed, { es: 'publicó la semilla de', en: 'revealed the hidden data of' }, {
    es: 'El grupo terminó y cualquiera recalcula sus notas.', en: 'The section is over and anybody recomputes its grades.',
  }, LAB, has('section'), has('version'), has('hiddenRound'), has('seal'), has('hiddenSeed'), may('gradesPublic')),
  verb(SECRET_VERB.rechecked, { es: 'recalculó notas de', en: 'rechecked grades of' }, {
    es: 'Una muestra de notas guardadas se calculó otra vez.', en: 'A sample of stored grades was computed again.',
  }, LAB, has('day'), has('checked'), has('different')),
  extension('hiddenRound', VALUE.text, { es: 'ronda', en: 'round' }, { es: 'De qué tiempo del grupo son los datos ocultos.', en: 'To which time of the section the hidden data belongs.' }),
  extension('seal', VALUE.sha256, { es: 'sello', en: 'seal' }, { es: 'SHA-256 de la semilla de los datos ocultos.', en: 'SHA-256 of the seed of the hidden data.' }),
  extension('hiddenSeed', { type: 'string', pattern: '^[0-9a-f]{32}$' }, { es: 'semilla oculta', en: 'hidden seed' }, { es: 'De ella se hacen los datos ocultos.', en: 'The hidden data is made from it.' }),
  extension('gradesPublic', VALUE.flag, { es: 'notas públicas', en: 'grades public' }, { es: 'Si las notas se publican con la semilla: no cuando entregaron menos de diez personas.', en: 'Whether the grades are published with the seed: not when fewer than ten persons handed in.' }),
  extension('day', { type: 'string', pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' }, { es: 'día', en: 'day' }, { es: 'Día de Lima, AAAA-MM-DD.', en: 'Day in Lima, YYYY-MM-DD.' }),
  extension('checked', VALUE.whole, { es: 'recalculadas', en: 'checked' }, { es: 'Cuántas notas se calcularon otra vez.', en: 'How many grades were computed again.' }),
  extension('different', { type: 'array', items: VALUE.text }, { es: 'distintas', en: 'different' }, { es: 'Las notas que no salieron iguales.', en: 'The grades that came out otherwise.' }),
  extension('right', VALUE.whole, { es: 'aciertos', en: 'right' }, { es: 'Respuestas correctas con los datos ocultos.', en: 'Right answers on the hidden data.' }),
  extension('of', VALUE.count, { es: 'de cuántas', en: 'of' }, { es: 'De cuántas filas o meses.', en: 'Of how many rows or months.' }),
  extension('error', maybeFigure, { es: 'error', en: 'error' }, { es: 'Error medio absoluto, o el que diga la medida, en la unidad del laboratorio; nada si no llegó a un resultado.', en: 'Mean absolute error, or the one that the metric says, in the unit of the lab; null when it diverged.' }),
  extension('figure', maybeFigure, { es: 'cifra', en: 'figure' }, { es: 'Lo medido con los datos ocultos, en la medida que se nombra; nada si no llegó a un resultado.', en: 'What was measured on the hidden data, in the metric that is named; null when it diverged.' }),
  extension('metric', VALUE.words([...METRICS]), { es: 'medida', en: 'metric' }, {
    es: 'Qué se midió. Si falta: aciertos, o error medio absoluto (mae).', en: 'What was measured. When absent: right answers, or mean absolute error (mae).',
  }),
  extension('baseline', VALUE.figure, { es: 'referencia', en: 'baseline' }, { es: 'Lo que logra la regla más simple.', en: 'What the simplest rule achieves.' }),
  extension('learnt', maybeFigure, { es: 'con lo aprendido', en: 'learnt' }, { es: 'Lo mismo, con los datos de que aprendió.', en: 'The same on the data it learnt from.' }),
  extension('practice', maybeFigure, { es: 'con la práctica', en: 'practice' }, { es: 'Lo mismo, con los datos de práctica.', en: 'The same on the practice data.' }),
  extension('gap', VALUE.words([...GAPS]), { es: 'qué falta', en: 'gap' }, { es: 'Qué clase de problema muestra.', en: 'What kind of trouble it shows.' }),
  extension('recipeHash', VALUE.sha256, { es: 'hash de la receta', en: 'hash of the recipe' }, { es: 'SHA-256 de la receta.', en: 'SHA-256 of the recipe.' }),
  extension('engine', VALUE.text, { es: 'motor', en: 'engine' }, { es: 'Versión del motor que la entrenó.', en: 'Version of the engine that trained it.' }),
  extension('digestMatch', VALUE.flag, { es: 'coincide', en: 'digest matches' }, { es: 'Si el servidor y el aparato hicieron el mismo modelo.', en: 'Whether the server and the device made the same model.' }),
]
