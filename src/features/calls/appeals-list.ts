import { sql } from 'kysely'
import type { Db } from '../../lib/database.ts'
import { APPLICATION_COLUMNS, type Application } from './application.ts'

export const APPEALS_A_PAGE = 50
export const APPEALS_WHICH = ['open', 'overdue', 'done'] as const

export interface WantedAppeals {
  readonly which: (typeof APPEALS_WHICH)[number]
  /** From 1. */
  readonly page: number
}

/** A page of a call's appeals: what waits longest comes first, of the answered ones the newest. */
export async function appealsOf(db: Db, tenant: string, call: string, { which, page }: WantedAppeals, now: Date): Promise<{ rows: Application[]; more: boolean }> {
  const asked = { open: sql<boolean>`appeal = 'open'`, overdue: sql<boolean>`appeal = 'open' and appeal_due < ${now}`, done: sql<boolean>`appeal <> 'open'` }[which]
  const rows = await db.selectFrom('application').select(APPLICATION_COLUMNS).where('tenant', '=', tenant).where('call', '=', call).where('appeal', 'is not', null).where(asked)
    .orderBy('appealed', which === 'done' ? 'desc' : 'asc').orderBy('expediente').limit(APPEALS_A_PAGE + 1).offset((page - 1) * APPEALS_A_PAGE).execute()
  return { rows: rows.slice(0, APPEALS_A_PAGE), more: rows.length > APPEALS_A_PAGE }
}
