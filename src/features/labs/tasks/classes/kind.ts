import { hex, sha256 } from '../../../../engine/sha256.ts'
import { readTable, type Table } from '../../../../engine/table.ts'
import { predict, training, type Model, type PublicData } from '../../../../engine/train.ts'
import type { Kind } from '../../kind.ts'
import { textOf } from '../../text-file.ts'

export interface ClassSettings {
  readonly classes: number
  readonly share: number
}

export const classKind: Kind<ClassSettings, PublicData, Table, Model> = {
  metric: () => 'accuracy',
  readPublic: (bytes, { classes, share }) => ({ table: readTable(textOf(bytes), classes), hash: hex(sha256(bytes)), share }),
  readHidden: (bytes, { classes }) => readTable(textOf(bytes), classes),
  sizeOf: ({ labels }) => labels.length,
  *train(recipe, data) {
    const outcome = yield* training(recipe, data)
    if (outcome.kind === 'diverged') return null
    return { model: outcome.model, learnt: outcome.learnt.accuracy, practice: outcome.practice.accuracy, digest: outcome.digest }
  },
  answers: (model, { values }) => Float64Array.from(predict(model, values)),
  value: (answers, { labels }, places) => shareRight(answers, labels, places),
}

/** Part of the answers that name the true class. */
export function shareRight(answers: Float64Array, labels: ArrayLike<number>, places?: Int32Array): number {
  const of = places?.length ?? answers.length
  let right = 0
  for (let i = 0; i < of; i += 1) {
    const place = places === undefined ? i : places[i]!
    if (answers[place] === labels[place]) right += 1
  }
  return right / Math.max(1, of)
}
