import { errors } from '../../../../engine/errors.ts'
import { answerNumbers, learningNumbers, readNumbers, type NumberData, type NumberModel, type NumberTable } from '../../../../engine/numbers.ts'
import { hex, sha256 } from '../../../../engine/sha256.ts'
import { at, type Kind } from '../../kind.ts'
import { textOf } from '../../text-file.ts'

export interface NumberSettings {
  /** The measure that grades. */
  readonly metric: 'mae' | 'rmse'
  readonly share: number
}

type Public = NumberData & Pick<NumberSettings, 'metric'>
type Hidden = NumberTable & Pick<NumberSettings, 'metric'>

export const numberKind: Kind<NumberSettings, Public, Hidden, NumberModel> = {
  metric: ({ metric }) => metric,
  readPublic: (bytes, { metric, share }) => ({ table: readNumbers(textOf(bytes)), hash: hex(sha256(bytes)), share, metric }),
  readHidden: (bytes, { metric }) => ({ ...readNumbers(textOf(bytes)), metric }),
  sizeOf: ({ targets }) => targets.length,
  *train(recipe, data) {
    const outcome = yield* learningNumbers(recipe, data)
    if (outcome.kind === 'diverged') return null
    return { model: outcome.model, learnt: outcome.learnt[data.metric], practice: outcome.practice[data.metric], digest: outcome.digest }
  },
  answers: (model, { values }) => answerNumbers(model, values),
  value: (answers, { targets, metric }, places) => errors(at(targets, places), at(answers, places))[metric],
}
