import { createHash, randomUUID } from 'node:crypto'
import { sql, type Selectable } from 'kysely'
import type { House } from '../../feature.ts'
import type { Db, Tables } from '../../lib/database.ts'
import { derive, seal, unseal } from '../../lib/keys.ts'
import { Problem } from '../../lib/problem.ts'
import type { SheetRow } from '../../lib/sheet/cells.ts'
import { LIMITS, tooManyRows } from '../../lib/sheet/limits.ts'
import { eachRow, openFile, type OpenFile } from '../../lib/sheet/open.ts'
import type { Fault } from './row-values.ts'
import type { Kind } from './kinds.ts'
import { candidates, layoutOf, type Answers, type Layout } from './layout.ts'
import type { BatchState } from './tables.ts'
import { NO_FILE, UNKNOWN } from './words.ts'

/** For so many days an uploaded file is kept, sealed, for being handed back. */
export const IMPORT_DAYS = 30
export const ROWS_A_PART = 500

export type Batch = Selectable<Tables['import_batch']>

const SHOWN = ['id', 'tenant', 'kind', 'organisation', 'staff', 'at', 'file_hash', 'file_kind', 'sealed_name', 'state', 'layout', 'answers', 'preview', 'rows', 'done_parts', 'touched'] as const
export type ShownBatch = Omit<Batch, 'sealed_file'>

const keyOf = (house: Pick<House, 'keys'>): Buffer => derive(house.keys, 'field', 'imports')
const sealed = (house: Pick<House, 'keys'>, context: string, plain: Buffer | string): Buffer => seal(keyOf(house), `import ${context}`, plain)
const unsealed = (house: Pick<House, 'keys'>, context: string, bytes: Buffer): Buffer => unseal(keyOf(house), `import ${context}`, bytes)

export interface Upload {
  readonly tenant: string
  readonly kind: Kind
  readonly organisation: string | null
  readonly staff: string
  readonly name: string
  readonly bytes: Buffer
}

/** Reads an upload and keeps it, sealed, with nothing done yet. The same file again is the batch that is there. A Problem says what is wrong with the file. */
export async function takeIn(house: House, upload: Upload): Promise<{ id: string; known: boolean }> {
  const { tenant, kind, organisation, bytes } = upload
  const hash = createHash('sha256').update(bytes).digest('hex')
  const before = await batchOfFile(house, upload, hash)
  if (before) return { id: before, known: true }
  const file = await openFile(bytes)
  const [best, ...others] = await candidates(kind, file)
  const id = randomUUID()
  const read = others.length === 0 && best ? await readSheet(kind, file, best.sheet) : null
  const now = house.clock()
  const made = await house.db.transaction().execute(async (tx) => {
    const added = await tx.insertInto('import_batch').values({
      id, tenant, kind, organisation, staff: upload.staff, at: now, file_hash: hash, file_kind: file.kind, sealed_name: sealed(house, `name ${id}`, upload.name.slice(0, 120)),
      sealed_file: sealed(house, `file ${id}`, bytes), state: 'asking', layout: read ? JSON.stringify(read.layout) : null, answers: JSON.stringify({}), preview: null, rows: read?.rows.length ?? 0, touched: now,
    }).onConflict((oc) => oc.doNothing()).returning('id').executeTakeFirst()
    if (added && read) await keepRows(house, tx, id, read.rows)
    return added !== undefined
  })
  // The same file twice at once: the other request was first.
  return made ? { id, known: false } : { id: await batchOfFile(house, upload, hash) ?? id, known: true }
}

async function batchOfFile(house: House, { tenant, kind, organisation }: Upload, hash: string): Promise<string | null> {
  const row = await house.db.selectFrom('import_batch').select('id').where('tenant', '=', tenant).where('kind', '=', kind).where('file_hash', '=', hash)
    .where(sql<boolean>`coalesce(organisation, '') = ${organisation ?? ''}`).executeTakeFirst()
  return row?.id ?? null
}

