import {
  answerMessages, learningMessages, messageValue, readHiddenMessages, readMessages, type LabelledTexts, type MessageData, type MessageModel, type MessageSettings,
} from '../../../../engine/messages.ts'
import { hex, sha256 } from '../../../../engine/sha256.ts'
import type { Kind } from '../../kind.ts'
import { textOf } from '../../text-file.ts'

export type Hidden = LabelledTexts & Pick<MessageSettings, 'classes'>

export const messageKind: Kind<MessageSettings, MessageData, Hidden, MessageModel> = {
  metric: () => 'macro-f1',
  readPublic: (bytes, settings) => readMessages(textOf(bytes), hex(sha256(bytes)), settings),
  readHidden: (bytes, { classes }) => ({ ...readHiddenMessages(textOf(bytes), classes), classes }),
  sizeOf: ({ texts }) => texts.length,
  *train(recipe, data) {
    const outcome = yield* learningMessages(recipe, data)
    if (outcome.kind === 'diverged') return null
    return { model: outcome.model, learnt: outcome.learnt, practice: outcome.practice, digest: outcome.digest }
  },
  answers: (model, { texts }) => Float64Array.from(answerMessages(model, texts)),
  value: (answers, hidden, places) => messageValue(answers, hidden, hidden.classes, places),
}
