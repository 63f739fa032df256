import { keepResults, type Entering, type GoodRow } from './entering.ts'

/** Keeps what an entity claims, region by region; nothing of it enters a figure. */
export async function enterActa({ house, batch }: Entering, rows: readonly GoodRow<'acta_cierre'>[]): Promise<void> {
  if (rows.length === 0) return
  await house.db.transaction().execute(async (tx) => {
    await tx.insertInto('closing_claim').values(rows.map(({ row: { region, sex, enrolled, active, concluded, passed, withdrew } }) => ({
      tenant: batch.tenant, batch: batch.id, organisation: batch.organisation, region, sex, enrolled, active, concluded, passed, withdrew,
    })))
      .onConflict((oc) => oc.columns(['batch', 'region', 'sex']).doNothing()).execute()
    await keepResults(house, tx, batch.id, rows.map(({ n, row }) => ({ n, outcome: 'entered', made: row.key })))
  })
}
