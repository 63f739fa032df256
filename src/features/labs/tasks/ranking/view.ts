import type { Say } from '../../task.ts'
import type { AnyView } from '../../view.ts'
import type { AlarmLabContent } from './file.ts'
import type { AlarmSettings } from './kind.ts'

export interface AlarmView extends AnyView, ReturnType<typeof alarmView> {
  readonly settings: AlarmSettings
  readonly blocks: AlarmLabContent['blocks']
  readonly pass: { readonly skill: number; readonly of: number }
  readonly columns: ReturnType<typeof alarmView>['columns']
}

export function alarmView({ data, sentences: s }: Pick<AlarmLabContent, 'data' | 'sentences'>, t: Say) {
  const { machine, label } = data
  return {
    machine: { name: t(machine.name), plural: t(machine.plural) }, label: { name: t(label.name), yes: t(label.yes), no: t(label.no) }, plot: data.plot, ceiling: data.ceiling,
    columns: Object.entries(data.columns).map(([id, name]) => ({ id, name: t(name) })),
    sentences: { practice: t(s.practice), learnt: t(s.learnt), hidden: t(s.hidden), baseline: t(s.baseline), goal: t(s.goal), ceiling: t(s.ceiling), accuracy: t(s.accuracy) },
  }
}
