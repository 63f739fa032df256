import type { FlipsStep } from '../../engine/image-steps.ts'
import type { Step } from '../../engine/recipe.ts'
import { say, type Lang, type Text } from '../../lib/text.ts'

// Shared by the server's pages and the workbench.

export const BLOCK = {
  scale: { es: 'Escala', en: 'Scale' },
  majority: { es: 'Mayoría', en: 'Majority' },
  neighbours: { es: 'Vecinos', en: 'Neighbours' },
  softmax: { es: 'Softmax', en: 'Softmax' },
  anomalies: { es: 'Anomalía', en: 'Anomaly' },
  lags: { es: 'Meses de atrás', en: 'Months back' },
  climatology: { es: 'Lo de siempre', en: 'The usual' },
  persistence: { es: 'Queda igual', en: 'Stays the same' },
  ridge: { es: 'Ridge', en: 'Ridge' },
  columns: { es: 'Columnas', en: 'Columns' },
  kmeans: { es: 'Grupos', en: 'Groups' },
  mean: { es: 'Promedio', en: 'Mean' },
  same: { es: 'Igual que', en: 'Same as' },
  tree: { es: 'Árbol', en: 'Tree' },
  forest: { es: 'Bosque', en: 'Forest' },
  boosting: { es: 'Árboles en fila', en: 'Trees in a row' },
  features: { es: 'Qué mira', en: 'What it looks at' },
  'first-come': { es: 'Por orden de llegada', en: 'First come' },
  'no-hold': { es: 'No detener', en: 'No holding' },
  priority: { es: 'Prioridad', en: 'Priority' },
  hold: { es: 'Regla de detener', en: 'Holding rule' },
  search: { es: 'Búsqueda', en: 'Search' },
  'q-learning': { es: 'Q-learning', en: 'Q-learning' },
  program: { es: 'Tu programa', en: 'Your program' },
  labels: { es: 'Tus etiquetas', en: 'Your labels' },
  keywords: { es: 'Palabras clave', en: 'Keywords' },
  words: { es: 'Palabras y letras', en: 'Words and letters' },
  code: { es: 'Tu programa', en: 'Your program' },
  count: { es: 'Cuenta', en: 'Count' },
  statistics: { es: 'Seis números', en: 'Six numbers' },
  flips: { es: 'Voltear y mover', en: 'Flip and move' },
  centroid: { es: 'Foto promedio', en: 'Mean photo' },
  network: { es: 'Red', en: 'Network' },
} as const satisfies Record<Step['block'], Text>

export const SCALE = {
  none: { es: 'sin escala', en: 'no scale' },
  standard: { es: 'escala estándar', en: 'standard scale' },
  'min-max': { es: 'escala mínimo–máximo', en: 'minimum–maximum scale' },
} as const satisfies Record<string, Text>

