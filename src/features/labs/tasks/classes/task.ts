import { random } from '../../../../engine/random.ts'
import { cost, type MethodStep } from '../../../../engine/recipe.ts'
import { stratified } from '../../../../engine/split.ts'
import { rowsOf, type Table } from '../../../../engine/table.ts'
import type { PublicData } from '../../../../engine/train.ts'
import { percentText } from '../../figures.ts'
import type { Loaded } from '../../lab.ts'
import type { One, Task } from '../../task.ts'
import { columnsMatch, ownRowsText, rowsMatch } from '../tables.ts'
import type { ClassFamily, ClassLabContent } from './file.ts'
import type { ClassSettings } from './kind.ts'
import { classView } from './view.ts'

export type ClassLab = ClassLabContent & Loaded<PublicData, Table>

/** A lab that says which class a row is. */
export const classTask: Task<ClassLabContent, ClassLab, ClassFamily> = {
  settings: ({ data }): ClassSettings => ({ classes: data.classes.length, share: data.share }),
  compare: (file, report) => {
    const columns = Object.keys(file.data.columns)
    for (const [axis, column] of Object.entries(file.data.plot)) if (!columns.includes(column)) report('lab.yaml', `data.plot.${axis}: there is no column "${column}"`)
    if (file.pass.right > file.data.hidden.rows) report('lab.yaml', 'pass.right: there are fewer hidden rows')
  },
  matches: ({ data, open, hidden }, report) => {
    const names = Object.keys(data.columns)
    for (const [expected, table] of [[data.public, open.table], [data.hidden, hidden.data]] as const) {
      rowsMatch(expected, table.labels.length, report)
      columnsMatch(expected, table.columns, names, report)
    }
  },
  wrongSteps: () => null,
  cost: ({ data }, recipe) => {
    const learnt = Math.ceil(data.public.rows * data.share)
    return cost(recipe, learnt, data.public.rows - learnt + data.hidden.rows, Object.keys(data.columns).length, data.classes.length)
  },
  dearest: ({ blocks: { softmax, neighbours } }) => [
    ...(softmax ? [[{ block: 'softmax', epochs: softmax.epochs.most, rate: 1, penalty: 0, batch: softmax.batch.least } as const]] : []),
    ...(neighbours ? [[{ block: 'neighbours', k: neighbours.k.most } as const]] : []),
  ],
  draw: (family, one) => {
    const scale = one(family.scale)
    const method = methodOf(family, one)
    return scale === 'none' ? [method] : [{ block: 'scale', by: scale }, method]
  },
  rotated: recut,
  shares: ({ data }, t) => ownRowsText(data, t),
  figure: (_, value) => percentText(value),
  ceiling: () => null,
  view: classView,
}

/** Public and hidden rows together, cut anew by class in the same proportion. */
function recut(lab: ClassLab, i: number): ClassLab {
  const { table } = lab.open
  const rows = lab.hidden.data
  const values = new Float64Array(table.values.length + rows.values.length)
  values.set(table.values)
  values.set(rows.values, table.values.length)
  const all: Table = { ...table, values, labels: Int32Array.from([...table.labels, ...rows.labels]) }
  const { taken, left } = stratified(all.labels, all.classes, table.labels.length / all.labels.length, random(String(i), 'rotation'))
  return { ...lab, open: { ...lab.open, table: rowsOf(all, taken) }, hidden: { ...lab.hidden, data: rowsOf(all, left) } }
}

function methodOf(family: ClassFamily, one: One): MethodStep {
  if (family.method === 'majority') return { block: 'majority' }
  if (family.method === 'neighbours') return { block: 'neighbours', k: one(family.k) }
  return { block: 'softmax', epochs: one(family.epochs), rate: one(family.rate), penalty: one(family.penalty), batch: one(family.batch) }
}
