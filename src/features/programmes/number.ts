import { sql, type RawBuilder } from 'kysely'
import type { House } from '../../feature.ts'
import type { Db } from '../../lib/database.ts'
import { head } from '../../record/read.ts'
import type { Evaluation, Level } from './evaluate.ts'
import { ruleAt, type SignedRule } from './in-force.ts'
import { programmeOf } from './programmes.ts'
import { enrolledAgents, evaluatePersons } from './standings.ts'
import { versionsOf, type Rule } from './rule.ts'
import { VERBS_READ_BY_RULES } from './vocabulary.ts'

/** Persons at N0, N1, N2, N3 or above. */
export type Counts = readonly [number, number, number, number]

export interface Figures {
  readonly tenant: string
  /** The position up to which the record was read. */
  readonly pos: number
  /** When the statement at that position was received; null while nothing was recorded. */
  readonly at: Date | null
  /** Statements that are recorded but not yet in these figures. */
  readonly behind: number
  /** Null: no version is in force at that position, and there are no figures. */
  readonly rule: SignedRule | null
  readonly counts: Counts | null
}

/** N at a position, recomputed from the statements alone: the same for ever. A position beyond the record means its head. */
export async function numberAt(house: Pick<House, 'db'>, tenant: string, pos: number): Promise<Figures> {
  const last = await head(house.db, tenant)
  const upTo = Math.min(pos, last)
  const rule = await ruleAt(house.db, tenant, upTo)
  return {
    tenant, pos: upTo, at: await receivedAt(house.db, tenant, upTo), behind: 0, rule,
    counts: rule ? cumulate([...(await levelsAt(house.db, tenant, rule.rule, upTo)).values()]) : null,
  }
}

/** Each counted person's level at a position, by the agent that stands for her; in force or not is the caller's question. */
export async function levelsAt(db: Db, tenant: string, rule: Rule, upTo: number): Promise<Map<string, Level>> {
  const levels = new Map<string, Level>()
  for await (const persons of evaluatePersons(db, tenant, rule, upTo, await enrolledAgents(db, tenant, upTo))) {
    for (const { root, evaluation } of persons) if (evaluation.level !== null) levels.set(root, evaluation.level)
  }
  return levels
}

export function cumulate(levels: readonly Level[]): Counts {
  const from = (level: Level): number => levels.filter((l) => l >= level).length
  return [from(0), from(1), from(2), from(3)]
}

/** The figures of the follower `standing`: counts, position and lag of one moment. */
export async function liveNumber(house: Pick<House, 'db'>, tenant: string): Promise<Figures> {
  const { rows } = await sql<{ pos: number; head: number; totals: number[] | null }>`
    select ${livePosition(tenant)} as pos, coalesce((select pos from tenant_head where tenant = ${tenant}), 0) as head,
      (select totals from standing where tenant = ${tenant} and rule = '' and agent = '') as totals`.execute(house.db)
  const now = rows[0] ?? { pos: 0, head: 0, totals: null }
  const rule = await ruleAt(house.db, tenant, now.pos)
  const [only0 = 0, only1 = 0, only2 = 0, n3 = 0] = now.totals ?? []
  const n2 = n3 + only2
  const n1 = n2 + only1
  return {
    tenant, pos: now.pos, at: await receivedAt(house.db, tenant, now.pos), behind: now.head - now.pos, rule,
    counts: rule ? [n1 + only0, n1, n2, n3] : null,
  }
}

/** The highest position at which the rows of `standing` hold: the follower's cursor, unless it passed over what a rule reads. */
function livePosition(tenant: string): RawBuilder<number> {
  return sql<number>`(select case when exists (select 1 from statement s where s.tenant = ${tenant} and s.pos > live.done and s.pos <= live.cursor
      and s.verb = any(${VERBS_READ_BY_RULES}::text[]) and s.authority in ('command', 'session')) then live.done else live.cursor end
    from (select coalesce((select read_to from standing where tenant = ${tenant} and rule = '' and agent = ''), 0) as done,
      coalesce((select pos from follower_cursor where name = 'standing' and tenant = ${tenant}), 0) as cursor) live)`
}

/** The rule whose rows of `standing` count; '' would be the row that says so. */
export function liveRule(tenant: string): RawBuilder<string> {
  return sql<string>`(select live from standing where tenant = ${tenant} and rule = '' and agent = '')`
}

/** What the live figures count: every person's agent and level at the follower's position, for the published recount file. */
export async function livePersons(db: Db, tenant: string): Promise<{ pos: number; persons: { agent: string; level: number }[] }> {
  const { rows } = await sql<{ pos: number; persons: { agent: string; level: number }[] }>`
    select ${livePosition(tenant)} as pos,
      coalesce((select json_agg(json_build_object('agent', agent, 'level', level)) from standing where tenant = ${tenant} and rule = ${liveRule(tenant)}), '[]') as persons`.execute(db)
  return rows[0] ?? { pos: 0, persons: [] }
}

/** One person now: under the rule in force or, before any is, under the newest proposal. Null for an unknown programme. */
export async function personStanding(house: House, tenant: string, agent: string): Promise<(Evaluation & { rule: Rule; inForce: boolean }) | null> {
  const signed = await ruleAt(house.db, tenant)
  const rule = signed?.rule ?? programmeOf(house, tenant)?.rules.at(-1)?.rule
  if (!rule) return null
  for await (const [person] of evaluatePersons(house.db, tenant, rule, await head(house.db, tenant), [agent])) {
    if (person) return { ...person.evaluation, rule: versionsOf(rule).find((v) => v.version === person.evaluation.version) ?? rule, inForce: signed !== null }
  }
  return null
}

async function receivedAt(db: Db, tenant: string, pos: number): Promise<Date | null> {
  const row = await db.selectFrom('statement').select('stored').where('tenant', '=', tenant).where('pos', '=', pos).executeTakeFirst()
  return row?.stored ?? null
}
