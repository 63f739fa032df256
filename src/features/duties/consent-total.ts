import { sql } from 'kysely'
import type { Db } from '../../lib/database.ts'
import type { Follower } from '../../record/projection.ts'
import { readExt, type Stored } from '../../record/statement.ts'
import { activityName } from '../programmes/index.ts'
import { CONSENT_CHANNELS, PEOPLE_VERB, type ConsentChannel } from '../people/index.ts'

interface ConsentTotalTable {
  tenant: string
  purpose: string
  version: string
  /** '' in the row of what was taken back: the act does not say it. */
  language: string
  channel: string
  given: number
  withdrawn: number
}

declare module '../../lib/database.ts' {
  interface Tables { consent_total: ConsentTotalTable }
}

/** How many consents were given and taken back in a programme: a page of a million persons adds up a dozen rows. */
export const consentTotal: Follower = {
  kind: 'follower',
  table: 'consent_total',
  version: 1,
  columns: `tenant text not null, purpose text not null, version text not null, language text not null, channel text not null, given int not null, withdrawn int not null,
    primary key (tenant, purpose, version, language, channel)`,
  verbs: [PEOPLE_VERB.consented, PEOPLE_VERB.consentWithdrawn],
  authorities: ['command'],
  // The cursor moves in this transaction: each statement is added once.
  apply: async (tx, batch) => {
    const rows = new Map<string, ConsentTotalTable>()
    for (const s of batch) {
      const row = rowOf(s)
      const key = [row.tenant, row.purpose, row.version, row.language, row.channel].join(' ')
      const known = rows.get(key)
      rows.set(key, known ? { ...known, given: known.given + row.given, withdrawn: known.withdrawn + row.withdrawn } : row)
    }
    await tx.insertInto('consent_total').values([...rows.values()]).onConflict((oc) => oc.columns(['tenant', 'purpose', 'version', 'language', 'channel']).doUpdateSet({
      given: sql`consent_total.given + excluded.given`, withdrawn: sql`consent_total.withdrawn + excluded.withdrawn`,
    })).execute()
  },
}

function rowOf(s: Stored): ConsentTotalTable {
  const text = (name: string): string => { const value = readExt(s.statement, name); return typeof value === 'string' ? value : '' }
  const given = s.verb === PEOPLE_VERB.consented
  return {
    tenant: s.tenant, purpose: activityName(s.object), version: text('version'), language: given ? text('language') : '', channel: given ? text('consentChannel') : '',
    given: Number(given), withdrawn: Number(!given),
  }
}

export interface ConsentLine {
  readonly purpose: string
  readonly version: string
  readonly given: number
  readonly withdrawn: number
}

export interface ConsentWay {
  readonly purpose: string
  readonly language: string
  /** '' where it was not noted. */
  readonly channel: ConsentChannel | ''
  readonly given: number
}

/** By purpose and version what was given and taken back, and by language and way what was given. */
export async function consentTotals(db: Db, tenant: string): Promise<{ lines: ConsentLine[]; ways: ConsentWay[] }> {
  const rows = await db.selectFrom('consent_total').select(['purpose', 'version', 'language', 'channel', 'given', 'withdrawn']).where('tenant', '=', tenant)
    .orderBy('purpose').orderBy('version').orderBy('language').orderBy('channel').execute()
  const lines = new Map<string, ConsentLine>()
  const ways = new Map<string, ConsentWay>()
  for (const row of rows) {
    const [line, way] = [`${row.purpose} ${row.version}`, `${row.purpose} ${row.language} ${row.channel}`]
    const [before, same] = [lines.get(line), ways.get(way)]
    lines.set(line, { purpose: row.purpose, version: row.version, given: (before?.given ?? 0) + row.given, withdrawn: (before?.withdrawn ?? 0) + row.withdrawn })
    if (row.given > 0) ways.set(way, { purpose: row.purpose, language: row.language, channel: CONSENT_CHANNELS.find((one) => one === row.channel) ?? '', given: (same?.given ?? 0) + row.given })
  }
  return { lines: [...lines.values()], ways: [...ways.values()] }
}
