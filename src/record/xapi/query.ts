import type { Keys } from '../../lib/keys.ts'
import { NS } from '../statement.ts'
import { checkAgent } from '../validation/agent.ts'
import { instantOf, isIri, isUuid } from '../validation/formats.ts'
import { agentKey } from './agent-key.ts'
import { onlyParameters, registrationParameter } from './parameters.ts'
import { badRequest, type XapiRequest } from './request.ts'

export const FORMATS = ['exact', 'ids', 'canonical'] as const
export type Format = (typeof FORMATS)[number]

/** How the statements are to be answered. */
export interface Shape {
  readonly format: Format
  readonly attachments: boolean
}

/** A list as it was asked for (xAPI 1.0.3, Communication 2.1.3). Holds no agent, only its key: a link that leads on carries it. */
export interface ListQuery extends Shape {
  /** Key of the agent or identified group; see agent-key.ts. */
  readonly agent?: string
  /** Where the agent is one of those by which the server names who vouches: what stands in the column `authority`. */
  readonly authority?: string
  readonly relatedAgents: boolean
  readonly verb?: string
  readonly activity?: string
  readonly relatedActivities: boolean
  readonly registration?: string
  /** Milliseconds since 1970; stored later than this. */
  readonly since?: number
  /** Stored at this moment or before. */
  readonly until?: number
  /** How many on a page: from 1 to MOST. */
  readonly limit: number
  readonly ascending: boolean
}

export type Wanted =
  | { readonly kind: 'one'; readonly id: string; readonly voided: boolean; readonly shape: Shape }
  | { readonly kind: 'more'; readonly token: string }
  | { readonly kind: 'list'; readonly list: ListQuery }

/** The most statements on a page: what `limit` 0, or none, asks for. */
export const MOST = 500

const OF_ONE = ['format', 'attachments']
const OF_LIST = [
  'agent', 'verb', 'activity', 'registration', 'related_activities', 'related_agents', 'since', 'until', 'limit', 'format', 'attachments', 'ascending',
]

/** The parameters of GET on the statement resource; Problem 400 names what is not as the specification says. */
export function readQuery(keys: Keys, request: XapiRequest): Wanted {
  const { query } = request
  const more = query.get('more')
  if (more !== undefined) {
    onlyParameters(request, 'more')
    return { kind: 'more', token: more }
  }
  for (const name of ['statementId', 'voidedStatementId'] as const) {
    const id = query.get(name)
    if (id === undefined) continue
    onlyParameters(request, name, ...OF_ONE)
    if (!isUuid(id)) throw badRequest(name, { es: 'no es un UUID', en: 'not a UUID' })
    return { kind: 'one', id: id.toLowerCase(), voided: name === 'voidedStatementId', shape: shapeOf(request) }
  }
  onlyParameters(request, ...OF_LIST)
  const registration = registrationParameter(request)
  return {
    kind: 'list',
    list: {
      ...agentOf(keys, request), relatedAgents: yes(request, 'related_agents'),
      ...iri(request, 'verb'), ...iri(request, 'activity'), relatedActivities: yes(request, 'related_activities'),
      ...(registration === null ? {} : { registration }), ...moment(request, 'since'), ...moment(request, 'until'),
      limit: limitOf(request), ascending: yes(request, 'ascending'), ...shapeOf(request),
    },
  }
}

function shapeOf(request: XapiRequest): Shape {
  const asked = request.query.get('format') ?? 'exact'
  const format = FORMATS.find((f) => f === asked)
  if (!format) throw badRequest('format', { es: 'es ids, exact o canonical', en: 'is ids, exact or canonical' })
  return { format, attachments: yes(request, 'attachments') }
}

function agentOf(keys: Keys, { query, tenant }: XapiRequest): { agent?: string; authority?: string } {
  const text = query.get('agent')
  if (text === undefined) return {}
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw badRequest('agent', { es: 'no es JSON', en: 'not JSON' })
  }
  const agent = checkAgent(value, 'agent')
  const key = agentKey(keys, tenant, agent)
  if (key === null) throw badRequest('agent', { es: 'un grupo sin identificador no se puede buscar', en: 'a group without an identifier cannot be looked for' })
  return { agent: key, ...(agent.account?.homePage === `${NS}authorities` ? { authority: agent.account.name } : {}) }
}

function iri<Name extends 'verb' | 'activity'>({ query }: XapiRequest, name: Name): { [key in Name]?: string } {
  const value = query.get(name)
  if (value === undefined) return {}
  if (!isIri(value)) throw badRequest(name, { es: 'no es un IRI completo', en: 'not a complete IRI' })
  return { [name]: value } as { [key in Name]?: string }
}

function moment<Name extends 'since' | 'until'>({ query }: XapiRequest, name: Name): { [key in Name]?: number } {
  const text = query.get(name)
  if (text === undefined) return {}
  const instant = instantOf(text)
  if (!instant) throw badRequest(name, { es: 'no es un momento ISO 8601', en: 'not an ISO 8601 timestamp' })
  // What is finer than a millisecond decides nothing: `stored` has whole ones.
  return { [name]: instant.ms } as { [key in Name]?: number }
}

function limitOf({ query }: XapiRequest): number {
  const text = query.get('limit') ?? '0'
  if (!/^\d{1,15}$/.test(text)) throw badRequest('limit', { es: 'es un número entero, cero o mayor', en: 'is a whole number, zero or more' })
  const asked = Number(text)
  return asked === 0 ? MOST : Math.min(asked, MOST)
}

function yes({ query }: XapiRequest, name: string): boolean {
  const value = query.get(name) ?? 'false'
  if (value !== 'true' && value !== 'false') throw badRequest(name, { es: 'es true o false', en: 'is true or false' })
  return value === 'true'
}
