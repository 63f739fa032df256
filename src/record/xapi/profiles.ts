import type { House } from '../../feature.ts'
import { agentKey } from './agent-key.ts'
import { deleteDocument, getDocument, listDocuments, mayRead, needClient, postDocument, putDocument, type Folder, type Place } from './document-store.ts'
import { activityParameter, agentParameter, idParameter, onlyParameters, sinceParameter } from './parameters.ts'
import type { XapiAnswer, XapiRequest } from './request.ts'

// Agent profile and activity profile (xAPI 1.0.3, Communication 2.6 and 2.7; xAPI 2.0, 4.1.6.5 and 4.1.6.6): the same but for whom they belong to.

type Handler = (house: House, request: XapiRequest) => Promise<XapiAnswer>

export interface DocumentHandlers {
  readonly GET: Handler
  readonly PUT: Handler
  readonly POST: Handler
  readonly DELETE: Handler
}

export const agentProfile = profile('agent', (house, request) => ({
  tenant: request.tenant, kind: 'agent-profile', activity: null, agent: agentKey(house.keys, request.tenant, agentParameter(request)),
}))

export const activityProfile = profile('activityId', (_house, request) => ({
  tenant: request.tenant, kind: 'activity-profile', activity: activityParameter(request), agent: null,
}))

function profile(owner: 'agent' | 'activityId', folderOf: (house: House, request: XapiRequest) => Folder): DocumentHandlers {
  const place = (house: House, request: XapiRequest): Place => (
    { ...folderOf(house, request), registration: null, id: idParameter(request, 'profileId') }
  )
  const writing = (request: XapiRequest): void => {
    needClient(request.sender, 'profile')
    onlyParameters(request, owner, 'profileId')
  }
  return {
    GET: async (house, request) => {
      mayRead(request.sender, 'profile')
      // 1.0.3 lets a server overlook `since` beside the id of one profile, 2.0 does not.
      const one = request.query.has('profileId')
      onlyParameters(request, owner, 'profileId', ...(one && request.version === '2.0.0' ? [] : ['since']))
      const since = sinceParameter(request)
      return one ? getDocument(house, request, place(house, request)) : listDocuments(house, request, folderOf(house, request), { since })
    },
    PUT: async (house, request) => {
      writing(request)
      return putDocument(house, request, place(house, request), true)
    },
    POST: async (house, request) => {
      writing(request)
      return postDocument(house, request, place(house, request))
    },
    DELETE: async (house, request) => {
      writing(request)
      return deleteDocument(house, request, place(house, request))
    },
  }
}
