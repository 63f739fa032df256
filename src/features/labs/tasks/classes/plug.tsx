import type { Table } from '../../../../engine/table.ts'
import { ownRows } from '../../../../engine/train.ts'
import type { Plug } from '../../workbench/plug.ts'
import { percentText } from '../../figures.ts'
import { Build } from './build.tsx'
import type { Done } from './carry-out.ts'
import { classKind } from './kind.ts'
import { Result } from './result.tsx'
import { See } from './see.tsx'
import type { ClassView } from './view.ts'

export interface ClassDesk {
  readonly view: ClassView
  readonly table: Table
  /** Rows she learns from. */
  readonly places: Int32Array
}

export const classPlug: Plug<ClassView, ClassDesk, Done> = {
  openDesk: (view, bytes) => {
    const data = classKind.readPublic(bytes, view.settings)
    return { view, table: data.table, places: ownRows(data, view.seed).taken }
  },
  See,
  Build,
  Result,
  figure: (_, value) => percentText(value),
  asked: ['scale'],
}
