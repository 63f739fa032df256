import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { Method, Resource, Scope, XapiVersion } from '../../../src/record/xapi/request.ts'
import { actingClient } from '../../acting.ts'
import { openHouse, type TestHouse } from '../../house.ts'

export interface Said {
  readonly query?: Readonly<Record<string, string | undefined>>
  /** Null takes a header away that is there otherwise. */
  readonly headers?: Readonly<Record<string, string | null>>
  /** Goes out as JSON unless it is a text or bytes. */
  readonly body?: unknown
}

export interface Heard {
  readonly status: number
  readonly header: (name: string) => string
  readonly bytes: Buffer
  readonly text: string
  /** Of a body that is JSON. */
  readonly json: <T>() => T
}

/** A client of one programme that speaks one version of xAPI over HTTP. */
export interface Speaker {
  readonly version: XapiVersion
  readonly house: TestHouse
  readonly tenant: string
  readonly authorization: string
  readonly ask: (method: Method, resource: Resource, said?: Said) => Promise<Heard>
  /** The same for an address of the same house, such as one of `more`. */
  readonly follow: (path: string) => Promise<Heard>
  /** Asks and holds the answer to a status. */
  readonly expect: (status: number, method: Method, resource: Resource, said?: Said) => Promise<Heard>
  /** Stores statements, all in one POST, and gives their ids. */
  readonly post: (...statements: readonly object[]) => Promise<string[]>
  /** The ids of a list, as they come. */
  readonly ids: (query: Readonly<Record<string, string | undefined>>) => Promise<string[]>
}

export function speakerOf(house: TestHouse, version: XapiVersion, authorization: string, tenant = 'piloto'): Speaker {
  const call = async (path: string, init: RequestInit): Promise<Heard> => {
    const answer = await house.request(path, init)
    const bytes = Buffer.from(await answer.arrayBuffer())
    const text = bytes.toString('utf8')
    return { status: answer.status, header: (name) => answer.headers.get(name) ?? '', bytes, text, json: <T>() => JSON.parse(text) as T }
  }
  const own = { authorization, 'x-experience-api-version': version }
  const ask: Speaker['ask'] = (method, resource, { query = {}, headers = {}, body } = {}) => {
    const parameters = new URLSearchParams(Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
    const sent = body === undefined ? null : typeof body === 'string' || body instanceof Uint8Array ? Buffer.from(body) : Buffer.from(JSON.stringify(body))
    // In process nobody adds the length, as a socket's client would.
    const all = Object.entries({ ...own, ...(sent && { 'content-type': 'application/json', 'content-length': String(sent.length) }), ...headers })
    return call(`/xapi/${tenant}/${resource}${parameters.size > 0 ? `?${parameters}` : ''}`, {
      method, headers: all.filter((h): h is [string, string] => h[1] !== null), ...(sent && { body: sent }),
    })
  }
  const expect: Speaker['expect'] = async (status, method, resource, said) => {
    const heard = await ask(method, resource, said)
    assert.equal(heard.status, status, `${version} ${method} ${resource} ${JSON.stringify(said?.query ?? {})}: ${heard.text.slice(0, 400)}`)
    return heard
  }
  return {
    version, house, tenant, authorization, ask, expect,
    follow: (path) => call(path, { headers: own }),
    post: async (...statements) => (await expect(200, 'POST', 'statements', { body: statements })).json<string[]>(),
    ids: async (query) => (await expect(200, 'GET', 'statements', { query })).json<{ statements: { id: string }[] }>().statements.map((s) => s.id),
  }
}

/** A new client of a programme, in one version. */
export async function newSpeaker(house: TestHouse, version: XapiVersion, scopes: readonly Scope[] = ['all'], tenant = 'piloto'): Promise<Speaker> {
  return speakerOf(house, version, (await actingClient(house, scopes, tenant)).authorization, tenant)
}

export interface Conformance {
  /** A requirement of both versions: one subtest each. */
  readonly both: (name: string, run: (lrs: Speaker) => Promise<void>) => void
  readonly only: (version: XapiVersion, name: string, run: (lrs: Speaker) => Promise<void>) => void
}

/** One house with a client for a file of tests; the names of the tests stand in test/lrs/requirements. */
export function conformance(): Conformance {
  let house: TestHouse
  let authorization: string
  before(async () => {
    house = await openHouse()
    authorization = (await actingClient(house, ['all'])).authorization
  })
  after(() => house.close())
  const only: Conformance['only'] = (version, name, run) => { test(name, () => run(speakerOf(house, version, authorization))) }
  return {
    only,
    both: (name, run) => {
      test(name, async (t) => {
        for (const version of ['1.0.3', '2.0.0'] as const) await t.test(version, () => run(speakerOf(house, version, authorization)))
      })
    },
  }
}

export const agentOf = (name: string = randomUUID()): { objectType: 'Agent'; mbox: string } => ({ objectType: 'Agent', mbox: `mailto:${name}@example.pe` })
export const activityOf = (name: string = randomUUID()): { objectType: 'Activity'; id: string } => ({ objectType: 'Activity', id: `https://example.pe/cursos/${name}` })
export const VERB = { id: 'http://adlnet.gov/expapi/verbs/experienced', display: { 'es-PE': 'vivió' } }
export const VOIDED = { id: 'http://adlnet.gov/expapi/verbs/voided' }

/** A statement about somebody and something new, with an id, and whatever else is asked for. */
export function statement<T extends object>(more: T = {} as T): { id: string; actor: object; verb: { id: string }; object: object } & T {
  return { id: randomUUID(), actor: agentOf(), verb: VERB, object: activityOf(), ...more }
}

export const voiding = (id: string): object => statement({ verb: VOIDED, object: { objectType: 'StatementRef', id } })
