import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { serve, type ServerType } from '@hono/node-server'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { actingLearner } from '../../../test/acting.ts'
import { axeFindings, openBrowser, sidewaysScroll } from '../../../test/browser.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { contentWithLab } from '../../../test/with-lab.ts'
import { createApp } from '../../app.ts'
import { trainForecast } from '../../engine/forecast.ts'
import type { Step } from '../../engine/recipe.ts'
import { ENGINE } from '../../engine/version.ts'
import { readStatements } from '../../record/read.ts'
import { readExt } from '../../record/statement.ts'
import { enrolPerson } from '../cohorts/index.ts'
import { VERB } from '../programmes/index.ts'
import { labOf, publicSeries, seriesLab } from './labs.ts'
import { retrainRecipe } from './grading.ts'
import { seedOf } from './seed.ts'
import type { LabView } from './view.ts'
import type { Order, Trained } from './workbench/order.ts'

const contentDir = contentWithLab('pesca-mar')
let house: TestHouse
let server: ServerType
let browser: Browser
let origin = ''
before(async () => {
  house = await openHouse({ contentDir })
  server = serve({ fetch: createApp(house).fetch, port: 0 })
  await new Promise((up) => server.once('listening', up))
  origin = `http://localhost:${(server.address() as AddressInfo).port}`
  browser = await openBrowser()
})
after(async () => {
  await browser.close()
  await new Promise((down) => server.close(down))
  await house.close()
  rmSync(contentDir, { recursive: true, force: true })
})

async function atLab(options: { lang?: string; width?: number; init?: () => void } = {}): Promise<{ page: Page; context: BrowserContext; agent: string; errors: string[] }> {
  const who = await actingLearner(house)
  const enrolment = randomUUID()
  await enrolPerson(house, { tenant: 'piloto', agent: who.agent, enrolment, section: 'noche-1' })
  const context = await browser.newContext({ viewport: { width: options.width ?? 360, height: 740 } })
  const [name, value] = who.cookie.split('=')
  await context.addCookies([{ name: name!, value: value!, url: origin }])
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', (e) => errors.push(e.message))
  page.on('console', (m) => { if (m.type() === 'error') errors.push(m.text()) })
  // esbuild's names for inner functions; the page has no such helper.
  await page.addInitScript('globalThis.__name = (f) => f')
  if (options.init) await page.addInitScript(options.init)
  await page.goto(`${origin}/learn/${enrolment}/labs/pesca-mar?lang=${options.lang ?? 'es'}`)
  return { page, context, agent: who.agent, errors }
}

const months = (page: Page, name: string) => page.getByRole('group', { name: 'Meses de atrás' }).getByRole('checkbox', { name, exact: true })

test('a learner sees the sea, predicts, sees the worst months before numbers, takes anomalies, hands in and passes', async () => {
  const { page, context, agent, errors } = await atLab()
  await page.getByRole('img', { name: /Temperatura del mar, 1950 a 1990/ }).waitFor()
  await page.getByText('Anomalías', { exact: true }).click()
  await page.getByRole('img', { name: /lo más caliente, \+?4,\d\d\s°C, en .* de 1983/ }).waitFor()
  assert.equal(await page.getByRole('button', { name: 'Entrenar' }).count(), 0, 'predict first')
  await page.getByText('Saldrá igual').click()
  await page.getByRole('button', { name: 'Entrenar' }).click()
  await page.getByText('Cuatro meses después ya es otra estación').waitFor()
  const order = await page.evaluate(() => {
    const at = (selector: string) => document.querySelector(selector)!.getBoundingClientRect().top
    return at('.lab-wrong') < at('.lab-years') && at('.lab-years') < at('.lab-bar')
  })
  assert.ok(order, 'worst months, then the years, then the bar')
  assert.equal(await page.locator('.lab-years svg[role=img]').count(), 4)
  await page.getByRole('radio', { name: /^Anomalía Lo/ }).check()
  assert.ok(await months(page, '0 (ahora)').isDisabled(), 'the last month cannot be taken away')
  await months(page, '1').check()
  await months(page, '2').check()
  await page.getByRole('radio', { name: '10', exact: true }).check()
  await page.getByText('anomalía → meses 0, 1, 2 → ridge con freno 10').first().waitFor()
  await page.getByRole('button', { name: 'Entrenar' }).click()
  await page.getByText('Tu predicción fue «Saldrá igual»').waitFor()
  await page.getByRole('button', { name: 'Entregar esta receta' }).click()
  await page.getByRole('heading', { name: 'Estamos cocinando tu receta' }).waitFor()
  await house.runJobs()
  await page.getByText('Aprobaste este laboratorio').waitFor({ timeout: 10_000 })
  await page.getByText(/Tu modelo: 0,7\d\s°C/).first().waitFor()
  const [grade] = await readStatements(house.db, 'piloto', { actors: [agent], verbs: [VERB.labGraded] })
  assert.equal(grade?.statement.result?.success, true)
  assert.equal(readExt(grade!.statement, 'digestMatch'), true)
  assert.equal(readExt(grade!.statement, 'of'), 249)
  assert.deepEqual(await axeFindings(page), [])
  assert.equal(await sidewaysScroll(page), 0)
  await page.getByRole('link', { name: 'Volver al laboratorio' }).click()
  await page.getByRole('cell', { name: /^0,7\d\s°C$/ }).waitFor()
  assert.deepEqual(errors, [])
  await context.close()
})

