import type { MiddlewareHandler } from 'hono'
import type { Ctx, Env } from '../feature.ts'
import { Problem } from '../lib/problem.ts'

// Everything from ourselves, nothing inline: what a stranger manages to put into a page cannot run.
const PAGE_POLICY = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data: blob:", "connect-src 'self'", "worker-src 'self'", "media-src 'self'",
  "manifest-src 'self'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'",
].join('; ')

const HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': PAGE_POLICY,
  'X-Content-Type-Options': 'nosniff',
  // same-origin keeps the Origin header on our own form posts (no-referrer would send "null") and tells others nothing.
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(self), microphone=(), geolocation=(), interest-cohort=()',
}

/**
 * What every answer to another program carries, which may run in any page: readable from everywhere, never with a cookie ('*' excludes
 * credentials). Whoever makes such an answer as one plain `new Response` puts these in itself and calls `isComplete`: setting them
 * one by one on an answer that is there costs some 15 µs more, on a way that 10,000 requests a second take.
 */
export const PROGRAM_HEADERS: Readonly<Record<string, string>> = {
  ...HEADERS,
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'ETag, Last-Modified, Link, Location, Retry-After, WWW-Authenticate, X-Experience-API-Version, X-Experience-API-Consistent-Through, X-Experience-API-Hash, Content-Transfer-Encoding',
}

const PREFLIGHT: Readonly<Record<string, string>> = {
  ...PROGRAM_HEADERS,
  'Access-Control-Allow-Methods': 'GET, HEAD, PUT, POST, DELETE',
  'Access-Control-Allow-Headers': 'Authorization, Content-Type, Content-Transfer-Encoding, Accept, Accept-Language, If-Match, If-None-Match, If-Modified-Since, X-Experience-API-Version, X-Experience-API-Hash, X-Requested-With',
  // Two hours, the most that Chromium keeps it.
  'Access-Control-Max-Age': '7200',
}

const PAIRS = Object.entries(HEADERS)
const PROGRAM_PAIRS = Object.entries(PROGRAM_HEADERS)

const complete = new WeakSet<Response>()

/** Says that an answer carries PROGRAM_HEADERS already. */
export function isComplete(response: Response): Response {
  complete.add(response)
  return response
}

/** Security headers on every answer, and nothing done with a cookie that another site sent (the browser says so in Sec-Fetch-Site or Origin). */
export const guard: MiddlewareHandler<Env> = (c, next) => (forPrograms(c.req.path) ? guardProgram(c, next) : guardPage(c, next))

/** W3C VC-API: no cookie counts at any of these. */
const VC_API: ReadonlySet<string> = new Set(['/credentials/issue', '/credentials/verify', '/presentations/verify'])

/** The addresses that other programs speak to. */
export function forPrograms(path: string): boolean {
  return path.startsWith('/xapi/') || VC_API.has(path) || path === '/oauth/token' || path === '/.well-known/oauth-authorization-server'
}

async function guardPage(c: Ctx, next: () => Promise<void>): Promise<void> {
  for (const [name, value] of PAIRS) c.header(name, value)
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD' && !fromHere(c)) throw otherSite()
  await next()
}

/**
 * With an Authorization header nobody looks at the cookie, so it does not matter which page asks. A cookie counts only from our own
 * pages, for reading too: these answers may be loaded from everywhere. At /oauth/token no cookie is looked at.
 */
async function guardProgram(c: Ctx, next: () => Promise<void>): Promise<Response | void> {
  if (c.req.method === 'OPTIONS') return new Response(null, { status: 204, headers: PREFLIGHT })
  const byCookie = c.req.header('authorization') === undefined && c.req.header('cookie') !== undefined && c.req.path.startsWith('/xapi/')
  if (byCookie && !fromHere(c)) {
    for (const [name, value] of PROGRAM_PAIRS) c.header(name, value)
    throw otherSite()
  }
  await next()
  if (!complete.has(c.res)) for (const [name, value] of PROGRAM_PAIRS) c.res.headers.set(name, value)
}

function otherSite(): Problem {
  return new Problem(403, 'other-site', {
    es: 'Este envío vino de otra página. Ábrelo desde Yachay y vuelve a enviarlo.',
    en: 'This was sent from another site. Open it from Yachay and send it again.',
  })
}

function fromHere(c: Ctx): boolean {
  const fetchSite = c.req.header('sec-fetch-site')
  if (fetchSite) return fetchSite === 'same-origin' || fetchSite === 'none'
  const origin = c.req.header('origin')
  // Programs (curl, our own scripts) send neither; a browser that posts a form across sites always sends Origin.
  if (!origin) return true
  try {
    return new URL(origin).host === c.req.header('host')
  } catch {
    return false
  }
}
