import type { House } from '../../feature.ts'
import type { Db } from '../../lib/database.ts'
import type { Text } from '../../lib/text.ts'
import { sealFaults, type ShownBatch } from './batch.ts'
import type { Reading, RowOf } from './check.ts'
import type { Kind } from './kinds.ts'
import type { Fault } from './row-values.ts'
import type { Outcome } from './tables.ts'

/** A row that was read and may enter. */
export type GoodRow<K extends Kind> = { readonly n: number } & Extract<RowOf, { kind: K }>

/** What came of a row. */
export interface Result {
  readonly n: number
  readonly outcome: Outcome
  readonly made?: string
  readonly faults?: readonly Fault[]
}

/** What a kind's rows are entered with. */
export interface Entering {
  readonly house: House
  readonly batch: ShownBatch
  readonly reading: Reading
}

export const JOB = 'import-run'

/** What must hold still while rows of a batch are written: two runs at once do nothing twice. */
export const batchScope = (batch: Pick<ShownBatch, 'id'>): string => `import:${batch.id}`

/** Rows of these that something came of already. */
export async function rowsDone(db: Db, batch: string, rows: readonly number[]): Promise<Set<number>> {
  if (rows.length === 0) return new Set()
  const found = await db.selectFrom('import_row').select('n').where('batch', '=', batch).where('n', 'in', [...rows]).execute()
  return new Set(found.map((r) => r.n))
}

export async function keepResults(house: Pick<House, 'keys'>, db: Db, batch: string, results: readonly Result[]): Promise<void> {
  if (results.length === 0) return
  await db.insertInto('import_row').values(results.map(({ n, outcome, made, faults }) => ({
    batch, n, outcome, made: made ?? null, sealed_faults: faults ? sealFaults(house, batch, n, faults) : null,
  }))).onConflict((oc) => oc.columns(['batch', 'n']).doNothing()).execute()
}

export function bad(n: number, column: string | null, sentence: Text): Result {
  return { n, outcome: 'bad', faults: [{ column, sentence }] }
}