/** Knobs as people read them. */
export const KNOB: Readonly<Record<string, Text>> = {
  k: { es: 'Cuántos vecinos', en: 'How many neighbours' },
  groups: { es: 'Cuántos grupos', en: 'How many groups' },
  starts: { es: 'Intentos', en: 'Starts' },
  epochs: { es: 'Vueltas', en: 'Rounds' },
  rate: { es: 'Paso', en: 'Rate' },
  penalty: { es: 'Freno', en: 'Penalty' },
  batch: { es: 'Tanda', en: 'Batch' },
  trees: { es: 'Cuántos árboles', en: 'How many trees' },
  depth: { es: 'Preguntas seguidas', en: 'Questions in a row' },
  leaf: { es: 'Filas por hoja', en: 'Rows in a leaf' },
  first: { es: 'Llegó antes', en: 'Came first' },
  heaviest: { es: 'Pesa más', en: 'Weighs more' },
  shortest: { es: 'Acaba pronto', en: 'Done soon' },
  weight_time: { es: 'Peso por hora de trabajo', en: 'Weight per hour of work' },
  snug: { es: 'Llena el muelle', en: 'Fills the berth' },
  tide: { es: 'Necesita la marea', en: 'Needs the tide' },
  suited: { es: 'Es su muelle', en: 'Its kind of berth' },
  ahead: { es: 'El tren de adelante', en: 'The train ahead' },
  behind: { es: 'El tren de atrás', en: 'The train behind' },
  planned: { es: 'Intervalo buscado', en: 'Interval aimed at' },
  share: { es: 'Parte', en: 'Share' },
  most: { es: 'Máximo', en: 'Longest' },
  lean: { es: 'Atrás', en: 'Behind' },
  rounds: { es: 'Vueltas de búsqueda', en: 'Rounds of search' },
  population: { es: 'Reglas por vuelta', en: 'Rules a round' },
  worlds: { es: 'En cuántos prueba', en: 'In how many it tries' },
  episodes: { es: 'Veces que actúa', en: 'Times it acts' },
  discount: { es: 'Mañana', en: 'Later' },
  explore: { es: 'Exploración', en: 'Exploration' },
  least: { es: 'Cuántos hacen falta', en: 'How many it takes' },
  window: { es: 'Lado de la ventana', en: 'Side of the window' },
  filters: { es: 'Ventanas primero', en: 'Windows first' },
  second: { es: 'Ventanas después', en: 'Windows after' },
  shift: { es: 'Mover', en: 'Move' },
  bits: { es: 'Casilleros (2 elevado a…)', en: 'Boxes (2 to the power of…)' },
  weight: { es: 'Cuánto vale cada etiqueta tuya', en: 'What each label of yours counts' },
}

const STEP = {
  neighbours: { es: '{k} vecinos', en: '{k} neighbours' },
  softmax: { es: 'softmax: {epochs} vueltas, paso {rate}, freno {penalty}, tanda {batch}', en: 'softmax: {epochs} rounds, rate {rate}, penalty {penalty}, batch {batch}' },
  majority: { es: 'mayoría', en: 'majority' },
  anomalies: { es: 'anomalía', en: 'anomaly' },
  climatology: { es: 'lo de siempre', en: 'the usual' },
  persistence: { es: 'queda igual', en: 'stays the same' },
  ridge: { es: 'ridge con freno {penalty}', en: 'ridge with brake {penalty}' },
  kmeans: { es: '{groups} grupos, {starts} intentos', en: '{groups} groups, {starts} starts' },
  mean: { es: 'promedio', en: 'mean' },
  same: { es: 'igual que {column}', en: 'same as {column}' },
  tree: { es: 'árbol: {depth} preguntas, hojas de {leaf}', en: 'tree: {depth} questions, leaves of {leaf}' },
  forest: { es: 'bosque: {trees} árboles, {depth} preguntas, hojas de {leaf}', en: 'forest: {trees} trees, {depth} questions, leaves of {leaf}' },
  statistics: { es: 'seis números de cada foto', en: 'six numbers of each photo' },
  centroid: { es: 'foto promedio', en: 'mean photo' },
  network: {
    es: 'red: {filters} ventanas de {window}, después {second}, {epochs} vueltas, paso {rate}, freno {penalty}, tanda {batch}',
    en: 'network: {filters} windows of {window}, then {second}, {epochs} rounds, rate {rate}, penalty {penalty}, batch {batch}',
  },
  keywords: { es: 'palabras clave', en: 'keywords' },
  words: {
    es: 'palabras y letras: {epochs} vueltas, paso {rate}, freno {penalty}, 2^{bits} casilleros, cada etiqueta tuya vale {weight}',
    en: 'words and letters: {epochs} rounds, rate {rate}, penalty {penalty}, 2^{bits} boxes, each label of yours counts {weight}',
  },
  boosting: {
    es: '{trees} árboles en fila: paso {rate}, {depth} preguntas, hojas de {leaf}', en: '{trees} trees in a row: rate {rate}, {depth} questions, leaves of {leaf}',
  },
  count: { es: 'cree lo que dicen {least} o más: {column}', en: 'believes what {least} or more say: {column}' },
  'first-come': { es: 'por orden de llegada', en: 'first come' },
  'no-hold': { es: 'no detener', en: 'no holding' },
  hold: { es: 'detener: buscar {planned} s, parte {share}, máximo {most} s, atrás {lean}', en: 'hold: aim at {planned} s, share {share}, longest {most} s, behind {lean}' },
  search: { es: 'búsqueda: {rounds} vueltas de {population} reglas, cada una probada en {worlds}', en: 'search: {rounds} rounds of {population} rules, each tried in {worlds}' },
  'q-learning': { es: 'Q-learning: {episodes} veces, paso {rate}, mañana {discount}, exploración {explore}', en: 'Q-learning: {episodes} times, rate {rate}, later {discount}, exploration {explore}' },
} as const satisfies Record<string, Text>

