import type { AnyView } from '../../view.ts'
import type { Say } from '../../task.ts'
import type { SeriesLabContent } from './file.ts'
import type { SeriesSettings } from './kind.ts'

export interface SeriesView extends AnyView, ReturnType<typeof seriesView> {
  readonly settings: SeriesSettings
  readonly blocks: SeriesLabContent['blocks']
  readonly pass: { readonly skill: number; readonly of: number }
}

export function seriesView({ data, sentences: s }: Pick<SeriesLabContent, 'data' | 'sentences'>, t: Say) {
  return {
    unit: data.unit, measure: t(data.measure),
    sentences: { practice: t(s.practice), learnt: t(s.learnt), hidden: t(s.hidden), baseline: t(s.baseline), goal: t(s.goal), large: t(s.large) },
  }
}
