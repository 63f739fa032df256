import { ownClusters, type ClusterTable } from '../../../../engine/clusters.ts'
import { outOfHundred } from '../../figures.ts'
import type { Plug } from '../../workbench/plug.ts'
import { ClustersBuild } from './build.tsx'
import type { Done } from './carry-out.ts'
import { clusterKind } from './kind.ts'
import { ClustersResult } from './result.tsx'
import { ClustersSee } from './see.tsx'
import type { ClusterView } from './view.ts'

export interface ClusterDesk {
  readonly view: ClusterView
  readonly table: ClusterTable
  /** Rows she learns from. */
  readonly places: Int32Array
}

export const clusterPlug: Plug<ClusterView, ClusterDesk, Done> = {
  openDesk: (view, bytes) => {
    const data = clusterKind.readPublic(bytes, view.settings)
    return { view, table: data.table, places: ownClusters(data, view.seed).taken }
  },
  See: ClustersSee,
  Build: ClustersBuild,
  Result: ClustersResult,
  figure: (view, value) => outOfHundred(value, view.lang),
  asked: ['kmeans'],
}
