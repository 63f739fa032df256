import type { IncomingMessage, ServerResponse } from 'node:http'
import type { House, Who } from '../feature.ts'
import { refuseWhenFull } from '../lib/disk.ts'
import { Problem } from '../lib/problem.ts'
import { TABLE } from '../record/xapi/dispatch.ts'
import { versionHeader, type Door } from '../record/xapi/door.ts'
import { consistentThrough } from '../record/xapi/read-statements.ts'
import type { Method, Resource, XapiAnswer } from '../record/xapi/request.ts'
import { PROGRAM_HEADERS } from './guard.ts'
import { hold } from './held.ts'
import { asProblem, problemJson } from './problem-page.tsx'
import { MOST } from './xapi-routes.ts'

/** Who a program is by its Authorization header, and whether it may use a route at all. */
export interface ProgramPorts {
  readonly clientFor: (house: House, authorization: string, tenant: string) => (Who & { kind: 'client' }) | Promise<Who & { kind: 'client' }>
  readonly mayUse: (method: string, path: string) => boolean
}

/** Takes a request when it is a program's, with its key in the header, and answers it; false leaves it to the web application. */
export type ProgramDoor = (request: IncomingMessage, response: ServerResponse) => boolean

const ADDRESS = new RegExp(`^/xapi/([a-z0-9-]+)/(${Object.keys(TABLE).join('|')})(?:\\?(.*))?$`)
const METHODS = new Set(['GET', 'HEAD', 'PUT', 'POST', 'DELETE'])
const NO_QUERY = new URLSearchParams()
const EMPTY = Buffer.alloc(0)

/**
 * The short way to the record's door for other programs: the same door, rights and limits as the routes of xapi-routes.ts, without the
 * web application around them, which costs more than recording a statement does (decision 0091). What it leaves out (browsers' sessions,
 * the alternate request syntax, preflights, unknown addresses) goes the long way.
 */
export function programDoor(house: House, door: Door, { clientFor, mayUse }: ProgramPorts): ProgramDoor {
  const answer = async (request: IncomingMessage, tenant: string, resource: Resource, search: string | undefined, authorization: string): Promise<XapiAnswer> => {
    const method = request.method as Method
    if (!mayUse(method === 'HEAD' ? 'GET' : method, `/xapi/:programme/${resource}`)) throw new Problem(400, 'no-such-method', { es: `Aquí no se puede usar ${method}.`, en: `${method} cannot be used here.` })
    const holding = hold(MOST)
    try {
      // Asked while the body arrives; what it says is heard below, also when the body is refused first.
      const who = clientFor(house, authorization, tenant)
      if (who instanceof Promise) who.catch(() => {})
      const body = await bodyOf(request, holding.more)
      if (method !== 'GET' && method !== 'HEAD') refuseWhenFull(house.config.dataDir)
      return await door(house, who instanceof Promise ? await who : who, tenant, resource, `/xapi/${tenant}/${resource}`, {
        method, query: search ? new URLSearchParams(search) : NO_QUERY, header: (name) => headerOf(request, name), body,
      })
    } catch (error) {
      return refused(house, request, tenant, resource, error)
    } finally {
      holding.end()
    }
  }
  return (request, response) => {
    const { authorization } = request.headers
    if (authorization === undefined || !METHODS.has(request.method ?? '')) return false
    const found = ADDRESS.exec(request.url ?? '')
    // A form may hide another request: that is undone elsewhere.
    if (!found || /(?:^|&)method=/.test(found[3] ?? '')) return false
    const [, tenant = '', resource, search] = found
    answer(request, tenant, resource as Resource, search, authorization).then((answered) => respond(request, response, answered), (error: unknown) => {
      console.error(`${request.method} /xapi/:programme/${resource}:`, error)
      respond(request, response, { status: 500, headers: { 'Content-Type': 'application/json' }, body: '{"error":"internal"}' })
    })
    return true
  }
}

function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name]
  return typeof value === 'string' ? value : value?.join(', ')
}

/** The whole body; refused as soon as it is too much, and the rest then read and forgotten, so that the sender can read why. */
function bodyOf(request: IncomingMessage, more: (bytes: number) => void): Promise<Buffer> {
  if (request.method === 'GET' || request.method === 'HEAD') return Promise.resolve(EMPTY)
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = []
    const length = request.headers['content-length']
    let refusal: unknown = null
    const count = (bytes: number): void => {
      try {
        more(bytes)
      } catch (error) {
        refusal = error
        reject(error)
      }
    }
    if (length !== undefined) count(Number(length))
    request.on('data', (part: Buffer) => {
      if (refusal === null && length === undefined) count(part.length)
      if (refusal === null) parts.push(part)
    })
    request.on('end', () => resolve(parts.length === 1 ? parts[0]! : Buffer.concat(parts)))
    request.on('error', reject)
  })
}

async function refused(house: House, request: IncomingMessage, tenant: string, resource: Resource, error: unknown): Promise<XapiAnswer> {
  const problem = error instanceof Error ? asProblem(error) : null
  if (!problem) throw error
  const lang = (headerOf(request, 'accept-language') ?? 'es').trim().slice(0, 2).toLowerCase() === 'en' ? 'en' : 'es'
  // Also a refusal says up to when the statements are complete (1.0.3 Communication 2.1.3); where even that cannot be read, the clock of nothing.
  const through = resource === 'statements' && problem.status !== 503 ? await consistentThrough(house, tenant) : {}
  return { status: problem.status, headers: { 'Content-Type': 'application/json', ...through, ...problem.headers }, body: JSON.stringify(problemJson(problem, lang)) }
}

const PLAIN = ['Cache-Control', 'no-store', 'X-Content-Type-Options', 'nosniff']
/** A page of another site asked, by a browser: it reads what the guard's headers let it read. */
const FOR_BROWSERS = Object.entries({ ...PROGRAM_HEADERS, 'Cache-Control': 'no-store' }).flat()

function respond(request: IncomingMessage, response: ServerResponse, { status, headers, body }: XapiAnswer): void {
  // Whoever sent it went away meanwhile; what was recorded stays recorded.
  if (response.destroyed) return
  const { origin, 'sec-fetch-site': site } = request.headers
  const lines = [...(origin === undefined && site === undefined ? PLAIN : FOR_BROWSERS), 'X-Experience-API-Version', versionHeader({ header: (name) => headerOf(request, name) })]
  for (const name of Object.keys(headers)) lines.push(name, headers[name] ?? '')
  if (status !== 204 && request.method !== 'HEAD') lines.push('Content-Length', String(body === null ? 0 : Buffer.byteLength(body)))
  response.writeHead(status, lines)
  response.end(body ?? undefined)
}
