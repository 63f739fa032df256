import { sql } from 'kysely'
import type { Db } from '../../lib/database.ts'
import { readStatements } from '../../record/read.ts'
import { VERBS_READ_BY_RULES } from '../programmes/index.ts'
import { entrySalt, openingOf, type Opening } from './commitment.ts'
import { whose } from './grow-log.ts'

const PIECE = 1000

/** One line of the evidence: an entry, its act as the record has it now, and the salt of this entry; null when she was erased. */
export interface EvidenceLine {
  readonly n: number
  readonly act: Opening | null
  /** Base64. */
  readonly salt: string | null
}

/** The first `size` entries as lines of JSON, in pieces. An act that the record does not have any more is null. */
export async function* evidenceLines(db: Db, tenant: string, size: number): AsyncGenerator<string> {
  for (let from = 0; from < size; from += PIECE) {
    const rows = await db.selectFrom('log_entry').select(['n', 'pos']).where('tenant', '=', tenant).where('n', '>=', from).where('n', '<', Math.min(size, from + PIECE)).orderBy('n').execute()
    const [first, last] = [rows[0], rows.at(-1)]
    if (!first || !last) return
    const acts = new Map((await readStatements(db, tenant, { after: first.pos - 1, upTo: last.pos, verbs: VERBS_READ_BY_RULES })).map((act) => [act.pos, act]))
    const agents = [...new Set([...acts.values()].map(whose))]
    const salts = new Map((await db.selectFrom('log_salt').select(['agent', 'salt']).where('tenant', '=', tenant).where('agent', '=', sql<string>`any(${agents}::text[])`).execute()).map((row) => [row.agent, row.salt]))
    yield rows.map(({ n, pos }) => {
      const act = acts.get(pos)
      const salt = act && salts.get(whose(act))
      return `${JSON.stringify({ n, act: act ? openingOf(act) : null, salt: act && salt ? entrySalt(salt, pos).toString('base64') : null } satisfies EvidenceLine)}\n`
    }).join('')
  }
}
