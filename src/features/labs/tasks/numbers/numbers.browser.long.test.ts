import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { AnyView } from '../../view.ts'
import { axeFindings, sidewaysScroll } from '../../../../../test/browser.ts'
import { doneOf, inWorker, openLab, type LabInBrowser } from '../../../../../test/lab-in-browser.ts'
import type { Step } from '../../../../engine/recipe.ts'
import { readStatements } from '../../../../record/read.ts'
import { readExt } from '../../../../record/statement.ts'
import { VERB } from '../../../programmes/index.ts'
import { labOf } from '../../labs.ts'
import { retrainRecipe } from '../../grading.ts'

const LAB = 'cafe-taza'
let lab: LabInBrowser
before(async () => { lab = await openLab(LAB) })
after(async () => { await lab.close() })

test('a learner sees the lots, predicts, sees the largest mistakes before numbers, leaves the line for trees, hands in and passes', async () => {
  const { page, context, agent, errors } = await lab.atLab()
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
  await page.getByText(/Nadie baja de 0,80\spuntos/).waitFor()
  await page.getByRole('button', { name: 'Entregar esta receta' }).click()
  await page.getByRole('heading', { name: 'Estamos cocinando tu receta' }).waitFor()
  await lab.house.runJobs()
  await page.getByText('Aprobaste este laboratorio').waitFor({ timeout: 20_000 })
  const [grade] = await readStatements(lab.house.db, 'piloto', { actors: [agent], verbs: [VERB.labGraded] })
  assert.deepEqual([grade?.statement.result?.success, readExt(grade!.statement, 'digestMatch'), readExt(grade!.statement, 'of')], [true, true, 800])
  assert.deepEqual(await axeFindings(page), [])
  assert.equal(await sidewaysScroll(page), 0)
  assert.deepEqual(errors, [])
  await context.close()
})

test('every method for numbers gives in Chromium, in the worker, the digest of Node and of the grading process; a long training tells its progress', async () => {
  const at = await lab.atLab()
  const recipes: Step[][] = [
    [{ block: 'mean' }], [{ block: 'same', column: 'altitude_m' }], [{ block: 'ridge', penalty: 0 }], [{ block: 'scale', by: 'standard' }, { block: 'ridge', penalty: 10 }],
    [{ block: 'tree', depth: 12, leaf: 1 }], [{ block: 'columns', names: ['geisha', 'defects'] }, { block: 'tree', depth: 4, leaf: 10 }],
    [{ block: 'forest', trees: 30, depth: 8, leaf: 2 }], [{ block: 'boosting', trees: 200, rate: 0.1, depth: 6, leaf: 1 }], [{ block: 'boosting', trees: 60, rate: 1, depth: 1, leaf: 20 }],
  ]
  const found = await inWorker(lab.house, at, LAB, recipes)
  for (const one of found) {
    assert.equal(doneOf(one).digest, one.digestHere, JSON.stringify(one.recipe.steps))
    assert.equal(doneOf(one).sameBits, true)
  }
  assert.ok(found[7]!.told >= 1)
  const graded = await retrainRecipe(labOf(lab.house, LAB)!, found[6]!.recipe)
  assert.ok(graded.kind === 'trained')
  assert.equal(graded.digest, doneOf(found[6]!).digest)
  await at.context.close()
})

test('a training can be stopped; without workers it trains on the page itself, and everything is there again after a reload', async () => {
  const { page, context, errors } = await lab.atLab({ init: () => { Object.defineProperty(globalThis, 'Worker', { value: undefined }) } })
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

test('page, engine, workbench and the lots together stay within 64 KB on the wire', async (t) => {
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
  assert.ok(bytes <= 64 * 1024, `${bytes} bytes`)
  await context.close()
})
