import type { Say } from '../../task.ts'
import type { AnyView } from '../../view.ts'
import type { ClusterLabContent } from './file.ts'
import type { ClusterSettings } from './kind.ts'

export interface ClusterView extends AnyView, ReturnType<typeof clusterView> {
  readonly settings: ClusterSettings
  readonly blocks: ClusterLabContent['blocks']
  readonly pass: { readonly skill: number; readonly of: number }
  readonly columns: ReturnType<typeof clusterView>['columns']
}

/** Nothing here says how many groups there are. */
export function clusterView({ data, sentences: s }: Pick<ClusterLabContent, 'data' | 'sentences'>, t: Say) {
  return {
    plot: data.plot, columns: Object.entries(data.columns).map(([id, name]) => ({ id, name: t(name) })),
    sentences: { practice: t(s.practice), learnt: t(s.learnt) },
  }
}
