import { ownClaims, type ClaimData } from '../../../../engine/claims.ts'
import { percentText } from '../../figures.ts'
import type { Plug } from '../../workbench/plug.ts'
import { Build } from './build.tsx'
import type { Done } from './carry-out.ts'
import { claimKind } from './kind.ts'
import { Result } from './result.tsx'
import { See } from './see.tsx'
import type { ClaimView } from './view.ts'

export interface ClaimDesk {
  readonly view: ClaimView
  readonly data: ClaimData
  /** Places in the file of the claims that she may label. */
  readonly pool: Int32Array
}

export const claimPlug: Plug<ClaimView, ClaimDesk, Done> = {
  openDesk: (view, bytes) => {
    const data = claimKind.readPublic(bytes, view.settings)
    return { view, data, pool: ownClaims(data, view.seed).pool }
  },
  See,
  Build,
  Result,
  figure: (_, value) => percentText(value),
  asked: ['tree', 'softmax'],
}
