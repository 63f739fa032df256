import type { ColumnType, Generated } from 'kysely'
import type { Text } from '../../lib/text.ts'

export type Outcome = 'accepted' | 'refused' | 'held'

declare module '../../lib/database.ts' {
  interface Tables {
    phone: { id: string; person: string | null; staff: string | null; public_key: Buffer; since: Date; seen: Date; revoked: Generated<Date | null> }
    delivery: {
      id: string; phone: string; seq: number; kind: string; device_time: Date; received: Date; skewed: boolean; outcome: Outcome
      sentence: ColumnType<Text | null, string | null, string | null>
    }
    delivery_part: { id: string; n: number; bytes: Buffer; received: Date }
    delivery_held: { id: string; phone: string; envelope: Buffer; kind: string; device_time: Date; received: Date }
  }
}
