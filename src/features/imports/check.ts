import type { House } from '../../feature.ts'
import type { SheetRow } from '../../lib/sheet/cells.ts'
import { fill } from '../../lib/text.ts'
import { claimedAlready } from '../people/index.ts'
import { COLUMNS } from './kinds.ts'
import { columnsOf, type Answers, type Layout } from './layout.ts'
import { knownNow, type Known } from './known.ts'
import { readActa, type ActaRow } from './read-acta.ts'
import { readAsistencia, type AsistenciaRow } from './read-asistencia.ts'
import { readNotas, type NotaRow } from './read-notas.ts'
import { readPadron, type PadronRow } from './read-padron.ts'
import { rowReader, type Fault } from './row-values.ts'
import { rowsOf, type ShownBatch } from './batch.ts'
import { WRONG } from './words.ts'

/** What will happen, counted before anything does. */
export interface Preview {
  readonly good: number
  readonly bad: number
  /** Persons of good rows somebody already claims the documents of; null where a table makes no persons. */
  readonly known: number | null
  readonly fresh: number | null
  readonly sections: readonly { readonly id: string; readonly rows: number }[]
  readonly unread: readonly string[]
  readonly unkept: readonly string[]
  readonly faults: readonly { readonly n: number; readonly faults: readonly Fault[] }[]
  /** Rows that enter without a value of theirs; absent in previews of before. */
  readonly notes?: readonly { readonly n: number; readonly faults: readonly Fault[] }[]
}

export type ReadRow = { readonly n: number } & (
  | { readonly ok: false; readonly faults: readonly Fault[] }
  | ({ readonly ok: true; readonly notes: readonly Fault[] } & RowOf))

export type RowOf =
  | { readonly kind: 'padron'; readonly row: PadronRow }
  | { readonly kind: 'asistencia'; readonly row: AsistenciaRow }
  | { readonly kind: 'notas'; readonly row: NotaRow }
  | { readonly kind: 'acta_cierre'; readonly row: ActaRow }

export interface Reading {
  readonly kind: ShownBatch['kind']
  readonly layout: Layout
  readonly answers: Answers
  readonly known: Known
  /** The row of this file in which a key stood first; it goes on from part to part. */
  readonly seen: Map<string, number>
}

export async function readingOf(house: House, batch: ShownBatch): Promise<Reading> {
  if (!batch.layout) throw new Error(`import ${batch.id} has no sheet yet`)
  return { kind: batch.kind, layout: batch.layout, answers: batch.answers, known: await knownNow(house, batch.tenant, batch.organisation), seen: new Map() }
}

/** Reads one row: its values, or everything that is wrong with it. */
export function readRow(reading: Reading, row: SheetRow): ReadRow {
  const { kind, layout, answers, known, seen } = reading
  const reader = rowReader(kind, layout, answers, row)
  const read = rowOf(kind)
  const twice = read ? seen.get(read.row.key) : undefined
  if (read && twice === undefined) seen.set(read.row.key, row.n)
  if (read && twice !== undefined && twice !== row.n) reader.wrong(null, fill(WRONG[kind === 'padron' ? 'twice' : kind === 'acta_cierre' ? 'claimTwice' : 'marksTwice'], { row: twice }))
  return read && reader.faults.length === 0 ? { n: row.n, ok: true, notes: reader.notes, ...read } : { n: row.n, ok: false, faults: reader.faults }

  function rowOf(of: typeof kind): RowOf | null {
    if (of === 'padron') { const made = readPadron(reader, known, answers); return made && { kind: of, row: made } }
    if (of === 'asistencia') { const made = readAsistencia(reader, known, answers); return made && { kind: of, row: made } }
    if (of === 'notas') { const made = readNotas(reader, known); return made && { kind: of, row: made } }
    const made = readActa(reader)
    return made && { kind: of, row: made }
  }
}

const FAULTS_SHOWN = 50

/** Reads every row and counts, without writing anything. */
export async function previewOf(house: House, batch: ShownBatch): Promise<Preview> {
  const reading = await readingOf(house, batch)
  const results: ReadRow[] = []
  for (const row of await rowsOf(house, batch.id)) {
    results.push(readRow(reading, row))
    if (results.length % 500 === 0) await new Promise((go) => setImmediate(go))
  }
  const bad = results.filter((r) => !r.ok)
  const sections = new Map<string, number>()
  for (const r of results) {
    const id = r.ok && (r.kind === 'padron' || r.kind === 'asistencia') ? r.row.section.id : null
    if (id !== null) sections.set(id, (sections.get(id) ?? 0) + 1)
  }
  const documents = new Map(results.flatMap((r) => (r.ok && r.kind === 'padron' ? [[JSON.stringify(r.row.document), r.row.document] as const] : [])))
  const known = batch.kind === 'padron' ? await claimedAlready(house, house.db, [...documents.values()]) : null
  const columns = columnsOf(reading.layout, reading.answers)
  const used = new Set([...Object.values(columns), reading.layout.reasonColumn])
  return {
    good: results.length - bad.length, bad: bad.length, known, fresh: known === null ? null : documents.size - known,
    sections: [...sections].map(([id, rows]) => ({ id, rows })).toSorted((a, b) => a.id.localeCompare(b.id)).slice(0, 200),
    unread: reading.layout.headings.filter((heading, i) => heading !== '' && !used.has(i)),
    unkept: COLUMNS[batch.kind].filter((c) => c.ignored && columns[c.key] !== undefined).map((c) => c.key),
    faults: bad.slice(0, FAULTS_SHOWN).flatMap((r) => (r.ok ? [] : [{ n: r.n, faults: r.faults }])),
    notes: results.flatMap((r) => (r.ok && r.notes.length > 0 ? [{ n: r.n, faults: r.notes }] : [])).slice(0, FAULTS_SHOWN),
  }
}
