import { isIPv6 } from 'node:net'
import type { Ctx, House } from '../../feature.ts'
import { hmac } from '../../lib/keys.ts'

/** Keyed hash of where a request comes from, with what it is for; addresses themselves are not stored. */
export function addressKey(house: House, c: Ctx, purpose: 'sign-in' | 'register' | 'verify' | 'check-many'): string {
  return `${purpose}:${hmac(house.keys, 'hmac', 'address', network(clientAddress(house, c))).slice(0, 32)}`
}

/** The caller's address; behind `trustedProxies` proxies the one the outermost of them saw. */
function clientAddress(house: House, c: Ctx): string {
  // What @hono/node-server passes; other ways to call the app (tests) pass the same shape or nothing.
  const direct = (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming?.socket?.remoteAddress ?? ''
  const hops = (c.req.header('x-forwarded-for') ?? '').split(',').map((hop) => hop.trim()).filter(Boolean)
  return house.config.trustedProxies > 0 ? hops.at(-house.config.trustedProxies) ?? direct : direct
}

/** An IPv4 address, or the /64 that one household has of IPv6. */
function network(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '')
  if (!isIPv6(plain)) return plain
  const [head = '', tail] = plain.toLowerCase().split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const groups = tail === undefined ? left : [...left, ...Array.from({ length: 8 - left.length - right.length }, () => '0'), ...right]
  return groups.slice(0, 4).map((g) => g.replace(/^0+(?=.)/, '')).join(':')
}
