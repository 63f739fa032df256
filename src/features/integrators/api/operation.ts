import type { Text } from '../../../lib/text.ts'
import type { Scope } from '../../../record/xapi/request.ts'

/** One operation of the programming interface, in words for people and as OpenAPI 3.1 wants it. */
export interface Operation {
  readonly method: 'get' | 'put' | 'post' | 'delete'
  readonly path: string
  readonly id: string
  readonly tag: Tag
  readonly summary: Text
  readonly tells?: Text
  readonly parameters: readonly Parameter[]
  /** Any one of these opens it, and so do `all` (but for handing out certificates) and, for reading, `all/read`. Null: for everybody. `secret`: key and secret only. */
  readonly scopes: readonly Scope[] | null | 'secret'
  readonly body?: Body
  readonly answers: Readonly<Record<number, Answer>>
}

export const TAGS = {
  statements: { es: 'Declaraciones', en: 'Statements' },
  state: { es: 'Estado de una actividad', en: 'Activity state' },
  profiles: { es: 'Perfiles de agentes y actividades', en: 'Agent and activity profiles' },
  things: { es: 'Agentes, actividades y versiones', en: 'Agents, activities and versions' },
  feed: { es: 'El registro en orden', en: 'The record in order' },
  credentials: { es: 'Certificados (VC-API)', en: 'Credentials (VC-API)' },
  keys: { es: 'Tokens', en: 'Tokens' },
  open: { es: 'Datos abiertos, sin llave', en: 'Open data, without a key' },
} as const satisfies Record<string, Text>
export type Tag = keyof typeof TAGS

export interface Parameter {
  readonly name: string
  readonly in: 'query' | 'header' | 'path'
  readonly required: boolean
  readonly tells: Text
  readonly schema: object
  /** JSON in the address, such as an agent. */
  readonly json?: true
  readonly example?: unknown
}

export interface Body {
  readonly tells: Text
  /** By media type; null: any bytes. */
  readonly content: Readonly<Record<string, { readonly schema: object | null; readonly example?: unknown }>>
}

/** `problem`: the name of a refusal that is described once for all. */
export type Answer = { readonly problem: keyof typeof PROBLEMS } | {
  readonly tells: Text
  readonly headers?: readonly (keyof typeof HEADERS)[]
  readonly content?: Readonly<Record<string, { readonly schema: object | null; readonly example?: unknown }>>
}

export const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` })

export const query = (name: string, tells: Text, schema: object, more: Partial<Parameter> = {}): Parameter => ({ name, in: 'query', required: false, tells, schema, ...more })
export const header = (name: string, tells: Text, schema: object = { type: 'string' }, more: Partial<Parameter> = {}): Parameter => ({ name, in: 'header', required: false, tells, schema, ...more })

export const HEADERS = {
  'X-Experience-API-Version': { tells: { es: 'Versión de xAPI en que se respondió.', en: 'Version of xAPI of the answer.' }, schema: { type: 'string', enum: ['1.0.3', '2.0.0'] } },
  'X-Experience-API-Consistent-Through': {
    tells: { es: 'Todo lo recibido hasta este momento ya se puede leer.', en: 'Everything received until this moment can be read.' }, schema: { type: 'string', format: 'date-time' },
  },
  ETag: { tells: { es: 'SHA-1 del contenido, entre comillas: va en If-Match.', en: 'SHA-1 of the content, in quotes: for If-Match.' }, schema: { type: 'string' } },
  'Last-Modified': { tells: { es: 'Cuándo cambió por última vez.', en: 'When it last changed.' }, schema: { type: 'string' } },
  'Retry-After': { tells: { es: 'Segundos que hay que esperar.', en: 'Seconds to wait.' }, schema: { type: 'integer', minimum: 1 } },
  'WWW-Authenticate': { tells: { es: 'Cómo se entra: Basic o Bearer.', en: 'How to come in: Basic or Bearer.' }, schema: { type: 'string' } },
} as const satisfies Record<string, { readonly tells: Text; readonly schema: object }>

export const PROBLEMS = {
  bad: { status: 400, tells: { es: 'Algo del pedido no es como dice la especificación; la frase dice qué.', en: 'Something in the request is not as the specification says; the sentence tells what.' } },
  unknown: { status: 401, tells: { es: 'La llave, el secreto o el token no sirve.', en: 'The key, the secret or the token does not work.' }, headers: ['WWW-Authenticate'] },
  forbidden: { status: 403, tells: { es: 'La llave es de otro programa, no tiene el alcance que hace falta, o el verbo es uno de Yachay.', en: 'The key is of another programme, lacks the scope, or the verb is one of Yachay\'s own.' } },
  none: { status: 404, tells: { es: 'No existe.', en: 'There is none.' } },
  conflict: { status: 409, tells: { es: 'Ya existe otra cosa con ese identificador, o falta decir qué ETag se vio.', en: 'Something else stands under that id, or the ETag that was seen is missing.' } },
  changed: { status: 412, tells: { es: 'El documento ya no es el que se leyó.', en: 'The document is no longer the one that was read.' } },
  large: { status: 413, tells: { es: 'Es demasiado para un envío.', en: 'It is too much for one request.' } },
  often: { status: 429, tells: { es: 'Demasiados pedidos: hay que esperar.', en: 'Too many requests: wait.' }, headers: ['Retry-After'] },
  away: { status: 503, tells: { es: 'Ahora no se puede: en unos segundos sí.', en: 'Not now: in a few seconds.' }, headers: ['Retry-After'] },
} as const satisfies Record<string, { readonly status: number; readonly tells: Text; readonly headers?: readonly (keyof typeof HEADERS)[] }>

/** Refusals by name, under their status. */
export function refusals(...names: readonly (keyof typeof PROBLEMS)[]): Readonly<Record<number, Answer>> {
  return Object.fromEntries(names.map((problem) => [PROBLEMS[problem].status, { problem }]))
}
