import type { House } from '../../feature.ts'
import { rootAt } from '../../lib/tlog/proofs.ts'
import { treeOf } from './checkpoints.ts'
import { growLog } from './grow-log.ts'
import { originOf } from './origin.ts'
import { entriesOf } from './proof.ts'

/** The log as it was when the record had been read up to a position. */
export interface LogAtCut {
  readonly origin: string
  /** Entries of acts up to there. */
  readonly size: number
  /** Base64. */
  readonly root: string
  /** The entry of the act at a position. */
  readonly entry: ReadonlyMap<number, number>
}

/** Brings the log up to the record and says how it stands at a position; `positions`: of acts whose entries are asked for. */
export async function logAt(house: House, tenant: string, pos: number, positions: readonly number[]): Promise<LogAtCut> {
  await growLog(house, tenant)
  const row = await house.db.selectFrom('log_entry').select('n').where('tenant', '=', tenant).where('pos', '<=', pos).orderBy('pos', 'desc').limit(1).executeTakeFirst()
  const size = row ? row.n + 1 : 0
  return {
    origin: await originOf(house, tenant), size, root: (await rootAt(treeOf(house.db, tenant, size), size)).toString('base64'),
    entry: await entriesOf(house.db, tenant, positions),
  }
}
