import type { House } from '../../feature.ts'
import { definitionsOf } from './canonical.ts'
import { mayRead } from './document-store.ts'
import { etagOf } from './etag.ts'
import { activityParameter, onlyParameters } from './parameters.ts'
import type { XapiAnswer, XapiRequest } from './request.ts'

/** The Activity with all that was ever said of it here, in every language; its id alone where nothing was (xAPI 1.0.3, Communication 2.5). */
export async function activities(house: House, request: XapiRequest): Promise<XapiAnswer> {
  mayRead(request.sender, 'statements/read', 'statements/read/mine', 'define', 'state', 'profile')
  onlyParameters(request, 'activityId')
  const id = activityParameter(request)
  const definition = (await definitionsOf(house, request.tenant, [id])).get(id)
  const body = JSON.stringify({ objectType: 'Activity', id, definition })
  return { status: 200, headers: { 'Content-Type': 'application/json', ETag: etagOf(body) }, body }
}
