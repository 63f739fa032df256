import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { House } from '../../feature.ts'
import type { Db, Tx } from '../../lib/database.ts'
import { Problem } from '../../lib/problem.ts'
import { dataKeyOf, openText, sealText } from '../people/index.ts'
import { isFact, type Fact } from './facts.ts'
import { REFUSAL } from './words.ts'

interface FactLinkTable {
  id: string
  person: string
  credential: string
  token: Buffer
  sealed: Buffer
  facts: string[]
  created: Date
  ends: Date
  ended: Date | null
  visits: number
  visited: Date | null
}

declare module '../../lib/database.ts' {
  interface Tables { fact_link: FactLinkTable }
}

export interface FactLink {
  readonly id: string
  readonly person: string
  readonly credential: string
  readonly facts: readonly Fact[]
  readonly ends: Date
  readonly ended: Date | null
  readonly visits: number
}

/** How long a link may live, in days. */
export const DAYS = [7, 30, 90] as const
/** Of one person, not yet over: who has more has lost sight of them. */
const MOST_LIVING = 20
const DAY_MS = 86_400_000
const COLUMNS = ['id', 'person', 'credential', 'facts', 'ends', 'ended', 'visits'] as const

/** A new link of hers under the id that the form carries, with a token of 128 random bits; the same form again makes no other. Problem 409 when she has too many. */
export async function makeLink(house: House, to: { id: string; person: string; credential: string; facts: readonly Fact[]; days: number }): Promise<void> {
  const token = randomBytes(16).toString('base64url')
  const now = house.clock()
  const { id, person, credential, facts } = to
  const key = await dataKeyOf(house, house.db, person)
  if (!key) throw new Problem(410, 'erased', REFUSAL.over)
  const before = await house.db.selectFrom('fact_link').select('id').where('id', '=', id).executeTakeFirst()
  if (before) return
  const living = await house.db.selectFrom('fact_link').select(sql<number>`count(*)::int`.as('n')).where('person', '=', person).where('ended', 'is', null).where('ends', '>', now).executeTakeFirstOrThrow()
  if (living.n >= MOST_LIVING) throw new Problem(409, 'many-links', REFUSAL.manyLinks)
  await house.db.insertInto('fact_link').values({
    id, person, credential, token: digest(token), sealed: sealText(key, person, token), facts: [...facts], created: now,
    ends: new Date(now.getTime() + to.days * DAY_MS), ended: null, visits: 0, visited: null,
  }).onConflict((oc) => oc.column('id').doNothing()).execute()
}

/** Her links of one paper, the newest first, with their tokens: she may copy them again. */
export async function linksOf(house: House, person: string, credential: string): Promise<(FactLink & { readonly token: string })[]> {
  const key = await dataKeyOf(house, house.db, person)
  if (!key) return []
  const rows = await house.db.selectFrom('fact_link').select([...COLUMNS, 'sealed']).where('person', '=', person).where('credential', '=', credential).orderBy('created', 'desc').limit(50).execute()
  return rows.map(({ sealed, ...row }) => ({ ...linkOf(row), token: openText(key, person, sealed) }))
}

/** Ends a link of hers now; a second time changes nothing. Problem 404 for what is not hers. */
export async function endLink(db: Db, person: string, credential: string, link: string, now: Date): Promise<void> {
  const found = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(link)
    && await db.updateTable('fact_link').set((eb) => ({ ended: eb.fn.coalesce('ended', eb.val(now)) })).where('id', '=', link).where('person', '=', person).where('credential', '=', credential).returning('id').executeTakeFirst()
  if (!found) throw new Problem(404, 'unknown-link', REFUSAL.unknownLink)
}

/** The link of a token while it lives; undefined for one that is over, was ended or never was: nobody learns which. */
export async function livingLink(db: Db, token: string, now: Date): Promise<FactLink | undefined> {
  if (!/^[\w-]{22}$/.test(token)) return undefined
  const row = await db.selectFrom('fact_link').select(COLUMNS).where('token', '=', digest(token)).where('ended', 'is', null).where('ends', '>', now).executeTakeFirst()
  return row && linkOf(row)
}

export async function countVisit(db: Db, link: string, now: Date): Promise<void> {
  await db.updateTable('fact_link').set((eb) => ({ visits: eb('visits', '+', 1), visited: now })).where('id', '=', link).execute()
}

/** With her data go her links. */
export async function eraseLinks(tx: Tx, person: string): Promise<void> {
  await tx.deleteFrom('fact_link').where('person', '=', person).execute()
}

/** What her own copy of her data says of them; the tokens are on her page. */
export async function ownLinks(house: House, person: string): Promise<object[]> {
  const rows = await house.db.selectFrom('fact_link').select(['credential', 'facts', 'created', 'ends', 'ended', 'visits']).where('person', '=', person).orderBy('created').execute()
  return rows
}

const digest = (token: string): Buffer => createHash('sha256').update(token).digest()

function linkOf(row: Pick<FactLinkTable, (typeof COLUMNS)[number]>): FactLink {
  return { ...row, facts: row.facts.filter(isFact) }
}
