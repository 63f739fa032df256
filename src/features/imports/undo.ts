import type { House } from '../../feature.ts'
import { Problem } from '../../lib/problem.ts'
import { append } from '../../record/append.ts'
import { readStatements } from '../../record/read.ts'
import { annulWholeEnrolment, enrolmentById } from '../cohorts/index.ts'
import { actorScope } from '../people/index.ts'
import type { ShownBatch } from './batch.ts'
import { JOB } from './entering.ts'
import { notedMarkById } from './noted-mark.ts'
import { markAnnulled } from './statements.ts'
import { NOT_NOW } from './words.ts'

/** Kinds whose rows can be taken back here. */
export const UNDOABLE = ['padron', 'notas', 'acta_cierre'] as const

export async function startUndo(house: House, batch: ShownBatch): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    const started = await tx.updateTable('import_batch').set({ state: 'undoing', touched: house.clock() }).where('id', '=', batch.id).where('state', '=', 'done').where('kind', 'in', [...UNDOABLE]).returning('id').executeTakeFirst()
    if (!started) throw new Problem(409, 'started', NOT_NOW)
    await house.enqueue(tx, JOB, { batch: batch.id }, { key: `${JOB} ${batch.id}` })
  })
}

const AT_ONCE = 200

/** Takes back row by row what a batch made, where nothing was built upon it; false when the time was over before the end. */
export async function undoBatch(house: House, batch: ShownBatch, until: number): Promise<boolean> {
  let after = 0
  for (;;) {
    const rows = await house.db.selectFrom('import_row').select(['n', 'made']).where('batch', '=', batch.id).where('outcome', '=', 'entered').where('n', '>', after).orderBy('n').limit(AT_ONCE).execute()
    if (rows.length === 0) return true
    for (const { n, made } of rows) if (made && await undoRow(house, batch, made)) await house.db.updateTable('import_row').set({ outcome: 'undone' }).where('batch', '=', batch.id).where('n', '=', n).execute()
    after = rows.at(-1)?.n ?? after
    await house.db.updateTable('import_batch').set({ touched: house.clock() }).where('id', '=', batch.id).execute()
    if (performance.now() > until) return false
  }
}

async function undoRow(house: House, batch: ShownBatch, made: string): Promise<boolean> {
  if (batch.kind === 'padron') return undoEnrolment(house, batch, made)
  if (batch.kind === 'notas') return undoMark(house, batch, made)
  const [region = '', sex = ''] = made.split(' ')
  await house.db.deleteFrom('closing_claim').where('batch', '=', batch.id).where('region', '=', region).where('sex', '=', sex).execute()
  return true
}

/** An enrolment under which nothing was done yet. */
async function undoEnrolment(house: House, batch: ShownBatch, enrolment: string): Promise<boolean> {
  const row = await enrolmentById(house.db, enrolment)
  if (!row || row.state !== 'active') return row?.state === 'annulled'
  const told = await readStatements(house.db, batch.tenant, { actors: [row.agent] })
  if (told.some((s) => s.registration === enrolment && s.id !== row.statement)) return false
  await annulWholeEnrolment(house, batch.tenant, enrolment, 'typing-error', batch.staff)
  return true
}

async function undoMark(house: House, batch: ShownBatch, statement: string): Promise<boolean> {
  const known = await notedMarkById(house.db, statement)
  if (!known) return false
  await append(house, { scopes: [actorScope(batch.tenant, known.agent)] }, async (tx) => {
    const mark = await notedMarkById(tx, statement)
    return mark && !mark.annulled ? [markAnnulled({ tenant: mark.tenant, agent: mark.agent, enrolment: mark.enrolment, by: batch.staff, at: house.clock() }, statement)] : []
  })
  return true
}
