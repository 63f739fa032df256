import type { Stored } from '../../record/statement.ts'
import { VERB } from './vocabulary.ts'

/** Which agents are one person at a position (rule text, 2). */
export interface Persons {
  /** Everybody who is the same person as this agent, herself included. */
  readonly agentsOf: (agent: string) => ReadonlySet<string>
  /** The agent that stands for the person: the one that is merged into no other; the lowest id where several could. */
  readonly rootOf: (agent: string) => string
}

/** From every `merged` and `split` of a tenant up to a position, in order: the last of a pair decides. */
export function personsFrom(statements: readonly Stored[]): Persons {
  const pairs = new Map<string, { from: string; into: string; linked: boolean }>()
  for (const s of statements) {
    if (s.authority !== 'command' || s.actor === null) continue
    if (s.verb !== VERB.merged && s.verb !== VERB.split) continue
    pairs.set(`${s.actor} ${s.object}`, { from: s.actor, into: s.object, linked: s.verb === VERB.merged })
  }
  const links = [...pairs.values()].filter((p) => p.linked && p.from !== p.into)
  const neighbours = new Map<string, string[]>()
  for (const { from, into } of links) {
    neighbours.set(from, [...(neighbours.get(from) ?? []), into])
    neighbours.set(into, [...(neighbours.get(into) ?? []), from])
  }
  const mergedAway = new Set(links.map((l) => l.from))
  const agentsOf = (agent: string): ReadonlySet<string> => connected(agent, neighbours)
  const rootOf = (agent: string): string => {
    const agents = [...agentsOf(agent)].sort()
    return agents.find((a) => !mergedAway.has(a)) ?? agents[0] ?? agent
  }
  return { agentsOf, rootOf }
}

function connected(agent: string, neighbours: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const found = new Set([agent])
  // A set visits what is added while it is walked.
  for (const a of found) for (const next of neighbours.get(a) ?? []) found.add(next)
  return found
}
