import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Db, Tx } from '../../lib/database.ts'
import { Problem } from '../../lib/problem.ts'
import { CONFIRMABLE, type Assurance, type Match, type RegistryAnswer, type RegistryId, type Restriction } from './registry.ts'
import { REFUSED } from './words.ts'

/** `asking`: the registry has not answered yet. `died`: a person of the staff recorded a death that the registry told of. */
export type AnswerState = 'asking' | 'open' | 'confirmed' | 'dropped' | 'died'

interface AnswerTable {
  id: string
  tenant: string
  person: string
  document: string
  registry: RegistryId
  assurance: Assurance
  /** Null while it is being asked. */
  match: Match | null
  restriction: Restriction
  at: Date
  asked_by: string | null
  first_by: string | null
  state: AnswerState
  decided: Date | null
  decided_by: string | null
}
export type AnswerRow = Selectable<AnswerTable>

declare module '../../lib/database.ts' {
  interface Tables { registry_answer: AnswerTable }
}

/** An answer without which nobody would have to decide: what the office sees of it. */
export type Kind = 'confirm' | 'death' | 'differs'
export const KINDS = ['confirm', 'death', 'differs'] as const satisfies readonly Kind[]

/** What kind of decision an open answer asks for. A death comes first: nobody confirms the identity of who is said to be dead. */
export function kindOf(answer: Pick<AnswerRow, 'match' | 'restriction'>): Kind {
  if (answer.restriction === 'death') return 'death'
  return answer.match !== null && CONFIRMABLE.includes(answer.match) ? 'confirm' : 'differs'
}

/** As the unique index says it, so that PostgreSQL finds the index. */
const WAITS = sql<boolean>`state in ('asking', 'open')`

/** A registry that does not answer within a minute has not answered: the next question takes its place. */
const ABANDONED_MS = 60_000

/** Takes the place of the one answer that may wait for a person in a programme; Problem 409 when one waits already. */
export async function reserveAnswer(tx: Tx, row: Pick<AnswerRow, 'id' | 'tenant' | 'person' | 'document' | 'registry' | 'at' | 'asked_by'>): Promise<void> {
  await tx.deleteFrom('registry_answer').where('tenant', '=', row.tenant).where('person', '=', row.person).where('state', '=', 'asking')
    .where('at', '<', new Date(row.at.getTime() - ABANDONED_MS)).execute()
  const made = await tx.insertInto('registry_answer').values({
    ...row, assurance: 'query', match: null, restriction: 'none', first_by: row.asked_by, state: 'asking', decided: null, decided_by: null,
  }).onConflict((oc) => oc.columns(['tenant', 'person']).where(WAITS).doNothing()).returning('id').execute()
  if (made.length === 0) throw new Problem(409, 'answer-waits', REFUSED.answerWaits)
}

export async function fillAnswer(db: Db, id: string, { match, restriction, assurance }: RegistryAnswer): Promise<void> {
  await db.updateTable('registry_answer').set({ match, restriction, assurance, state: 'open' }).where('id', '=', id).where('state', '=', 'asking').execute()
}

/** The registry did not answer: nothing waits. Who asked stands in the log all the same. */
export async function forgetAnswer(db: Db, id: string): Promise<void> {
  await db.deleteFrom('registry_answer').where('id', '=', id).where('state', '=', 'asking').execute()
}

/** What she brought herself by signing in with a provider; nothing when an answer waits already. */
export async function keepOwnAnswer(db: Db, row: Pick<AnswerRow, 'id' | 'tenant' | 'person' | 'document' | 'registry' | 'at'> & RegistryAnswer): Promise<boolean> {
  const made = await db.insertInto('registry_answer').values({ ...row, asked_by: null, first_by: null, state: 'open', decided: null, decided_by: null })
    .onConflict((oc) => oc.columns(['tenant', 'person']).where(WAITS).doNothing()).returning('id').execute()
  return made.length > 0
}

/** The open answer of this id under a row lock; Problem 404 when there is none in the programme, 409 when somebody decided already. */
export async function lockedAnswer(tx: Tx, tenant: string, id: string): Promise<AnswerRow> {
  const row = await tx.selectFrom('registry_answer').selectAll().where('tenant', '=', tenant).where('id', '=', id).forUpdate().executeTakeFirst()
  return stillOpen(row)
}

export async function answerById(db: Db, tenant: string, id: string): Promise<AnswerRow | null> {
  // From an address it may be anything.
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return null
  return await db.selectFrom('registry_answer').selectAll().where('tenant', '=', tenant).where('id', '=', id).executeTakeFirst() ?? null
}

export function stillOpen(row: AnswerRow | null | undefined): AnswerRow {
  if (!row) throw new Problem(404, 'no-such-answer', REFUSED.noSuchAnswer)
  if (row.state !== 'open') throw new Problem(409, 'decided-already', REFUSED.decidedAlready)
  return row
}

export async function decideAnswer(tx: Db, id: string, state: Exclude<AnswerState, 'asking' | 'open'>, by: string, at: Date): Promise<void> {
  await tx.updateTable('registry_answer').set({ state, decided: at, decided_by: by }).where('id', '=', id).execute()
}

const MOST_OF_ONE = 10

/** Answers about one person in a programme, newest first. */
export async function answersOf(db: Db, tenant: string, person: string): Promise<AnswerRow[]> {
  return db.selectFrom('registry_answer').selectAll().where('tenant', '=', tenant).where('person', '=', person).where('state', '<>', 'asking').orderBy('at', 'desc').orderBy('id').limit(MOST_OF_ONE).execute()
}

/** What registries said of her, for her own copy of her data. */
export async function ownAnswers({ db }: { readonly db: Db }, person: string): Promise<object[]> {
  return db.selectFrom('registry_answer').select(['tenant as programme', 'registry', 'assurance', 'match', 'restriction', 'at', 'state'])
    .where('person', '=', person).where('state', '<>', 'asking').orderBy('at').execute()
}

export async function eraseAnswers(tx: Tx, person: string): Promise<void> {
  await tx.deleteFrom('registry_answer').where('person', '=', person).execute()
}

export interface Wanted {
  readonly kind: Kind | 'decided'
  readonly after: { readonly at: Date; readonly id: string } | null
  readonly limit: number
}

/** A page of the programme's answers, newest first. */
export async function answersIn(db: Db, tenant: string, { kind, after, limit }: Wanted): Promise<AnswerRow[]> {
  let query = db.selectFrom('registry_answer').selectAll().where('tenant', '=', tenant)
  if (kind === 'decided') query = query.where('state', 'in', ['confirmed', 'dropped', 'died'])
  else query = query.where('state', '=', 'open')
  if (kind === 'death') query = query.where('restriction', '=', 'death')
  if (kind === 'confirm') query = query.where('restriction', '<>', 'death').where('match', 'in', CONFIRMABLE)
  if (kind === 'differs') query = query.where('restriction', '<>', 'death').where('match', 'not in', CONFIRMABLE)
  if (after) query = query.where(sql<boolean>`(at, id) < (${after.at}, ${after.id}::uuid)`)
  return query.orderBy('at', 'desc').orderBy('id', 'desc').limit(limit).execute()
}
