import type { FactRule, House, Who } from '../../feature.ts'
import { Problem } from '../../lib/problem.ts'
import { isAlternate, undo, versionOf, type Knock } from './alternate.ts'
import { dispatch } from './dispatch.ts'
import { badRequest, type Resource, type Sender, type XapiAnswer, type XapiRequest, type XapiVersion } from './request.ts'
import { readOwn } from './session-read.ts'
import { notYours, type Facts } from './write.ts'

/** What /xapi must be told by the layers above: who the sender is in this tenant, and which facts she may state. */
export interface XapiPorts {
  readonly isTenant: (house: House, tenant: string) => boolean
  /** The sender's own opaque agent id in the tenant, or null. */
  readonly agentOf: (house: House, who: Who, tenant: string) => Promise<string | null>
  /** May read every statement of the tenant. */
  readonly mayReadAll: (who: Who, tenant: string) => boolean
  readonly facts: readonly FactRule[]
  /** Verbs a person does not read of herself here: they would tell her of another person. */
  readonly hiddenFromLearners: readonly string[]
  /** Counts a client's request; Problem 429 when it asks too often. */
  readonly takeTurn: (house: House, who: Who & { kind: 'client' }) => void
}

export type Door = (house: House, who: Who, tenant: string, resource: Resource, path: string, knock: Knock) => Promise<XapiAnswer>

/** Senders remembered; a hundred bytes each. */
const MOST_KNOWN = 50_000

/** Answers requests to the xAPI resources, whoever brings them in. Problems are thrown; `versionHeader` says what goes with them. */
export function xapiDoor(ports: XapiPorts): Door {
  const facts: Facts = new Map(ports.facts.map((f) => [f.verb, f]))
  const owns = new WeakMap<House['db'], Map<string, string>>()
  // An agent id never changes once it is given, so a sender is looked up once a process and programme.
  const ownOf = async (house: House, who: Who, tenant: string): Promise<string | null> => {
    if (who.kind !== 'learner') return null
    const known = owns.get(house.db) ?? new Map<string, string>()
    owns.set(house.db, known)
    const key = `${tenant} ${who.person}`
    const own = known.get(key) ?? await ports.agentOf(house, who, tenant)
    if (known.size >= MOST_KNOWN) known.clear()
    if (own) known.set(key, own)
    return own
  }
  const senderOf = async (house: House, who: Who, tenant: string): Promise<Sender> => {
    if (who.kind === 'client') return { kind: 'client', client: who.client, scopes: new Set(who.scopes) }
    return { kind: 'session', agent: await ownOf(house, who, tenant), readsAll: ports.mayReadAll(who, tenant), hidden: ports.hiddenFromLearners }
  }
  return async (house, who, tenant, resource, path, outer) => {
    if (!ports.isTenant(house, tenant)) throw new Problem(404, 'no-programme', { es: 'No conocemos ese programa.', en: 'We do not know that programme.' })
    if (who.kind === 'client') ports.takeTurn(house, who)
    const knock = isAlternate(outer) ? undo(outer) : outer
    const version = versionFor(resource, who, outer, knock)
    const sender = await senderOf(house, who, tenant)
    if (sender.kind === 'session' && resource === 'statements' && !sender.agent && !sender.readsAll) throw notYours()
    const request: XapiRequest = { method: knock.method, resource, tenant, path, query: once(knock.query), header: knock.header, body: knock.body, version, sender }
    // Our own browsers may read on from a position; other programs read as the specification says.
    return sender.kind === 'session' && resource === 'statements' && request.query.has('after') ? readOwn(house, request) : dispatch(house, request, facts)
  }
}

/** Our own browsers' pages may leave the version out; `about` answers in any version. 2.0 has no alternate syntax. */
function versionFor(resource: Resource, who: Who, outer: Knock, knock: Knock): XapiVersion {
  const header = knock.header('x-experience-api-version')
  const version = versionOf(header) ?? (resource === 'about' || (header === undefined && who.kind !== 'client') ? '1.0.3' : null)
  if (version === null) {
    throw badRequest('X-Experience-API-Version', { es: 'hace falta 1.0.3 o 2.0.0', en: '1.0.3 or 2.0.0 is needed' })
  }
  if (version === '2.0.0' && outer !== knock) throw badRequest('method', { es: 'xAPI 2.0 ya no tiene esta forma', en: 'xAPI 2.0 no longer has this form' })
  return version
}

function once(query: URLSearchParams): Map<string, string> {
  const found = new Map<string, string>()
  for (const [name, value] of query) {
    if (found.has(name)) throw badRequest(name, { es: 'está dos veces', en: 'it stands there twice' })
    found.set(name, value)
  }
  return found
}

/** What every answer carries, refusals too: the version that was spoken, the newest when none was understood. */
export function versionHeader(knock: Pick<Knock, 'header'>): XapiVersion {
  return versionOf(knock.header('x-experience-api-version')) ?? '2.0.0'
}
