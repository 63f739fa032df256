import type { House } from '../../feature.ts'
import { Problem } from '../../lib/problem.ts'
import { RESOURCES as DOCUMENTS } from './documents.ts'
import { about } from './about.ts'
import { activities } from './activities.ts'
import { agents } from './agents.ts'
import { readStatements } from './read-statements.ts'
import type { Method, Resource, XapiAnswer, XapiRequest } from './request.ts'
import { postStatements, putStatement, type Facts } from './write.ts'

type Answerer = (house: House, request: XapiRequest, facts: Facts) => Promise<XapiAnswer>

/** Every resource of xAPI and what it does; HEAD is GET without the body. */
export const TABLE: Readonly<Record<Resource, Partial<Record<Exclude<Method, 'HEAD'>, Answerer>>>> = {
  statements: { POST: postStatements, PUT: putStatement, GET: readStatements },
  activities: { GET: activities },
  agents: { GET: agents },
  about: { GET: about },
  ...DOCUMENTS,
}

/** Answers a request; Problem 405 is not among the codes of the specification, so a method that a resource has not is 400. */
export async function dispatch(house: House, request: XapiRequest, facts: Facts): Promise<XapiAnswer> {
  const method = request.method === 'HEAD' ? 'GET' : request.method
  const answerer = TABLE[request.resource][method]
  if (!answerer) throw new Problem(400, 'no-such-method', { es: `Aquí no se puede usar ${method}.`, en: `${method} cannot be used here.` })
  const answer = await answerer(house, request, facts)
  return request.method === 'HEAD' ? { ...answer, body: null } : answer
}
