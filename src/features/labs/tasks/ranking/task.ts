import { alarmCost } from '../../../../engine/alarm-cost.ts'
import { alarmStepsOf, type AlarmData, type AlarmTable } from '../../../../engine/alarms.ts'
import type { MethodStep, Step } from '../../../../engine/recipe.ts'
import { outOfHundred } from '../../figures.ts'
import type { Loaded } from '../../lab.ts'
import type { One, Task } from '../../task.ts'
import { columnsInOrder, columnsMatch, rowsMatch, unknownColumns } from '../tables.ts'
import type { AlarmFamily, AlarmLabContent } from './file.ts'
import type { AlarmSettings } from './kind.ts'
import { alarmView } from './view.ts'
import { ALARMS } from './words.ts'

export type AlarmLab = AlarmLabContent & Loaded<AlarmData, AlarmTable>

/** A lab that puts rows of machines in order of urgency. */
export const alarmTask: Task<AlarmLabContent, AlarmLab, AlarmFamily> = {
  settings: ({ data }): AlarmSettings => ({ share: data.share }),
  compare: (file, report) => {
    const { columns, plot, machine, label } = file.data
    unknownColumns(file, { 'data.plot.y': [plot.y], 'blocks.same': file.blocks.same ?? [] }, report)
    for (const name of [machine.column, label.column]) if (name in columns) report('lab.yaml', `"${name}" is whose row it is or what came, and so none of data.columns`)
  },
  matches: ({ data, open, hidden }, report) => {
    for (const [expected, table] of [[data.public, open.table], [data.hidden, hidden.data]] as const) {
      rowsMatch(expected, table.labels.length, report)
      columnsMatch(expected, table.columns, Object.keys(data.columns), report)
      if (!table.labels.includes(1)) report(expected.file, `no row has a 1 in ${data.label.column}: there is nothing to find`)
    }
  },
  wrongSteps: ({ open: { table } }, steps) => columnsInOrder(table.columns, alarmStepsOf(steps).columns),
  cost: ({ data }, recipe) => {
    // Whole machines are shared out, with as many rows as they have: at worst hers are the longest.
    const { public: open, hidden, columns } = data
    return alarmCost(recipe, open.rows, hidden.rows, Object.keys(columns).length)
  },
  dearest: ({ blocks: { softmax, tree, forest, boosting } }) => [
    ...(softmax ? [[{ block: 'softmax', epochs: softmax.epochs.most, rate: softmax.rate.most, penalty: 0, batch: softmax.batch.least } as const]] : []),
    ...(tree ? [[{ block: 'tree', depth: tree.depth.most, leaf: tree.leaf.least } as const]] : []),
    ...(forest ? [[{ block: 'forest', trees: forest.trees.most, depth: forest.depth.most, leaf: forest.leaf.least } as const]] : []),
    ...(boosting ? [[{ block: 'boosting', trees: boosting.trees.most, rate: boosting.rate.most, depth: boosting.depth.most, leaf: boosting.leaf.least } as const]] : []),
  ],
  draw: (family, one) => {
    const columns: Step[] = 'columns' in family && family.columns ? [{ block: 'columns', names: one(family.columns) }] : []
    const scale = 'scale' in family ? one(family.scale) : 'none'
    const method = methodOf(family, one)
    return scale === 'none' ? [...columns, method] : [...columns, { block: 'scale', by: scale }, method]
  },
  shares: ({ data }, t) => t(ALARMS.shares, {
    rows: data.public.rows, things: t(data.rows), machines: t(data.machine.plural), own: Math.round(100 * data.share), hidden: data.hidden.rows,
  }),
  figure: (_file, value, lang) => outOfHundred(value, lang),
  ceiling: ({ data, sentences }) => (data.ceiling === null ? null : { value: data.ceiling, sentence: sentences.ceiling }),
  view: alarmView,
}

function methodOf(family: AlarmFamily, one: One): MethodStep {
  if (family.method === 'same') return { block: 'same', column: one(family.column) }
  if (family.method === 'softmax') return { block: 'softmax', epochs: one(family.epochs), rate: one(family.rate), penalty: one(family.penalty), batch: one(family.batch) }
  const grown = { depth: one(family.depth), leaf: one(family.leaf) }
  if (family.method === 'tree') return { block: 'tree', ...grown }
  if (family.method === 'forest') return { block: 'forest', trees: one(family.trees), ...grown }
  return { block: 'boosting', trees: one(family.trees), rate: one(family.rate), ...grown }
}
