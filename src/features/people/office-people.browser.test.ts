import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { serve, type ServerType } from '@hono/node-server'
import type { Browser, Page } from 'playwright-core'
import { actingLearner, actingStaff, personValues, type Acting } from '../../../test/acting.ts'
import { axeFindings, openBrowser, sidewaysScroll } from '../../../test/browser.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { createApp } from '../../app.ts'

let house: TestHouse
let server: ServerType
let browser: Browser
let origin: string
before(async () => {
  house = await openHouse()
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

async function desk(who: Acting | null, width = 320, javaScriptEnabled = false): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 800 }, locale: 'es-PE', javaScriptEnabled, baseURL: origin })
  const [name = '', value = ''] = (who?.cookie ?? '').split('=')
  if (who) await context.addCookies([{ name, value, url: origin }])
  return context.newPage()
}

/** axe and no sideways scroll on a phone in both languages, then the picture of both widths where somebody asked for them (PICTURES=folder). */
async function looksRight(who: Acting | null, name: string, path: string): Promise<void> {
  const [phone, laptop] = [await desk(who, 320, true), await desk(who, 1280, true)]
  for (const lang of ['en', 'es']) {
    const response = await phone.goto(`${path}${path.includes('?') ? '&' : '?'}lang=${lang}`)
    assert.ok(response && response.status() < 400, `${path} answers ${response?.status()}`)
    await phone.evaluate(() => { for (const fold of document.querySelectorAll('details')) fold.open = true })
    assert.deepEqual(await axeFindings(phone), [], `${path} in ${lang}`)
    assert.equal(await sidewaysScroll(phone), 0, `${path} in ${lang} scrolls sideways`)
  }
  const folder = process.env.PICTURES
  if (folder) {
    await phone.setViewportSize({ width: 360, height: 800 })
    await phone.screenshot({ path: join(folder, `${name}-360.png`), fullPage: true })
    await laptop.goto(`${path}${path.includes('?') ? '&' : '?'}lang=es`)
    await laptop.screenshot({ path: join(folder, `${name}-1280.png`), fullPage: true })
  }
  for (const page of [phone, laptop]) await page.context().close()
}

test('an officer on a phone without JavaScript compares two records, merges them, and undoes it', async () => {
  const officer = await actingStaff(house, 'Julia Ramos', ['executor'])
  await actingLearner(house, personValues())
  await actingLearner(house, personValues({ name: 'Quispe Mamani Rosa', phone: '+51987111222', firm: { ruc: '10101174102', line: 'Bodega' }, groups: ['sme-owners'] }))
  await looksRight(officer, 'duplicates', '/office/piloto/people/duplicates')
  const page = await desk(officer)
  await page.goto('/office/piloto/people')
  await page.getByRole('link', { name: 'Ver posibles duplicados' }).click()
  await page.getByRole('button', { name: 'Unir' }).click()
  await page.getByRole('status').getByText('Unidos').waitFor()
  await page.getByLabel('Mostrar').selectOption('merged')
  await page.getByRole('button', { name: 'Mostrar' }).click()
  await page.getByRole('button', { name: 'Deshacer' }).click()
  await page.getByRole('status').getByText('Deshecho').waitFor()
})

test('a person\'s file shows her documents and how each stands', async () => {
  const officer = await actingStaff(house, 'Pedro Salas', ['executor'])
  const luz = await actingLearner(house, { ...personValues({ name: 'Luz Marina Rojas', born: '1991-02-03' }), document: { type: 'ptp', number: 'PTP0099887', country: 'PE' } })
  const at = `/office/piloto/people/${luz.agent}`
  const page = await desk(officer)
  await page.goto(at)
  await page.getByText('Agregar otro documento suyo').click()
  await page.locator('[name=added_document_type]').selectOption('ce')
  await page.locator('[name=added_document_number]').fill('001234987')
  await page.getByLabel('Fecha de vencimiento').fill('01/02/2030')
  await page.getByRole('button', { name: 'Agregar', exact: true }).click()
  await page.getByText('Reemplazado', { exact: true }).waitFor()
  await looksRight(officer, 'person', at)
})

test('the reference tables are readable on a phone', async () => {
  await looksRight(null, 'references', '/references?year=2026')
})
