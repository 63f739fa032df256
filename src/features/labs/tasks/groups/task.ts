import { clusterCost, clusterStepsOf, type ClusterData, type GroupedTable } from '../../../../engine/clusters.ts'
import { outOfHundred } from '../../figures.ts'
import type { Loaded } from '../../lab.ts'
import type { Task } from '../../task.ts'
import { columnsInOrder, columnsMatch, rowsMatch, unknownColumns } from '../tables.ts'
import type { ClusterFamily, ClusterLabContent } from './file.ts'
import type { ClusterSettings } from './kind.ts'
import { clusterView } from './view.ts'
import { GROUPS } from './words.ts'

export type ClusterLab = ClusterLabContent & Loaded<ClusterData, GroupedTable>

/** A lab that looks for groups. */
export const clusterTask: Task<ClusterLabContent, ClusterLab, ClusterFamily> = {
  settings: ({ data }): ClusterSettings => ({ share: data.share }),
  compare: (file, report) => unknownColumns(file, { 'data.plot': [file.data.plot.x, file.data.plot.y] }, report),
  matches: ({ data, open, hidden }, report) => {
    for (const [expected, table] of [[data.public, open.table], [data.hidden, hidden.data]] as const) {
      rowsMatch(expected, table.values.length / table.columns.length, report)
      columnsMatch(expected, table.columns, Object.keys(data.columns), report)
    }
    if (hidden.data.groups < 2) report(data.hidden.file, 'has one group only: there is nothing to find')
  },
  wrongSteps: ({ open: { table } }, steps) => columnsInOrder(table.columns, clusterStepsOf(steps).columns),
  cost: ({ data }, recipe) => {
    const learnt = Math.ceil(data.public.rows * data.share)
    return clusterCost(recipe, learnt, data.public.rows - learnt, data.hidden.rows, Object.keys(data.columns).length)
  },
  dearest: ({ blocks: { kmeans } }) => [[{ block: 'kmeans', groups: kmeans.groups.most, starts: kmeans.starts.most }]],
  draw: (family, one) => {
    const columns = family.columns ? [{ block: 'columns', names: one(family.columns) } as const] : []
    const scale = one(family.scale)
    const method = { block: 'kmeans', groups: one(family.groups), starts: one(family.starts) } as const
    return scale === 'none' ? [...columns, method] : [...columns, { block: 'scale', by: scale }, method]
  },
  shares: ({ data }, t) => {
    const own = Math.round(data.public.rows * data.share)
    return t(GROUPS.shares, { rows: data.public.rows, things: t(data.rows), own, rest: data.public.rows - own, hidden: data.hidden.rows })
  },
  figure: (_file, value, lang) => outOfHundred(value, lang),
  ceiling: ({ data, sentences }) => (data.ceiling === null ? null : { value: data.ceiling, sentence: sentences.ceiling }),
  view: clusterView,
}
