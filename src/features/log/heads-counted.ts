import type { Db } from '../../lib/database.ts'

/** Heads signed by a moment, and those that by then had the signature of every witness they were shown to; a head shown to nobody has none. */
export async function headsCounted(db: Db, tenant: string, at: Date): Promise<{ readonly heads: number; readonly witnessed: number }> {
  const heads = await db.selectFrom('log_checkpoint').select(['size', 'asked']).where('tenant', '=', tenant).where('made', '<=', at).execute()
  const lines = await db.selectFrom('log_cosignature').select(['size', 'witness']).where('tenant', '=', tenant).where('at', '<=', at).execute()
  const have = new Set(lines.map((line) => `${line.size} ${line.witness}`))
  return { heads: heads.length, witnessed: heads.filter(({ size, asked }) => asked.length > 0 && asked.every((witness) => have.has(`${size} ${witness}`))).length }
}