/** The rows below the headings of one sheet, and where its columns are. */
async function readSheet(kind: Kind, file: OpenFile, sheet: number): Promise<{ layout: Layout; rows: SheetRow[] }> {
  const found = (await candidates(kind, file)).find((f) => f.sheet === sheet)
  if (!found) throw new Problem(422, 'no-sheet', UNKNOWN)
  const rows: SheetRow[] = []
  let widest = 0
  await eachRow(file, sheet, (row) => {
    widest = Math.max(widest, row.cells.length)
    if (row.n > found.row.n) rows.push(row)
  })
  const layout = layoutOf(file, found, widest)
  // A row with nothing but the reasons of an earlier return is none.
  const filled = rows.filter((row) => row.cells.some((cell, i) => cell !== undefined && i !== layout.reasonColumn))
  if (filled.length > LIMITS.rows) throw tooManyRows()
  return { layout, rows: filled }
}

async function keepRows(house: House, db: Db, id: string, rows: readonly SheetRow[]): Promise<void> {
  for (let n = 0; n * ROWS_A_PART < rows.length; n++) {
    const part = JSON.stringify(rows.slice(n * ROWS_A_PART, (n + 1) * ROWS_A_PART))
    await db.insertInto('import_part').values({ batch: id, n, sealed: sealed(house, `part ${id} ${n}`, part) }).execute()
  }
}

/** Reads another sheet of a file that is not begun. */
export async function chooseSheet(house: House, batch: ShownBatch, sheet: number): Promise<void> {
  const { layout, rows } = await readSheet(batch.kind, await openFile(await fileOf(house, batch)), sheet)
  await house.db.transaction().execute(async (tx) => {
    await tx.deleteFrom('import_part').where('batch', '=', batch.id).execute()
    await keepRows(house, tx, batch.id, rows)
    await tx.updateTable('import_batch').set({ layout: JSON.stringify(layout), rows: rows.length, preview: null }).where('id', '=', batch.id).where('state', '=', 'asking').execute()
  })
}

/** The names of the sheets that may hold the table. */
export async function sheetsOf(house: House, batch: ShownBatch): Promise<{ sheet: number; name: string }[]> {
  const file = await openFile(await fileOf(house, batch))
  return (await candidates(batch.kind, file)).map(({ sheet }) => ({ sheet, name: file.sheets[sheet]?.name ?? '' }))
}

/** The file as it came; 410 when its days are over. */
export async function fileOf(house: House, batch: Pick<Batch, 'id'>): Promise<Buffer> {
  const row = await house.db.selectFrom('import_batch').select('sealed_file').where('id', '=', batch.id).executeTakeFirst()
  if (!row?.sealed_file) throw new Problem(410, 'file-gone', NO_FILE)
  return unsealed(house, `file ${batch.id}`, row.sealed_file)
}

export async function batchOf(db: Db, tenant: string, id: string, organisation: string | null): Promise<ShownBatch> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) throw new Problem(404, 'unknown-import', UNKNOWN)
  const row = await db.selectFrom('import_batch').select(SHOWN).where('id', '=', id).where('tenant', '=', tenant).executeTakeFirst()
  if (!row || (organisation !== null && row.organisation !== organisation)) throw new Problem(404, 'unknown-import', UNKNOWN)
  return row
}

export const BATCHES_A_PAGE = 25

/** What a list of batches asks for; null: every one. Names of files are sealed, so they are not searched. */
export interface WantedBatches { readonly kind: Kind | null; readonly state: BatchState | null; readonly page: number }

/** The latest batches, newest first. */
export async function batchesOf(db: Db, tenant: string, organisation: string | null, { kind, state, page }: WantedBatches): Promise<ShownBatch[]> {
  return db.selectFrom('import_batch').select(SHOWN).where('tenant', '=', tenant)
    .$if(organisation !== null, (q) => q.where('organisation', '=', organisation))
    .$if(kind !== null, (q) => q.where('kind', '=', kind ?? 'padron')).$if(state !== null, (q) => q.where('state', '=', state ?? 'done'))
    .orderBy('at', 'desc').orderBy('id').limit(BATCHES_A_PAGE + 1).offset((page - 1) * BATCHES_A_PAGE).execute()
}

