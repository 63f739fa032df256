import { formBody } from '../acting.ts'
import type { TestHouse } from '../house.ts'
import { done } from './place.ts'

/** A learner's session ends after a day without use (people/session.ts). */
const SESSION_MS = 23 * 3_600_000
const ACT_MS = 60_000

/** What she types to come back when her session is over. */
export interface SignIn {
  readonly document_type: string
  readonly document_number: string
  readonly pin: string
}

/** A learner's phone: it keeps cookies, each thing she does takes a minute, and after a day she signs in again. */
export interface Phone {
  readonly get: (path: string) => Promise<Response>
  readonly post: (path: string, fields?: Record<string, string | readonly string[]>) => Promise<Response>
  /** A form with files, or JSON. */
  readonly send: (path: string, body: FormData | object) => Promise<Response>
}

export function phone(house: TestHouse, address: string, signIn: SignIn): Phone {
  const cookies = new Map<string, string>()
  let used = Number.NaN
  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = { ...(init.headers as Record<string, string> | undefined), cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
    const answer = await house.request(path, { ...init, headers, address })
    for (const [, name = '', value = ''] of answer.headers.getSetCookie().map((line) => /^([^=]+)=([^;]*)/.exec(line) ?? [])) cookies.set(name, value)
    used = house.clock().getTime()
    return answer
  }
  const form = (path: string, fields: Record<string, string | readonly string[]>): Promise<Response> =>
    ask(path, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: formBody(fields) })
  const act = async (work: () => Promise<Response>): Promise<Response> => {
    if (house.clock().getTime() - used > SESSION_MS) await done(form('/sign-in', { ...signIn }))
    house.time.add(ACT_MS)
    return work()
  }
  return {
    get: (path) => act(() => ask(path)),
    post: (path, fields = {}) => act(() => form(path, fields)),
    send: (path, body) => act(() => body instanceof FormData
      ? ask(path, { method: 'POST', body })
      : ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })),
  }
}
