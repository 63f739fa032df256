import { sql } from 'kysely'
import type { House } from '../../feature.ts'
import type { Db } from '../../lib/database.ts'
import { Problem } from '../../lib/problem.ts'
import { certificationOf } from './certification.ts'
import { approveOneOfMany, ISSUE_MANY_JOB } from './deciding.ts'
import type { Kind } from './statements.ts'

interface BatchTable { id: string; tenant: string; by: string; at: Date; done: Date | null }
interface BatchRowTable { batch: string; enrolment: string; kind: Kind; outcome: string | null }

declare module '../../lib/database.ts' {
  interface Tables { approval_batch: BatchTable; approval_batch_row: BatchRowTable }
}

export const BATCH_JOB = 'approve-batch'
/** Persons in one run of the job; then it stands in line again, so that other work has its turn. */
const AT_ONCE = 500
const READ = 50

export interface BatchProgress extends BatchTable {
  readonly total: number
  readonly left: number
  readonly approved: number
  /** Of the approved, those whose paper was issued. */
  readonly issued: number
}

/**
 * Everything that waits for an approver, as one batch under an id that the form carries: the same form twice is one batch. What this
 * approver proposed herself is left to somebody else. Answers how many there are; 0 makes no batch.
 */
export async function startBatch(house: House, tenant: string, id: string, by: string): Promise<number> {
  return house.db.transaction().execute(async (tx) => {
    const made = await tx.insertInto('approval_batch').values({ id, tenant, by, at: house.clock(), done: null }).onConflict((same) => same.column('id').doNothing()).executeTakeFirst()
    if (made.numInsertedOrUpdatedRows === 0n) return 1
    const { numAffectedRows } = await sql`insert into approval_batch_row (batch, enrolment, kind)
      select ${id}, enrolment, kind from certification where tenant = ${tenant} and step = 'proposed' and proposer is distinct from ${by}`.execute(tx)
    if (Number(numAffectedRows ?? 0) === 0) {
      await tx.deleteFrom('approval_batch').where('id', '=', id).execute()
      return 0
    }
    await house.enqueue(tx, BATCH_JOB, { batch: id }, { key: `approve-batch:${id}` })
    return Number(numAffectedRows)
  })
}

/** How many wait, and how many of them this approver proposed herself. */
export async function waitingCount(db: Db, tenant: string, by: string): Promise<{ all: number; own: number }> {
  const { rows } = await sql<{ all: number; own: number }>`select count(*)::int as all, count(*) filter (where proposer = ${by})::int as own
    from certification where tenant = ${tenant} and step = 'proposed'`.execute(db)
  return rows[0] ?? { all: 0, own: 0 }
}

/**
 * Approves the next persons of a batch, each with an act of its own under her own lock and with every check of a single approval. Dies
 * the server, the next run goes on with who is left; who was approved before her row was written is found so and not approved twice.
 */
export async function runBatch(house: House, id: string): Promise<void> {
  const batch = await batchById(house.db, id)
  if (!batch || batch.done) return
  for (let n = 0; n < AT_ONCE; n += READ) {
    const rows = await house.db.selectFrom('approval_batch_row').select(['batch', 'enrolment', 'kind', 'outcome']).where('batch', '=', id).where('outcome', 'is', null).limit(READ).execute()
    const approvals: string[] = []
    for (const row of rows) {
      const { outcome, approval } = await approveOne(house, batch, row)
      if (approval !== null) approvals.push(approval)
      await house.db.updateTable('approval_batch_row').set({ outcome }).where('batch', '=', id).where('enrolment', '=', row.enrolment).where('kind', '=', row.kind).execute()
    }
    // Dies the server before this line, the job for what is owed finds them.
    if (approvals.length > 0) await house.db.transaction().execute((tx) => house.enqueue(tx, ISSUE_MANY_JOB, { tenant: batch.tenant, approvals }))
    if (rows.length < READ) {
      await house.db.updateTable('approval_batch').set({ done: house.clock() }).where('id', '=', id).execute()
      return
    }
  }
  await house.db.transaction().execute((tx) => house.enqueue(tx, BATCH_JOB, { batch: id }, { key: `approve-batch:${id}` }))
}

/** The approval's statement where it was made just now; null where it was made before, or was refused. */
async function approveOne(house: House, batch: BatchTable, { enrolment, kind }: BatchRowTable): Promise<{ outcome: string; approval: string | null }> {
  try {
    return { outcome: 'approved', approval: await approveOneOfMany(house, { tenant: batch.tenant, enrolment, kind, by: batch.by }) }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const before = error.code === 'approved-already' ? await certificationOf(house.db, enrolment, kind) : undefined
    const own = before?.approver === batch.by && before.since >= batch.at
    return { outcome: own ? 'approved' : error.code, approval: own ? before.approval : null }
  }
}

/** Batches that a lost queue left behind stand in line again. */
export async function resumeBatches(house: House): Promise<void> {
  const open = await house.db.selectFrom('approval_batch').select('id').where('done', 'is', null).orderBy('at').limit(100).execute()
  for (const { id } of open) await house.db.transaction().execute((tx) => house.enqueue(tx, BATCH_JOB, { batch: id }, { key: `approve-batch:${id}` }))
}

async function batchById(db: Db, id: string): Promise<BatchTable | undefined> {
  return db.selectFrom('approval_batch').select(['id', 'tenant', 'by', 'at', 'done']).where('id', '=', id).executeTakeFirst()
}

export async function progressOf(db: Db, tenant: string, id: string): Promise<BatchProgress | null> {
  const batch = await batchById(db, id)
  if (!batch || batch.tenant !== tenant) return null
  const { rows: [row] } = await sql<{ total: number; left: number; approved: number; issued: number }>`
    select count(*)::int as total, count(*) filter (where r.outcome is null)::int as left, count(*) filter (where r.outcome = 'approved')::int as approved,
      count(*) filter (where r.outcome = 'approved' and c.step = 'issued')::int as issued
    from approval_batch_row r left join certification c on c.enrolment = r.enrolment and c.kind = r.kind where r.batch = ${id}`.execute(db)
  return { ...batch, ...(row ?? { total: 0, left: 0, approved: 0, issued: 0 }) }
}

/** Who was not approved and why: the first hundred. */
export async function refusedIn(db: Db, id: string): Promise<{ enrolment: string; kind: Kind; outcome: string }[]> {
  const rows = await db.selectFrom('approval_batch_row').select(['enrolment', 'kind', 'outcome']).where('batch', '=', id)
    .where('outcome', 'is not', null).where('outcome', '<>', 'approved').orderBy('enrolment').limit(100).execute()
  return rows.map((r) => ({ ...r, outcome: r.outcome ?? '' }))
}

/** The last batches of a programme. */
export async function batchesOf(db: Db, tenant: string): Promise<BatchTable[]> {
  return db.selectFrom('approval_batch').select(['id', 'tenant', 'by', 'at', 'done']).where('tenant', '=', tenant).orderBy('at', 'desc').limit(5).execute()
}
