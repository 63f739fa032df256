import type { House } from '../../feature.ts'
import type { Db } from '../../lib/database.ts'
import { checkpointText, parseCheckpoint, type Checkpoint } from '../../lib/tlog/checkpoint.ts'
import { ED25519, parseNote, signatureLine, signerOf, type NoteSigner } from '../../lib/tlog/note.ts'
import { rootAt, type Tree } from '../../lib/tlog/proofs.ts'
import { whyNotAsSigned } from './check-rows.ts'
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
 * Signs the present head, once for each size, after every entry was hashed anew. Two heads that do not go together are never signed: when the
 * rows are not what was signed before, it keeps why for the status page and the public one, and throws an Error that says so.
 */
export async function signHead(house: House, tenant: string): Promise<void> {
  const refused = await house.db.transaction().execute(async (tx) => {
    const { origin, size } = await lockedLog(house, tx, tenant)
    const before = await newestHead(tx, tenant)
    const why = await whyNotAsSigned(tx, tenant, size, before)
    if (why !== null || size === 0 || before?.size === size) return why
    const text = checkpointText({ origin, size, root: await rootAt(treeOf(tx, tenant, size), size) })
    const asked = (house.config.witnesses ?? []).map((w) => w.key.name)
    await tx.insertInto('log_checkpoint').values({ tenant, size, note: `${text}\n${signatureLine(text, logSigner(house, origin))}`, made: house.clock(), asked }).execute()
    return null
  })
  await house.db.updateTable('log').set({ refused }).where('tenant', '=', tenant).execute()
  if (refused !== null) throw new Error(`The log of ${tenant} was changed: ${refused}. No new head is signed.`)
}

/** Why no head is signed at present; null when nothing is in the way. */
export async function refusedOf(db: Db, tenant: string): Promise<string | null> {
  return (await db.selectFrom('log').select('refused').where('tenant', '=', tenant).executeTakeFirst())?.refused ?? null
}

/** The newest head as it is published: with the cosignatures that it has by now. */
export async function publishedHead(db: Db, tenant: string): Promise<(Head & { readonly lines: readonly { witness: string; line: string; at: Date }[] }) | null> {
  const head = await newestHead(db, tenant)
  if (!head) return null
  const lines = await db.selectFrom('log_cosignature').select(['witness', 'line', 'at']).where('tenant', '=', tenant).where('size', '=', head.size).orderBy('witness').execute()
  return { ...head, note: head.note + lines.map((l) => l.line).join(''), lines }
}
