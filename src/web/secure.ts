import type { Ctx, House } from '../feature.ts'

/** Hosts that browsers take for safe without TLS (W3C Secure Contexts, 3.1). */
const OWN_MACHINE = /^(?:(?:[^.]+\.)*localhost|127(?:\.\d+){3}|\[::1\])$/

/**
 * Whether this request came readable over the air: no TLS, and not from the machine itself. X-Forwarded-Proto is believed only from the
 * proxies that TRUSTED_PROXIES counts, since anybody can write it; a trusted proxy that does not send it is taken to serve PUBLIC_URL.
 */
export function plainHttp(c: Ctx): boolean {
  // Not there yet when a form from another site was refused at the door.
  const config = (c.var.house as House | undefined)?.config
  const url = new URL(c.req.url)
  if (!config || url.protocol === 'https:' || OWN_MACHINE.test(url.hostname)) return false
  if (config.trustedProxies === 0) return true
  const hops = (c.req.header('x-forwarded-proto') ?? '').split(',').map((hop) => hop.trim().toLowerCase()).filter(Boolean)
  return hops.length > 0 ? (hops.at(-config.trustedProxies) ?? hops[0]) !== 'https' : !config.publicUrl.startsWith('https:')
}
