import type { AnyView } from '../../view.ts'
import type { Say } from '../../task.ts'
import type { ClassLabContent } from './file.ts'
import type { ClassSettings } from './kind.ts'

export interface ClassView extends AnyView, ReturnType<typeof classView> {
  readonly settings: ClassSettings
  readonly blocks: ClassLabContent['blocks']
  readonly pass: { readonly right: number; readonly of: number }
  readonly columns: ReturnType<typeof classView>['columns']
}

export function classView({ data, sentences: s }: Pick<ClassLabContent, 'data' | 'sentences'>, t: Say) {
  return {
    classes: data.classes.map((c) => t(c)), columns: Object.entries(data.columns).map(([id, name]) => ({ id, name: t(name) })), plot: data.plot,
    sentences: { practice: t(s.practice), learnt: t(s.learnt), hidden: t(s.hidden), baseline: t(s.baseline), goal: t(s.goal), balance: t(s.balance) },
  }
}
