import type { Ctx, Route } from '../feature.ts'
import { Problem } from '../lib/problem.ts'
import { isAlternate, undo, type Knock } from '../record/xapi/alternate.ts'
import { TABLE } from '../record/xapi/dispatch.ts'
import { versionHeader, type Door } from '../record/xapi/door.ts'
import { consistentThrough } from '../record/xapi/read-statements.ts'
import type { Method, Resource, XapiAnswer } from '../record/xapi/request.ts'
import { PROGRAM_HEADERS, isComplete } from './guard.ts'
import { hold, tooLarge, type Hold } from './held.ts'

/** Statements with their attachments, or a document. A browser's own session sends less. */
export const MOST = 16 * 2 ** 20
const MOST_OF_SESSIONS = 2 ** 20
const RESOURCES = Object.keys(TABLE) as Resource[]

/** One route for each resource and method. POST is everywhere, for the alternate request syntax of 1.0.3. */
export function xapiRoutes(door: Door): Route[] {
  return RESOURCES.flatMap((resource) => (['GET', 'POST', 'PUT', 'DELETE'] as const)
    .filter((method) => method === 'POST' || TABLE[resource][method])
    .map((method): Route => ({ method, path: `/xapi/:programme/${resource}`, maxBody: MOST, chunked: true, handle: (c) => answer(c, door, resource) })))
}

async function answer(c: Ctx, door: Door, resource: Resource): Promise<Response> {
  const { house, who } = c.var
  const holding = hold(who.kind === 'client' ? MOST : MOST_OF_SESSIONS)
  try {
    const knock = knockOf(c, await bodyOf(c, holding))
    const answered = await door(house, who, c.req.param('programme') ?? '', resource, c.req.path, knock)
    return respond(answered, versionHeader(isAlternate(knock) ? undo(knock) : knock))
  } catch (error) {
    // Also a refusal says up to when this resource tells everything (1.0.3 Communication 2.1.3).
    if (resource === 'statements' && error instanceof Problem) {
      for (const [name, value] of Object.entries(await consistentThrough(house, c.req.param('programme') ?? ''))) c.header(name, value)
    }
    throw error
  } finally {
    holding.end()
  }
}

function knockOf(c: Ctx, body: Buffer): Knock {
  return { method: c.req.method as Method, query: new URL(c.req.url).searchParams, header: (name) => c.req.header(name), body }
}

/** An answer of the record as it goes out. */
export function respond({ status, headers, body }: XapiAnswer, version: string): Response {
  return isComplete(new Response(body as BodyInit | null, { status, headers: { ...PROGRAM_HEADERS, 'X-Experience-API-Version': version, 'Cache-Control': 'no-store', ...headers } }))
}

/** The body, counted before it is read. Problem 413 or 429. */
async function bodyOf(c: Ctx, holding: Hold): Promise<Buffer> {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return Buffer.alloc(0)
  holding.more(Number(c.req.header('content-length') ?? '0'))
  return c.req.header('transfer-encoding') === undefined ? Buffer.from(await c.req.arrayBuffer()) : unknownLength(c, holding)
}

/** A body that does not say its length is kept as far as one may be long. The rest is read and forgotten, so that the sender can read why. */
async function unknownLength(c: Ctx, holding: Hold): Promise<Buffer> {
  const reader = c.req.raw.body?.getReader()
  const parts: Uint8Array[] = []
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    try {
      holding.more(next.value.length)
    } catch (error) {
      void forget(reader)
      throw error
    }
    parts.push(next.value)
  }
  return Buffer.concat(parts)
}

async function forget(reader: ReadableStreamDefaultReader<Uint8Array> | undefined): Promise<void> {
  // Who goes away in the middle of a refused body leaves nothing to do.
  for (let next = await reader?.read().catch(() => null); next && !next.done; next = await reader?.read().catch(() => null));
}

/** The Authorization header that the alternate request syntax carries in its form; null where there is none. */
export async function hiddenAuthorization(c: Ctx): Promise<string | null> {
  if (c.req.method !== 'POST' || !c.req.path.startsWith('/xapi/') || c.req.query('method') === undefined) return null
  if (!(c.req.header('content-type') ?? '').startsWith('application/x-www-form-urlencoded')) return null
  const length = Number(c.req.header('content-length') ?? NaN)
  if (!(length <= MOST)) throw tooLarge(MOST)
  return new URLSearchParams(await c.req.text()).get('Authorization')
}
