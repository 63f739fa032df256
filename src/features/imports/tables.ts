import type { ColumnType, Generated } from 'kysely'
import type { Answers, Layout } from './layout.ts'
import type { Kind } from './kinds.ts'
import type { Preview } from './check.ts'

export type BatchState = 'asking' | 'running' | 'done' | 'undoing' | 'undone'
export type Outcome = 'entered' | 'already' | 'bad' | 'undone'

type Json<T> = ColumnType<T, string, string>

declare module '../../lib/database.ts' {
  interface Tables {
    import_batch: {
      id: string; tenant: string; kind: Kind; organisation: string | null; staff: string; at: Date; file_hash: string; file_kind: 'xlsx' | 'csv'
      sealed_name: Buffer; sealed_file: Buffer | null; state: BatchState; layout: ColumnType<Layout | null, string | null, string | null>; answers: Json<Answers>
      preview: ColumnType<Preview | null, string | null, string | null>; rows: number; done_parts: Generated<number>; touched: Date
    }
    import_part: { batch: string; n: number; sealed: Buffer }
    import_row: { batch: string; n: number; outcome: Outcome; made: string | null; sealed_faults: Buffer | null }
    closing_claim: {
      tenant: string; batch: string; organisation: string | null; region: string; sex: string
      enrolled: number; active: number; concluded: number; passed: number; withdrew: number
    }
  }
}
