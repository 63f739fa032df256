import type { Method, XapiVersion } from './request.ts'
import { badRequest } from './request.ts'

/** A request as it came in, before anything of xAPI was read into it. */
export interface Knock {
  readonly method: Method
  readonly query: URLSearchParams
  readonly header: (name: string) => string | undefined
  readonly body: Buffer
}

/** Form fields that are headers (xAPI 1.0.3 Communication 1.3). */
const HEADERS = new Set([
  'authorization', 'x-experience-api-version', 'content-type', 'content-length', 'if-match', 'if-none-match', 'accept', 'accept-language', 'accept-encoding',
])
const METHODS: readonly string[] = ['GET', 'HEAD', 'PUT', 'POST', 'DELETE']

/** Whether a request hides another one in its form: only 1.0.3 allows it, and only as a POST with `?method=`. */
export function isAlternate({ method, query }: Pick<Knock, 'method' | 'query'>): boolean {
  return method === 'POST' && query.has('method')
}

/** The request that a form holds. Problem 400 when anything stands outside the form, the form is none or the method is unknown. */
export function undo(knock: Knock): Knock {
  const method = knock.query.get('method') ?? ''
  if ([...knock.query.keys()].length > 1) throw badRequest('method', { es: 'no va con otros parámetros en la dirección', en: 'it does not go with other parameters in the address' })
  if (!METHODS.includes(method)) throw badRequest('method', { es: 'no es un método conocido', en: 'it is no known method' })
  if (!(knock.header('content-type') ?? '').startsWith('application/x-www-form-urlencoded')) {
    throw badRequest('Content-Type', { es: 'hace falta application/x-www-form-urlencoded', en: 'application/x-www-form-urlencoded is needed' })
  }
  const headers = new Map<string, string>()
  const query = new URLSearchParams()
  let content: string | null = null
  for (const [name, value] of new URLSearchParams(knock.body.toString('utf8'))) {
    const lower = name.toLowerCase()
    if (name === 'content') content = value
    else if (HEADERS.has(lower)) headers.set(lower, value)
    else query.append(name, value)
  }
  if (content === null && method === 'PUT') throw badRequest('content', { es: 'falta en el formulario', en: 'it is missing in the form' })
  if (!headers.has('content-type')) headers.set('content-type', 'application/json')
  return {
    method: method as Method, query, body: Buffer.from(content ?? ''),
    // What the form does not say the carrying request may: a browser adds its own headers.
    header: (name) => headers.get(name) ?? (name === 'content-length' || name === 'content-type' ? undefined : knock.header(name)),
  }
}

/** 1.0.3 for 1.0 and 1.0.x, 2.0.0 for 2.0 and 2.0.x, null for anything else (Communication 3.3). */
export function versionOf(header: string | undefined): XapiVersion | null {
  if (header === undefined) return null
  if (/^1\.0(\.\d+)?$/.test(header)) return '1.0.3'
  return /^2\.0(\.\d+)?$/.test(header) ? '2.0.0' : null
}
