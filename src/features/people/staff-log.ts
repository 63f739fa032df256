import { randomUUID } from 'node:crypto'
import type { Db } from '../../lib/database.ts'
import './tables.ts'

/** What staff do that is no statement; shown on the log page. */
export const LOGGED_ACTIONS = [
  'document-seen', 'phone-seen', 'name-corrected', 'document-added', 'document-withdrawn', 'document-replaced', 'kept-apart', 'pair-reopened', 'identity-proposed', 'identity-proposal-dropped', 'reset-code-made', 'reset-code-used',
  'staff-invited', 'staff-joined', 'staff-link-made', 'staff-deactivated', 'staff-activated', 'role-granted', 'role-taken', 'recovery-code-used', 'spray-detected',
  'merged', 'split', 'person-erased', 'client-made', 'client-secret-changed', 'client-rate-changed', 'client-revoked', 'outsider-erased', 'figure-evidence-seen',
  'list-downloaded', 'audit-person-seen', 'audit-pack-taken', 'registry-asked', 'registry-answer-dropped', 'work-handed-over', 'credential-handed-out',
] as const
export type LoggedAction = (typeof LOGGED_ACTIONS)[number]

export interface LogLine {
  /** Who did it; null for the house itself. */
  readonly staff: string | null
  readonly action: LoggedAction
  readonly tenant?: string
  readonly person?: string
  readonly otherStaff?: string
  /** Codes and ids only, no personal data. */
  readonly detail?: Record<string, unknown>
}

export async function logged(db: Db, line: LogLine, at: Date): Promise<void> {
  await db.insertInto('staff_log').values({
    id: randomUUID(), at, staff: line.staff, action: line.action, tenant: line.tenant ?? null, person: line.person ?? null,
    other_staff: line.otherStaff ?? null, detail: JSON.stringify(line.detail ?? {}),
  }).execute()
}
