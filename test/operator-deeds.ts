import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { checkpointText } from '../src/lib/tlog/checkpoint.ts'
import { signatureLine, type NoteSigner } from '../src/lib/tlog/note.ts'
import { rootAt } from '../src/lib/tlog/proofs.ts'
import { treeOf } from '../src/features/log/checkpoints.ts'
import { T, type AuditPlace } from './audit-place.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** An act of the record whose entry can be opened, away from the edges. */
export async function anAct(place: AuditPlace, verb: string, after = 40): Promise<{ pos: number; n: number }> {
  const { rows: [row] } = await sql<{ pos: number; n: number }>`select e.pos, e.n from log_entry e join statement s on s.tenant = e.tenant and s.pos = e.pos
    join log_salt a on a.tenant = e.tenant and a.agent = coalesce(s.actor, '')
    where e.tenant = ${T} and e.n >= ${after} and a.salt is not null and s.verb like ${`%/${verb}`} order by e.n limit 1`.execute(place.house.db)
  return row ?? assert.fail(`no ${verb} after entry ${after}`)
}

export async function sizeOf(place: AuditPlace): Promise<number> {
  return (await place.house.db.selectFrom('log').select('size').where('tenant', '=', T).executeTakeFirstOrThrow()).size
}

/** Signs a head with any key, for what the rows say or for any root, and shows it as the newest. */
export async function sign(place: AuditPlace, size: number, { root, key = place.logKey, under = size }: { root?: Buffer; key?: NoteSigner; under?: number } = {}): Promise<void> {
  const text = checkpointText({ origin: key.name, size, root: root ?? await rootAt(treeOf(place.house.db, T, under), under) })
  const note = `${text}\n${signatureLine(text, key)}`.replaceAll("'", "''")
  await place.operator(`delete from log_checkpoint where tenant = '${T}' and size >= ${size}`,
    `insert into log_checkpoint (tenant, size, note, made, asked) values ('${T}', ${size}, '${note}', now(), '{}')`)
}

/** The log hashed anew over whatever entries there are, and signed: what an operator does who holds the key. */
export async function hashAnew(place: AuditPlace): Promise<void> {
  const { grow, EMPTY_EDGE, rowHash } = await import('../src/lib/tlog/tiles.ts')
  const { leafHash } = await import('../src/lib/tlog/hash.ts')
  const rows = await place.house.db.selectFrom('log_entry').select('commitment').where('tenant', '=', T).orderBy('n').execute()
  const { full } = grow(EMPTY_EDGE, rows.map((row) => leafHash(row.commitment)))
  await place.operator(`delete from log_node where tenant = '${T}'`, `delete from log_checkpoint where tenant = '${T}'`, `delete from log_cosignature where tenant = '${T}'`, `update log set size = ${rows.length} where tenant = '${T}'`,
    ...full.map((t) => `insert into log_node (tenant, level, n, hash) values ('${T}', ${t.level + 1}, ${t.index}, decode('${rowHash(t.bytes).toString('hex')}', 'hex'))`))
  await sign(place, rows.length)
}

export interface CutFiles { readonly files: Record<string, string>; recount: string; manifest: { counts: number[]; pos: number; [more: string]: unknown } }

/** Edits a cut in the database; with `follow` the manifest names the files as they are then, and every hash that is kept is made anew. */
export async function editCut(place: AuditPlace, name: string, edit: (cut: CutFiles) => void, follow: boolean): Promise<void> {
  const [month = '', revision = ''] = name.split('.')
  const { db } = place.house
  const row = await db.selectFrom('data_release').select('files').where('tenant', '=', T).where('month', '=', month).where('revision', '=', Number(revision)).executeTakeFirstOrThrow()
  const recount = (await db.selectFrom('data_release_recount').select('text').where('tenant', '=', T).where('month', '=', month).where('revision', '=', Number(revision)).executeTakeFirstOrThrow()).text
  const cut: CutFiles = { files: { ...row.files }, recount, manifest: JSON.parse(row.files['release.json'] ?? '') as CutFiles['manifest'] }
  edit(cut)
  const { 'release.json': _old, ...others } = cut.files
  if (follow) cut.manifest.files = Object.fromEntries([...Object.entries(others), ['recount.csv', cut.recount] as const].map(([file, text]) => [file, sha256(text)]))
  cut.files['release.json'] = JSON.stringify(cut.manifest, null, 2) + '\n'
  const hashes = Object.fromEntries([...Object.entries(cut.files), ['recount.csv', cut.recount] as const].map(([file, text]) => [file, sha256(text)]))
  const quoted = (value: unknown): string => `'${(typeof value === 'string' ? value : JSON.stringify(value)).replaceAll("'", "''")}'`
  const where = `tenant = '${T}' and month = '${month}' and revision = ${revision}`
  await place.operator(`update data_release set files = ${quoted(cut.files)}::jsonb${follow ? `, hashes = ${quoted(hashes)}::jsonb` : ''} where ${where}`,
    `update data_release_recount set text = ${quoted(cut.recount)} where ${where}`)
}

/** The lines of a CSV with one of them changed: the first that fits. */
export function changeLine(text: string, fits: RegExp, change: (line: string) => string | null): string {
  const lines = text.split('\r\n')
  const at = lines.findIndex((line, i) => i > 0 && fits.test(line))
  assert.ok(at > 0, `no line like ${fits}`)
  const changed = change(lines[at] ?? '')
  return [...lines.slice(0, at), ...(changed === null ? [] : [changed]), ...lines.slice(at + 1)].join('\r\n')
}
