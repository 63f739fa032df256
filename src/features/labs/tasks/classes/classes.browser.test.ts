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

const LAB = 'uva-vino'
let lab: LabInBrowser
before(async () => { lab = await openLab(LAB) })
after(async () => { await lab.close() })

const block = (page: Page, words: string) => page.getByRole('radio', { name: words })

test('a learner sees the data, predicts, trains, sees mistakes before numbers, fixes the scale, hands in and passes', async () => {
  const { page, context, agent, errors } = await lab.atLab()
  await page.getByRole('heading', { name: '1. Mira los datos' }).waitFor()
  assert.equal(await page.getByRole('button', { name: 'Entrenar' }).count(), 0, 'predict first')
  await page.getByText('Saldrá igual').click()
  await page.getByRole('button', { name: 'Entrenar' }).click()
  await page.getByText('Sin escala, la prolina decide casi sola').waitFor()
  const order = await page.evaluate(() => {
    const at = (selector: string) => document.querySelector(selector)!.getBoundingClientRect().top
    return at('.lab-wrong') < at('.lab-bar') && at('.lab-bar') < at('.lab-matrix')
  })
  assert.ok(order, 'mistakes, then the bar, then the matrix')
  await block(page, 'escala mínimo–máximo').check()
  await page.getByText('Cambiaste la receta').waitFor()
  await page.getByLabel('Cuántos vecinos', { exact: true }).fill('9')
  await page.getByRole('button', { name: 'Entrenar' }).click()
  await page.getByText('Tu predicción fue «Saldrá igual»').waitFor()
  await page.getByRole('button', { name: 'Entregar esta receta' }).click()
  await page.getByRole('heading', { name: 'Estamos cocinando tu receta' }).waitFor()
  await lab.house.runJobs()
  await page.getByText('Aprobaste este laboratorio').waitFor({ timeout: 10_000 })
  const [grade] = await readStatements(lab.house.db, 'piloto', { actors: [agent], verbs: [VERB.labGraded] })
  assert.equal(grade?.statement.result?.success, true)
  assert.equal(readExt(grade!.statement, 'digestMatch'), true)
  assert.deepEqual(await axeFindings(page), [])
  assert.equal(await sidewaysScroll(page), 0)
  assert.deepEqual(errors, [])
  await context.close()
})

test('every block gives the same digest in Chromium as in Node, in the worker under the page’s own policy', async () => {
  const at = await lab.atLab()
  const recipes: Step[][] = []
  for (const scale of [[], [{ block: 'scale', by: 'standard' }], [{ block: 'scale', by: 'min-max' }]] as const) {
    for (const method of [
      { block: 'majority' }, { block: 'neighbours', k: 1 }, { block: 'neighbours', k: 8 }, { block: 'neighbours', k: 50 },
      { block: 'softmax', epochs: 150, rate: 0.3, penalty: 0, batch: 128 }, { block: 'softmax', epochs: 40, rate: 0.1, penalty: 0.01, batch: 16 },
      { block: 'softmax', epochs: 7, rate: 1, penalty: 0.1, batch: 1 },
    ] as const) recipes.push([...scale, method])
  }
  for (const one of await inWorker(lab.house, at, LAB, recipes)) {
    assert.equal(doneOf(one).digest, one.digestHere, JSON.stringify(one.recipe.steps))
    assert.equal(doneOf(one).sameBits, true)
  }
  await at.context.close()
})

test('without workers it trains on the page itself, can be stopped, and remembers everything after a reload', async () => {
  const { page, context, errors } = await lab.atLab({ init: () => { Object.defineProperty(globalThis, 'Worker', { value: undefined }) } })
  await page.getByText('Acertará más').click()
  await block(page, 'Softmax').check()
  await page.getByLabel('Vueltas', { exact: true }).fill('2000')
  await page.getByLabel('Tanda').selectOption('16')
  await page.evaluate(async () => {
    const button = (words: string) => [...document.querySelectorAll('button')].find((b) => b.textContent === words)
    button('Entrenar')!.click()
    for (let i = 0; i < 1000 && !button('Detener'); i += 1) await new Promise((next) => setTimeout(next))
    button('Detener')!.click()
  })
  await page.getByText('Detenido. No cambió nada.').waitFor()
  await page.getByLabel('Vueltas', { exact: true }).fill('30')
  await block(page, 'escala estándar').check()
  await page.getByRole('button', { name: 'Entrenar' }).click()
  await page.getByRole('button', { name: 'Entregar esta receta' }).waitFor()
  await page.getByRole('button', { name: 'Dame una pista (1 de 3)' }).click()
  await page.reload()
  await page.getByText('Pista 1').waitFor()
  await page.getByText('escala estándar → softmax: 30 vueltas').first().waitFor()
  await page.getByText('Lo que ya probaste').waitFor()
  const stored = await page.evaluate(() => JSON.stringify(localStorage))
  assert.doesNotMatch(stored, /Rosa|Quispe|41\d{6}/)
  assert.deepEqual(errors, [])
  await context.close()
})

test('the workbench has no finding of axe and no sideways scroll at 320 px, in both languages, before and after training', async () => {
  for (const [lang, better, go] of [['es', 'Acertará más', 'Entrenar'], ['en', 'It will be right more often', 'Train']] as const) {
    const { page, context } = await lab.atLab({ lang, width: 320 })
    await page.getByText(better).click()
    for (const when of ['before', 'after']) {
      if (when === 'after') {
        await page.getByRole('button', { name: go, exact: true }).click()
        await page.locator('.lab-matrix').waitFor()
      }
      assert.deepEqual(await axeFindings(page), [], `${lang}, ${when} training`)
      assert.equal(await sidewaysScroll(page), 0, `${lang}, ${when} training`)
    }
    await context.close()
  }
})

test('without JavaScript the page tells the story and says what the workbench needs', async () => {
  const { page, context } = await lab.atLab({ javaScript: false })
  assert.match(await page.textContent('main') ?? '', /Para eso necesita JavaScript y un navegador de 2020/)
  assert.match(await page.textContent('main') ?? '', /Lo que este modelo no debe decidir/)
  await context.close()
})

test('lab page, engine, workbench and data together stay within 60 KB on the wire', async () => {
  const { page, context } = await lab.atLab()
  await page.getByRole('heading', { name: '1. Mira los datos' }).waitFor()
  const cookie = (await context.cookies()).map((c) => `${c.name}=${c.value}`).join('; ')
  const view = await page.evaluate(() => JSON.parse(document.getElementById('workbench')!.dataset.lab!) as AnyView)
  const names = await page.evaluate(() => performance.getEntriesByType('resource').map((e) => e.name))
  let bytes = 0
  for (const address of new Set([page.url(), ...names, new URL(view.trainUrl, lab.origin).href])) {
    const answer = await fetch(address, { headers: { cookie, 'accept-encoding': 'br' } })
    const packed = answer.headers.get('content-encoding') === 'br'
    bytes += packed ? await packedLength(address, cookie) : (await answer.arrayBuffer()).byteLength
  }
  assert.ok(bytes <= 60 * 1024, `${bytes} bytes`)
  await context.close()
})

/** Bytes on the wire: in process, because fetch unpacks. */
async function packedLength(address: string, cookie: string): Promise<number> {
  const answer = await lab.house.request(new URL(address).pathname + new URL(address).search, { headers: { cookie, 'accept-encoding': 'br' } })
  return (await answer.arrayBuffer()).byteLength
}
