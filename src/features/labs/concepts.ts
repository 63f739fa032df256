import { activityType, extension, has, may, REGISTRATION, result, VALUE, verb, type Concept } from '../../record/profile/concept.ts'
import { VERB } from '../programmes/index.ts'
import { LAB_SUBMITTED } from './statements.ts'

const LAB = { activity: 'labs' }
const GAPS = ['none', 'diverged', 'too-weak', 'memorises', 'close']
const METRICS = ['mae', 'rmse']
const maybeFigure = { anyOf: [VALUE.figure, { type: 'null' }] }

export const concepts: readonly Concept[] = [
  verb(LAB_SUBMITTED, { es: 'entregó una receta', en: 'handed in a recipe for' }, {
    es: 'La persona entregó cómo entrenar su modelo, con el resumen que dio su aparato.', en: 'The person handed in how to train her model, with the digest that her device found.',
  }, LAB, REGISTRATION, has('recipe'), has('digest')),
  verb(VERB.labGraded, { es: 'fue calificada en', en: 'was graded in' }, {
    es: 'El servidor entrenó la receta otra vez y la midió con datos que nadie vio.', en: 'The server trained the recipe again and measured it on data that nobody saw.',
  }, LAB, REGISTRATION, result('success', true, false), result('score.raw'), result('score.min', 0), result('score.max', 1),
  has('submission'), has('version'), has('of'), has('baseline'), may('right'), may('error'), may('metric', ...METRICS), has('learnt'), has('practice'), has('gap', ...GAPS),
  has('recipeHash'), has('engine'), has('digestMatch', true, false)),
  activityType('labs', { es: 'laboratorio', en: 'lab' }, { es: 'Un laboratorio donde se entrena un modelo.', en: 'A lab where a model is trained.' }),
  extension('recipe', {
    type: 'object', required: ['lab', 'version', 'engine', 'seed', 'steps'], additionalProperties: false,
    properties: {
      lab: VALUE.text, version: VALUE.count, engine: VALUE.text, seed: { type: 'string', pattern: '^[0-9a-f]{32}$' },
      steps: { type: 'array', items: { type: 'object', required: ['block'], properties: { block: VALUE.text } } },
    },
  }, { es: 'receta', en: 'recipe' }, { es: 'Cómo se entrena el modelo, paso por paso.', en: 'How the model is trained, step by step.' }),
  extension('digest', VALUE.sha256, { es: 'resumen', en: 'digest' }, { es: 'Resumen del modelo en el aparato de la persona.', en: 'Digest of the model on her own device.' }),
  extension('right', VALUE.whole, { es: 'aciertos', en: 'right' }, { es: 'Respuestas correctas con los datos ocultos.', en: 'Right answers on the hidden data.' }),
  extension('of', VALUE.count, { es: 'de cuántas', en: 'of' }, { es: 'De cuántas filas o meses.', en: 'Of how many rows or months.' }),
  extension('error', maybeFigure, { es: 'error', en: 'error' }, { es: 'Error medio absoluto, o el que diga la medida, en la unidad del laboratorio; nada si no llegó a un resultado.', en: 'Mean absolute error, or the one that the metric says, in the unit of the lab; null when it diverged.' }),
  extension('metric', VALUE.words(METRICS), { es: 'medida', en: 'metric' }, {
    es: 'Qué error se midió: el medio absoluto (mae, también si falta) o la raíz del error cuadrático medio (rmse).', en: 'Which error was measured: mean absolute (mae, also when absent) or root mean square (rmse).',
  }),
  extension('baseline', VALUE.figure, { es: 'referencia', en: 'baseline' }, { es: 'Lo que logra la regla más simple.', en: 'What the simplest rule achieves.' }),
  extension('learnt', maybeFigure, { es: 'con lo aprendido', en: 'learnt' }, { es: 'Lo mismo, con los datos de que aprendió.', en: 'The same on the data it learnt from.' }),
  extension('practice', maybeFigure, { es: 'con la práctica', en: 'practice' }, { es: 'Lo mismo, con los datos de práctica.', en: 'The same on the practice data.' }),
  extension('gap', VALUE.words(GAPS), { es: 'qué falta', en: 'gap' }, { es: 'Qué clase de problema muestra.', en: 'What kind of trouble it shows.' }),
  extension('recipeHash', VALUE.sha256, { es: 'hash de la receta', en: 'hash of the recipe' }, { es: 'SHA-256 de la receta.', en: 'SHA-256 of the recipe.' }),
  extension('engine', VALUE.text, { es: 'motor', en: 'engine' }, { es: 'Versión del motor que la entrenó.', en: 'Version of the engine that trained it.' }),
  extension('digestMatch', VALUE.flag, { es: 'coincide', en: 'digest matches' }, { es: 'Si el servidor y el aparato hicieron el mismo modelo.', en: 'Whether the server and the device made the same model.' }),
]
