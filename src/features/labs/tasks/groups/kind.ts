import {
  answerClusters, clusterValue, learningClusters, readClusters, readGrouped, type ClusterData, type ClusterModel, type GroupedTable,
} from '../../../../engine/clusters.ts'
import { hex, sha256 } from '../../../../engine/sha256.ts'
import type { Kind } from '../../kind.ts'
import { textOf } from '../../text-file.ts'

export interface ClusterSettings {
  readonly share: number
}

/** Public rows have no true groups: what training tells is whether the groups come again, see ClusterOutcome. Only hidden rows have any. */
export const clusterKind: Kind<ClusterSettings, ClusterData, GroupedTable, ClusterModel> = {
  metric: () => 'adjusted-rand',
  readPublic: (bytes, { share }) => ({ table: readClusters(textOf(bytes)), hash: hex(sha256(bytes)), share }),
  readHidden: (bytes) => readGrouped(textOf(bytes)),
  sizeOf: ({ truth }) => truth.length,
  *train(recipe, data) {
    const outcome = yield* learningClusters(recipe, data)
    return outcome.kind === 'diverged' ? null : outcome
  },
  answers: (model, { values }) => answerClusters(model, values),
  value: clusterValue,
}
