import type { Say } from '../../task.ts'
import type { AnyView } from '../../view.ts'
import type { ImageLabContent } from './file.ts'
import type { ImageSettings } from './kind.ts'

export interface ImageView extends AnyView, ReturnType<typeof imageView> {
  readonly settings: ImageSettings
  readonly blocks: ImageLabContent['blocks']
  readonly pass: { readonly right: number; readonly of: number }
  readonly columns?: never
}

export function imageView({ data, sentences: s }: Pick<ImageLabContent, 'data' | 'sentences'>, t: Say) {
  return {
    classes: data.classes.map((c) => t(c)),
    sentences: { practice: t(s.practice), learnt: t(s.learnt), hidden: t(s.hidden), baseline: t(s.baseline), goal: t(s.goal) },
  }
}
