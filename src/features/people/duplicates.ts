import { sql } from 'kysely'
import type { House } from '../../feature.ts'
import type { Db, Tx } from '../../lib/database.ts'
import { Problem } from '../../lib/problem.ts'
import { REFUSED } from './identity-words.ts'
import { agentsOf } from './persons.ts'
import { logged } from './staff-log.ts'
import './tables.ts'

/** Why two alike records are two persons; codes. */
export const APART_REASONS = ['both-cards-seen', 'namesakes', 'family', 'number-mistyped'] as const
export type ApartReason = (typeof APART_REASONS)[number]
export const PAIR_STATES = ['open', 'apart', 'merged'] as const
export type PairState = (typeof PAIR_STATES)[number]
/** What makes two records alike. A phone alone is a home, not a person: it only strengthens another sign. */
export const SIGNS = ['document', 'ruc', 'likeness', 'phone'] as const
export type Sign = (typeof SIGNS)[number]

/** Many claims of one thing: each is paired with the oldest few, so that all hang together and nobody can fill the queue. */
const MOST_PAIRS = 5

/**
 * Notes for each of these persons who of the programme may be the same one: by the same document, by a RUC 10 that carries the other's DNI,
 * by the same name and birth date. Keys only, nothing is opened. A pair that was kept apart comes back when a new sign appears.
 */
export async function noticeDuplicates(house: House, tx: Tx, tenant: string, persons: readonly string[]): Promise<void> {
  if (persons.length === 0) return
  // Two of these persons may be alike: each finds the other, and they are one pair. In the order of its key, so that two never wait in a circle.
  await sql`insert into duplicate_pair (id, tenant, one, other, by_document, by_ruc, by_likeness, by_phone, found, state)
    select gen_random_uuid(), ${tenant}, least(alike.other, mine.id), greatest(alike.other, mine.id), bool_or(alike.by_document), bool_or(alike.by_ruc),
      bool_or(alike.by_likeness), bool_or(alike.by_phone), ${house.clock()}, 'open'
    from unnest(${[...persons]}::uuid[]) as mine(id) cross join lateral (
      select c.other, bool_or(c.sign = 'document') as by_document, bool_or(c.sign = 'ruc') as by_ruc, bool_or(c.sign = 'likeness') as by_likeness,
        coalesce(bool_or(o.phone_key = me.phone_key), false) as by_phone
      from (
        select b.person as other, 'document' as sign from identity_document a join identity_document b on b.key = a.key and b.withdrawn is null
          where a.person = mine.id and a.withdrawn is null
        union all select b.person, 'ruc' from person p join identity_document b on b.key = p.ruc_key and b.withdrawn is null where p.id = mine.id
        union all select p.id, 'ruc' from identity_document a join person p on p.ruc_key = a.key where a.person = mine.id and a.withdrawn is null
        union all (select p.id, 'likeness' from person q join person p on p.likeness = q.likeness where q.id = mine.id order by p.created, p.id limit ${MOST_PAIRS + 1})
      ) c
      join person me on me.id = mine.id and me.data_key is not null
      join person o on o.id = c.other and o.data_key is not null
      join agent x on x.tenant = ${tenant} and x.person = c.other and x.entered is not null
      where c.other <> mine.id and not exists (select 1 from person_merge m where m.undone is null
        and ((m.merged = c.other and m.root = mine.id) or (m.merged = mine.id and m.root = c.other)))
      group by c.other, o.created order by o.created, c.other limit ${MOST_PAIRS}
    ) alike
    group by 3, 4 order by 3, 4
    on conflict (tenant, one, other) do update set
      by_document = duplicate_pair.by_document or excluded.by_document, by_ruc = duplicate_pair.by_ruc or excluded.by_ruc,
      by_likeness = duplicate_pair.by_likeness or excluded.by_likeness, by_phone = excluded.by_phone,
      state = case when duplicate_pair.state = 'apart' and ((excluded.by_document and not duplicate_pair.by_document)
        or (excluded.by_ruc and not duplicate_pair.by_ruc) or (excluded.by_likeness and not duplicate_pair.by_likeness)) then 'open' else duplicate_pair.state end`.execute(tx)
}

/** The same in every programme that she entered: after a correction, or with a new document. */
export async function noticeDuplicatesOf(house: House, tx: Tx, person: string): Promise<void> {
  const rows = await tx.selectFrom('agent').select('tenant').where('person', '=', person).where('entered', 'is not', null).orderBy('tenant').execute()
  for (const { tenant } of rows) await noticeDuplicates(house, tx, tenant, [person])
}

/** One pair of the queue; both by their agents in the programme. */
export interface Pair {
  readonly id: string
  readonly one: { readonly person: string; readonly agent: string }
  readonly other: { readonly person: string; readonly agent: string }
  readonly signs: readonly Sign[]
  readonly found: Date
  readonly state: PairState
  readonly reason: string | null
  readonly decided: Date | null
  readonly decidedBy: string | null
  /** Of a merged pair: who was merged into whom. */
  readonly mergedPerson: string | null
}

