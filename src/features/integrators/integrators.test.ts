import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { profileOf } from '../../record/profile/profile.ts'

let house: TestHouse
before(async () => { house = await openHouse() })
after(() => house.close())

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> => house.request(path, { headers })

test('the profile is JSON-LD for programs and a page for people, at one address', async () => {
  const profile = JSON.parse(JSON.stringify(profileOf(house.concepts)))
  for (const answer of [await get('/profile.jsonld'), await get('/profile'), await get('/profile', { accept: 'application/ld+json' })]) {
    assert.equal(answer.headers.get('content-type'), 'application/ld+json')
    assert.equal(answer.headers.get('access-control-allow-origin'), '*')
    assert.match(answer.headers.get('vary') ?? '', /(^|, )Accept(,|$)/)
    assert.deepEqual(await answer.json(), profile)
  }
  for (const [lang, title] of [['es', 'Perfil xAPI de Yachay'], ['en', 'Yachay xAPI profile']] as const) {
    const page = await get(`/profile?lang=${lang}`, { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' })
    assert.match(page.headers.get('content-type') ?? '', /text\/html/)
    assert.match(page.headers.get('vary') ?? '', /(^|, )Accept(,|$)/)
    const html = await page.text()
    assert.ok(html.includes(`<h1>${title}</h1>`))
    for (const { verb } of profile.templates) assert.ok(html.includes(verb), verb)
  }
})

test('the OpenAPI document names this installation and its programmes, in the language asked for', async () => {
  const answer = await get('/xapi/openapi.json?lang=en')
  assert.equal(answer.headers.get('access-control-allow-origin'), '*')
  assert.match(answer.headers.get('vary') ?? '', /Accept-Language/)
  const document = await answer.json() as { servers: unknown; paths: Record<string, { get: { summary: string; parameters: { schema: { enum: string[] } }[] } }> }
  assert.deepEqual(document.servers, [{ url: 'http://localhost' }])
  const { summary, parameters } = document.paths['/xapi/{programme}/statements']!.get
  assert.equal(summary, 'Read one statement or search for several')
  assert.ok(parameters[0]?.schema.enum.includes('piloto'))
  const packed = await get('/xapi/openapi.json', { 'accept-encoding': 'br' })
  assert.deepEqual([packed.headers.get('content-encoding'), (await packed.arrayBuffer()).byteLength < 16 * 1024], ['br', true])
  const spanish = await (await get('/xapi/openapi.json', { 'accept-language': 'es-PE' })).text()
  assert.ok(spanish.includes('Leer una declaración o buscar varias'))
})

test('every page leads to the page for developers, and it lists every operation', async () => {
  assert.ok((await (await get('/')).text()).includes('href="/developers"'))
  const html = await (await get('/developers')).text()
  for (const id of ['postStatements', 'putStatement', 'getStatements', 'getState', 'deleteAgentProfile', 'verifyCredential', 'verifyPresentation', 'issueCredential', 'getToken', 'getNumber', 'getRecount', 'getAbout']) assert.ok(html.includes(`id="${id}"`), id)
})
