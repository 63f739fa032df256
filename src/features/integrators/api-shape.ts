/** What the page to try the interface reads of our own OpenAPI document. */
export interface Api {
  readonly paths: Readonly<Record<string, Readonly<Record<string, ApiOperation>>>>
}

export interface ApiOperation {
  readonly operationId: string
  readonly summary: string
  readonly security: readonly object[]
  readonly parameters?: readonly ApiParameter[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly example?: unknown }>> }
}

export interface ApiParameter {
  readonly name: string
  readonly in: 'query' | 'header' | 'path'
  readonly required: boolean
  readonly description: string
  readonly schema?: { readonly type?: string; readonly enum?: readonly string[] }
  readonly content?: Readonly<Record<string, { readonly example?: unknown }>>
  readonly example?: unknown
}

/** A request as it was filled in. */
export interface Asked {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
}

/** The value that a field begins with. */
export function begins({ example, content, schema, required }: ApiParameter): string {
  const given = example ?? content?.['application/json']?.example
  if (given !== undefined) return typeof given === 'string' ? given : JSON.stringify(given)
  return required ? schema?.enum?.[0] ?? '' : ''
}

/** A request from the values typed; empty ones are left out. */
export function requestOf(method: string, path: string, parameters: readonly ApiParameter[], typed: ReadonlyMap<string, string>, body: { type: string; text: string } | null): Asked {
  const given = parameters.flatMap((p) => { const value = typed.get(`${p.in} ${p.name}`)?.trim() ?? ''; return value === '' ? [] : [{ ...p, value }] })
  const filled = given.filter((p) => p.in === 'path').reduce((at, p) => at.replace(`{${p.name}}`, encodeURIComponent(p.value)), path)
  const query = given.filter((p) => p.in === 'query').map((p) => `${encodeURIComponent(p.name)}=${encodeURIComponent(p.value)}`).join('&')
  const headers = Object.fromEntries(given.filter((p) => p.in === 'header').map((p) => [p.name, p.value]))
  return {
    method: method.toUpperCase(), path: filled + (query === '' ? '' : `?${query}`),
    headers: body ? { ...headers, 'Content-Type': body.type } : headers, body: body && body.text,
  }
}

/** The same request for a terminal; of the secret it has only the name of a variable. */
export function curlOf({ method, path, headers, body }: Asked, origin: string, key: string | null, secret: string): string {
  const quoted = (text: string): string => `'${text.replace(/'/g, "'\\''")}'`
  return [
    `curl -i${method === 'GET' ? '' : ` -X ${method}`} ${quoted(origin + path)}`,
    ...(key === null ? [] : [`-u ${quoted(key)}:"$${secret}"`]),
    ...Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(body === null ? [] : [`--data-binary ${quoted(body)}`]),
  ].join(' \\\n  ')
}
