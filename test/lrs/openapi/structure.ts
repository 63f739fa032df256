import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

// What OpenAPI 3.1.0 asks of a document, as far as one like ours can break it; every schema is compiled as JSON Schema 2020-12.
type Node = Readonly<Record<string, unknown>>

const node = (value: unknown): Node => (typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {})
const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']
const KEYS: Readonly<Record<string, readonly string[]>> = {
  document: ['openapi', 'info', 'jsonSchemaDialect', 'servers', 'paths', 'components', 'security', 'tags', 'externalDocs', 'webhooks'],
  operation: ['tags', 'summary', 'description', 'operationId', 'parameters', 'requestBody', 'responses', 'security', 'deprecated', 'servers', 'externalDocs', 'callbacks'],
  parameter: ['name', 'in', 'description', 'required', 'deprecated', 'allowEmptyValue', 'style', 'explode', 'schema', 'example', 'examples', 'content', 'allowReserved'],
  body: ['description', 'content', 'required'], response: ['description', 'headers', 'content', 'links'], media: ['schema', 'example', 'examples', 'encoding'],
}

const unknownKeys = (kind: string, value: Node, at: string): string[] => Object.keys(value).filter((k) => !KEYS[kind]?.includes(k)).map((k) => `${at}: ${k} is nothing of a ${kind}`)

/** Every way in which a document is no OpenAPI 3.1, besides its schemas (`schemaFaults`); empty when it is one. */
export function openApiFaults(document: unknown): string[] {
  const doc = node(document)
  const components = node(doc.components)
  const operations = Object.entries(node(doc.paths)).flatMap(([path, methods]) => Object.entries(node(methods)).map(([method, o]) => ({ at: `${method} ${path}`, path, method, operation: node(o) })))
  const ids = operations.map(({ operation }) => operation.operationId)
  const info = node(doc.info)
  return [
    ...unknownKeys('document', doc, 'document'),
    ...(/^3\.1\.\d+$/.test(String(doc.openapi)) ? [] : ['openapi is not 3.1']),
    ...['title', 'version'].filter((k) => typeof info[k] !== 'string').map((k) => `info has no ${k}`),
    ...refFaults(document, document, 'document'), ...ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `operationId ${String(id)} stands twice`),
    ...operations.flatMap((o) => operationFaults(o, doc)),
    ...componentNames(components),
  ]
}

/** Whatever a $ref in the document points to. */
export function pointed(document: unknown, ref: string): unknown {
  return ref.startsWith('#/') ? ref.slice(2).split('/').reduce<unknown>((at, part) => node(at)[part.replace(/~1/g, '/').replace(/~0/g, '~')], document) : undefined
}

function refFaults(document: unknown, value: unknown, at: string): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => (key === '$ref' && typeof inner === 'string'
    ? pointed(document, inner) === undefined ? [`${at}: ${inner} points to nothing`] : []
    : refFaults(document, inner, `${at}.${key}`)))
}

function operationFaults({ at, path, method, operation }: { at: string; path: string; method: string; operation: Node }, doc: Node): string[] {
  const parameters = (Array.isArray(operation.parameters) ? operation.parameters : []).map(node)
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
  const declared = parameters.filter((p) => p.in === 'path').map((p) => p.name)
  const names = parameters.map((p) => `${String(p.in)} ${String(p.name).toLowerCase()}`)
  const responses = Object.entries(node(operation.responses))
  const schemes = node(node(doc.components).securitySchemes)
  return [
    ...unknownKeys('operation', operation, at),
    ...(METHODS.includes(method) ? [] : [`${at}: no method`]), ...(path.startsWith('/') ? [] : [`${at}: no path`]),
    ...inPath.filter((name) => !declared.includes(name)).map((name) => `${at}: ${name} is not declared`),
    ...declared.filter((name) => !inPath.includes(String(name))).map((name) => `${at}: ${String(name)} is not in the path`),
    ...names.filter((name, i) => names.indexOf(name) !== i).map((name) => `${at}: ${name} stands twice`),
    ...parameters.flatMap((p) => parameterFaults(p, `${at} ${String(p.name)}`)),
    ...(operation.requestBody === undefined ? [] : [...unknownKeys('body', node(operation.requestBody), at), ...mediaFaults(node(operation.requestBody).content, `${at} body`, true)]),
    ...(responses.length > 0 ? [] : [`${at} has no responses`]),
    ...(responses.some(([status]) => /^2\d\d$/.test(status)) ? [] : [`${at} never succeeds`]),
    ...responses.flatMap(([status, r]) => responseFaults(status, r, `${at} ${status}`, doc)),
    ...(Array.isArray(operation.security) ? operation.security : []).flatMap((s) => Object.entries(node(s)).flatMap(([name, scopes]) => securityFaults(node(schemes[name]), name, scopes, at))),
    ...(Array.isArray(operation.tags) ? operation.tags : []).filter((tag) => !(Array.isArray(doc.tags) ? doc.tags : []).some((t) => node(t).name === tag)).map((tag) => `${at}: no tag ${String(tag)}`),
  ]
}

