import type { ColumnType, Generated } from 'kysely'
import type { StaffRole } from '../../feature.ts'
import type { AgeBand, Area } from './breakdown.ts'
import type { PairState } from './duplicates.ts'
import type { ConsentChannel } from './statements.ts'
import type { Sex } from './profile.ts'
import type { Scheme } from './ubigeo.ts'

/** jsonb: written as JSON text, read as a value. */
type Json<T> = ColumnType<T, string, string>

declare module '../../lib/database.ts' {
  interface Tables {
    person: {
      id: string; data_key: Buffer | null; profile: Buffer | null; likeness: string | null; phone_key: string | null; ruc_key: Generated<string | null>; created: Date
      /** By what her name is found (name-keys.ts). */
      name_keys: Generated<string[] | null>
    }
    identity_document: {
      id: string; person: string; key: string; sealed: Buffer; added: Date; withdrawn: Date | null
      issued: Generated<string | null>; expires: Generated<string | null>; replaced_by: Generated<string | null>; replaced: Generated<Date | null>
    }
    sensitive_profile: { person: string; sealed: Buffer }
    duplicate_pair: {
      id: string; tenant: string; one: string; other: string; by_document: boolean; by_ruc: boolean; by_likeness: boolean; by_phone: boolean
      found: Date; state: PairState; reason: Generated<string | null>; decided: Generated<Date | null>; decided_by: Generated<string | null>
    }
    agent: { tenant: string; person: string; agent: string; since: Generated<Date>; entered: Generated<Date | null> }
    person_breakdown: {
      tenant: string; agent: string; sex: Sex | null; age_band: AgeBand; department: string; province: string; district: string; district_scheme: Scheme
      ubigeo_version: string; language: string; area: Area | null
    }
    account: { person: string; pin: string; chosen: Date }
    sign_in_try: { id: string; subject: string; pin: string | null; address: string; at: Date }
    known_device: { device: string; owner: string; since: Date; seen: Date }
    staff: {
      id: string; name: string; handle: string; password: string | null; totp: Buffer | null; totp_step: Generated<number>; active: Generated<boolean>; created: Date
    }
    staff_role: { staff: string; tenant: string; role: StaffRole; granted: Date; organisation: Generated<string | null> }
    recovery_code: { staff: string; hash: Buffer; used: Date | null }
    staff_link: { hash: Buffer; staff: string | null; totp: Buffer; expires: Date; used: Date | null }
    session: { token: Buffer; id: string; person: string | null; staff: string | null; started: Date; seen: Date; ends: Date; confirmed: Generated<Date | null> }
    reset_code: { hash: Buffer; person: string; made_by: string; made: Date; expires: Date; used: Date | null }
    consent: { person: string; purpose: string; version: string; language: string; channel: ConsentChannel | null; given: Date; withdrawn: Date | null }
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
