import { instantOf, isIri, isUuid } from '../validation/formats.ts'
import { checkAgent } from '../validation/agent.ts'
import type { AnyAgent } from './agent-key.ts'
import { badRequest, type XapiRequest } from './request.ts'

/** Refuses parameters that do not belong to a request, those in other capitals among them (xAPI 1.0.3, Communication 3.2). */
export function onlyParameters({ query }: XapiRequest, ...known: readonly string[]): void {
  for (const name of query.keys()) {
    if (!known.includes(name)) throw badRequest(name, { es: 'este parámetro no va aquí', en: 'this parameter does not belong here' })
  }
}

export function activityParameter(request: XapiRequest): string {
  const iri = needed(request, 'activityId')
  if (!isIri(iri)) throw badRequest('activityId', { es: 'no es un IRI completo', en: 'not a complete IRI' })
  return iri
}

/** An Agent, never a Group: who wants to keep something for a group names it as an Agent (xAPI 1.0.3, Communication 2.6). */
export function agentParameter(request: XapiRequest): AnyAgent {
  const text = needed(request, 'agent')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw badRequest('agent', { es: 'no es JSON', en: 'not JSON' })
  }
  const agent = checkAgent(value, 'agent')
  if (agent.objectType === 'Group') throw badRequest('agent', { es: 'hace falta un Agent, no un grupo', en: 'an Agent is needed, not a Group' })
  return agent
}

/** Lower case, as the database compares it; null where it is absent. */
export function registrationParameter({ query }: XapiRequest): string | null {
  const uuid = query.get('registration')
  if (uuid === undefined) return null
  if (!isUuid(uuid)) throw badRequest('registration', { es: 'no es un UUID', en: 'not a UUID' })
  return uuid.toLowerCase()
}

export function sinceParameter({ query }: XapiRequest): Date | null {
  const text = query.get('since')
  if (text === undefined) return null
  const moment = instantOf(text)
  if (!moment) throw badRequest('since', { es: 'no es un momento ISO 8601', en: 'not an ISO 8601 timestamp' })
  return new Date(moment.ms)
}

/** stateId or profileId: any text at all; PostgreSQL keeps every character but NUL. */
export function idParameter(request: XapiRequest, name: string): string {
  const id = needed(request, name)
  if (id.includes('\0')) throw badRequest(name, { es: 'no puede llevar un carácter nulo', en: 'must not hold a null character' })
  return id
}

function needed({ query }: XapiRequest, name: string): string {
  const value = query.get(name)
  if (value === undefined || value === '') throw badRequest(name, { es: 'falta este parámetro', en: 'this parameter is missing' })
  return value
}
