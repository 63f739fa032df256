import type { ColumnType, Generated } from 'kysely'
import type { StaffRole } from '../../feature.ts'

/** jsonb: written as JSON text, read as a value. */
type Json<T> = ColumnType<T, string, string>

declare module '../../lib/database.ts' {
  interface Tables {
    person: {
      id: string; data_key: Buffer | null; profile: Buffer | null; likeness: string | null; phone_key: string | null; created: Date
    }
    identity_document: { id: string; person: string; key: string; sealed: Buffer; added: Date; withdrawn: Date | null }
    agent: { tenant: string; person: string; agent: string; since: Generated<Date>; entered: Generated<Date | null> }
    account: { person: string; pin: string; chosen: Date }
    sign_in_try: { id: string; subject: string; pin: string | null; address: string; at: Date }
    known_device: { device: string; owner: string; since: Date; seen: Date }
    staff: {
      id: string; name: string; handle: string; password: string | null; totp: Buffer | null; totp_step: Generated<number>; active: Generated<boolean>; created: Date
    }
    staff_role: { staff: string; tenant: string; role: StaffRole; granted: Date }
    recovery_code: { staff: string; hash: Buffer; used: Date | null }
    staff_link: { hash: Buffer; staff: string | null; totp: Buffer; expires: Date; used: Date | null }
    session: { token: Buffer; id: string; person: string | null; staff: string | null; started: Date; seen: Date; ends: Date }
    reset_code: { hash: Buffer; person: string; made_by: string; made: Date; expires: Date; used: Date | null }
    consent: { person: string; purpose: string; version: string; language: string; given: Date; withdrawn: Date | null }
    inbox_note: { id: string; person: string; tenant: string; at: Generated<Date>; note: Json<{ es: string; en: string }>; link: string | null; read: Date | null }
    person_change: { id: string; person: string; field: string; before: Buffer | null; staff: string | null; reason: string | null; at: Date }
    staff_log: {
      id: string; at: Date; staff: string | null; action: string; tenant: string | null; person: string | null; other_staff: string | null
      detail: Json<Record<string, unknown>>
    }
    person_merge: { id: string; merged: string; root: string; reason: string; by_staff: string; at: Date; undone: Date | null; undone_by: string | null }
    identity_proposal: { id: string; tenant: string; person: string; document: string; proposed_by: string; at: Date; decided: Date | null }
  }
}
