import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { AnyView } from '../../view.ts'
import type { Page } from 'playwright-core'
import { axeFindings, sidewaysScroll } from '../../../../../test/browser.ts'
import { doneOf, inWorker, openLab, type LabInBrowser } from '../../../../../test/lab-in-browser.ts'
import type { Step } from '../../../../engine/recipe.ts'
import { readStatements } from '../../../../record/read.ts'
import { readExt } from '../../../../record/statement.ts'
import { VERB } from '../../../programmes/index.ts'
import { labOf, labOfTask } from '../../labs.ts'
import { retrainRecipe } from '../../grading.ts'

const LAB = 'pesca-mar'
let lab: LabInBrowser
before(async () => { lab = await openLab(LAB) })
after(async () => { await lab.close() })

const months = (page: Page, name: string) => page.getByRole('group', { name: 'Meses de atrás' }).getByRole('checkbox', { name, exact: true })

test('a learner sees the sea, predicts, sees the worst months before numbers, takes anomalies, hands in and passes', async () => {
  const { page, context, agent, errors } = await lab.atLab()
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
  await lab.house.runJobs()
  await page.getByText('Aprobaste este laboratorio').waitFor({ timeout: 10_000 })
  await page.getByText(/Tu modelo: 0,7\d\s°C/).first().waitFor()
  const [grade] = await readStatements(lab.house.db, 'piloto', { actors: [agent], verbs: [VERB.labGraded] })
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
  const at = await lab.atLab()
  const { blocks } = labOfTask('series', labOf(lab.house, LAB))
  const before: Step[][] = [[], [{ block: 'anomalies' }]]
  const recipes: Step[][] = [[{ block: 'climatology' }]]
  for (const first of before) {
    recipes.push([...first, { block: 'persistence' }])
    for (const lags of [[0], [0, 1, 2], [3, 6, 12], blocks.lags]) {
      for (const penalty of [0, 10, 100_000]) recipes.push([...first, { block: 'lags', months: lags }, { block: 'ridge', penalty }])
    }
  }
  const found = await inWorker(lab.house, at, LAB, recipes)
  assert.equal(new Set(found.map((f) => doneOf(f).digest)).size, recipes.length)
  for (const one of found) {
    assert.equal(doneOf(one).digest, one.digestHere, JSON.stringify(one.recipe.steps))
    assert.equal(doneOf(one).sameBits, true)
  }
  const graded = await retrainRecipe(labOf(lab.house, LAB)!, found[5]!.recipe)
  assert.ok(graded.kind === 'trained')
  assert.equal(graded.digest, doneOf(found[5]!).digest)
  await at.context.close()
})

test('without workers it trains on the page itself, and everything is there again after a reload', async () => {
  const { page, context, errors } = await lab.atLab({ init: () => { Object.defineProperty(globalThis, 'Worker', { value: undefined }) } })
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
    const { page, context } = await lab.atLab({ lang, width: 320 })
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
  const { page, context } = await lab.atLab()
  await page.getByRole('heading', { name: '1. Mira los datos' }).waitFor()
  const cookie = (await context.cookies()).map((c) => `${c.name}=${c.value}`).join('; ')
  const view = await page.evaluate(() => JSON.parse(document.getElementById('workbench')!.dataset.lab!) as AnyView)
  const names = await page.evaluate(() => performance.getEntriesByType('resource').map((e) => e.name))
  let bytes = 0
  for (const address of new Set([page.url(), ...names, new URL(view.trainUrl, lab.origin).href])) {
    const { pathname, search } = new URL(address)
    const answer = await lab.house.request(pathname + search, { headers: { cookie, 'accept-encoding': 'br' } })
    bytes += (await answer.arrayBuffer()).byteLength
  }
  t.diagnostic(`${bytes} bytes`)
  assert.ok(bytes <= 60 * 1024, `${bytes} bytes`)
  await context.close()
})
