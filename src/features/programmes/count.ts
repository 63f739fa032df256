import type { Stored } from '../../record/statement.ts'
import { evaluate } from './evaluate.ts'
import { ruleFrom, signaturesFrom } from './in-force.ts'
import { cumulate, type Counts } from './number.ts'
import { personsFrom } from './persons.ts'
import type { Rule } from './rule.ts'
import { VERB } from './vocabulary.ts'

/** N0 to N3 of these statements alone, in order of position, under the rule that they put in force; null when they put none. No database. */
export function countStatements(statements: readonly Stored[]): { readonly hash: string; readonly counts: Counts } | null {
  const signed = ruleFrom(signaturesFrom(statements))
  return signed && { hash: signed.hash, counts: levelsUnder(statements, signed.rule) }
}

/** The same under any rule. */
export function levelsUnder(statements: readonly Stored[], rule: Rule): Counts {
  const persons = personsFrom(statements)
  const byAgent = new Map<string, Stored[]>()
  for (const s of statements) {
    if (!s.actor) continue
    const hers = byAgent.get(s.actor) ?? []
    hers.push(s)
    byAgent.set(s.actor, hers)
  }
  const agents = statements.filter((s) => s.verb === VERB.enrolled && s.authority === 'command').flatMap((s) => s.actor ?? [])
  const roots = [...new Set(agents.map((a) => persons.rootOf(a)))]
  return cumulate(roots.flatMap((root) => {
    const hers = [...persons.agentsOf(root)].flatMap((a) => byAgent.get(a) ?? []).sort((a, b) => a.pos - b.pos)
    return evaluate(rule, persons.agentsOf(root), hers).level ?? []
  }))
}
