import type { Stored } from '../../record/statement.ts'
import { countingAct, evaluate, type Level } from './evaluate.ts'
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
  return cumulate([...personsUnder(statements, rule).values()].map(({ level }) => level))
}

/** Each counted person's level by the agent that stands for her, and the position of the act that makes her count. */
export function personsUnder(statements: readonly Stored[], rule: Rule): Map<string, { readonly level: Level; readonly act: number | null }> {
  const persons = personsFrom(statements)
  const byAgent = new Map<string, Stored[]>()
  for (const s of statements) {
    if (!s.actor) continue
    const hers = byAgent.get(s.actor) ?? []
    hers.push(s)
    byAgent.set(s.actor, hers)
  }
  const agents = statements.filter((s) => s.verb === VERB.enrolled && s.authority === 'command').flatMap((s) => s.actor ?? [])
  const found = new Map<string, { level: Level; act: number | null }>()
  for (const root of new Set(agents.map((a) => persons.rootOf(a)))) {
    const hers = [...persons.agentsOf(root)].flatMap((a) => byAgent.get(a) ?? []).sort((a, b) => a.pos - b.pos)
    const evaluation = evaluate(rule, persons.agentsOf(root), hers)
    if (evaluation.level !== null) found.set(root, { level: evaluation.level, act: countingAct(evaluation) })
  }
  return found
}
