import type { Selectable } from 'kysely'
import type { Db } from '../../lib/database.ts'
import type { Inline } from '../../record/projection.ts'
import { agentId, readExt } from '../../record/statement.ts'
import { activityName } from '../programmes/index.ts'
import { CALL_VERB } from './statements.ts'

interface CallPublicationTable {
  tenant: string
  call: string
  /** SHA-256 of the call file, as published. */
  hash: string
  published: Date
  published_by: string
  /** When its results became firm, and by whom. */
  final: Date | null
  final_by: string | null
}
export type Publication = Selectable<CallPublicationTable>

declare module '../../lib/database.ts' {
  interface Tables { call_publication: CallPublicationTable }
}

/** One row a published call; the first publication stands, and the first word that its results are firm. */
export const callPublication: Inline = {
  kind: 'inline',
  table: 'call_publication',
  version: 2,
  columns: `tenant text not null, call text not null, hash text not null, published timestamptz not null, published_by text not null,
    final timestamptz, final_by text, primary key (tenant, call)`,
  verbs: [CALL_VERB.published, CALL_VERB.final],
  authorities: ['command'],
  apply: async (tx, s) => {
    if (s.verb === CALL_VERB.final) {
      await tx.updateTable('call_publication').set({ final: s.happened, final_by: agentId(s.statement.actor) ?? '' })
        .where('tenant', '=', s.tenant).where('call', '=', activityName(s.object)).where('final', 'is', null).execute()
      return
    }
    await tx.insertInto('call_publication').values({
      tenant: s.tenant, call: activityName(s.object), hash: String(readExt(s.statement, 'hash')), published: s.happened,
      published_by: agentId(s.statement.actor) ?? '', final: null, final_by: null,
    }).onConflict((oc) => oc.columns(['tenant', 'call']).doNothing()).execute()
  },
}

const COLUMNS = ['tenant', 'call', 'hash', 'published', 'published_by', 'final', 'final_by'] as const

export async function publicationOf(db: Db, tenant: string, call: string): Promise<Publication | undefined> {
  return db.selectFrom('call_publication').select(COLUMNS).where('tenant', '=', tenant).where('call', '=', call).executeTakeFirst()
}

/** Those of one programme. */
export async function publicationsIn(db: Db, tenant: string): Promise<Publication[]> {
  return db.selectFrom('call_publication').select(COLUMNS).where('tenant', '=', tenant).orderBy('call').execute()
}

export async function allPublications(db: Db): Promise<Publication[]> {
  return db.selectFrom('call_publication').select(COLUMNS).orderBy('tenant').orderBy('call').execute()
}