export interface PairQuery {
  readonly state: PairState
  readonly sign: Sign | null
  /** After this pair: the last one of the page before. */
  readonly after: { readonly found: Date; readonly id: string } | null
  readonly limit: number
}

const COLUMN = { document: 'by_document', ruc: 'by_ruc', likeness: 'by_likeness', phone: 'by_phone' } as const

/** The queue, oldest first, by its index. */
export async function pairsOf(db: Db, tenant: string, query: PairQuery): Promise<Pair[]> {
  return pairs(db, sql`d.tenant = ${tenant} and d.state = ${query.state}
    ${query.sign ? sql`and ${sql.ref(`d.${COLUMN[query.sign]}`)}` : sql``}
    ${query.after ? sql`and (d.found, d.id) > (${query.after.found}, ${query.after.id}::uuid)` : sql``}`, query.limit)
}

export async function pairById(db: Db, tenant: string, id: string): Promise<Pair | null> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return null
  return (await pairs(db, sql`d.tenant = ${tenant} and d.id = ${id}`, 1))[0] ?? null
}

async function pairs(db: Db, where: ReturnType<typeof sql>, limit: number): Promise<Pair[]> {
  const { rows } = await sql<{
    id: string; one: string; other: string; one_agent: string; other_agent: string; by_document: boolean; by_ruc: boolean; by_likeness: boolean; by_phone: boolean
    found: Date; state: PairState; reason: string | null; decided: Date | null; decided_by: string | null; merged: string | null
  }>`select d.id, d.one, d.other, a.agent as one_agent, b.agent as other_agent, d.by_document, d.by_ruc, d.by_likeness, d.by_phone, d.found, d.state, d.reason,
      d.decided, d.decided_by, (select m.merged from person_merge m where m.undone is null
        and ((m.merged = d.one and m.root = d.other) or (m.merged = d.other and m.root = d.one)) limit 1) as merged
    from duplicate_pair d join agent a on a.tenant = d.tenant and a.person = d.one join agent b on b.tenant = d.tenant and b.person = d.other
    where ${where} order by d.found, d.id limit ${limit}`.execute(db)
  return rows.map((r) => ({
    id: r.id, one: { person: r.one, agent: r.one_agent }, other: { person: r.other, agent: r.other_agent }, signs: SIGNS.filter((sign) => r[COLUMN[sign]]),
    found: r.found, state: r.state, reason: r.reason, decided: r.decided, decidedBy: r.decided_by, mergedPerson: r.merged,
  }))
}

/** Two who decide at once: one of them is told. Problem 409. */
export async function keepApart(house: House, tenant: string, pair: Pair, reason: ApartReason, by: string): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    const done = await tx.updateTable('duplicate_pair').set({ state: 'apart', reason, decided: house.clock(), decided_by: by }).where('id', '=', pair.id)
      .where('tenant', '=', tenant).where('state', '=', 'open').returning('id').execute()
    if (done.length === 0) throw new Problem(409, 'decided-already', REFUSED.decidedAlready)
    for (const person of [pair.one.person, pair.other.person]) await logged(tx, { staff: by, action: 'kept-apart', tenant, person, detail: { reason } }, house.clock())
  })
}

/** Undoes "two persons": the pair waits again. */
export async function reopenPair(house: House, tenant: string, pair: Pair, by: string): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    const done = await tx.updateTable('duplicate_pair').set({ state: 'open', reason: null, decided: null, decided_by: null }).where('id', '=', pair.id)
      .where('tenant', '=', tenant).where('state', '=', 'apart').returning('id').execute()
    if (done.length === 0) throw new Problem(409, 'decided-already', REFUSED.decidedAlready)
    for (const person of [pair.one.person, pair.other.person]) await logged(tx, { staff: by, action: 'pair-reopened', tenant, person }, house.clock())
  })
}

/** What a merge, or its undoing, says of the pair in every programme in which both are. */
export async function settlePair(house: House, tx: Tx, persons: readonly [string, string], state: PairState, reason: string, by: string): Promise<void> {
  const [one, other] = [...persons].sort()
  const decided = state === 'open' ? null : house.clock()
  await tx.updateTable('duplicate_pair').set({ state, reason: decided && reason, decided, decided_by: decided && by }).where('one', '=', one ?? '').where('other', '=', other ?? '').execute()
  // Merged from a page where no queue had paired them: the undo stands in the queue all the same.
  if (state !== 'merged' || !one || !other) return
  const [a, b] = [await agentsOf(tx, one), await agentsOf(tx, other)]
  for (const { tenant } of a.filter((x) => b.some((y) => y.tenant === x.tenant))) {
    await tx.insertInto('duplicate_pair').values({
      id: sql<string>`gen_random_uuid()`, tenant, one, other, by_document: false, by_ruc: false, by_likeness: false, by_phone: false, found: house.clock(), state, reason,
      decided: house.clock(), decided_by: by,
    }).onConflict((oc) => oc.columns(['tenant', 'one', 'other']).doNothing()).execute()
  }
}
