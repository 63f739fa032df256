import type { ColumnType } from 'kysely'
import type { Text } from '../../lib/text.ts'
import type { ScanData } from './scan-data.ts'

export interface RefusedRow { readonly enrolment: string; readonly sentence: Text }

declare module '../../lib/database.ts' {
  interface Tables {
    attendance_delivery: {
      item: string; tenant: string; staff: string; session: string; received: Date
      refused: ColumnType<readonly RefusedRow[], string, never>
    }
    attendance_wrong_code: { tenant: string; agent: string; at: Date }
    attendance_scan: { item: string; person: string; data: ColumnType<ScanData, string, never>; at: Date; device: Date; skewed: boolean; received: Date }
  }
}
