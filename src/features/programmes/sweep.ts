import { sql } from 'kysely'
import type { Tx } from '../../lib/database.ts'

/**
 * Everybody is judged anew, beside the rows that count: a rule came into force, or the table is being built. It goes on piece by piece, a transaction
 * each, so that a country takes no hour of one transaction and a restart loses one piece. Until it is done the old rows and sums stand.
 */
export interface Sweep {
  /** Hash of the rule that judges. */
  readonly rule: string
  /** Everybody as the record has her here. */
  readonly to: number
  /** Whose first statement that matters stands up to here is done; null: all are, and what counted before is being cleared away. */
  readonly after: number | null
}

/** Statements of a piece; a person has one or a few that matter here. */
export const SWEEP_PIECE = 1000
/** Old rows cleared away at once. */
export const CLEARED_AT_ONCE = 20_000

/** The next actors of statements of some verbs by a command, in order of position. `after`: where to go on; null when these were the last. */
export async function nextActors(tx: Tx, tenant: string, verbs: readonly string[], { after, to }: Sweep): Promise<{ actors: string[]; after: number | null }> {
  const { rows } = await sql<{ actor: string; pos: number }>`select actor, pos from statement where tenant = ${tenant} and pos > ${after ?? 0} and pos <= ${to}
    and verb = any(${verbs}::text[]) and authority = 'command' and actor is not null order by pos limit ${SWEEP_PIECE}`.execute(tx)
  return { actors: [...new Set(rows.map((r) => r.actor))], after: rows.length < SWEEP_PIECE ? null : rows.at(-1)!.pos }
}
