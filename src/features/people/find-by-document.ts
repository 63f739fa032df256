import { sql } from 'kysely'
import type { House } from '../../feature.ts'
import type { Db } from '../../lib/database.ts'
import { readDocument, type IdentityDocument } from './documents.ts'
import { openDataKey, openDocument, documentKey } from './sealing.ts'
import './tables.ts'

/** What a number alone may be: tables of classes and marks give no kind of document. */
const KINDS_OF_PERU = ['dni', 'ce', 'ptp', 'cpp'] as const

/** Every document of Peru that a number may be; of a passport the number alone says nothing. */
export function possibleDocuments(number: string): IdentityDocument[] {
  return KINDS_OF_PERU.flatMap((type) => {
    const read = readDocument(type, number, 'PE')
    return read.ok ? [read.document] : []
  })
}

/** Agents of a programme by the numbers of documents they claim; a number nobody claims is absent. One query, whatever their count. */
export async function agentsByNumber(house: Pick<House, 'keys'>, db: Db, tenant: string, numbers: readonly string[]): Promise<Map<string, string[]>> {
  const byKey = new Map<string, string>()
  for (const number of new Set(numbers)) for (const document of possibleDocuments(number)) byKey.set(documentKey(house.keys, document), number)
  if (byKey.size === 0) return new Map()
  const rows = await db.selectFrom('identity_document').innerJoin('agent', 'agent.person', 'identity_document.person').select(['identity_document.key', 'agent.agent'])
    .where('agent.tenant', '=', tenant).where('identity_document.withdrawn', 'is', null)
    .where('identity_document.key', '=', sql<string>`any(${[...byKey.keys()]}::text[])`).execute()
  const found = new Map<string, string[]>()
  for (const { key, agent } of rows) {
    const number = byKey.get(key) ?? ''
    found.set(number, [...new Set([...(found.get(number) ?? []), agent])])
  }
  return found
}

/** Everybody who claims this document and can sign in: one person, or, while it is in dispute, several. */
export async function personsWithAccount(house: Pick<House, 'keys'>, db: Db, document: IdentityDocument): Promise<string[]> {
  const rows = await db.selectFrom('identity_document').innerJoin('account', 'account.person', 'identity_document.person').select('account.person')
    .where('identity_document.key', '=', documentKey(house.keys, document)).where('identity_document.withdrawn', 'is', null).orderBy('identity_document.added').execute()
  return rows.map((r) => r.person)
}

/** How many of these documents somebody claims already, anywhere in the house. */
export async function claimedAlready(house: Pick<House, 'keys'>, db: Db, documents: readonly IdentityDocument[]): Promise<number> {
  const keys = documents.map((document) => documentKey(house.keys, document))
  const { rows } = await sql<{ n: number }>`select count(distinct key)::int as n from identity_document where withdrawn is null and key = any(${keys}::text[])`.execute(db)
  return rows[0]?.n ?? 0
}

/** The first document of each person, in clear: for the lists of those who may see it. The caller logs the look. */
export async function documentsOf(house: Pick<House, 'keys' | 'db'>, persons: readonly string[]): Promise<Map<string, IdentityDocument>> {
  if (persons.length === 0) return new Map()
  const rows = await house.db.selectFrom('identity_document').innerJoin('person', 'person.id', 'identity_document.person')
    .select(['person.id', 'person.data_key', 'identity_document.sealed']).where('person.id', '=', sql<string>`any(${[...new Set(persons)]}::uuid[])`)
    .where('identity_document.withdrawn', 'is', null).orderBy('identity_document.added', 'desc').orderBy('identity_document.id').execute()
  return new Map(rows.flatMap((r) => (r.data_key ? [[r.id, openDocument(openDataKey(house.keys, r.id, r.data_key), r.id, r.sealed)]] : [])))
}
