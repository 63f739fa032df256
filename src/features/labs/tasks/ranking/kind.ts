import { alarmValue, answerAlarms, learningAlarms, readAlarms, type AlarmData, type AlarmModel, type AlarmTable } from '../../../../engine/alarms.ts'
import { fromLargest } from '../../../../engine/ranking.ts'
import { hex, sha256 } from '../../../../engine/sha256.ts'
import type { Kind } from '../../kind.ts'
import { textOf } from '../../text-file.ts'

export interface AlarmSettings {
  readonly share: number
}

export const alarmKind: Kind<AlarmSettings, AlarmData, AlarmTable, AlarmModel> = {
  metric: () => 'average-precision',
  readPublic: (bytes, { share }) => ({ table: readAlarms(textOf(bytes)), hash: hex(sha256(bytes)), share }),
  readHidden: (bytes) => readAlarms(textOf(bytes)),
  sizeOf: ({ labels }) => labels.length,
  *train(recipe, data) {
    const outcome = yield* learningAlarms(recipe, data)
    return outcome.kind === 'diverged' ? null : outcome
  },
  answers: (model, { values }) => answerAlarms(model, values),
  value: (answers, hidden, places) => alarmValue(answers, hidden, places, orderOfScores(answers)),
}

/** A bootstrap asks for the value of the same answers a thousand times: they are put in order once. */
const orders = new WeakMap<Float64Array, Int32Array | null>()

function orderOfScores(scores: Float64Array): Int32Array | null {
  const known = orders.get(scores)
  if (known !== undefined) return known
  const order = fromLargest(scores)
  orders.set(scores, order)
  return order
}
