import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allRoutes } from '../../../src/app.ts'
import { openApi, OPERATIONS } from '../../../src/features/integrators/api/document.ts'
import { begins, curlOf, requestOf } from '../../../src/features/integrators/api-shape.ts'
import { TABLE } from '../../../src/record/xapi/dispatch.ts'
import { openApiFaults, pointed, schemaFaults, validatorOf } from './structure.ts'

const document = openApi({ publicUrl: 'https://yachay.example', programmes: ['piloto'] }, 'en')

test('the document is OpenAPI 3.1: every reference resolves, every parameter is declared, every schema compiles', () => {
  for (const one of [document, openApi({ publicUrl: 'https://yachay.example', programmes: [] }, 'es')]) assert.deepEqual(openApiFaults(one), [])
  assert.deepEqual(schemaFaults(document), [])
})

test('a document that is no OpenAPI 3.1 is found out', () => {
  const post = ['paths', '/xapi/{programme}/statements', 'post']
  const ways: readonly (readonly [readonly string[], unknown])[] = [
    [['openapi'], '3.0.3'], [['info', 'title'], undefined], [['surprise'], 1], [['components', 'schemas', 'agent'], undefined], [['components', 'schemas', 'a b'], {}],
    [['components', 'schemas', 'agent', 'type'], 'person'], [['components', 'securitySchemes', 'basic'], undefined], [['tags'], []],
    [[...post, 'operationId'], 'getStatements'], [[...post, 'responses'], {}], [[...post, 'responses', '200', 'description'], undefined], [[...post, 'responses', 'fine'], { description: 'x' }],
    [[...post, 'parameters'], []], [[...post, 'parameters', '0', 'required'], false], [[...post, 'parameters', '1', 'in'], 'body'], [[...post, 'parameters', '1', 'schema'], undefined],
    [[...post, 'parameters', '1', 'name'], 'Authorization'], [[...post, 'requestBody', 'content'], {}], [[...post, 'requestBody', 'content', 'json'], {}],
    [[...post, 'security'], [{ oauth2: ['everything'] }]], [[...post, 'verb'], 'x'], [['paths', '/xapi/{programme}/statements', 'fetch'], { responses: { 200: { description: 'x' } } }],
  ]
  for (const [place, value] of ways) {
    const copy: unknown = JSON.parse(JSON.stringify(document))
    const parent = place.slice(0, -1).reduce<unknown>((at, part) => (typeof at === 'object' && at !== null ? Reflect.get(at, part) : undefined), copy)
    assert.ok(typeof parent === 'object' && parent !== null, place.join(' '))
    Reflect.set(parent, place.at(-1) ?? '', value)
    const broken: unknown = JSON.parse(JSON.stringify(copy))
    assert.ok(openApiFaults(broken).length > 0 || schemaFaults(broken).length > 0, place.join(' '))
  }
})

test('every address under /xapi stands in the document, with every method of its resource, and no other does', () => {
  const inDocument = OPERATIONS.map((o) => `${o.method.toUpperCase()} ${o.path}`).filter((o) => o.includes(' /xapi/')).sort()
  const resources = Object.entries(TABLE).flatMap(([resource, methods]) => Object.keys(methods).map((method) => `${method} /xapi/{programme}/${resource}`))
  // Two addresses of ours beside the resources of the specification.
  assert.deepEqual(inDocument, [...resources, 'GET /xapi/openapi.json', 'GET /xapi/{programme}/feed'].sort())
  const addresses = new Set(allRoutes().map((r) => r.path).filter((path) => path.startsWith('/xapi/')).map((path) => path.replace(/:(\w+)/g, '{$1}')))
  assert.deepEqual([...new Set(OPERATIONS.map((o) => o.path).filter((path) => path.startsWith('/xapi/')))].sort(), [...addresses].sort())
  const routes = allRoutes().map((r) => `${r.method} ${r.path.replace(/:(\w+)/g, '{$1}')}`)
  const others = OPERATIONS.map((o) => `${o.method.toUpperCase()} ${o.path}`).filter((o) => !o.includes(' /xapi/'))
  assert.deepEqual(others.filter((o) => !routes.includes(o)), [])
})

test('every example is of its schema, and the schemas are those of the validator', () => {
  const at = validatorOf(document)
  let examples = 0
  const look = (value: unknown, place: string): void => {
    if (typeof value !== 'object' || value === null) return
    const { schema, example }: { schema?: unknown; example?: unknown } = value
    if (schema !== undefined && example !== undefined && typeof example !== 'string') {
      examples++
      assert.equal(at(`${place}/schema`)(example), null, place)
    }
    for (const [key, inner] of Object.entries(value)) if (key !== 'example') look(inner, `${place}/${encodeURIComponent(key.replace(/~/g, '~0').replace(/\//g, '~1'))}`)
  }
  look(document, '#')
  assert.ok(examples > 10, `${examples} examples`)
  const statement = at('#/components/schemas/statement-1.0.3')
  assert.match(statement({ actor: {}, verb: { id: 'http://example.org/v' }, object: { id: 'http://example.org/a' } }) ?? '', /account|required/)
  assert.ok(pointed(document, '#/components/schemas/context-2.0.0') && pointed(document, '#/components/schemas/agent') && !pointed(document, '#/components/schemas/context'))
})

test('the page to try the interface fills in a request and says it for a terminal, without the secret', () => {
  const operation = OPERATIONS.find((o) => o.id === 'getState')
  assert.ok(operation)
  const parameters = operation.parameters.map((p) => ({ ...p, description: p.tells.en }))
  assert.deepEqual(parameters.map((p) => begins({ ...p, schema: p.schema, ...(p.json ? { content: { 'application/json': { example: p.example } } } : {}) })).slice(1, 3), ['1.0.3', 'https://aula.example.edu/cursos/ia/unidad-3'])
  const typed = new Map([['path programme', 'piloto'], ['header X-Experience-API-Version', ' 2.0.0 '], ['query activityId', 'https://e.org/a?b=c&d'], ['query since', '']])
  const asked = requestOf('get', operation.path, parameters, typed, null)
  assert.deepEqual(asked, { method: 'GET', path: '/xapi/piloto/activities/state?activityId=https%3A%2F%2Fe.org%2Fa%3Fb%3Dc%26d', headers: { 'X-Experience-API-Version': '2.0.0' }, body: null })
  assert.equal(curlOf({ ...asked, method: 'PUT', body: "it's" }, 'https://y.pe', 'k', 'SECRET'), [
    "curl -i -X PUT 'https://y.pe/xapi/piloto/activities/state?activityId=https%3A%2F%2Fe.org%2Fa%3Fb%3Dc%26d'", `-u 'k':"$SECRET"`, "-H 'X-Experience-API-Version: 2.0.0'", "--data-binary 'it'\\''s'",
  ].join(' \\\n  '))
})
