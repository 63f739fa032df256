import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '../../lib/database.ts'
import type { Made } from './issue.ts'
import { SERIAL_BYTES, serialText } from './serial.ts'
import { LIST_BITS } from './status-list.ts'

/** So many places of a list are looked at before the next one is opened: a list fills to about two thirds. */
const TRIES = 16

/** A uuid, a serial and a free bit drawn at random, so that a list tells nobody the order in which people were certified. */
export async function drawCredential(tx: Tx): Promise<Made> {
  for (let list = 0; ; list++) {
    const candidates = Array.from({ length: TRIES }, () => list * LIST_BITS + randomInt(LIST_BITS))
    const { rows } = await sql<{ status_index: number }>`select status_index from credential where status_index = any(${candidates}::bigint[])`.execute(tx)
    const taken = new Set(rows.map((r) => r.status_index))
    const statusIndex = candidates.find((c) => !taken.has(c))
    if (statusIndex !== undefined) return { credential: randomUUID(), serial: serialText(randomBytes(SERIAL_BYTES)), statusIndex }
  }
}
