import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { Problem } from '../src/lib/problem.ts'
import { SCOPES, type Method, type Resource, type Scope, type XapiAnswer, type XapiRequest, type XapiVersion } from '../src/record/xapi/request.ts'

export interface Sent {
  readonly headers?: Record<string, string>
  readonly body?: string | Buffer
  readonly version?: XapiVersion
  readonly tenant?: string
  /** Of the client that asks; all when absent. */
  readonly scopes?: readonly Scope[]
}

/** A client's request as it reaches a resource, without anything of HTTP around it. */
export function xapiRequest(method: Method, resource: Resource, query: Readonly<Record<string, string>>, sent: Sent = {}): XapiRequest {
  const headers = new Map(Object.entries(sent.headers ?? {}))
  const tenant = sent.tenant ?? 'asked'
  return {
    method, resource, tenant, path: `/xapi/${tenant}/${resource}`, query: new Map(Object.entries(query)), header: (name) => headers.get(name),
    body: Buffer.from(sent.body ?? ''), version: sent.version ?? '1.0.3', sender: { kind: 'client', client: 'c1', scopes: new Set(sent.scopes ?? SCOPES) },
  }
}

/** The same request from a signed-in auditor's browser. */
export function asSession(request: XapiRequest): XapiRequest {
  return { ...request, sender: { kind: 'session', agent: null, readsAll: true, hidden: [] } }
}

/** That an answer is a refusal with this status, and that its sentence names what is wrong. */
export async function refused(status: number, answer: Promise<XapiAnswer>, names?: RegExp): Promise<void> {
  await assert.rejects(answer, (error) => {
    assert.ok(error instanceof Problem, String(error))
    assert.equal(error.status, status)
    if (names) assert.match(error.sentence.en, names)
    return true
  })
}

export const etag = (body: string | Buffer): string => `"${createHash('sha1').update(body).digest('hex')}"`
export const mail = (name: string): string => JSON.stringify({ objectType: 'Agent', mbox: `mailto:${name}@example.org` })
