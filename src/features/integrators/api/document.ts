import { say, type Lang, type Text } from '../../../lib/text.ts'
import { SCOPES, type Scope } from '../../../record/xapi/request.ts'
import { credentials } from './credentials.ts'
import { documents } from './documents.ts'
import { HEADERS, PROBLEMS, TAGS, type Answer, type Body, type Operation, type Parameter } from './operation.ts'
import { others } from './others.ts'
import { SCHEMAS } from './schemas.ts'
import { statements } from './statements.ts'

/** Every operation that another program can ask of us. */
export const OPERATIONS: readonly Operation[] = [...statements, ...documents, ...credentials, ...others]

export interface Where {
  readonly publicUrl: string
  readonly programmes: readonly string[]
}

const TITLE: Text = { es: 'Yachay: el registro y los datos abiertos', en: 'Yachay: the record and the open data' }
const ABOUT: Text = {
  es: 'Un almacén de registros de aprendizaje (LRS) según xAPI 1.0.3 y 2.0 (IEEE 9274.1.1), y los datos abiertos de cada programa.',
  en: 'A Learning Record Store (LRS) of xAPI 1.0.3 and 2.0 (IEEE 9274.1.1), and the open data of each programme.',
}
const SCOPE_TEXT: Readonly<Record<Scope, Text>> = {
  'statements/write': { es: 'enviar declaraciones', en: 'send statements' },
  'statements/read/mine': { es: 'leer las que envió esta llave', en: 'read those this key sent' },
  'statements/read': { es: 'leer todas las del programa', en: "read all of the programme's" },
  state: { es: 'guardar y leer estados', en: 'keep and read states' },
  define: { es: 'definir actividades y agentes', en: 'define activities and agents' },
  profile: { es: 'guardar y leer perfiles', en: 'keep and read profiles' },
  'all/read': { es: 'leer todo', en: 'read everything' },
  all: { es: 'todo', en: 'everything' },
  'credentials/issue': { es: 'recibir certificados aprobados', en: 'receive approved certificates' },
}

/** The interface as an OpenAPI 3.1 document, in one language. Its schemas are those by which the record is checked. */
export function openApi({ publicUrl, programmes }: Where, lang: Lang): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const operation of OPERATIONS) (paths[operation.path] ??= {})[operation.method] = operationObject(operation, programmes, lang)
  return {
    openapi: '3.1.0',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: { title: say(TITLE, lang), description: say(ABOUT, lang), version: '1.0.0', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: publicUrl }],
    tags: Object.entries(TAGS).map(([name, text]) => ({ name, description: say(text, lang) })),
    paths,
    components: {
      schemas: SCHEMAS,
      headers: Object.fromEntries(Object.entries(HEADERS).map(([name, h]) => [name, { description: say(h.tells, lang), schema: h.schema }])),
      responses: Object.fromEntries(Object.entries(PROBLEMS).map(([name, p]) => [name, {
        description: say(p.tells, lang), headers: headersObject('headers' in p ? p.headers : []), content: { 'application/json': { schema: { $ref: '#/components/schemas/problem' } } },
      }])),
      securitySchemes: {
        basic: { type: 'http', scheme: 'basic', description: say({ es: 'Llave y secreto.', en: 'Key and secret.' }, lang) },
        oauth2: {
          type: 'oauth2', description: say({ es: 'Token de una hora.', en: 'Token of one hour.' }, lang),
          flows: { clientCredentials: { tokenUrl: `${publicUrl}/oauth/token`, scopes: Object.fromEntries(SCOPES.map((s) => [s, say(SCOPE_TEXT[s], lang)])) } },
        },
      },
    },
  }
}

/** The scopes of which one opens an operation. */
export function opens({ scopes, method }: Pick<Operation, 'scopes' | 'method'>): readonly Scope[] {
  if (scopes === null || scopes === 'secret') return []
  // It hands out names, so nobody has it among everything (docs/decisions/0187).
  if (scopes.includes('credentials/issue')) return scopes
  return [...scopes, ...(method === 'get' ? ['all/read' as const] : []), 'all']
}

function operationObject(operation: Operation, programmes: readonly string[], lang: Lang): Record<string, unknown> {
  const { id, tag, summary, tells, scopes, parameters, body, answers } = operation
  return {
    operationId: id, tags: [tag], summary: say(summary, lang), ...(tells ? { description: say(tells, lang) } : {}),
    security: scopes === null ? [] : [{ basic: [] }, ...opens(operation).map((scope) => ({ oauth2: [scope] }))],
    ...(parameters.length > 0 ? { parameters: parameters.map((p) => parameterObject(p, programmes, lang)) } : {}),
    ...(body ? { requestBody: bodyObject(body, lang) } : {}),
    responses: Object.fromEntries(Object.entries(answers).map(([status, answer]) => [status, answerObject(answer, lang)])),
  }
}

function parameterObject({ name, in: place, required, tells, schema, json, example }: Parameter, programmes: readonly string[], lang: Lang): Record<string, unknown> {
  const shape = name === 'programme' && programmes.length > 0 ? { ...schema, enum: programmes } : schema
  return {
    name, in: place, required, description: say(tells, lang),
    ...(json ? { content: contentObject({ 'application/json': { schema: shape, example } }) } : { schema: shape, ...(example === undefined ? {} : { example }) }),
  }
}

function bodyObject({ tells, content }: Body, lang: Lang): Record<string, unknown> {
  return { required: true, description: say(tells, lang), content: contentObject(content) }
}

function contentObject(content: Body['content']): Record<string, unknown> {
  return Object.fromEntries(Object.entries(content).map(([type, { schema, example }]) => [type, { ...(schema ? { schema } : {}), ...(example === undefined ? {} : { example }) }]))
}

function answerObject(answer: Answer, lang: Lang): Record<string, unknown> {
  if ('problem' in answer) return { $ref: `#/components/responses/${answer.problem}` }
  return {
    description: say(answer.tells, lang), ...(answer.headers ? { headers: headersObject(answer.headers) } : {}), ...(answer.content ? { content: contentObject(answer.content) } : {}),
  }
}

function headersObject(names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]))
}
