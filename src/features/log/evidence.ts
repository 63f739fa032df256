import { sql } from 'kysely'
import type { House } from '../../feature.ts'
import type { Db } from '../../lib/database.ts'
import { readStatements } from '../../record/read.ts'
import { activityName } from '../programmes/index.ts'
import { entrySecret, openedBy, openingOf, type Opened, type Opening } from './commitment.ts'
import { CUT_PUBLISHED, LOGGED, whose } from './logged.ts'
import { pseudonymKey } from './pseudonym.ts'

const PIECE = 1000

/** One line of the evidence: an entry, its act as the record has it now, and the secret of this entry; null when she was erased. */
export interface EvidenceLine {
  readonly n: number
  readonly act: Opening | null
  /** Base64. */
  readonly salt: string | null
  /** Of an entry of before acts were veiled. */
  readonly form?: 1
}

/** A later line: with this key the pseudonyms of one published cut are computed anew. Base64. */
export interface EvidenceCut { readonly cut: string; readonly key: string }

/** An entry with what the record has for it. */
interface Known { readonly n: number; readonly act: Opening | null; readonly salt: Buffer | null; readonly opened: Opened | null }

/** The first `size` entries, in pieces. */
async function* entriesWithActs(db: Db, tenant: string, size: number): AsyncGenerator<Known[]> {
  for (let from = 0; from < size; from += PIECE) {
    const rows = await db.selectFrom('log_entry').select(['n', 'pos', 'commitment']).where('tenant', '=', tenant).where('n', '>=', from).where('n', '<', Math.min(size, from + PIECE)).orderBy('n').execute()
    const [first, last] = [rows[0], rows.at(-1)]
    if (!first || !last) return
    const acts = new Map((await readStatements(db, tenant, { after: Math.min(...rows.map((r) => r.pos)) - 1, upTo: Math.max(...rows.map((r) => r.pos)), verbs: LOGGED })).map((act) => [act.pos, act]))
    const agents = [...new Set([...acts.values()].map(whose))]
    const salts = new Map((await db.selectFrom('log_salt').select(['agent', 'salt']).where('tenant', '=', tenant).where('agent', '=', sql<string>`any(${agents}::text[])`).execute()).map((row) => [row.agent, row.salt]))
    yield rows.map(({ n, pos, commitment }) => {
      const act = acts.get(pos)
      const salt = (act && salts.get(whose(act))) ?? null
      return { n, act: act ? openingOf(act) : null, salt, opened: act && salt ? openedBy(openingOf(act), salt, commitment) : null }
    })
  }
}

/** The first `size` entries as lines of JSON, in pieces, and the keys of the cuts. An act that the record does not have any more is null. */
export async function* evidenceLines(house: Pick<House, 'db' | 'keys'>, tenant: string, size: number): AsyncGenerator<string> {
  for await (const piece of entriesWithActs(house.db, tenant, size)) {
    yield piece.map(({ n, act, salt, opened }) => {
      // What is not the act that was committed to is shown with the secret that it should have: the reader sees that it does not fit.
      const secret = opened?.secret ?? (act && salt ? entrySecret(salt, act.pos) : null)
      return `${JSON.stringify({ n, act, salt: secret?.toString('base64') ?? null, ...(opened?.form === 1 ? { form: 1 } : {}) } satisfies EvidenceLine)}\n`
    }).join('')
  }
  const cuts = (await readStatements(house.db, tenant, { verbs: [CUT_PUBLISHED] })).map((act) => activityName(act.object))
  for (const cut of new Set(cuts)) yield `${JSON.stringify({ cut, key: pseudonymKey(house.keys, tenant, cut).toString('base64') } satisfies EvidenceCut)}\n`
}

/** The first of the first `size` entries that is not what the record and the salts give; null when each is, or cannot be opened. */
export async function firstUnfit(db: Db, tenant: string, size: number): Promise<number | null> {
  let next = 0
  for await (const piece of entriesWithActs(db, tenant, size)) {
    for (const { n, act, salt, opened } of piece) {
      if (n !== next) return next
      if (act === null || (salt !== null && opened === null)) return n
      next += 1
    }
  }
  return next < size ? next : null
}
