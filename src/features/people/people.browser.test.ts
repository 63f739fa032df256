import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { AddressInfo } from 'node:net'
import { serve, type ServerType } from '@hono/node-server'
import type { Browser, Page } from 'playwright-core'
import { actingLearner, actingStaff, personValues, type Acting } from '../../../test/acting.ts'
import { axeFindings, openBrowser, sidewaysScroll } from '../../../test/browser.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { createApp } from '../../app.ts'
import { tell } from './inbox.ts'
import { firstStaffLink } from './staff-links.ts'

let house: TestHouse
let server: ServerType
let browser: Browser
let origin: string
let welcome = ''
before(async () => {
  house = await openHouse()
  welcome = new URL((await firstStaffLink(house))!).pathname
  server = serve({ fetch: createApp(house).fetch, port: 0 })
  await new Promise((done) => server.once('listening', done))
  // A server that listens on a port has an address with one.
  origin = `http://localhost:${(server.address() as AddressInfo).port}`
  browser = await openBrowser()
})
after(async () => {
  await browser.close()
  await new Promise((done) => server.close(done))
  await house.close()
})

async function phone(who: Acting | null, javaScriptEnabled = true): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 320, height: 640 }, locale: 'es-PE', javaScriptEnabled, baseURL: origin })
  const [name = '', value = ''] = (who?.cookie ?? '').split('=')
  if (who) await context.addCookies([{ name, value, url: origin }])
  return context.newPage()
}

/** axe, 320 px, in both languages. */
async function looksRight(page: Page, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    for (const lang of ['en', 'es']) {
      const response = await page.goto(`${path}?lang=${lang}`)
      assert.ok(response && response.status() < 400, `${path} answers ${response?.status()}`)
      await page.evaluate(() => { for (const fold of document.querySelectorAll('details')) fold.open = true })
      assert.deepEqual(await axeFindings(page), [], `${path} in ${lang}`)
      assert.equal(await sidewaysScroll(page), 0, `${path} in ${lang} scrolls sideways`)
    }
  }
}

test('sign-in, reset, privacy and staff pages are accessible at 320 px in both languages', async () => {
  await looksRight(await phone(null), ['/sign-in', '/sign-in/reset', '/privacy', '/staff/sign-in', welcome])
})

test('her own pages are accessible at 320 px in both languages, folded parts open', async () => {
  const rosa = await actingLearner(house, personValues({ groups: ['sme-owners'], firm: { ruc: null, line: 'Bodega' } }))
  await tell(house.db, { person: rosa.id, tenant: 'piloto', note: { es: 'Tienes una vacante.', en: 'You have a place.' }, link: '/me', at: house.clock() })
  await rosa.post('/me/data/name', { full_name: 'Rosa Quispe Huanca' })
  await looksRight(await phone(rosa), ['/me', '/me/inbox', '/me/data'])
})

test('the office pages about people and staff are accessible at 320 px in both languages, folded parts open', async () => {
  const values = personValues()
  const one = await actingLearner(house, values)
  const two = await actingLearner(house, { ...values, pin: '640853' })
  const [julia, pedro] = [await actingStaff(house, 'Julia Ramos', ['executor']), await actingStaff(house, 'Pedro Salas', ['executor'])]
  const card = { document_type: 'dni', document_number: values.document.number }
  await julia.post(`/office/piloto/people/${one.agent}/check`, card)
  await pedro.post(`/office/piloto/people/${one.agent}/confirm`, card)
  await julia.post(`/office/piloto/people/${one.agent}/documents`, { added_document_type: 'ce', added_document_number: '001234567' })
  const third = await actingLearner(house)
  await julia.post(`/office/piloto/people/${third.agent}/merge`, { other: one.agent, reason: 'registered-twice' })
  const people = '/office/piloto/people'
  await looksRight(await phone(julia), [people, `${people}/${one.agent}`, `${people}/${two.agent}`, `${people}/${third.agent}`])
  const admin = await actingStaff(house, 'Ana Admin', ['administrator'], '*')
  await looksRight(await phone(admin), ['/office/staff', '/office/staff/log', '/office/reset'])
})

test('a refused form is accessible too: the summary leads to each field', async () => {
  const rosa = await actingLearner(house)
  const page = await phone(rosa)
  await page.goto('/me/data')
  await page.fill('#district', '140101')
  await page.click('form[action="/me/data/contact"] button')
  await page.waitForSelector('.errors')
  assert.deepEqual(await axeFindings(page), [])
  await page.getByLabel('RENIEC: Lima, Lima, Lima').check()
  await page.click('form[action="/me/data/contact"] button')
  await page.waitForSelector('[role=status]')
  assert.equal(await page.inputValue('#district'), 'Lima, Lima, Lima')
})

test('districts are offered while she types, and without JavaScript the field is read all the same', async () => {
  const rosa = await actingLearner(house)
  const page = await phone(rosa)
  await page.goto('/me/data')
  await page.locator('#district').fill('')
  await page.locator('#district').pressSequentially('julia')
  await page.waitForSelector('#district-list option', { state: 'attached' })
  assert.equal(await page.locator('#district-list option').first().getAttribute('value'), 'Juliaca, San Roman, Puno')
  const plain = await phone(rosa, false)
  await plain.goto('/me/data')
  await plain.fill('#district', 'Miraflores, Lima')
  await plain.click('form[action="/me/data/contact"] button')
  assert.equal(await plain.inputValue('#district'), 'Miraflores, Lima, Lima')
})

test('signing in and out works on a phone without JavaScript', async () => {
  const values = personValues()
  await actingLearner(house, values)
  const page = await phone(null, false)
  await page.goto('/sign-in')
  await page.fill('#document_number', values.document.number)
  await page.fill('#pin', values.pin)
  await page.click('main button')
  assert.equal(new URL(page.url()).pathname, '/me')
  await page.click('header form button')
  assert.equal(new URL(page.url()).pathname, '/')
})
