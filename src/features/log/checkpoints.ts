import type { House } from '../../feature.ts'
import type { Db, Tx } from '../../lib/database.ts'
import { checkpointText, parseCheckpoint, type Checkpoint } from '../../lib/tlog/checkpoint.ts'
import { ED25519, parseNote, signatureLine, signerOf, type NoteSigner } from '../../lib/tlog/note.ts'
import { rootAt, type Tree } from '../../lib/tlog/proofs.ts'
import { hashesFrom, lockedLog } from './grow-log.ts'

export interface Head extends Checkpoint {
  /** Text and signature of the log, without witnesses. */
  readonly note: string
  readonly made: Date
}

/** The key of a log: of this installation, under the log's own name. */
export function logSigner(house: Pick<House, 'keys'>, origin: string): NoteSigner {
  return signerOf(origin, ED25519, house.keys.bytes('log'))
}

/** The log of a programme as a tree over its rows. */
export function treeOf(db: Db, tenant: string, size: number): Tree {
  return { size, read: ({ level, index, width }) => hashesFrom(db, tenant, level, index * 256, width) }
}

/** The newest signed head, or null before the first. */
export async function newestHead(db: Db, tenant: string): Promise<Head | null> {
  const row = await db.selectFrom('log_checkpoint').select(['note', 'made']).where('tenant', '=', tenant).orderBy('size', 'desc').limit(1).executeTakeFirst()
  const head = row && parseCheckpoint(parseNote(row.note)?.text ?? '')
  if (row && !head) throw new Error(`the newest checkpoint of ${tenant} cannot be read`)
  return row && head ? { ...head, ...row } : null
}

/**
 * Signs the present head, once for each size. Two heads that do not go together are never signed: when the rows no longer give the root
 * of the head before, it throws an Error that says so, and nothing is signed until somebody looked.
 */
export async function signHead(house: House, tenant: string): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    const { origin, size } = await lockedLog(house, tx, tenant)
    const before = await newestHead(tx, tenant)
    if (size === 0 || before?.size === size) return
    if (before) await assertSame(tx, tenant, size, before)
    const text = checkpointText({ origin, size, root: await rootAt(treeOf(tx, tenant, size), size) })
    await tx.insertInto('log_checkpoint').values({ tenant, size, note: `${text}\n${signatureLine(text, logSigner(house, origin))}`, made: house.clock() }).execute()
  })
}

async function assertSame(tx: Tx, tenant: string, size: number, before: Head): Promise<void> {
  const now = before.size <= size ? await rootAt(treeOf(tx, tenant, size), before.size) : null
  if (!now?.equals(before.root)) throw new Error(`The log of ${tenant} was changed: its first ${before.size} entries no longer have the root that was signed. No new head is signed.`)
}

/** The newest head as it is published: with the cosignatures that it has by now. */
export async function publishedHead(db: Db, tenant: string): Promise<(Head & { readonly lines: readonly { witness: string; line: string; at: Date }[] }) | null> {
  const head = await newestHead(db, tenant)
  if (!head) return null
  const lines = await db.selectFrom('log_cosignature').select(['witness', 'line', 'at']).where('tenant', '=', tenant).where('size', '=', head.size).orderBy('witness').execute()
  return { ...head, note: head.note + lines.map((l) => l.line).join(''), lines }
}
