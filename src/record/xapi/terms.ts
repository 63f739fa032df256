import type { Keys } from '../../lib/keys.ts'
import { agentKey, type AnyAgent } from './agent-key.ts'

/** The parts of a statement that say who and what it is about. A sub-statement has the same. */
export interface About {
  readonly actor: AnyAgent
  readonly verb: { readonly id: string }
  readonly object: AnyAgent & { readonly objectType?: string; readonly id?: string; readonly actor?: AnyAgent; readonly verb?: { readonly id: string }; readonly object?: unknown; readonly context?: Context }
  readonly context?: Context
}

interface Context {
  readonly registration?: string
  readonly instructor?: AnyAgent
  readonly team?: AnyAgent
  readonly contextActivities?: Readonly<Record<string, { readonly id: string } | readonly { readonly id: string }[]>>
  readonly contextAgents?: readonly { readonly agent: AnyAgent }[]
  readonly contextGroups?: readonly { readonly group: AnyAgent }[]
}

/** 'vouched' is only inherited: the authority of what a statement targets. */
export type TermKind = 'agent' | 'agent~' | 'activity' | 'activity~' | 'verb' | 'registration' | 'vouched'

/** The text that is hashed into statement_term.term. */
export const term = (kind: TermKind, value: string): string => `${kind} ${value}`

/** What stands in the column `object`: activity IRI, agent id or key, statement id; the word alone for a sub-statement, and '' for an anonymous group. */
export function objectOf(keys: Keys, tenant: string, { object }: About): string {
  switch (object.objectType) {
    case 'Agent': case 'Group': return agentKey(keys, tenant, object) ?? ''
    case 'StatementRef': return (object.id ?? '').toLowerCase()
    case 'SubStatement': return 'SubStatement'
    // Absent means Activity; our own early statements name agents as objects without saying so.
    default: return object.id ?? agentKey(keys, tenant, object) ?? ''
  }
}

/** Everybody and everything a statement is about beside its own columns: see statement_term in migration 0003. */
export function termsOf(keys: Keys, tenant: string, statement: About): string[] {
  const found = new Set<string>()
  const person = (kind: 'agent' | 'agent~', agent: AnyAgent | undefined): void => {
    if (!agent) return
    const key = agentKey(keys, tenant, agent)
    if (key !== null) found.add(term(kind, key))
    for (const member of agent.member ?? []) person(kind, member)
  }
  for (const member of statement.actor.member ?? []) person('agent', member)
  const { object } = statement
  if (object.objectType === 'Agent' || object.objectType === 'Group' || object.id === undefined) person('agent', object)
  around(statement.context, person, found)
  if (object.objectType === 'SubStatement' && object.actor && object.object) {
    // A sub-statement's own parts are related to the statement, never its subject.
    const inner = object as unknown as About
    person('agent~', inner.actor)
    if (inner.object.objectType === 'Agent' || inner.object.objectType === 'Group') person('agent~', inner.object)
    else if ((inner.object.objectType ?? 'Activity') === 'Activity' && inner.object.id !== undefined) found.add(term('activity~', inner.object.id))
    around(inner.context, person, found)
  }
  return [...found]
}

function around(context: Context | undefined, person: (kind: 'agent~', agent: AnyAgent | undefined) => void, found: Set<string>): void {
  if (!context) return
  person('agent~', context.instructor)
  person('agent~', context.team)
  for (const { agent } of context.contextAgents ?? []) person('agent~', agent)
  for (const { group } of context.contextGroups ?? []) person('agent~', group)
  for (const some of Object.values(context.contextActivities ?? {})) {
    for (const { id } of Array.isArray(some) ? some : [some]) found.add(term('activity~', id))
  }
}
