import { EVIDENCE } from '../../../../engine/claim-evidence.ts'
import { simulatedLabels } from '../../../../engine/claim-labels.ts'
import type { Claim } from '../../../../engine/claims-file.ts'
import { claimCost, claimStepsOf, strayLabel, type ClaimData } from '../../../../engine/claims.ts'
import type { ClaimMethod, OwnLabel, Step } from '../../../../engine/recipe.ts'
import { percentText } from '../../figures.ts'
import type { Loaded } from '../../lab.ts'
import type { One, Task } from '../../task.ts'
import { columnsMatch, rowsMatch } from '../tables.ts'
import { COUNTED } from './counted.ts'
import type { ClaimFamily, ClaimLabContent } from './file.ts'
import type { ClaimSettings } from './kind.ts'
import { claimView } from './view.ts'
import { SHARES } from './words.ts'

export type ClaimLab = ClaimLabContent & Loaded<ClaimData, readonly Claim[]>

/** A lab that checks claims against reports. */
export const claimTask: Task<ClaimLabContent, ClaimLab, ClaimFamily> = {
  settings: ({ data }): ClaimSettings => ({ own: data.own, practice: data.practice }),
  compare: ({ data, reference_labels, simulated }, report) => {
    columnsMatch({ file: 'lab.yaml', rows: 0 }, EVIDENCE, Object.keys(data.columns), report)
    const { pool, checked } = data.parts
    if (pool + checked !== data.public.rows) report('lab.yaml', 'data.parts: do not add up to data.public.rows')
    if (data.own > pool || data.practice > checked) report('lab.yaml', 'data.own and data.practice: there are fewer')
    const counts = [...simulated.right, ...simulated.wrong].flatMap((family) => ('labels' in family ? family.labels : []))
    if (Math.max(reference_labels, ...counts) > data.own) report('lab.yaml', 'labels: nobody has so many claims of her own, see data.own')
  },
  matches: ({ data, open, hidden }, report) => {
    rowsMatch({ file: `${data.public.file}, pool`, rows: data.parts.pool }, open.file.pool, report)
    rowsMatch(data.public, open.file.claims.length, report)
    rowsMatch(data.hidden, hidden.data.length, report)
  },
  wrongSteps: ({ data }, steps) => {
    const { labels, columns, method } = claimStepsOf(steps)
    if (strayLabel(labels, data.own) !== null) return 'steps.labels'
    const places = (columns ?? []).map((name) => EVIDENCE.findIndex((known) => known === name))
    if (!places.every((place, i) => place > (i === 0 ? -1 : places[i - 1]!))) return 'steps.columns'
    return method.block !== 'count' || COUNTED.some((name) => name === method.column) ? null : 'steps.count.column'
  },
  // What is public is asked once for the page, what is hidden for the grade.
  cost: ({ data }, recipe) => claimCost(recipe, data.public.rows + data.hidden.rows),
  dearest: ({ data, blocks: { tree, softmax } }) => {
    const labels: Step = { block: 'labels', given: Array.from({ length: data.own }, (_, row): OwnLabel => [row, 0]) }
    return [
      ...(tree ? [[labels, { block: 'tree', depth: tree.depth.most, leaf: tree.leaf.least } as const]] : []),
      ...(softmax ? [[labels, { block: 'softmax', epochs: softmax.epochs.most, rate: 1, penalty: 0, batch: softmax.batch.least } as const]] : []),
    ]
  },
  draw: (family, one, lab, seed, source) => {
    if (family.method === 'count') return [{ block: 'count', column: one(family.column), least: one(family.least) }]
    const given = simulatedLabels(lab.open, seed, family.habit, one(family.labels), one(family.slips), source.word())
    return [{ block: 'labels', given }, ...(family.columns ? [{ block: 'columns', names: one(family.columns) } as const] : []), methodOf(family, one)]
  },
  reference: (lab, seed) => [{ block: 'labels', given: simulatedLabels(lab.open, seed, 'careful', lab.reference_labels, 0) }, ...lab.reference],
  shares: ({ data }, t) => t(SHARES, { pool: data.parts.pool, own: data.own, practice: data.practice, hidden: data.hidden.rows }),
  figure: (_, value) => percentText(value),
  ceiling: () => null,
  view: claimView,
}

function methodOf(family: Exclude<ClaimFamily, { method: 'count' }>, one: One): ClaimMethod {
  if (family.method === 'tree') return { block: 'tree', depth: one(family.depth), leaf: one(family.leaf) }
  return { block: 'softmax', epochs: one(family.epochs), rate: one(family.rate), penalty: one(family.penalty), batch: one(family.batch) }
}
