import { sql } from 'kysely'
import type { House } from '../../feature.ts'
import type { Db } from '../../lib/database.ts'
import { derive, seal, unseal } from '../../lib/keys.ts'
import { dataKeyOf, openText, sealText } from '../people/index.ts'

export type TextPart = 'asked' | 'extension' | 'answer' | 'happened' | 'step'

declare module '../../lib/database.ts' {
  interface Tables {
    duty_text: { id: string; tenant: string; about: string; person: string | null; part: TextPart; sealed: Buffer; at: Date }
  }
}

export interface DutyText {
  readonly id: string
  readonly tenant: string
  readonly about: string
  /** Whose words or whose matter it is; null: nobody's with a record here. */
  readonly person: string | null
  readonly part: TextPart
  readonly text: string
  readonly at: Date
}

const keyOf = (house: Pick<House, 'keys'>): Buffer => derive(house.keys, 'field', 'duties')
const context = (id: string): string => `duty ${id}`

/** Keeps a text; the same id again keeps the first. Of somebody erased nothing is kept: nobody could read it. */
export async function keepText(house: House, db: Db, { id, tenant, about, person, part, text, at }: DutyText): Promise<void> {
  const own = person === null ? null : await dataKeyOf(house, db, person)
  if (person !== null && own === null) return
  const sealed = own && person ? sealText(own, person, text) : seal(keyOf(house), context(id), text)
  await db.insertInto('duty_text').values({ id, tenant, about, person, part, sealed, at }).onConflict((oc) => oc.column('id').doNothing()).execute()
}

/** The texts of one request or incident, oldest first; without those of somebody erased. */
export async function textsOf(house: House, db: Db, about: string): Promise<DutyText[]> {
  const rows = await db.selectFrom('duty_text').select(['id', 'tenant', 'about', 'person', 'part', 'sealed', 'at']).where('about', '=', about).orderBy('at').orderBy(sql`part <> 'asked'`).orderBy('id').execute()
  const found: DutyText[] = []
  for (const { sealed, ...row } of rows) {
    const own = row.person === null ? null : await dataKeyOf(house, db, row.person)
    if (row.person === null) found.push({ ...row, text: unseal(keyOf(house), context(row.id), sealed).toString('utf8') })
    else if (own) found.push({ ...row, text: openText(own, row.person, sealed) })
  }
  return found
}
