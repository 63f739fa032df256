import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import type { House } from '../../feature.ts'
import type { Db } from '../../lib/database.ts'
import { limaDay } from '../people/index.ts'

declare module '../../lib/database.ts' {
  interface Tables { credential_check: { tenant: string; day: string; valid: boolean; slot: number; n: number } }
}

/** A country checks at once: so many rows a day take the writes. */
const SLOTS = 16

/**
 * One check of a certificate of ours was answered (K22). Only how many on a day: not of which, by whom or from where. A count that cannot be
 * written keeps nobody from her answer.
 */
export async function countCheck(house: Pick<House, 'db' | 'clock'>, tenant: string, valid: boolean, n = 1): Promise<void> {
  try {
    await sql`insert into credential_check (tenant, day, valid, slot, n) values (${tenant}, ${limaDay(house.clock())}, ${valid}, ${randomInt(SLOTS)}, ${n})
      on conflict (tenant, day, valid, slot) do update set n = credential_check.n + excluded.n`.execute(house.db)
  } catch (error) {
    console.error('a check of a certificate was not counted:', error)
  }
}

/** All checks answered up to the end of a day. */
export async function checksCounted(db: Db, tenant: string, day: string): Promise<{ served: number; valid: number }> {
  const { rows: [row] } = await sql<{ served: number; valid: number }>`select coalesce(sum(n), 0)::int as served, coalesce(sum(n) filter (where valid), 0)::int as valid
    from credential_check where tenant = ${tenant} and day <= ${day}`.execute(db)
  return row ?? { served: 0, valid: 0 }
}
