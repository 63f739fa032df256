import { sql, type Selectable } from 'kysely'
import type { Db } from '../../lib/database.ts'
import type { Inline } from '../../record/projection.ts'
import { readExt } from '../../record/statement.ts'
import { CARE_EXT, CHILDCARE_NOTED, type Care } from './statements.ts'

interface ChildcareNoteTable extends Care {
  enrolment: string
  tenant: string
  pos: number
}

declare module '../../lib/database.ts' {
  interface Tables { childcare_note: ChildcareNoteTable }
}

/** One row an enrolment of which anything was noted; appended under its section's scope, so the last word is the highest position. */
export const childcareNote: Inline = {
  kind: 'inline',
  table: 'childcare_note',
  version: 1,
  columns: 'enrolment uuid primary key, tenant text not null, needed boolean not null, offered boolean not null, used boolean not null, pos bigint not null',
  indexes: [],
  verbs: [CHILDCARE_NOTED],
  authorities: ['command'],
  apply: async (tx, s) => {
    if (s.registration === null) return
    const read = (one: keyof Care): boolean => readExt(s.statement, CARE_EXT[one]) === true
    const values = { needed: read('needed'), offered: read('offered'), used: read('used'), pos: s.pos }
    await tx.insertInto('childcare_note').values({ enrolment: s.registration, tenant: s.tenant, ...values })
      .onConflict((oc) => oc.column('enrolment').doUpdateSet(values).where('childcare_note.pos', '<', s.pos)).execute()
  },
}

/** What stands about one enrolment; undefined when nobody ever asked. */
export async function childcareOf(db: Db, enrolment: string): Promise<Selectable<ChildcareNoteTable> | undefined> {
  return db.selectFrom('childcare_note').select(['enrolment', 'tenant', 'needed', 'offered', 'used', 'pos']).where('enrolment', '=', enrolment).executeTakeFirst()
}

export interface CareCount { readonly needed: number; readonly offered: number; readonly used: number }

/** How many of those who are in a section now need care, were offered it and use it. */
export async function childcareIn(db: Db, tenant: string, section: string): Promise<CareCount> {
  const { rows } = await sql<CareCount>`select count(*) filter (where c.needed)::int as needed, count(*) filter (where c.offered)::int as offered, count(*) filter (where c.used)::int as used
    from enrolment e join childcare_note c on c.enrolment = e.enrolment where e.tenant = ${tenant} and e.section = ${section} and e.state = 'active'`.execute(db)
  return rows[0] ?? { needed: 0, offered: 0, used: 0 }
}
