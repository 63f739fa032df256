import { sql } from 'kysely'
import type { House } from '../../feature.ts'
import { openDataKey, openDocument } from './sealing.ts'
import './tables.ts'

/** The last three signs of each person's first document: all that a tutor sees of it, and only to tell two people of one name apart (DOMAIN.md 5.5). */
export async function lastDigitsOf(house: Pick<House, 'keys' | 'db'>, persons: readonly string[]): Promise<Map<string, string>> {
  if (persons.length === 0) return new Map()
  const rows = await house.db.selectFrom('identity_document').innerJoin('person', 'person.id', 'identity_document.person')
    .select(['person.id', 'person.data_key', 'identity_document.sealed']).where('person.id', '=', sql<string>`any(${[...new Set(persons)]}::uuid[])`)
    .where('identity_document.withdrawn', 'is', null).orderBy('identity_document.added', 'desc').orderBy('identity_document.id').execute()
  // The first one added comes last and stays.
  return new Map(rows.flatMap((r) => (r.data_key ? [[r.id, openDocument(openDataKey(house.keys, r.id, r.data_key), r.id, r.sealed).number.slice(-3)]] : [])))
}
