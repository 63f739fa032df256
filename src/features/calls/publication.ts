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
}
export type Publication = Selectable<CallPublicationTable>

declare module '../../lib/database.ts' {
  interface Tables { call_publication: CallPublicationTable }
}

/** One row a published call; the first publication stands. */
export const callPublication: Inline = {
  kind: 'inline',
  table: 'call_publication',
  version: 1,
  columns: `tenant text not null, call text not null, hash text not null, published timestamptz not null, published_by text not null,
    primary key (tenant, call)`,
  verbs: [CALL_VERB.published],
  authorities: ['command'],
  apply: async (tx, s) => {
    await tx.insertInto('call_publication').values({
      tenant: s.tenant, call: activityName(s.object), hash: String(readExt(s.statement, 'hash')), published: s.happened,
      published_by: agentId(s.statement.actor) ?? '',
    }).onConflict((oc) => oc.columns(['tenant', 'call']).doNothing()).execute()
  },
}

const COLUMNS = ['tenant', 'call', 'hash', 'published', 'published_by'] as const

export async function publicationOf(db: Db, tenant: string, call: string): Promise<Publication | undefined> {
  return db.selectFrom('call_publication').select(COLUMNS).where('tenant', '=', tenant).where('call', '=', call).executeTakeFirst()
}

export async function allPublications(db: Db): Promise<Publication[]> {
  return db.selectFrom('call_publication').select(COLUMNS).orderBy('tenant').orderBy('call').execute()
}
