import type { Say } from '../../task.ts'
import type { AnyView } from '../../view.ts'
import type { ClaimLabContent } from './file.ts'
import type { ClaimSettings } from './kind.ts'

export interface ClaimView extends AnyView, ReturnType<typeof claimView> {
  readonly settings: ClaimSettings
  readonly blocks: ClaimLabContent['blocks']
  readonly pass: { readonly skill: number; readonly of: number }
  readonly columns: ReturnType<typeof claimView>['columns']
}

export function claimView({ data, sentences: s }: Pick<ClaimLabContent, 'data' | 'sentences'>, t: Say) {
  return {
    classes: data.classes.map(({ name, about, sign }) => ({ name: t(name), about: t(about), sign })),
    columns: Object.entries(data.columns).map(([id, name]) => ({ id, name: t(name) })),
    sentences: { practice: t(s.practice), learnt: t(s.learnt), hidden: t(s.hidden), baseline: t(s.baseline), goal: t(s.goal), published: t(s.published) },
  }
}
