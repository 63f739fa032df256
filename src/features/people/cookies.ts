import { timingSafeEqual } from 'node:crypto'
import { getCookie, setCookie, deleteCookie } from 'hono/cookie'
import type { Ctx, House } from '../../feature.ts'
import { hmac } from '../../lib/keys.ts'

const DEVICE_SECONDS = 400 * 86_400

const secure = (house: House): boolean => house.config.publicUrl.startsWith('https://')
/** The __Host- prefix makes browsers refuse a cookie that another subdomain set. */
const named = (house: House, name: string): string => (secure(house) ? `__Host-${name}` : name)
const options = (house: House) => ({ path: '/', httpOnly: true, sameSite: 'Lax', secure: secure(house) } as const)

export function sessionCookie(house: House, c: Ctx): string | null {
  return getCookie(c, named(house, 'session')) ?? null
}

/** Without a date: the browser forgets it when it closes, the database decides otherwise. */
export function setSessionCookie(house: House, c: Ctx, token: string, seconds: number): void {
  setCookie(c, named(house, 'session'), token, { ...options(house), maxAge: seconds })
}

export function dropSessionCookie(house: House, c: Ctx): void {
  deleteCookie(c, named(house, 'session'), options(house))
}

/** The browser's own id, when the cookie carries our signature; else null. */
export function deviceOf(house: House, c: Ctx): string | null {
  const [device = '', mark = ''] = (getCookie(c, named(house, 'device')) ?? '').split('.')
  const right = signature(house, device)
  return /^[0-9a-f-]{36}$/.test(device) && mark.length === right.length && timingSafeEqual(Buffer.from(mark), Buffer.from(right)) ? device : null
}

export function setDeviceCookie(house: House, c: Ctx, device: string): void {
  setCookie(c, named(house, 'device'), `${device}.${signature(house, device)}`, { ...options(house), maxAge: DEVICE_SECONDS })
}

function signature(house: House, device: string): string {
  return hmac(house.keys, 'hmac', 'device', device).slice(0, 43)
}

/** The language of pages, as app.ts reads it. */
export function setLangCookie(house: House, c: Ctx, lang: 'es' | 'en'): void {
  setCookie(c, 'lang', lang, { path: '/', sameSite: 'Lax', secure: secure(house), maxAge: 31_536_000 })
}