test('every block for a series gives in Chromium, in the worker, the digest of Node and of the grading process', async () => {
  const { page, context, agent } = await atLab()
  const lab = seriesLab(labOf(house, 'pesca-mar'))
  const seed = seedOf(house.keys, agent, lab)
  const before: Step[][] = [[], [{ block: 'anomalies' }]]
  const recipes: Step[][] = [[{ block: 'climatology' }]]
  for (const first of before) {
    recipes.push([...first, { block: 'persistence' }])
    for (const lags of [[0], [0, 1, 2], [3, 6, 12], lab.blocks.lags]) {
      for (const penalty of [0, 10, 100_000]) recipes.push([...first, { block: 'lags', months: lags }, { block: 'ridge', penalty }])
    }
  }
  const orders = recipes.map((steps): Order => ({ recipe: { lab: lab.id, version: lab.version, engine: ENGINE, seed, steps }, baseline: lab.baseline, csv: lab.csv, plan: lab.plan }))
  const found = await page.evaluate(async (all) => {
    const view = JSON.parse(document.getElementById('workbench')!.dataset.lab!) as LabView
    const one = (order: Order) => new Promise<Trained>((resolve, reject) => {
      const worker = new Worker(view.trainUrl)
      worker.onerror = () => reject(new Error('the worker did not start'))
      worker.onmessage = ({ data }) => { if ('trained' in data) { worker.terminate(); resolve(data.trained) } }
      worker.postMessage(order)
    })
    const results: Trained[] = []
    for (const order of all) results.push(await one(order))
    return results
  }, orders)
  assert.equal(new Set(found.map((f) => ('digest' in f ? f.digest : ''))).size, recipes.length)
  for (const [i, order] of orders.entries()) {
    const here = trainForecast(order.recipe, publicSeries(lab))
    const there = found[i]!
    assert.ok(here.kind === 'forecast' && there.kind === 'forecast')
    assert.equal(there.digest, here.digest, JSON.stringify(order.recipe.steps))
    assert.equal(there.sameBits, true)
  }
  const graded = await retrainRecipe(lab, orders[5]!.recipe)
  assert.ok(graded.kind === 'forecast' && found[5]!.kind === 'forecast')
  assert.equal(graded.digest, found[5]!.digest)
  await context.close()
})

test('without workers it trains on the page itself, and everything is there again after a reload', async () => {
  const { page, context, errors } = await atLab({ init: () => { Object.defineProperty(globalThis, 'Worker', { value: undefined }) } })
  await page.getByText('Será menor').click()
  await page.getByRole('radio', { name: /^Queda igual/ }).check()
  await page.getByRole('radio', { name: /^Anomalía Lo/ }).check()
  await page.getByRole('button', { name: 'Entrenar' }).click()
  await page.getByRole('button', { name: 'Entregar esta receta' }).waitFor()
  await page.reload()
  await page.getByText('anomalía → queda igual').first().waitFor()
  await page.getByText('Lo que ya probaste').waitFor()
  assert.deepEqual(errors, [])
  await context.close()
})

test('the workbench of a series has no finding of axe and no sideways scroll at 320 px, in both languages, before and after training', async () => {
  for (const [lang, better, go] of [['es', 'Será menor', 'Entrenar'], ['en', 'It will be smaller', 'Train']] as const) {
    const { page, context } = await atLab({ lang, width: 320 })
    await page.getByText(better).click()
    for (const when of ['before', 'after']) {
      if (when === 'after') {
        await page.getByRole('button', { name: go, exact: true }).click()
        await page.locator('.lab-bar').waitFor()
      }
      assert.deepEqual(await axeFindings(page), [], `${lang}, ${when} training`)
      assert.equal(await sidewaysScroll(page), 0, `${lang}, ${when} training`)
    }
    await context.close()
  }
})

test('page, engine, workbench and the series together stay within 60 KB on the wire', async (t) => {
  const { page, context } = await atLab()
  await page.getByRole('heading', { name: '1. Mira los datos' }).waitFor()
  const cookie = (await context.cookies()).map((c) => `${c.name}=${c.value}`).join('; ')
  const view = await page.evaluate(() => JSON.parse(document.getElementById('workbench')!.dataset.lab!) as LabView)
  const names = await page.evaluate(() => performance.getEntriesByType('resource').map((e) => e.name))
  let bytes = 0
  for (const address of new Set([page.url(), ...names, new URL(view.trainUrl, origin).href])) {
    const { pathname, search } = new URL(address)
    const answer = await house.request(pathname + search, { headers: { cookie, 'accept-encoding': 'br' } })
    bytes += (await answer.arrayBuffer()).byteLength
  }
  t.diagnostic(`${bytes} bytes`)
  assert.ok(bytes <= 60 * 1024, `${bytes} bytes`)
  await context.close()
})
