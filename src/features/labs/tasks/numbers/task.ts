import { numberCost } from '../../../../engine/number-cost.ts'
import type { NumberData, NumberTable } from '../../../../engine/numbers.ts'
import { numberStepsOf, type MethodStep, type Step } from '../../../../engine/recipe.ts'
import { say } from '../../../../lib/text.ts'
import type { Loaded } from '../../lab.ts'
import type { One, Task } from '../../task.ts'
import { measured } from '../../figures.ts'
import { columnsInOrder, columnsMatch, ownRowsText, rowsMatch, unknownColumns } from '../tables.ts'
import type { NumberFamily, NumberLabContent } from './file.ts'
import type { NumberSettings } from './kind.ts'
import { numberView } from './view.ts'

export type NumberLab = NumberLabContent & Loaded<NumberData & Pick<NumberSettings, 'metric'>, NumberTable & Pick<NumberSettings, 'metric'>>

/** A lab whose target is a number. */
export const numberTask: Task<NumberLabContent, NumberLab, NumberFamily> = {
  settings: ({ data }): NumberSettings => ({ metric: data.metric, share: data.share }),
  compare: (file, report) => {
    const { columns, plot, target } = file.data
    unknownColumns(file, { 'data.plot.x': [plot.x], 'blocks.same': file.blocks.same ?? [] }, report)
    if (target.column in columns) report('lab.yaml', `data.target.column: "${target.column}" is one of data.columns`)
  },
  matches: ({ data, open, hidden }, report) => {
    const names = [...Object.keys(data.columns), data.target.column]
    for (const [expected, table] of [[data.public, open.table], [data.hidden, hidden.data]] as const) {
      rowsMatch(expected, table.targets.length, report)
      columnsMatch(expected, [...table.columns, table.target], names, report)
    }
  },
  wrongSteps: ({ open: { table } }, steps) => columnsInOrder(table.columns, numberStepsOf(steps).columns),
  cost: ({ data }, recipe) => {
    const learnt = Math.ceil(data.public.rows * data.share)
    return numberCost(recipe, learnt, data.public.rows - learnt + data.hidden.rows, Object.keys(data.columns).length)
  },
  dearest: ({ blocks: { ridge, tree, forest, boosting } }) => [
    ...(ridge ? [[{ block: 'ridge', penalty: ridge.penalty.most } as const]] : []),
    ...(tree ? [[{ block: 'tree', depth: tree.depth.most, leaf: tree.leaf.least } as const]] : []),
    ...(forest ? [[{ block: 'forest', trees: forest.trees.most, depth: forest.depth.most, leaf: forest.leaf.least } as const]] : []),
    ...(boosting ? [[{ block: 'boosting', trees: boosting.trees.most, rate: 1, depth: boosting.depth.most, leaf: boosting.leaf.least } as const]] : []),
  ],
  draw: (family, one) => {
    const columns: Step[] = 'columns' in family && family.columns ? [{ block: 'columns', names: one(family.columns) }] : []
    const scale = 'scale' in family ? one(family.scale) : 'none'
    const method = methodOf(family, one)
    return scale === 'none' ? [...columns, method] : [...columns, { block: 'scale', by: scale }, method]
  },
  shares: ({ data }, t) => ownRowsText(data, t),
  figure: ({ data }, value, lang) => measured(value, say(data.target.unit, lang), lang),
  ceiling: ({ data, sentences }) => (data.ceiling === null ? null : { value: data.ceiling, sentence: sentences.ceiling }),
  view: numberView,
}

function methodOf(family: NumberFamily, one: One): MethodStep {
  if (family.method === 'mean') return { block: 'mean' }
  if (family.method === 'same') return { block: 'same', column: one(family.column) }
  if (family.method === 'ridge') return { block: 'ridge', penalty: one(family.penalty) }
  const grown = { depth: one(family.depth), leaf: one(family.leaf) }
  if (family.method === 'tree') return { block: 'tree', ...grown }
  if (family.method === 'forest') return { block: 'forest', trees: one(family.trees), ...grown }
  return { block: 'boosting', trees: one(family.trees), rate: one(family.rate), ...grown }
}
