import type { MiddlewareHandler } from 'hono'
import type { Env } from '../feature.ts'
import { Problem } from '../lib/problem.ts'

const HEADERS: Record<string, string> = {
  // Everything from ourselves, nothing inline: what a stranger manages to put into a page cannot run.
  'Content-Security-Policy': [
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data: blob:", "connect-src 'self'", "worker-src 'self'", "media-src 'self'",
    "manifest-src 'self'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  // same-origin keeps the Origin header on our own form posts (no-referrer would send "null") and tells others nothing.
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(self), microphone=(), geolocation=(), interest-cohort=()',
}

/** Security headers on every answer, and no form post that another site started (the browser says so in Sec-Fetch-Site or Origin). */
export const guard: MiddlewareHandler<Env> = async (c, next) => {
  for (const [name, value] of Object.entries(HEADERS)) c.header(name, value)
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD' && !sameSite(c.req.header('sec-fetch-site'), c.req.header('origin'), c.req.header('host'))) {
    throw new Problem(403, 'other-site', {
      es: 'Este envío vino de otra página. Ábrelo desde Yachay y vuelve a enviarlo.',
      en: 'This was sent from another site. Open it from Yachay and send it again.',
    })
  }
  await next()
}

function sameSite(fetchSite: string | undefined, origin: string | undefined, host: string | undefined): boolean {
  if (fetchSite) return fetchSite === 'same-origin' || fetchSite === 'none'
  // Programs (curl, our own scripts) send neither; a browser that posts a form across sites always sends Origin.
  if (!origin) return true
  try {
    return new URL(origin).host === host
  } catch {
    return false
  }
}
