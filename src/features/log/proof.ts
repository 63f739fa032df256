import type { Db } from '../../lib/database.ts'
import { parseCheckpoint, type Checkpoint } from '../../lib/tlog/checkpoint.ts'
import { parseNote } from '../../lib/tlog/note.ts'
import type { ProofFile } from '../../lib/tlog/proof-file.ts'
import { consistencyProof, inclusionProof } from '../../lib/tlog/proofs.ts'
import { readStatements } from '../../record/read.ts'
import type { Stored } from '../../record/statement.ts'
import { activity } from '../programmes/index.ts'
import { publishedHead, treeOf, type Head } from './checkpoints.ts'
import { entrySalt, entrySecret, openedBy, openingOf, veiled } from './commitment.ts'
import { LOGGED, whose } from './logged.ts'
import './tables.ts'

/** An act with the number of its entry. */
export interface Entered { readonly n: number; readonly act: Stored }

/** The entries that the newest signed head covers of acts about one activity, in order; empty before there are any. */
export async function entriesAbout(db: Db, tenant: string, kind: 'credentials' | 'releases', id: string, size: number): Promise<Entered[]> {
  const { id: object } = activity(tenant, kind, id)
  const acts = (await readStatements(db, tenant, { among: [object], verbs: LOGGED })).filter((act) => act.object === object && act.authority === 'command')
  const entry = await entriesOf(db, tenant, acts.map((act) => act.pos))
  return acts.flatMap((act) => {
    const n = entry.get(act.pos)
    return n === undefined || n >= size ? [] : [{ n, act }]
  })
}

/** The number of the entry of the act at each of these positions; those that have none yet are left out. */
export async function entriesOf(db: Db, tenant: string, positions: readonly number[]): Promise<Map<number, number>> {
  const found = new Map<number, number>()
  for (let i = 0; i < positions.length; i += 5000) {
    for (const row of await db.selectFrom('log_entry').select(['n', 'pos']).where('tenant', '=', tenant).where('pos', 'in', positions.slice(i, i + 5000)).execute()) found.set(row.pos, row.n)
  }
  return found
}

/** The proof of every entry about one certificate or one published cut; null when no head covers it yet, or it cannot be opened any more. */
export async function proofAbout(db: Db, tenant: string, kind: 'credentials' | 'releases', id: string): Promise<ProofFile | null> {
  const head = await publishedHead(db, tenant)
  if (!head) return null
  const tree = treeOf(db, tenant, head.size)
  const entries: ProofFile['entries'] = []
  for (const { n, act } of await entriesAbout(db, tenant, kind, id, head.size)) {
    const salt = (await db.selectFrom('log_salt').select('salt').where('tenant', '=', tenant).where('agent', '=', whose(act)).executeTakeFirst())?.salt
    if (!salt) return null
    const row = await db.selectFrom('log_entry').select('commitment').where('tenant', '=', tenant).where('n', '=', n).executeTakeFirst()
    const opened = row && openedBy(openingOf(act), salt, row.commitment)
    // An entry of before acts were veiled would tell who she is. One that fits no act is shown as it should be: the reader sees that it does not.
    if (opened?.form === 1) return null
    const secret = opened?.secret ?? entrySecret(salt, act.pos)
    entries.push({ index: n, path: base64(await inclusionProof(tree, n, head.size)), act: { ...veiled(openingOf(act), secret) }, salt: entrySalt(secret).toString('base64') })
  }
  const first = entries[0] && await headCovering(db, tenant, entries[0].index)
  if (!first) return null
  return { log: head.origin, checkpoint: head.note, first: { checkpoint: first.note, path: base64(await consistencyProof(tree, first.size, head.size)) }, entries }
}

const base64 = (hashes: readonly Buffer[]): string[] => hashes.map((hash) => hash.toString('base64'))

/** The first head that was signed with this entry below it, with its cosignatures. */
export async function headCovering(db: Db, tenant: string, n: number): Promise<(Checkpoint & Pick<Head, 'note' | 'made'> & { readonly witnesses: number }) | null> {
  const row = await db.selectFrom('log_checkpoint').select(['note', 'made', 'size']).where('tenant', '=', tenant).where('size', '>', n).orderBy('size').limit(1).executeTakeFirst()
  const head = row && parseCheckpoint(parseNote(row.note)?.text ?? '')
  if (!row || !head) return null
  const lines = await db.selectFrom('log_cosignature').select('line').where('tenant', '=', tenant).where('size', '=', head.size).orderBy('witness').execute()
  return { ...head, made: row.made, note: row.note + lines.map((l) => l.line).join(''), witnesses: lines.length }
}
