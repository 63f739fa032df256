import type { AnyView } from '../../view.ts'
import type { Say } from '../../task.ts'
import type { NumberLabContent } from './file.ts'
import type { NumberSettings } from './kind.ts'

export interface NumberView extends AnyView, ReturnType<typeof numberView> {
  readonly settings: NumberSettings
  readonly blocks: NumberLabContent['blocks']
  readonly pass: { readonly skill: number; readonly of: number }
  readonly columns: ReturnType<typeof numberView>['columns']
}

export function numberView({ data, sentences: s }: Pick<NumberLabContent, 'data' | 'sentences'>, t: Say) {
  return {
    target: { name: t(data.target.name), unit: t(data.target.unit) }, plot: data.plot, ceiling: data.ceiling,
    columns: Object.entries(data.columns).map(([id, name]) => ({ id, name: t(name) })),
    sentences: { practice: t(s.practice), learnt: t(s.learnt), hidden: t(s.hidden), baseline: t(s.baseline), goal: t(s.goal), ceiling: t(s.ceiling) },
  }
}
