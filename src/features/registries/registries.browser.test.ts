import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { serve, type ServerType } from '@hono/node-server'
import type { Browser, Page } from 'playwright-core'
import { actingLearner, actingStaff, personValues, ruleInForceFor, type Acting } from '../../../test/acting.ts'
import { axeFindings, openBrowser, sidewaysScroll } from '../../../test/browser.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { openOidc, type OidcStandIn } from '../../../test/registries/oidc.ts'
import { openPide, type PideStandIn } from '../../../test/registries/pide.ts'
import { createApp } from '../../app.ts'

let pide: PideStandIn
let oidc: OidcStandIn
let house: TestHouse
let server: ServerType
let browser: Browser
let origin: string
before(async () => {
  let app: ReturnType<typeof createApp> | null = null
  // The provider must know our address before the house does.
  server = serve({ fetch: (request, env) => app?.fetch(request, env) ?? new Response(null, { status: 503 }), port: 0 })
  await new Promise((done) => server.once('listening', done))
  origin = `http://localhost:${(server.address() as AddressInfo).port}`
  pide = await openPide()
  oidc = await openOidc(origin)
  house = await openHouse({ publicUrl: origin, registries: { ...pide.settings, providers: oidc.settings.providers, relays: [...pide.settings.relays, ...oidc.settings.relays] } })
  await ruleInForceFor(house)
  app = createApp(house)
  browser = await openBrowser()
})
after(async () => {
  await browser.close()
  await new Promise((done) => server.close(done))
  await house.close()
  await Promise.all([pide.close(), oidc.close()])
})

async function desk(who: Acting | null, width = 320, javaScriptEnabled = false): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 800 }, locale: 'es-PE', javaScriptEnabled, baseURL: origin })
  const [name = '', value = ''] = (who?.cookie ?? '').split('=')
  if (who) await context.addCookies([{ name, value, url: origin }])
  return context.newPage()
}

/** axe and no sideways scroll on a phone in both languages, then the picture of both widths where somebody asked for them (PICTURES=folder). */
async function looksRight(who: Acting | null, name: string, path: string): Promise<void> {
  const page = await desk(who, 320, true)
  for (const lang of ['en', 'es']) {
    const response = await page.goto(`${path}${path.includes('?') ? '&' : '?'}lang=${lang}`)
    assert.ok(response && response.status() < 400, `${path} answers ${response?.status()}`)
    await page.evaluate(() => { for (const fold of document.querySelectorAll('details')) fold.open = true })
    assert.deepEqual(await axeFindings(page), [], `${path} in ${lang}`)
    assert.equal(await sidewaysScroll(page), 0, `${path} in ${lang} scrolls sideways`)
  }
  for (const width of process.env.PICTURES ? [360, 1280] : []) {
    await page.setViewportSize({ width, height: 800 })
    await page.screenshot({ path: join(process.env.PICTURES ?? '', `${name}-${width}.png`), fullPage: true })
  }
  await page.context().close()
}

test('a learner on a phone without JavaScript goes to a provider and back, and reads what is still missing', async () => {
  const values = personValues()
  const rosa = await actingLearner(house, values)
  await looksRight(rosa, 'home-proof', '/me')
  await looksRight(null, 'sign-in', '/sign-in?next=%2Fme')
  const page = await desk(rosa)
  oidc.visitor = null
  await page.goto('/me')
  await page.getByRole('link', { name: 'Ingresar con ID GOB.PE' }).click()
  await page.getByText('No terminaste de ingresar allí').waitFor()
  oidc.visitor = { doc: values.document.number, first_name: 'Rosa', acr: 'one_factor' }
  await page.getByRole('link', { name: 'Intentar otra vez' }).click()
  await page.getByText('Falta que dos personas del equipo lo confirmen').waitFor()
})

test('two officers on phones without JavaScript ask RENIEC and confirm; a told death waits for a person', async () => {
  const [one, two] = [await actingStaff(house, 'Elsa Ramos', ['executor']), await actingStaff(house, 'Elena Cárdenas', ['executor'])]
  const values = personValues({ name: 'Julia Flores Ccori' })
  const julia = await actingLearner(house, values)
  pide.people.set(values.document.number, { surnames: ['FLORES', 'CCORI'], given: 'JULIA' })
  await looksRight(one, 'person-ask', `/office/piloto/people/${julia.agent}`)
  const page = await desk(one)
  await page.goto(`/office/piloto/people/${julia.agent}`)
  await page.getByRole('button', { name: 'Preguntar a RENIEC' }).click()
  await page.getByText('Falta otra persona del equipo').waitFor()
  const at = new URL(page.url()).pathname
  await looksRight(two, 'answer', at)
  const second = await desk(two)
  await second.goto(at)
  await second.getByRole('button', { name: 'Es ella: confirmar' }).click()
  await second.getByRole('status').getByText('Hecho').waitFor()
  const dead = personValues({ name: 'Elba Ríos Soto' })
  pide.people.set(dead.document.number, { surnames: ['RIOS', 'SOTO'], given: 'ELBA', restriction: 'FALLECIMIENTO' })
  const elba = await actingLearner(house, dead)
  await page.goto(`/office/piloto/people/${elba.agent}`)
  await page.getByRole('button', { name: 'Preguntar a RENIEC' }).click()
  await page.getByText('Mientras nadie decida, todo sigue igual').waitFor()
  await looksRight(one, 'answer-death', new URL(page.url()).pathname)
  await looksRight(one, 'registries', '/office/piloto/registries?kind=death')
  await page.getByLabel('Fecha que dice el acta').fill('20/02/2026')
  await page.getByRole('button', { name: 'Registrar el fallecimiento' }).click()
  await page.getByRole('status').getByText('Hecho').waitFor()
  await page.goto(`/office/piloto/people/${julia.agent}`)
  await page.getByText('Vínculo con una entidad ejecutora').click()
  await page.getByRole('button', { name: 'Anotar' }).click()
  await page.getByRole('status').getByText('Hecho').waitFor()
  await looksRight(one, 'ties', '/office/piloto/people/ties')
  await looksRight(one, 'person-tie', `/office/piloto/people/${julia.agent}`)
})
