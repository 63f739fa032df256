import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../../lib/database.ts'
import type { Text } from '../../lib/text.ts'
import './tables.ts'

export interface Telling {
  readonly person: string
  readonly tenant: string
  /** No names and no numbers: the page around it knows who reads. */
  readonly note: Text
  /** A path of ours, such as /me/certificates; null when there is nothing to open. */
  readonly link: string | null
  /** When; now by the database's clock if absent. */
  readonly at?: Date
}

export interface Note {
  readonly id: string
  readonly tenant: string
  readonly at: Date
  readonly note: Text
  readonly link: string | null
  readonly read: Date | null
}

/** Leaves a note in a person's inbox, in the caller's transaction: how someone without e-mail learns of it. */
export async function tell(db: Db, telling: Telling): Promise<void> {
  await db.insertInto('inbox_note').values({
    id: randomUUID(), person: telling.person, tenant: telling.tenant, note: JSON.stringify(telling.note), link: telling.link, read: null,
    ...(telling.at ? { at: telling.at } : {}),
  }).execute()
}

/** Newest first, at most a hundred. */
export async function notesOf(db: Db, person: string): Promise<Note[]> {
  return db.selectFrom('inbox_note').select(['id', 'tenant', 'at', 'note', 'link', 'read']).where('person', '=', person)
    .orderBy('at', 'desc').orderBy('id').limit(100).execute()
}

export async function unreadOf(db: Db, person: string): Promise<number> {
  const row = await db.selectFrom('inbox_note').select(sql<number>`count(*)::int`.as('unread')).where('person', '=', person).where('read', 'is', null).executeTakeFirstOrThrow()
  return row.unread
}

/** Marks everything she has seen until now as read. */
export async function markRead(db: Db, person: string, now: Date): Promise<void> {
  await db.updateTable('inbox_note').set({ read: now }).where('person', '=', person).where('read', 'is', null).where('at', '<=', now).execute()
}
