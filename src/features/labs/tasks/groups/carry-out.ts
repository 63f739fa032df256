import { answerClusters, clusterRows, elbow, ownClusters, type ClusterData, type ClusterModel } from '../../../../engine/clusters.ts'
import { finish } from '../../kind.ts'
import { carryingOut, type Both } from '../../workbench/carry-out.ts'
import type { AnyDone, CarryOut } from '../../workbench/order.ts'
import { clusterKind } from './kind.ts'

/** As far as the elbow is drawn. */
const MOST_GROUPS = 10

export interface Done extends AnyDone {
  /** Places of the rows learnt from in the public table, with the group of each, 0 … clusters - 1. */
  readonly places: readonly number[]
  readonly found: readonly number[]
  readonly clusters: number
  /** How far the groups come again on the rows learnt from; on those of practice it is `figure`. */
  readonly learnt: number
  readonly practiceRows: number
  /** The same of the lab's starting point on practice. */
  readonly baseline: number
  /** Inertia of 1, 2, … groups prepared as hers, as a part of that of one. */
  readonly elbow: readonly number[]
}

export const carryOutClusters: CarryOut = (order) => carryingOut(clusterKind, order, shown)

function shown({ order, data, hers: { model, learnt }, start }: Both<ClusterData, ClusterModel>): Omit<Done, keyof AnyDone> {
  const { taken, left } = ownClusters(data, order.recipe.seed)
  return {
    places: Array.from(taken), found: Array.from(answerClusters(model, clusterRows(data.table, taken).values)), clusters: model.centres.clusters,
    learnt, practiceRows: left.length, baseline: start?.practice ?? 0, elbow: Array.from(finish(elbow(order.recipe, data, MOST_GROUPS)) ?? []),
  }
}
