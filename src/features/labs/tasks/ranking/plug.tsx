import { ownAlarms, type AlarmTable } from '../../../../engine/alarms.ts'
import { outOfHundred } from '../../figures.ts'
import type { Plug } from '../../workbench/plug.ts'
import { AlarmsBuild } from './build.tsx'
import type { Done } from './carry-out.ts'
import { alarmKind } from './kind.ts'
import { AlarmsResult } from './result.tsx'
import { AlarmsSee } from './see.tsx'
import type { AlarmView } from './view.ts'

export interface AlarmDesk {
  readonly view: AlarmView
  readonly table: AlarmTable
  /** Rows she learns from. */
  readonly places: Int32Array
}

export const alarmPlug: Plug<AlarmView, AlarmDesk, Done> = {
  openDesk: (view, bytes) => {
    const data = alarmKind.readPublic(bytes, view.settings)
    return { view, table: data.table, places: ownAlarms(data, view.seed).taken }
  },
  See: AlarmsSee,
  Build: AlarmsBuild,
  Result: AlarmsResult,
  figure: (view, value) => outOfHundred(value, view.lang),
  asked: ['softmax', 'tree', 'forest', 'boosting', 'same'],
}
