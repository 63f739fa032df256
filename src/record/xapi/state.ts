import type { House } from '../../feature.ts'
import { agentKey } from './agent-key.ts'
import { deleteDocument, deleteDocuments, getDocument, listDocuments, mayRead, needClient, postDocument, putDocument, type Folder, type Place } from './document-store.ts'
import { activityParameter, agentParameter, idParameter, onlyParameters, registrationParameter, sinceParameter } from './parameters.ts'
import { badRequest, type XapiAnswer, type XapiRequest } from './request.ts'

// Activity state (xAPI 1.0.3, Communication 2.3; xAPI 2.0, 4.1.6.2).

const ONE = ['activityId', 'agent', 'registration', 'stateId'] as const

export async function getState(house: House, request: XapiRequest): Promise<XapiAnswer> {
  mayRead(request.sender, 'state')
  onlyParameters(request, ...ONE, 'since')
  const folder = folderOf(house, request)
  const registration = registrationParameter(request)
  const since = sinceParameter(request)
  if (!request.query.has('stateId')) return listDocuments(house, request, folder, { registration, since })
  // 1.0.3 lets a server overlook it (XAPI-00192), 2.0 does not.
  if (since && request.version === '2.0.0') throw badRequest('since', { es: 'no va junto con stateId', en: 'it does not go with stateId' })
  return getDocument(house, request, placeIn(folder, request))
}

export async function putState(house: House, request: XapiRequest): Promise<XapiAnswer> {
  needClient(request.sender, 'state')
  onlyParameters(request, ...ONE)
  // 1.0.3 lets a state be replaced blindly, since conflicts are unlikely (3.1); 2.0 does not.
  return putDocument(house, request, placeIn(folderOf(house, request), request), request.version === '2.0.0')
}

export async function postState(house: House, request: XapiRequest): Promise<XapiAnswer> {
  needClient(request.sender, 'state')
  onlyParameters(request, ...ONE)
  return postDocument(house, request, placeIn(folderOf(house, request), request))
}

export async function deleteState(house: House, request: XapiRequest): Promise<XapiAnswer> {
  needClient(request.sender, 'state')
  onlyParameters(request, ...ONE)
  const folder = folderOf(house, request)
  if (request.query.has('stateId')) return deleteDocument(house, request, placeIn(folder, request))
  return deleteDocuments(house, request, folder, registrationParameter(request))
}

function folderOf(house: House, request: XapiRequest): Folder {
  const activity = activityParameter(request)
  return { tenant: request.tenant, kind: 'state', activity, agent: agentKey(house.keys, request.tenant, agentParameter(request)) }
}

function placeIn(folder: Folder, request: XapiRequest): Place {
  return { ...folder, registration: registrationParameter(request), id: idParameter(request, 'stateId') }
}
