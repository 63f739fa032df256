import { sql } from 'kysely'
import type { Db } from '../../lib/database.ts'
import { readStatements } from '../../record/read.ts'
import type { Stored } from '../../record/statement.ts'
import { evaluate, type Evaluation } from './evaluate.ts'
import { personsFrom, type Persons } from './persons.ts'
import type { Rule } from './rule.ts'
import { VERB, VERBS_READ_BY_RULES } from './vocabulary.ts'

export interface PersonAt {
  /** The agent that stands for the person. */
  readonly root: string
  readonly agents: ReadonlySet<string>
  readonly evaluation: Evaluation
}

/** The same with what was read of her, in order: for figures that ask more than a level. */
export interface PersonWith extends PersonAt { readonly statements: readonly Stored[] }

/** Persons whose statements are read in one query: a few thousand rows. */
const CHUNK = 200

/**
 * Who these agents are at a position: their own merges and splits, those of whom these lead to, and so on, and nobody else's. What one person costs
 * does not grow with the programme.
 */
export async function personsAt(db: Db, tenant: string, agents: readonly string[], upTo: number): Promise<Persons> {
  const known = new Set(agents)
  const links = new Map<number, Stored>()
  for (let fresh = [...known]; fresh.length > 0;) {
    const found = await readStatements(db, tenant, { verbs: [VERB.merged, VERB.split], among: fresh, upTo })
    for (const s of found) links.set(s.pos, s)
    fresh = [...new Set(found.flatMap((s) => [s.actor ?? s.object, s.object]))].filter((agent) => !known.has(agent))
    for (const agent of fresh) known.add(agent)
  }
  return personsFrom([...links.values()].sort((a, b) => a.pos - b.pos))
}

/** Every agent that was ever enrolled by a command, annulled or not: nobody else can reach a level. */
export async function enrolledAgents(db: Db, tenant: string, upTo: number): Promise<string[]> {
  const { rows } = await sql<{ actor: string }>`select distinct actor from statement where tenant = ${tenant} and verb = ${VERB.enrolled}
    and pos <= ${upTo} and authority = 'command' and actor is not null order by actor`.execute(db)
  return rows.map((r) => r.actor)
}

/** The agent that stands for each person who was ever enrolled, at a position, without evaluating anybody. */
export async function enrolledRoots(db: Db, tenant: string, upTo: number): Promise<string[]> {
  const persons = personsFrom(await readStatements(db, tenant, { verbs: [VERB.merged, VERB.split], upTo }))
  return [...new Set((await enrolledAgents(db, tenant, upTo)).map((agent) => persons.rootOf(agent)))]
}

/** The persons to whom these agents belong at a position, each once, evaluated from the record alone, a chunk at a time. */
export async function* evaluatePersons(db: Db, tenant: string, rule: Rule, upTo: number, agents: Iterable<string>): AsyncGenerator<PersonAt[]> {
  for await (const persons of personsWith(db, tenant, rule, upTo, agents)) yield persons.map(({ root, agents: hers, evaluation }) => ({ root, agents: hers, evaluation }))
}

/** `moreVerbs`: what the caller reads besides what rules read. */
export async function* personsWith(
  db: Db, tenant: string, rule: Rule, upTo: number, agents: Iterable<string>, moreVerbs: readonly string[] = [],
): AsyncGenerator<PersonWith[]> {
  // Agents of one person may stand in two pieces; of most persons there is one.
  const several = new Set<string>()
  const all = [...new Set(agents)]
  for (let i = 0; i < all.length; i += CHUNK) {
    const piece = all.slice(i, i + CHUNK)
    const persons = await personsAt(db, tenant, piece, upTo)
    const roots = [...new Set(piece.map((a) => persons.rootOf(a)))].filter((root) => !several.has(root))
    const chunk = roots.map((root) => ({ root, agents: persons.agentsOf(root) }))
    for (const p of chunk) if (p.agents.size > 1) several.add(p.root)
    const statements = await readStatements(db, tenant, { actors: chunk.flatMap((p) => [...p.agents]), verbs: [...VERBS_READ_BY_RULES, ...moreVerbs], upTo })
    const byAgent = new Map<string, Stored[]>()
    for (const s of statements) {
      const agent = s.actor ?? ''
      const list = byAgent.get(agent)
      if (list) list.push(s)
      else byAgent.set(agent, [s])
    }
    yield chunk.map((person) => {
      const hers = [...person.agents].flatMap((a) => byAgent.get(a) ?? [])
      if (person.agents.size > 1) hers.sort((a, b) => a.pos - b.pos)
      return { ...person, evaluation: evaluate(rule, person.agents, hers), statements: hers }
    })
  }
}
