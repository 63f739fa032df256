import type { MessageSettings } from '../../../../engine/messages.ts'
import type { Say } from '../../task.ts'
import type { AnyView } from '../../view.ts'
import type { MessageLabContent } from './file.ts'

export interface MessageView extends AnyView, ReturnType<typeof messageView> {
  readonly settings: MessageSettings
  readonly blocks: MessageLabContent['blocks']
  readonly pass: { readonly skill: number; readonly of: number }
}

export function messageView({ data, sentences: s }: Pick<MessageLabContent, 'data' | 'sentences'>, t: Say) {
  return {
    classes: data.classes.map(({ name, about }) => ({ name: t(name), about: t(about) })), ceiling: data.ceiling,
    sentences: { practice: t(s.practice), learnt: t(s.learnt), hidden: t(s.hidden), baseline: t(s.baseline), goal: t(s.goal), ceiling: t(s.ceiling) },
  }
}