export function nameOf(house: Pick<House, 'keys'>, batch: Pick<Batch, 'id' | 'sealed_name'>): string {
  return unsealed(house, `name ${batch.id}`, batch.sealed_name).toString('utf8')
}

/** One part of its rows, or null past the last. */
export async function partOf(house: House, db: Db, batch: string, n: number): Promise<SheetRow[] | null> {
  const row = await db.selectFrom('import_part').select('sealed').where('batch', '=', batch).where('n', '=', n).executeTakeFirst()
  // Only keepRows writes it.
  return row ? JSON.parse(unsealed(house, `part ${batch} ${n}`, row.sealed).toString('utf8')) as SheetRow[] : null
}

export async function rowsOf(house: House, batch: string): Promise<SheetRow[]> {
  const rows: SheetRow[] = []
  for (let n = 0; ; n++) {
    const part = await partOf(house, house.db, batch, n)
    if (!part) return rows
    rows.push(...part)
    await new Promise((go) => setImmediate(go))
  }
}

export async function saveAnswers(house: House, batch: string, answers: Answers): Promise<void> {
  await house.db.updateTable('import_batch').set({ answers: JSON.stringify(answers), preview: null }).where('id', '=', batch).where('state', '=', 'asking').execute()
}

export function sealFaults(house: Pick<House, 'keys'>, batch: string, n: number, faults: readonly Fault[]): Buffer {
  return sealed(house, `faults ${batch} ${n}`, JSON.stringify(faults))
}

export interface BadRow { readonly n: number; readonly faults: readonly Fault[] }

/** Rows that came back, in order. */
export async function badRows(house: House, batch: string, limit?: number): Promise<BadRow[]> {
  const all = house.db.selectFrom('import_row').select(['n', 'sealed_faults']).where('batch', '=', batch).where('outcome', '=', 'bad').orderBy('n')
  const rows = await (limit === undefined ? all : all.limit(limit)).execute()
  return rows.map(({ n, sealed_faults }) => ({ n, faults: sealed_faults ? JSON.parse(unsealed(house, `faults ${batch} ${n}`, sealed_faults).toString('utf8')) as Fault[] : [] }))
}

/** How many rows came to what. */
export async function outcomesOf(db: Db, batch: string): Promise<Record<'entered' | 'already' | 'bad' | 'undone', number>> {
  const rows = await db.selectFrom('import_row').select(['outcome', sql<number>`count(*)::int`.as('n')]).where('batch', '=', batch).groupBy('outcome').execute()
  return { entered: 0, already: 0, bad: 0, undone: 0, ...Object.fromEntries(rows.map((r) => [r.outcome, r.n])) }
}

/** Files and rows whose days are over go; what came of each row stays. */
export async function sweepFiles(house: House): Promise<void> {
  const before = new Date(house.clock().getTime() - IMPORT_DAYS * 86_400_000)
  await house.db.deleteFrom('import_batch').where('state', '=', 'asking').where('at', '<', before).execute()
  const gone = await house.db.updateTable('import_batch').set({ sealed_file: null }).where('at', '<', before).where('sealed_file', 'is not', null).where('state', 'in', ['done', 'undone']).returning('id').execute()
  for (const { id } of gone) {
    await house.db.deleteFrom('import_part').where('batch', '=', id).execute()
    await house.db.updateTable('import_row').set({ sealed_faults: null }).where('batch', '=', id).execute()
  }
}

/** How many tables that she brought are not through, by programme. */
export async function unfinishedBy(db: Db, staff: string): Promise<{ tenant: string; n: number }[]> {
  return db.selectFrom('import_batch').select(['tenant', sql<number>`count(*)::int`.as('n')]).where('state', 'in', ['asking', 'running']).where('staff', '=', staff).groupBy('tenant').execute()
}
