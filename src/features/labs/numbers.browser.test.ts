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
import { trainNumbers } from '../../engine/numbers.ts'
import type { Step } from '../../engine/recipe.ts'
import { ENGINE } from '../../engine/version.ts'
import { readStatements } from '../../record/read.ts'
import { readExt } from '../../record/statement.ts'
import { enrolPerson } from '../cohorts/index.ts'
import { VERB } from '../programmes/index.ts'
import { labOf, numberLab, publicNumbers } from './labs.ts'
import { retrainRecipe } from './grading.ts'
import { seedOf } from './seed.ts'
import type { LabView } from './view.ts'
import type { Order, Trained } from './workbench/order.ts'

const contentDir = contentWithLab('cafe-taza')
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
  await page.goto(`${origin}/learn/${enrolment}/labs/cafe-taza?lang=${options.lang ?? 'es'}`)
  return { page, context, agent: who.agent, errors }
}

test('a learner sees the lots, predicts, sees the largest mistakes before numbers, leaves the line for trees, hands in and passes', async () => {
  const { page, context, agent, errors } = await atLab()
  await page.getByRole('img', { name: /Puntos en taza según Humedad/ }).waitFor()
  await page.getByLabel('A lo ancho').selectOption('defects')
  await page.getByRole('img', { name: /Puntos en taza según Defectos, de 0 a 26/ }).waitFor()
  assert.equal(await page.getByRole('button', { name: 'Entrenar' }).count(), 0, 'predict first')
  await page.getByText('Saldrá igual').click()
  await page.getByRole('button', { name: 'Entrenar' }).click()
  await page.getByText('Una recta baja poco a poco, pero').waitFor()
  const order = await page.evaluate(() => {
    const at = (selector: string) => document.querySelector(selector)!.getBoundingClientRect().top
    return at('.lab-wrong') < at('.lab-bar')
  })
  assert.ok(order, 'the largest mistakes, then the bar')
  assert.equal(await page.locator('.lab-wrong > li').count(), 4)
  await page.getByText('Qué pesa cada medida').click()
  await page.getByRole('row', { name: /^Geisha \(1 sí\) 1,\d+$/ }).waitFor()
  await page.getByRole('radio', { name: /^Árboles en fila/ }).check()
  await page.getByRole('spinbutton', { name: 'Cuántos árboles' }).fill('150')
  await page.getByLabel('Paso').selectOption('0.1')
  await page.getByRole('spinbutton', { name: 'Preguntas seguidas' }).fill('4')
  await page.getByText('150 árboles en fila: paso 0.1, 4 preguntas, hojas de 10').first().waitFor()
  await page.getByRole('button', { name: 'Entrenar' }).click()
  await page.getByText('Tu predicción fue «Saldrá igual»').waitFor()
  await page.getByText(/^(Humedad|Defectos|Fermentado|Geisha|Altura|Secado).*: ¿más de [\d,]+\?$/).first().waitFor()
  assert.equal(await page.locator('.lab-bar rect.ceiling').count(), 1)
  await page.getByText(/Nadie baja de 0,85\spuntos/).waitFor()
  await page.getByRole('button', { name: 'Entregar esta receta' }).click()
  await page.getByRole('heading', { name: 'Estamos cocinando tu receta' }).waitFor()
  await house.runJobs()
  await page.getByText('Aprobaste este laboratorio').waitFor({ timeout: 20_000 })
  const [grade] = await readStatements(house.db, 'piloto', { actors: [agent], verbs: [VERB.labGraded] })
  assert.deepEqual([grade?.statement.result?.success, readExt(grade!.statement, 'digestMatch'), readExt(grade!.statement, 'of')], [true, true, 800])
  assert.deepEqual(await axeFindings(page), [])
  assert.equal(await sidewaysScroll(page), 0)
  assert.deepEqual(errors, [])
  await context.close()
})

