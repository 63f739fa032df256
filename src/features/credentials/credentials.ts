import { sql, type RawBuilder } from 'kysely'
import type { House } from '../../feature.ts'
import type { Db, Tx } from '../../lib/database.ts'
import { dataKeyOf, openText, sealText, type DocumentType } from '../people/index.ts'
import { Credential } from './achievement.ts'
import type { Kind } from './statements.ts'

interface CredentialTable {
  credential: string
  tenant: string
  person: string
  agent: string
  enrolment: string
  kind: Kind
  approval: string
  edition: number
  serial: string
  status_index: number
  sealed: Buffer
  issued: Date
  /** Which key signed the papers (issuer.ts); null on rows from before 2026-11-23. */
  key_id: string | null
}
export type CredentialRow = Omit<CredentialTable, 'sealed' | 'key_id'>

declare module '../../lib/database.ts' {
  interface Tables { credential: CredentialTable }
}

/** What the sealed column holds: the signed credential and the text of its QR, both as they were on the day of issue. */
export interface Papers {
  readonly credential: Credential
  readonly qr: string
  /** Her document as it stood on the day of issue: it is on the paper that she shows, not in the credential. Absent before 2026-11-23. */
  readonly document?: { readonly type: DocumentType; readonly lastThree: string } | null
}

const COLUMNS = ['credential', 'tenant', 'person', 'agent', 'enrolment', 'kind', 'approval', 'edition', 'serial', 'status_index', 'issued'] as const

export async function credentialById(db: Db, credential: string): Promise<CredentialRow | undefined> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(credential)) return undefined
  return db.selectFrom('credential').select(COLUMNS).where('credential', '=', credential).executeTakeFirst()
}

/** `serial` in its written form. */
export async function credentialBySerial(db: Db, serial: string): Promise<CredentialRow | undefined> {
  return db.selectFrom('credential').select(COLUMNS).where('serial', '=', serial).executeTakeFirst()
}

/** The same of many, in no order; serials in written form. */
export async function credentialsBySerial(db: Db, serials: readonly string[]): Promise<CredentialRow[]> {
  return serials.length === 0 ? [] : db.selectFrom('credential').select(COLUMNS).where('serial', 'in', serials).execute()
}

export async function credentialsOf(db: Db, credentials: readonly string[]): Promise<CredentialRow[]> {
  if (credentials.length === 0) return []
  return db.selectFrom('credential').select(COLUMNS).where('credential', 'in', credentials).orderBy('issued', 'desc').execute()
}

/** Those of a programme that meet a condition, newest first. */
export async function issuedWhere(db: Db, tenant: string, condition: RawBuilder<unknown>, limit: number): Promise<CredentialRow[]> {
  return db.selectFrom('credential').select(COLUMNS).where('tenant', '=', tenant).where(sql<boolean>`${condition}`).orderBy('issued', 'desc').orderBy('credential', 'desc').limit(limit).execute()
}

/** When a programme issued its first one. */
export async function issuedFirst(db: Db, tenant: string): Promise<Date | null> {
  return (await db.selectFrom('credential').select('issued').where('tenant', '=', tenant).orderBy('issued').limit(1).executeTakeFirst())?.issued ?? null
}

/** `keyId` is the key that signed the papers. */
export async function storeCredential(house: House, tx: Tx, row: CredentialRow, papers: Papers, keyId: string): Promise<void> {
  await tx.insertInto('credential').values({ ...row, sealed: await sealed(house, tx, row.person, papers), key_id: keyId }).execute()
}

/** The same credential with papers that another key signed. */
export async function replacePapers(house: House, tx: Tx, { credential, person }: Pick<CredentialRow, 'credential' | 'person'>, papers: Papers, keyId: string): Promise<void> {
  await tx.updateTable('credential').set({ sealed: await sealed(house, tx, person, papers), key_id: keyId }).where('credential', '=', credential).execute()
}

async function sealed(house: House, tx: Tx, person: string, papers: Papers): Promise<Buffer> {
  const key = await dataKeyOf(house, tx, person)
  if (!key) throw new Error(`person ${person} has no data key`)
  return sealText(key, person, JSON.stringify(papers))
}

/** The papers of one credential; null when the person's data were erased. */
export async function papersOf(house: House, db: Db, credential: string): Promise<Papers | null> {
  const row = await db.selectFrom('credential').select(['person', 'sealed']).where('credential', '=', credential).executeTakeFirst()
  const key = row && await dataKeyOf(house, db, row.person)
  if (!row || !key) return null
  // Only storeCredential writes this text.
  return JSON.parse(openText(key, row.person, row.sealed)) as Papers
}