function parameterFaults(p: Node, at: string): string[] {
  return [
    ...unknownKeys('parameter', p, at),
    ...(['query', 'header', 'path', 'cookie'].includes(String(p.in)) ? [] : [`${at} is nowhere`]), ...(p.in === 'path' && p.required !== true ? [`${at}: what is in the path is required`] : []),
    ...((p.schema === undefined) === (p.content === undefined) ? [`${at} needs either schema or content`] : []),
    ...(p.content === undefined ? [] : Object.keys(node(p.content)).length === 1 ? mediaFaults(p.content, at, true) : [`${at}: content has one entry`]),
    ...(p.in === 'header' && ['accept', 'content-type', 'authorization'].includes(String(p.name).toLowerCase()) ? [`${at} is ignored as a header parameter`] : []),
  ]
}

function mediaFaults(content: unknown, at: string, needed: boolean): string[] {
  const entries = Object.entries(node(content))
  return [...(needed && entries.length === 0 ? [`${at} has no content`] : []), ...entries.flatMap(([type, media]) => [
    ...(/^[\w*.+-]+\/[\w*.+-]+$/.test(type) ? [] : [`${at}: ${type} is no media type`]), ...unknownKeys('media', node(media), `${at} ${type}`),
  ])]
}

function responseFaults(status: string, response: unknown, at: string, doc: Node): string[] {
  const ref = node(response).$ref
  const whole = node(typeof ref === 'string' ? pointed(doc, ref) : response)
  return [
    ...(/^[1-5](\d\d|XX)$|^default$/.test(status) ? [] : [`${at} is no status`]), ...unknownKeys('response', whole, at),
    ...(typeof whole.description === 'string' && whole.description !== '' ? [] : [`${at} has no description`]), ...mediaFaults(whole.content, at, false),
  ]
}

function securityFaults(scheme: Node, name: string, scopes: unknown, at: string): string[] {
  if (scheme.type === undefined) return [`${at}: no security scheme ${name}`]
  const known = Object.keys(node(node(node(scheme.flows).clientCredentials).scopes))
  return (Array.isArray(scopes) ? scopes : []).filter((s) => scheme.type === 'oauth2' && !known.includes(String(s))).map((s) => `${at}: no scope ${String(s)}`)
}

function componentNames(components: Node): string[] {
  return Object.entries(components).flatMap(([kind, entries]) => Object.keys(node(entries)).filter((name) => !/^[\w.-]+$/.test(name)).map((name) => `components ${kind}: ${name} is no name`))
}

/** A validator of any place in the document; the formats of xAPI are known by name, the record itself checks them. */
export function validatorOf(document: unknown): (place: string) => (value: unknown) => string | null {
  const ajv = new Ajv2020({ strict: false, allErrors: false })
  addFormats.default(ajv)
  for (const name of ['iri', 'timestamp', 'language-tag', 'mbox', 'media-type']) ajv.addFormat(name, true)
  ajv.addSchema(node(document), 'openapi')
  return (place) => {
    const check = ajv.compile({ $ref: `openapi${place}` })
    return (value) => (check(value) ? null : ajv.errorsText(check.errors))
  }
}

/** Schemas that do not compile. */
export function schemaFaults(document: unknown): string[] {
  const at = validatorOf(document)
  return schemaPlaces(document, '#').flatMap((place) => {
    try {
      at(place)
      return []
    } catch (error) {
      return [`${place}: ${error instanceof Error ? error.message : 'does not compile'}`]
    }
  })
}

function schemaPlaces(value: unknown, place: string): string[] {
  if (typeof value !== 'object' || value === null) return []
  const part = (key: string): string => `${place}/${encodeURIComponent(key.replace(/~/g, '~0').replace(/\//g, '~1'))}`
  if (place === '#/components/schemas') return Object.keys(value).map(part)
  return Object.entries(value).flatMap(([key, inner]) => (key === 'schema' ? [part(key)] : ['example', 'examples'].includes(key) ? [] : schemaPlaces(inner, part(key))))
}
