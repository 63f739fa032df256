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
  mean: { es: 'Promedio', en: 'Mean' },
  same: { es: 'Igual que', en: 'Same as' },
  tree: { es: 'Árbol', en: 'Tree' },
  forest: { es: 'Bosque', en: 'Forest' },
  boosting: { es: 'Árboles en fila', en: 'Trees in a row' },
} as const satisfies Record<Step['block'], Text>

export const SCALE = {
  none: { es: 'sin escala', en: 'no scale' },
  standard: { es: 'escala estándar', en: 'standard scale' },
  'min-max': { es: 'escala mínimo–máximo', en: 'minimum–maximum scale' },
} as const satisfies Record<string, Text>

/** Knobs as people read them. */
export const KNOB: Readonly<Record<string, Text>> = {
  k: { es: 'Cuántos vecinos', en: 'How many neighbours' },
  epochs: { es: 'Vueltas', en: 'Rounds' },
  rate: { es: 'Paso', en: 'Rate' },
  penalty: { es: 'Freno', en: 'Penalty' },
  batch: { es: 'Tanda', en: 'Batch' },
  trees: { es: 'Cuántos árboles', en: 'How many trees' },
  depth: { es: 'Preguntas seguidas', en: 'Questions in a row' },
  leaf: { es: 'Filas por hoja', en: 'Rows in a leaf' },
}

const STEP = {
  neighbours: { es: '{k} vecinos', en: '{k} neighbours' },
  softmax: { es: 'softmax: {epochs} vueltas, paso {rate}, freno {penalty}, tanda {batch}', en: 'softmax: {epochs} rounds, rate {rate}, penalty {penalty}, batch {batch}' },
  majority: { es: 'mayoría', en: 'majority' },
  anomalies: { es: 'anomalía', en: 'anomaly' },
  climatology: { es: 'lo de siempre', en: 'the usual' },
  persistence: { es: 'queda igual', en: 'stays the same' },
  ridge: { es: 'ridge con freno {penalty}', en: 'ridge with brake {penalty}' },
  mean: { es: 'promedio', en: 'mean' },
  same: { es: 'igual que {column}', en: 'same as {column}' },
  tree: { es: 'árbol: {depth} preguntas, hojas de {leaf}', en: 'tree: {depth} questions, leaves of {leaf}' },
  forest: { es: 'bosque: {trees} árboles, {depth} preguntas, hojas de {leaf}', en: 'forest: {trees} trees, {depth} questions, leaves of {leaf}' },
  boosting: {
    es: '{trees} árboles en fila: paso {rate}, {depth} preguntas, hojas de {leaf}', en: '{trees} trees in a row: rate {rate}, {depth} questions, leaves of {leaf}',
  },
} as const satisfies Record<string, Text>

const LAGS = { one: { es: 'mes {months}', en: 'month {months}' }, several: { es: 'meses {months}', en: 'months {months}' } } as const

/** A recipe in words: "escala estándar → 5 vecinos". Columns are called by their names where those are given. */
export function describeSteps(steps: readonly Step[], lang: Lang, columns: readonly { readonly id: string; readonly name: string }[] = []): string {
  const nameOf = (id: string): string => columns.find((c) => c.id === id)?.name ?? id
  return steps.map((step) => {
    if (step.block === 'scale') return say(SCALE[step.by], lang)
    if (step.block === 'lags') return say(step.months.length === 1 ? LAGS.one : LAGS.several, lang, { months: step.months.join(', ') })
    if (step.block === 'columns') return step.names.map(nameOf).join(', ')
    if (step.block === 'same') return say(STEP.same, lang, { column: nameOf(step.column) })
    const { block, ...knobs } = step
    return say(STEP[block], lang, knobs)
  }).join(' → ')
}