test('every method for numbers gives in Chromium, in the worker, the digest of Node and of the grading process; a long training tells its progress', async () => {
  const { page, context, agent } = await atLab()
  const lab = numberLab(labOf(house, 'cafe-taza'))
  const seed = seedOf(house.keys, agent, lab)
  const recipes: Step[][] = [
    [{ block: 'mean' }], [{ block: 'same', column: 'altitude_m' }], [{ block: 'ridge', penalty: 0 }], [{ block: 'scale', by: 'standard' }, { block: 'ridge', penalty: 10 }],
    [{ block: 'tree', depth: 12, leaf: 1 }], [{ block: 'columns', names: ['geisha', 'defects'] }, { block: 'tree', depth: 4, leaf: 10 }],
    [{ block: 'forest', trees: 30, depth: 8, leaf: 2 }], [{ block: 'boosting', trees: 200, rate: 0.1, depth: 6, leaf: 1 }], [{ block: 'boosting', trees: 60, rate: 1, depth: 1, leaf: 20 }],
  ]
  const orders = recipes.map((steps): Order => ({
    recipe: { lab: lab.id, version: lab.version, engine: ENGINE, seed, steps }, baseline: lab.baseline, csv: lab.csv, metric: lab.data.metric, share: lab.data.share,
  }))
  const found = await page.evaluate(async (all) => {
    const view = JSON.parse(document.getElementById('workbench')!.dataset.lab!) as LabView
    const one = (order: Order) => new Promise<{ trained: Trained; told: number }>((resolve, reject) => {
      const worker = new Worker(view.trainUrl)
      let told = 0
      worker.onerror = () => reject(new Error('the worker did not start'))
      worker.onmessage = ({ data }) => {
        if (!('trained' in data)) told += 1
        else { worker.terminate(); resolve({ trained: data.trained, told }) }
      }
      worker.postMessage(order)
    })
    const results: { trained: Trained; told: number }[] = []
    for (const order of all) results.push(await one(order))
    return results
  }, orders)
  for (const [i, order] of orders.entries()) {
    const here = trainNumbers(order.recipe, publicNumbers(lab))
    const there = found[i]!.trained
    assert.ok(here.kind === 'numbers' && there.kind === 'numbers')
    assert.equal(there.digest, here.digest, JSON.stringify(order.recipe.steps))
    assert.equal(there.sameBits, true)
  }
  assert.ok(found[7]!.told >= 1)
  const graded = await retrainRecipe(lab, orders[6]!.recipe)
  assert.ok(graded.kind === 'numbers' && found[6]!.trained.kind === 'numbers')
  assert.equal(graded.digest, found[6]!.trained.digest)
  await context.close()
})

test('a training can be stopped; without workers it trains on the page itself, and everything is there again after a reload', async () => {
  const { page, context, errors } = await atLab({ init: () => { Object.defineProperty(globalThis, 'Worker', { value: undefined }) } })
  await page.getByText('Será menor').click()
  await page.getByRole('radio', { name: /^Bosque/ }).check()
  await page.getByRole('spinbutton', { name: 'Cuántos árboles' }).fill('100')
  await page.getByRole('spinbutton', { name: 'Preguntas seguidas' }).fill('12')
  await page.getByRole('spinbutton', { name: 'Filas por hoja' }).fill('1')
  // Both taps in one turn of the page: the training cannot end between them.
  await page.evaluate(async () => {
    const tap = (name: string) => [...document.querySelectorAll('button')].find((b) => b.textContent === name)?.click()
    tap('Entrenar')
    while (![...document.querySelectorAll('button')].some((b) => b.textContent === 'Detener')) await Promise.resolve()
    tap('Detener')
  })
  await page.getByText('Detenido. No cambió nada.').waitFor()
  await page.getByRole('spinbutton', { name: 'Cuántos árboles' }).fill('10')
  await page.getByRole('button', { name: 'Entrenar' }).click()
  await page.getByRole('button', { name: 'Entregar esta receta' }).waitFor()
  await page.reload()
  await page.getByText('bosque: 10 árboles, 12 preguntas, hojas de 1').first().waitFor()
  await page.getByText('Lo que ya probaste').waitFor()
  assert.deepEqual(errors, [])
  await context.close()
})

test('the workbench of numbers has no finding of axe and no sideways scroll at 320 px, in both languages, before and after training', async () => {
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

test('page, engine, workbench and the lots together stay within 60 KB on the wire', async (t) => {
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