const CODE = { es: 'tu programa en {language}, {lines} líneas', en: 'your program in {language}, {lines} lines' } as const
const FULL_PYTHON = { es: 'Python completo', en: 'full Python' } as const
const FLIPS = {
  none: { es: 'sin voltear', en: 'not flipped' }, across: { es: 'voltear al espejo', en: 'flip in the mirror' }, down: { es: 'voltear de cabeza', en: 'flip upside down' },
  both: { es: 'voltear en los dos sentidos', en: 'flip both ways' }, move: { es: 'mover {shift}', en: 'move {shift}' },
} as const
const LABELS = { one: { es: '1 etiqueta tuya', en: '1 label of yours' }, several: { es: '{n} etiquetas tuyas', en: '{n} labels of yours' } } as const
const LAGS = { one: { es: 'mes {months}', en: 'month {months}' }, several: { es: 'meses {months}', en: 'months {months}' } } as const

/** A recipe in words: "escala estándar → 5 vecinos". Columns are called by their names where those are given. */
export function describeSteps(steps: readonly Step[], lang: Lang, columns: readonly { readonly id: string; readonly name: string }[] = []): string {
  const nameOf = (id: string): string => columns.find((c) => c.id === id)?.name ?? id
  return steps.map((step) => {
    if (step.block === 'scale') return say(SCALE[step.by], lang)
    if (step.block === 'lags') return say(step.months.length === 1 ? LAGS.one : LAGS.several, lang, { months: step.months.join(', ') })
    if (step.block === 'flips') return describeFlips(step, lang)
    if (step.block === 'labels') return say(step.given.length === 1 ? LABELS.one : LABELS.several, lang, { n: step.given.length })
    if (step.block === 'columns') return step.names.map(nameOf).join(', ')
    if (step.block === 'code' || step.block === 'program') return say(CODE, lang, { language: languageOf(step, lang), lines: step.source.trim().split('\n').length })
    if (step.block === 'same') return say(STEP.same, lang, { column: nameOf(step.column) })
    if (step.block === 'count') return say(STEP.count, lang, { least: step.least, column: nameOf(step.column) })
    if (step.block === 'features') return step.names.map((name) => say(KNOB[name.replace('-', '_')] ?? BLOCK.features, lang)).join(', ')
    if (step.block === 'priority') return priorityText(step, lang)
    const { block, ...knobs } = step
    return say(STEP[block], lang, knobs)
  }).join(' → ')
}

function languageOf(step: Extract<Step, { block: 'code' | 'program' }>, lang: Lang): string {
  return step.block === 'program' ? 'JavaScript' : step.runtime === 'pyodide' ? say(FULL_PYTHON, lang) : 'Python'
}

/** "prioridad: pesa más 1, es su muelle 0.5": what is worth nothing is left out. */
function priorityText(step: Extract<Step, { block: 'priority' }>, lang: Lang): string {
  const worth = Object.entries(step).filter(([, value]) => typeof value === 'number' && value !== 0)
  return `${say(BLOCK.priority, lang)}: ${worth.map(([name, value]) => `${say(KNOB[name]!, lang)} ${value}`).join(', ') || '0'}`
}

function describeFlips({ across, down, shift }: FlipsStep, lang: Lang): string {
  const flipped = say(FLIPS[across && down ? 'both' : across ? 'across' : down ? 'down' : 'none'], lang)
  return shift === 0 ? flipped : `${flipped}, ${say(FLIPS.move, lang, { shift })}`
}
