import { ownNumbers, type NumberTable } from '../../../../engine/numbers.ts'
import { measured } from '../../figures.ts'
import type { Plug } from '../../workbench/plug.ts'
import { NumbersBuild } from './build.tsx'
import type { Done } from './carry-out.ts'
import { numberKind } from './kind.ts'
import { NumbersResult } from './result.tsx'
import { NumbersSee } from './see.tsx'
import type { NumberView } from './view.ts'

export interface NumberDesk {
  readonly view: NumberView
  readonly table: NumberTable
  /** Rows she learns from. */
  readonly places: Int32Array
}

export const numberPlug: Plug<NumberView, NumberDesk, Done> = {
  openDesk: (view, bytes) => {
    const data = numberKind.readPublic(bytes, view.settings)
    return { view, table: data.table, places: ownNumbers(data, view.seed).taken }
  },
  See: NumbersSee,
  Build: NumbersBuild,
  Result: NumbersResult,
  figure: (view, value) => measured(value, view.target.unit, view.lang),
  asked: ['scale', 'tree', 'forest', 'boosting'],
}
