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

/** Persons whose statements are read in one query: a few thousand rows. */
const CHUNK = 200

export async function personsAt(db: Db, tenant: string, upTo: number): Promise<Persons> {
  return personsFrom(await readStatements(db, tenant, { verbs: [VERB.merged, VERB.split], upTo }))
}

/** Every agent that was ever enrolled by a command, annulled or not: nobody else can reach a level. */
export async function enrolledAgents(db: Db, tenant: string, upTo: number): Promise<string[]> {
  const { rows } = await sql<{ actor: string }>`select distinct actor from statement where tenant = ${tenant} and verb = ${VERB.enrolled}
    and pos <= ${upTo} and authority = 'command' and actor is not null order by actor`.execute(db)
  return rows.map((r) => r.actor)
}

/** The persons to whom these agents belong at a position, each once, evaluated from the record alone, a chunk at a time. */
export async function* evaluatePersons(
  db: Db, tenant: string, rule: Rule, upTo: number, agents: Iterable<string>,
): AsyncGenerator<PersonAt[]> {
  const persons = await personsAt(db, tenant, upTo)
  const roots = [...new Set([...agents].map((a) => persons.rootOf(a)))]
  for (let i = 0; i < roots.length; i += CHUNK) {
    const chunk = roots.slice(i, i + CHUNK).map((root) => ({ root, agents: persons.agentsOf(root) }))
    const statements = await readStatements(db, tenant, { actors: chunk.flatMap((p) => [...p.agents]), verbs: VERBS_READ_BY_RULES, upTo })
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
      return { ...person, evaluation: evaluate(rule, person.agents, hers) }
    })
  }
}
