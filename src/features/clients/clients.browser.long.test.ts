import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { serve, type ServerType } from '@hono/node-server'
import type { Browser, Page } from 'playwright-core'
import { actingClient, actingLearner, actingStaff, type Acting } from '../../../test/acting.ts'
import { axeFindings, openBrowser, sidewaysScroll } from '../../../test/browser.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { createApp } from '../../app.ts'

const PAGE = '/office/piloto/clients'

let house: TestHouse
let browser: Browser
const servers: ServerType[] = []
let origin = ''
let ada: Acting
before(async () => {
  house = await openHouse()
  ada = await actingStaff(house, 'Ada Administra', ['administrator'], '*')
  origin = `http://localhost:${await listening(createApp(house).fetch)}`
  browser = await openBrowser()
})
after(async () => {
  await browser.close()
  for (const server of servers) await new Promise((done) => server.close(done))
  await house.close()
})

async function listening(fetch: (request: Request) => Response | Promise<Response>): Promise<number> {
  const server = serve({ fetch, port: 0 })
  servers.push(server)
  await new Promise((done) => server.once('listening', done))
  // A server that listens on a port has an address with one.
  return (server.address() as AddressInfo).port
}

async function signedIn(who: Acting, width: number, javaScriptEnabled: boolean): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 740 }, locale: 'es-PE', javaScriptEnabled, baseURL: origin })
  const [name = '', value = ''] = who.cookie.split('=')
  await context.addCookies([{ name, value, url: origin }])
  return context.newPage()
}

async function looksRight(page: Page): Promise<void> {
  assert.deepEqual(await axeFindings(page), [], page.url())
  assert.equal(await sidewaysScroll(page), 0, `${page.url()} scrolls sideways`)
}

/** Where pictures of the pages go, to be looked at; nowhere when absent. */
const PICTURES = process.env.PICTURES

async function seen(page: Page, name: string): Promise<void> {
  if (PICTURES) await page.screenshot({ path: `${PICTURES}/${name}-${page.viewportSize()?.width}.png`, fullPage: true })
}

for (const width of [320, 360, 1280]) {
  test(`at ${width} px a key is given, its secret changed and the key revoked, and every page is accessible in both languages`, async () => {
    const page = await signedIn(ada, width, true)
    for (const lang of ['en', 'es']) {
      await page.goto(`${PAGE}?lang=${lang}`)
      await looksRight(page)
    }
    await seen(page, 'list')
    const name = `Aula virtual de Puno ${width}`
    await page.getByRole('button', { name: 'Crear la llave' }).click()
    await looksRight(page)
    await seen(page, 'refused')
    await page.getByLabel('Nombre del sistema').fill(name)
    await page.getByLabel(/Guardar y leer por dónde va/).check()
    await page.getByRole('button', { name: 'Crear la llave' }).click()
    await looksRight(page)
    await seen(page, 'secret')
    const secret = page.locator('code.once').nth(1)
    await secret.click()
    assert.equal(await page.evaluate(() => getSelection()?.toString()), await secret.textContent(), 'one click selects the whole secret')
    await page.getByRole('link', { name: 'Volver a la lista' }).click()
    await page.getByRole('link', { name: `Ver y cambiar: ${name}` }).click()
    await looksRight(page)
    await seen(page, 'client')
    await page.getByLabel('Sí, quiero un secreto nuevo').check()
    await page.getByRole('button', { name: 'Cambiar el secreto' }).click()
    await looksRight(page)
    await seen(page, 'rotated')
    await page.goBack()
    await page.getByLabel('Sí, revocar para siempre').check()
    await page.getByRole('button', { name: 'Revocar la llave' }).click()
    await page.getByText(/revocada el/).first().waitFor()
    await looksRight(page)
    await seen(page, 'revoked')
  })
}

