import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Method, Resource } from '../../src/record/xapi/request.ts'
import { actingClient } from '../acting.ts'
import { TENANT, type Place } from './place.ts'
import { headersOf, rows, type By, type Prepared, type Row, type Wrong } from './row.ts'

const AGENT = JSON.stringify({ mbox: 'mailto:estudiante@example.org' })
const DOCUMENT = { step: 'dos' }

const keyOf = async ({ house }: Place, scope: 'all' | 'statements/write', tenant = TENANT): Promise<NonNullable<By>> => ({ authorization: (await actingClient(house, [scope], tenant)).authorization })

/** Who must not do what a key of this programme may; `scoped`: nor a key that has another scope. */
async function notIts(place: Place, scoped: boolean): Promise<Wrong[]> {
  return [
    { who: 'nobody', by: null }, { who: 'a learner', by: place.stranger }, { who: 'an executor', by: place.staff.executor },
    { who: 'a key of another programme', by: await keyOf(place, 'all', 'peru-huawei-2024') },
    ...(scoped ? [{ who: 'a key without the scope', by: await keyOf(place, 'statements/write') }] : []),
  ]
}

/** One document of a resource: written, merged or taken away. */
function row(resource: Resource & `${string}/${string}`, method: Method & ('POST' | 'PUT' | 'DELETE')): Row {
  return {
    route: `${method} /xapi/:programme/${resource}`,
    prepare: async (place): Promise<Prepared> => {
      const [id, by] = [randomUUID(), await keyOf(place, 'all')]
      const folder = { ...(resource === 'agents/profile' ? {} : { activityId: 'https://example.org/taller' }), ...(resource === 'activities/profile' ? {} : { agent: AGENT }) }
      const at = `/xapi/${TENANT}/${resource}?${new URLSearchParams(folder).toString()}`
      const path = `${at}&${resource === 'activities/state' ? 'stateId' : 'profileId'}=${id}`
      if (method === 'DELETE') {
        const put = await place.house.request(path, { method: 'PUT', headers: { ...headersOf(by), 'content-type': 'application/json' }, body: JSON.stringify(DOCUMENT) })
        if (put.status !== 204) throw new Error(`PUT ${path}: ${put.status}`)
      }
      return { path, method, by, body: () => DOCUMENT, wrong: await notIts(place, true), page: at, effect: { documents: rows('xapi_document', sql`id = ${id}`) } }
    },
    once: { documents: method === 'DELETE' ? -1 : 1 },
  }
}

/** What is only read: a POST there is a GET in a form, the alternate request syntax of xAPI 1.0.3. */
function hiddenRead(resource: Resource, parameters: Readonly<Record<string, string>>): Row {
  return {
    route: `POST /xapi/:programme/${resource}`,
    prepare: async (place) => {
      const at = `/xapi/${TENANT}/${resource}`
      return {
        path: `${at}?method=GET`, fields: parameters, by: await keyOf(place, 'all'), wrong: await notIts(place, false), page: `${at}?${new URLSearchParams(parameters).toString()}`,
        effect: { documents: rows('xapi_document', sql`true`), definitions: rows('xapi_definition', sql`true`) },
      }
    },
    once: { documents: 0, definitions: 0 },
  }
}

export const documents: readonly Row[] = [
  ...(['activities/state', 'activities/profile', 'agents/profile'] as const).flatMap((resource) => (['PUT', 'POST', 'DELETE'] as const).map((method) => row(resource, method))),
  hiddenRead('activities', { activityId: 'https://example.org/taller' }), hiddenRead('agents', { agent: AGENT }), hiddenRead('about', {}),
]
