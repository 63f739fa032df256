import type { createApp } from '../app.ts'
import type { House } from '../feature.ts'

/** The web application in this process, asked as a browser asks it: every route with its rights and checks. */
export interface Site {
  readonly house: House
  readonly app: ReturnType<typeof createApp>
}

export type Fields = Readonly<Record<string, string | readonly string[]>>

/** A browser of one person: it keeps its cookies and always comes from one address. */
export interface Browser {
  readonly get: (path: string) => Promise<Response>
  readonly post: (path: string, fields?: Fields) => Promise<Response>
  /** A form with a file in it. */
  readonly send: (path: string, form: FormData) => Promise<Response>
}

export function browserOf({ house, app }: Site, address: string): Browser {
  const cookies = new Map<string, string>()
  const ask = async (path: string, init: RequestInit): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { ...(init.headers as Record<string, string> | undefined), cookie }
    const answer = await app.request(`${house.config.publicUrl}${path}`, { ...init, headers }, { incoming: { socket: { remoteAddress: address } } })
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (name && value !== undefined) cookies.set(name, value)
    }
    return answer
  }
  return {
    get: (path) => ask(path, {}),
    send: (path, body) => ask(path, { method: 'POST', body }),
    post: (path, fields = {}) => ask(path, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: bodyOf(fields) }),
  }
}

function bodyOf(fields: Fields): string {
  const body = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one as string)
  return body.toString()
}

/** An answer that is no refusal. The demo plans only what the rules allow, so a refusal is a mistake of its own and stops it. */
export async function done(answer: Promise<Response>, what: string): Promise<Response> {
  const response = await answer
  if (response.status < 400) return response
  const html = await response.text()
  const said = html.slice(Math.max(0, html.indexOf('<main'))).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ').slice(0, 600)
  throw new TypeError(`demo: ${what} was refused (${response.status}): ${said}`)
}

/** The first group of a pattern in a page. */
export function found(html: string, pattern: RegExp): string {
  const match = pattern.exec(html)?.[1]
  if (!match) throw new TypeError(`demo: no ${pattern} in a page`)
  return match
}
