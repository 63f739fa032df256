import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { z } from 'zod'
import type { Ctx, House } from '../../feature.ts'
import { derive, seal, unseal } from '../../lib/keys.ts'
import { PROVIDERS } from '../../lib/registry-settings.ts'

/** What this browser takes along to a provider and back: sealed, for ten minutes, gone when it was used. */
const Way = z.object({
  provider: z.enum(PROVIDERS), state: z.string(), nonce: z.string(), verifier: z.string(), next: z.string(),
  /** The person who was signed in when she left; null: she signs in by coming back. */
  person: z.string().nullable(), until: z.number(),
})
export type Way = z.infer<typeof Way>

const SECONDS = 600

const secure = (house: House): boolean => house.config.publicUrl.startsWith('https://')
const nameOf = (house: House): string => (secure(house) ? '__Host-way' : 'way')
const keyOf = (house: House): Buffer => derive(house.keys, 'field', 'way to a provider')
// Lax: it has to come along when the provider sends her back.
const options = (house: House) => ({ path: '/', httpOnly: true, sameSite: 'Lax', secure: secure(house) } as const)

export function rememberWay(c: Ctx, way: Omit<Way, 'until'>): void {
  const { house } = c.var
  const sealed = seal(keyOf(house), 'way', JSON.stringify({ ...way, until: house.clock().getTime() + SECONDS * 1000 }))
  setCookie(c, nameOf(house), sealed.toString('base64url'), { ...options(house), maxAge: SECONDS })
}

/** The way this browser left by, once; null when there is none, it is too old, or it was not sealed here. */
export function takeWay(c: Ctx): Way | null {
  const { house } = c.var
  const text = getCookie(c, nameOf(house))
  if (!text) return null
  deleteCookie(c, nameOf(house), options(house))
  const way = opened(house, text)
  return way && way.until > house.clock().getTime() ? way : null
}

function opened(house: House, text: string): Way | null {
  try {
    const read = Way.safeParse(JSON.parse(unseal(keyOf(house), 'way', Buffer.from(text, 'base64url')).toString('utf8')))
    return read.success ? read.data : null
  } catch {
    // Not sealed by us: as good as none.
    return null
  }
}
