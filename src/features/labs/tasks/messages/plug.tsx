import { ownMessages, type MessageData } from '../../../../engine/messages.ts'
import { messageStepsOf } from '../../../../engine/recipe.ts'
import { percentText } from '../../figures.ts'
import type { Plug } from '../../workbench/plug.ts'
import { Build } from './build.tsx'
import type { Done } from './carry-out.ts'
import { messageKind } from './kind.ts'
import { startSuggested, type Suggested } from './queue.ts'
import { Result } from './result.tsx'
import { See } from './see.tsx'
import type { MessageView } from './view.ts'

export interface MessageDesk {
  readonly view: MessageView
  readonly data: MessageData
  /** Given messages she learns from, and messages that she may label: places in their part of the data. */
  readonly taken: Int32Array
  readonly pool: Int32Array
  readonly suggested: Suggested
}

export const messagePlug: Plug<MessageView, MessageDesk, Done> = {
  openDesk: (view, bytes) => {
    const data = messageKind.readPublic(bytes, view.settings)
    return { view, data, ...ownMessages(data, view.seed), suggested: startSuggested() }
  },
  See,
  Build,
  Result,
  figure: (_, value) => percentText(value),
  asked: ['labels'],
  epochs: (steps) => {
    const { method } = messageStepsOf(steps)
    return method.block === 'words' ? method.epochs : 0
  },
}
