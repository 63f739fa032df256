import { Problem } from '../../lib/problem.ts'
import type { ListQuery } from './query.ts'
import { hasScope, needScope, type Sender } from './request.ts'
import { term } from './terms.ts'
import type { Bind } from './text-query.ts'

export interface Column {
  readonly name: 'actor' | 'verb' | 'object' | 'registration' | 'authority'
  readonly value: string
}

/** A statement passes when one of the columns says so or one of the terms stands beside it (statement_term in migration 0003). */
export interface Filter {
  readonly columns: readonly Column[]
  readonly terms: readonly string[]
}

/** What of a tenant a sender may read. */
export type View =
  | { readonly kind: 'all' }
  /** What it said itself: xAPI's scope statements/read/mine. */
  | { readonly kind: 'said-by'; readonly authority: string }
  /** What is told of her, without the verbs that would tell her of another person. */
  | { readonly kind: 'told-of'; readonly agent: string; readonly hidden: readonly string[] }

/** Asked at every request, so that a link that leads on shows no more than its bearer may see now. Problem 403 when it is nothing at all. */
export function viewOf(sender: Sender): View {
  if (sender.kind === 'session') {
    if (sender.readsAll) return { kind: 'all' }
    if (sender.agent !== null) return { kind: 'told-of', agent: sender.agent, hidden: sender.hidden }
    throw new Problem(403, 'not-yours', { es: 'Solo puedes registrar y ver lo tuyo.', en: 'You can only record and see what is yours.' })
  }
  if (hasScope(sender, 'statements/read', 'all/read')) return { kind: 'all' }
  needScope(sender, 'statements/read/mine', 'statements/read', 'all/read')
  return { kind: 'said-by', authority: `client:${sender.client}` }
}

/** All of them must pass. Those that usually let the least through come first. */
export function filtersOf(list: ListQuery, view: View): Filter[] {
  const filters: Filter[] = []
  const add = (columns: Column[], terms: string[]): void => { filters.push({ columns, terms }) }
  if (list.registration !== undefined) add([{ name: 'registration', value: list.registration }], [term('registration', list.registration)])
  if (list.agent !== undefined) {
    const related = list.relatedAgents ? [term('agent~', list.agent)] : []
    // The server's own agents, by which it names who vouches, are looked for where they stand.
    const vouches = list.relatedAgents && list.authority !== undefined ? [list.authority] : []
    add([{ name: 'actor', value: list.agent }, ...vouches.map((value): Column => ({ name: 'authority', value }))],
      [term('agent', list.agent), ...related, ...vouches.map((value) => term('vouched', value))])
  }
  if (list.activity !== undefined) {
    add([{ name: 'object', value: list.activity }], [term('activity', list.activity), ...(list.relatedActivities ? [term('activity~', list.activity)] : [])])
  }
  if (view.kind === 'told-of') add([{ name: 'actor', value: view.agent }], [])
  if (list.verb !== undefined) add([{ name: 'verb', value: list.verb }], [term('verb', list.verb)])
  if (view.kind === 'said-by') add([{ name: 'authority', value: view.authority }], [])
  return filters
}

/** The condition on a row `s` of `statement`. */
export function columnSays(bind: Bind, { name, value }: Column): string {
  if (name === 'registration') return `s.registration = ${bind(value)}::uuid`
  if (name === 'actor' || name === 'verb') return `s.${name} = ${bind(value)}`
  const given = bind(value)
  const interned = `hashtextextended(s.${name}, 0) = hashtextextended(${given}, 0) and s.${name} = ${given}`
  // The last part is what the index on outsiders' authorities is made for; the planner must read it to use it.
  return name === 'authority' && value.startsWith('client:') ? `(${interned} and s.authority like 'client:%')` : `(${interned})`
}

/** `offset 0` keeps it a look per row: turned into a hash of every row with this term it would read them all before it answers one. */
export function termStands(bind: Bind, text: string): string {
  return `exists (select from statement_term x where x.tenant = s.tenant and x.term = hashtextextended(${bind(text)}, 0) and x.pos = s.pos offset 0)`
}

export function passes(bind: Bind, { columns, terms }: Filter): string {
  return `(${[...columns.map((c) => columnSays(bind, c)), ...terms.map((t) => termStands(bind, t))].join(' or ')})`
}
