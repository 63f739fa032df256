import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '../../lib/database.ts'
import type { Made } from './issue.ts'
import { SERIAL_BYTES, serialText } from './serial.ts'
import { listsFor, openList } from './signed-list.ts'
import { LIST_BITS } from './status-list.ts'

/** So many places of a list are looked at before the next one is opened: a list fills to about two thirds. */
const TRIES = 16

/**
 * A uuid, a serial and a free bit drawn at random, so that a list tells nobody the order in which people were certified. `did` is the name they
 * are issued under: a list holds certificates of one name.
 */
export async function drawCredential(tx: Tx, did: string): Promise<Made> {
  const { open, next } = await listsFor(tx, did)
  for (const list of open) {
    const made = await drawIn(tx, list)
    if (made) return made
  }
  for (let list = next; ; list++) {
    const made = await openList(tx, list, did) ? await drawIn(tx, list) : null
    if (made) return made
  }
}

async function drawIn(tx: Tx, list: number): Promise<Made | null> {
  const candidates = Array.from({ length: TRIES }, () => (list - 1) * LIST_BITS + randomInt(LIST_BITS))
  const { rows } = await sql<{ status_index: number }>`select status_index from credential where status_index = any(${candidates}::bigint[])`.execute(tx)
  const taken = new Set(rows.map((r) => Number(r.status_index)))
  const statusIndex = candidates.find((c) => !taken.has(c))
  return statusIndex === undefined ? null : { credential: randomUUID(), serial: serialText(randomBytes(SERIAL_BYTES)), statusIndex }
}
