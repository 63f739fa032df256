import type { House } from '../../feature.ts'
import { agentKey } from './agent-key.ts'
import { namesOf } from './agent-names.ts'
import { mayRead } from './document-store.ts'
import { etagOf } from './etag.ts'
import { agentParameter, onlyParameters } from './parameters.ts'
import type { XapiAnswer, XapiRequest } from './request.ts'

/**
 * The Person object: the identifier that was asked for, and every name that this programme's clients gave to it (xAPI 1.0.3, Communication
 * 2.4). Identifiers are not joined: that two of them are one person is nothing this record was told.
 */
export async function agents(house: House, request: XapiRequest): Promise<XapiAnswer> {
  mayRead(request.sender, 'statements/read', 'profile')
  onlyParameters(request, 'agent')
  const agent = agentParameter(request)
  const key = agentKey(house.keys, request.tenant, agent)
  const names = new Set([...(agent.name === undefined ? [] : [agent.name]), ...(key === null ? [] : await namesOf(house, request.tenant, key))])
  const body = JSON.stringify({
    objectType: 'Person',
    ...(names.size > 0 && { name: [...names] }),
    mbox: only(agent.mbox), mbox_sha1sum: only(agent.mbox_sha1sum), openid: only(agent.openid), account: only(agent.account),
  })
  return { status: 200, headers: { 'Content-Type': 'application/json', ETag: etagOf(body) }, body }
}

function only<T>(value: T | undefined): T[] | undefined {
  return value === undefined ? undefined : [value]
}
