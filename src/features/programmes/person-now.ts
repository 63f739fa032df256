import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Db } from '../../lib/database.ts'
import { head, readStatements } from '../../record/read.ts'
import type { Stored } from '../../record/statement.ts'
import { evaluate, type Evaluation, type Level } from './evaluate.ts'
import { ruleAt, type SignedRule } from './in-force.ts'
import { liveRule } from './number.ts'
import type { EarlierRule } from './rule.ts'
import { evaluatePersons, personsAt, type PersonAt } from './standings.ts'
import { VERBS_READ_BY_RULES } from './vocabulary.ts'

export interface PersonNow {
  /** Everybody who is this person now, the agent asked for included. */
  readonly agents: ReadonlySet<string>
  /** What a rule reads of her, in order. */
  readonly statements: readonly Stored[]
  /** Null while no rule is in force. */
  readonly signed: SignedRule | null
  /** Under the rule in force; null while there is none. */
  readonly evaluation: Evaluation | null
}

/** One person as the record has her now, inside the caller's transaction: for commands that must decide on what holds still. */
export async function personNow(db: Db, tenant: string, agent: string): Promise<PersonNow> {
  const upTo = await head(db, tenant)
  const agents = (await personsAt(db, tenant, [agent], upTo)).agentsOf(agent)
  const statements = await readStatements(db, tenant, { actors: [...agents], verbs: VERBS_READ_BY_RULES, upTo })
  const signed = await ruleAt(db, tenant)
  return { agents, statements, signed, evaluation: signed ? evaluate(signed.rule, agents, statements) : null }
}

/** The version that judged her, with what was signed of it: not always the newest (DOMAIN.md 5.3 no. 12). Null while no rule is in force. */
export function judgedBy({ signed, evaluation }: Pick<PersonNow, 'signed' | 'evaluation'>): EarlierRule | null {
  if (!signed || !evaluation) return null
  let one: EarlierRule = signed
  while (one.rule.version !== evaluation.version && one.rule.earlier) one = one.rule.earlier
  return { hash: one.hash, rule: one.rule }
}

/** Everybody who is this person now, herself included. */
export async function agentsOfPerson(db: Db, tenant: string, agent: string): Promise<string[]> {
  return [...(await personsAt(db, tenant, [agent], await head(db, tenant))).agentsOf(agent)]
}

/** Everybody who each of these persons is now, by the agent that stands for her. */
export async function personsBehind(db: Db, tenant: string, agents: readonly string[]): Promise<Map<string, ReadonlySet<string>>> {
  const persons = await personsAt(db, tenant, agents, await head(db, tenant))
  return new Map(agents.map((agent) => persons.rootOf(agent)).map((root) => [root, persons.agentsOf(root)]))
}

/** A little more than a page lists. */
const AGENTS_A_PIECE = 120

/** At exactly this level; or those who may be proposed for a certificate. */
export type Standing = { readonly level: Level } | 'ready'

/**
 * The agents that stand for persons, as far as the follower `standing` has come, in pieces: a country's fit no answer. `only`: a condition more, on
 * standing.agent.
 */
export async function* agentsStanding(db: Db, tenant: string, where: Standing, only: RawBuilder<SqlBool>): AsyncGenerator<string[]> {
  const stands = where === 'ready' ? sql<SqlBool>`ready` : sql<SqlBool>`level = ${where.level}`
  for (let after = ''; ;) {
    const rows = await db.selectFrom('standing').select('agent').where('tenant', '=', tenant).where('rule', '=', liveRule(tenant)).where(stands).where('agent', '>', after)
      .where(only).orderBy('agent').limit(AGENTS_A_PIECE).execute()
    if (rows.length > 0) yield rows.map((r) => r.agent)
    if (rows.length < AGENTS_A_PIECE) return
    after = rows.at(-1)?.agent ?? ''
  }
}

/** The position at which rows of `standing` hold for the rule in force; 0 while they are those of another one. */
export async function standingHolds(db: Db, tenant: string): Promise<number> {
  const own = await db.selectFrom('standing').select(['read_to', 'live']).where('tenant', '=', tenant).where('rule', '=', '').where('agent', '=', '').executeTakeFirst()
  const signed = await ruleAt(db, tenant)
  return own && own.live === (signed?.hash ?? null) ? own.read_to ?? 0 : 0
}

/** Those of these agents of whom something that a rule reads was said after a position: what was known of them then may not hold any more. */
export async function touchedAfter(db: Db, tenant: string, pos: number, agents: readonly string[]): Promise<Set<string>> {
  const statements = await readStatements(db, tenant, { after: pos, among: agents, verbs: VERBS_READ_BY_RULES })
  return new Set(statements.flatMap((s) => [s.actor ?? s.object, s.object]))
}

/** Agents of whom something that a rule reads was said after a position, the newest first: whom the follower has yet to judge. */
export async function newestTouched(db: Db, tenant: string, pos: number, most: number): Promise<string[]> {
  const { rows } = await sql<{ actor: string }>`select actor from (select actor, pos from statement where tenant = ${tenant} and pos > ${pos} and actor is not null
    and verb = any(${VERBS_READ_BY_RULES}::text[]) order by pos desc limit ${most}) as s group by actor order by max(pos) desc`.execute(db)
  return rows.map((row) => row.actor)
}

/** The persons behind these agents under the rule in force, each once, read a few hundred at a time; none while no rule is in force. */
export async function* personsNow(db: Db, tenant: string, agents: readonly string[]): AsyncGenerator<PersonAt> {
  const signed = await ruleAt(db, tenant)
  if (!signed) return
  for await (const chunk of evaluatePersons(db, tenant, signed.rule, await head(db, tenant), agents)) yield* chunk
}
