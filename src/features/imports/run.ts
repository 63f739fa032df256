import type { House } from '../../feature.ts'
import { Problem } from '../../lib/problem.ts'
import { partOf, type ShownBatch } from './batch.ts'
import { readingOf, readRow, type ReadRow } from './check.ts'
import { JOB, keepResults, rowsDone, type Entering, type Result } from './entering.ts'
import { enterActa } from './run-acta.ts'
import { enterAsistencia } from './run-asistencia.ts'
import { enterNotas } from './run-notas.ts'
import { enterPadron } from './run-padron.ts'
import { undoBatch } from './undo.ts'
import { NOT_NOW } from './words.ts'

/** A job gives way after so long and goes on as a new one, so that a server can stop. */
const SLICE_MS = 20_000
/** Whoever was stopped in the middle is taken up again after so long. */
const STALE_MS = 60_000

/** Starts what was previewed; 409 when it was started before. */
export async function startBatch(house: House, batch: ShownBatch): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    const started = await tx.updateTable('import_batch').set({ state: 'running', touched: house.clock() }).where('id', '=', batch.id).where('state', '=', 'asking').where('preview', 'is not', null).returning('id').executeTakeFirst()
    if (!started) throw new Problem(409, 'started', NOT_NOW)
    await house.enqueue(tx, JOB, { batch: batch.id }, { key: `${JOB} ${batch.id}` })
  })
}

/** Tries the rows that came back once more, against how things stand now; those that entered are left alone. */
export async function retryBatch(house: House, batch: ShownBatch): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    const again = await tx.updateTable('import_batch').set({ state: 'running', done_parts: 0, touched: house.clock() }).where('id', '=', batch.id).where('state', '=', 'done').where('sealed_file', 'is not', null).returning('id').executeTakeFirst()
    if (!again) throw new Problem(409, 'started', NOT_NOW)
    await tx.deleteFrom('import_row').where('batch', '=', batch.id).where('outcome', '=', 'bad').execute()
    await house.enqueue(tx, JOB, { batch: batch.id }, { key: `${JOB} ${batch.id}` })
  })
}

/** The job: goes on where it stopped, part by part, and gives way now and then. */
export async function runBatch(house: House, id: string): Promise<void> {
  const batch = await house.db.selectFrom('import_batch').selectAll().where('id', '=', id).executeTakeFirst()
  if (!batch || (batch.state !== 'running' && batch.state !== 'undoing')) return
  const until = performance.now() + SLICE_MS
  const finished = batch.state === 'undoing' ? await undoBatch(house, batch, until) : await runParts(house, batch, until)
  await house.db.transaction().execute(async (tx) => {
    if (!finished) return house.enqueue(tx, JOB, { batch: id }, { key: `${JOB} ${id}` })
    await tx.updateTable('import_batch').set({ state: batch.state === 'undoing' ? 'undone' : 'done', touched: house.clock() }).where('id', '=', id).where('state', '=', batch.state).execute()
  })
}

async function runParts(house: House, batch: ShownBatch, until: number): Promise<boolean> {
  const reading = await readingOf(house, batch)
  // Which rows came before decides what is there twice.
  for (let n = 0; n < batch.done_parts; n++) for (const row of await partOf(house, house.db, batch.id, n) ?? []) readRow(reading, row)
  for (let n = batch.done_parts; ; n++) {
    const part = await partOf(house, house.db, batch.id, n)
    if (!part) return true
    const done = await rowsDone(house.db, batch.id, part.map((row) => row.n))
    await enter({ house, batch, reading }, part.map((row) => readRow(reading, row)).filter((row) => !done.has(row.n)))
    await house.db.updateTable('import_batch').set({ done_parts: n + 1, touched: house.clock() }).where('id', '=', batch.id).execute()
    if (performance.now() > until) return false
  }
}

async function enter(entering: Entering, rows: readonly ReadRow[]): Promise<void> {
  const bad = rows.flatMap((row): Result[] => (row.ok ? [] : [{ n: row.n, outcome: 'bad', faults: row.faults }]))
  await keepResults(entering.house, entering.house.db, entering.batch.id, bad)
  const good = rows.filter((row) => row.ok)
  await enterPadron(entering, good.filter((row) => row.kind === 'padron'))
  await enterAsistencia(entering, good.filter((row) => row.kind === 'asistencia'))
  await enterNotas(entering, good.filter((row) => row.kind === 'notas'))
  await enterActa(entering, good.filter((row) => row.kind === 'acta_cierre'))
}

/** Takes up what a stopped server left. */
export async function resumeStale(house: House): Promise<void> {
  const before = new Date(house.clock().getTime() - STALE_MS)
  const stale = await house.db.selectFrom('import_batch').select('id').where('state', 'in', ['running', 'undoing']).where('touched', '<', before).execute()
  for (const { id } of stale) {
    await house.db.transaction().execute(async (tx) => {
      await tx.updateTable('import_batch').set({ touched: house.clock() }).where('id', '=', id).execute()
      await house.enqueue(tx, JOB, { batch: id }, { key: `${JOB} ${id}` })
    })
  }
}