for (const [width, javaScript] of [[320, true], [360, true], [360, false], [1280, true]] as const) {
  test(`at ${width} px ${javaScript ? 'with' : 'without'} JavaScript what was told of somebody is looked for and erased, and no address carries who she is`, async () => {
    const { authorization } = await actingClient(house, ['all'])
    const name = `rosa.quispe.mamani.${width}.${javaScript}@correo.example.org`
    const statement = { actor: { mbox: `mailto:${name}`, name: 'Rosa' }, verb: { id: 'https://example.org/verbs/read' }, object: { id: 'https://example.org/books/1' } }
    const headers = { authorization, 'content-type': 'application/json', 'x-experience-api-version': '1.0.3' }
    assert.equal((await house.request('/xapi/piloto/statements', { method: 'POST', headers, body: JSON.stringify(statement) })).status, 200)
    const page = await signedIn(ada, width, javaScript)
    const looked = async (name: string): Promise<void> => {
      if (javaScript) await looksRight(page)
      await seen(page, name)
    }
    const addresses: string[] = []
    page.on('request', (request) => addresses.push(request.url()))
    await page.goto(`${PAGE}?lang=es`)
    await page.getByRole('link', { name: 'Borrar lo que otros programas contaron de alguien' }).click()
    await looked('erase')
    await page.getByRole('button', { name: 'Ver qué hay' }).click()
    await looked('erase-refused')
    await page.getByLabel('Su correo, nombre de cuenta, OpenID o huella').fill('nadie@example.org')
    await page.getByRole('button', { name: 'Ver qué hay' }).click()
    await looked('erase-nothing')
    await page.getByLabel('Su correo, nombre de cuenta, OpenID o huella').fill(name)
    await page.getByRole('button', { name: 'Ver qué hay' }).click()
    await looked('erase-found')
    await page.getByRole('button', { name: 'Borrar para siempre' }).click()
    await looked('erase-unsure')
    await page.getByLabel('Escribe BORRAR').fill('borrar')
    await page.getByRole('button', { name: 'Borrar para siempre' }).click()
    await page.getByText('Listo: lo que otros programas contaron de esa persona está borrado.').waitFor()
    await looked('erase-done')
    assert.ok(addresses.length >= 6)
    assert.deepEqual(addresses.filter((one) => /rosa|nadie|%40|@/i.test(one)), [])
  })
}

test('without JavaScript all of it is done too', async () => {
  const page = await signedIn(ada, 360, false)
  await page.goto(PAGE)
  await page.getByLabel('Nombre del sistema').fill('Tablero sin guiones')
  await page.getByRole('button', { name: 'Crear la llave' }).click()
  assert.match(await page.locator('code.once').nth(1).textContent() ?? '', /^[0-9a-f]{64}$/)
  await page.getByRole('link', { name: 'Volver a la lista' }).click()
  await page.getByRole('link', { name: 'Ver y cambiar: Tablero sin guiones' }).click()
  await page.getByLabel('Sí, revocar para siempre').check()
  await page.getByRole('button', { name: 'Revocar la llave' }).click()
  await page.getByText(/revocada el/).first().waitFor()
})

test('a page of another site reads the record with a key, and gets nothing with the browser’s cookie', async () => {
  const her = await actingLearner(house)
  const { authorization, key, secret } = await actingClient(house, ['all'])
  const foreign = `http://127.0.0.1:${await listening(() => new Response('<!doctype html><title>elsewhere</title>', { headers: { 'content-type': 'text/html' } }))}`
  const page = await signedIn(her, 360, true)
  await page.goto(foreign)
  const said = await page.evaluate(async ({ origin, authorization, key, secret }) => {
    const at = `${origin}/xapi/piloto/statements`
    const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: key, client_secret: secret })
    const { access_token: token } = await (await fetch(`${origin}/oauth/token`, { method: 'POST', body: form })).json() as { access_token: string }
    const headers = { authorization, 'x-experience-api-version': '1.0.3' }
    const asked: Record<string, RequestInit> = {
      cookieRead: { credentials: 'include' }, cookieWrite: { method: 'POST', credentials: 'include', headers: { 'content-type': 'application/json' }, body: '[]' },
      key: { headers }, token: { headers: { ...headers, authorization: `Bearer ${token}` } },
    }
    const answers: Record<string, string> = {}
    for (const [name, init] of Object.entries(asked)) {
      answers[name] = await fetch(at, init).then((answer) => `${answer.status} ${answer.headers.get('x-experience-api-version') ?? 'without a version'}`, () => 'blocked')
    }
    return answers
  }, { origin, authorization, key, secret })
  assert.deepEqual(said, { cookieRead: 'blocked', cookieWrite: 'blocked', key: '200 1.0.3', token: '200 1.0.3' })
})
