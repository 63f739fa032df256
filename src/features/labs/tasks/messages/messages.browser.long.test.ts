import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { axeFindings, sidewaysScroll } from '../../../../../test/browser.ts'
import { doneOf, inWorker, openLab, type LabInBrowser } from '../../../../../test/lab-in-browser.ts'
import { simulateMessages } from '../../../../engine/sim-messages.ts'
import type { OwnLabel, Step } from '../../../../engine/recipe.ts'
import { readStatements } from '../../../../record/read.ts'
import { readExt } from '../../../../record/statement.ts'
import { VERB } from '../../../programmes/index.ts'
import { retrainRecipe } from '../../grading.ts'
import { labOf } from '../../labs.ts'
import type { AnyView } from '../../view.ts'

const LAB = 'estado-mensajes'
let lab: LabInBrowser
before(async () => { lab = await openLab(LAB) })
after(async () => { await lab.close() })

const POOL = simulateMessages('estado-mensajes 1 public', 1800, 'now', 'pool')
const truthOf = new Map(POOL.texts.map((text, i) => [text, POOL.offices[i]!]))
const onDesk = (page: Page) => page.locator('.lab-desk blockquote').innerText()

/** Reads and taps as somebody who knows the offices: by button, or by key. */
async function label(page: Page, count: number, how: 'taps' | 'keys'): Promise<void> {
  for (let i = 0; i < count; i += 1) {
    const text = await onDesk(page)
    const office = truthOf.get(text)!
    if (how === 'keys') await page.keyboard.press(String(office + 1))
    else await page.locator('.lab-offices button').nth(office).click()
    // The next message lies on the desk before she answers again.
    await page.waitForFunction((before) => (document.querySelector('.lab-desk blockquote') as HTMLElement | null)?.innerText !== before, text)
  }
}

test('a learner labels on her phone, sees mistakes before numbers, labels what the model doubts, hands in and passes', async () => {
  const { page, context, agent, errors } = await lab.atLab({ width: 320 })
  await page.getByText('¿todos llegaron a donde debían?').waitFor()
  await page.getByText(/^Lo recibió: /).first().waitFor()
  assert.equal(await page.getByRole('button', { name: 'Entrenar' }).count(), 0, 'predict first')
  await page.getByText('Darle más vueltas y mover las perillas').click()
  await page.getByRole('button', { name: 'Entrenar' }).click()
  await page.getByText('Aprendió solo del año pasado').waitFor()
  assert.ok(await page.evaluate(() => document.querySelector('.lab-wrong')!.getBoundingClientRect().top < document.querySelector('.lab-bar')!.getBoundingClientRect().top), 'mistakes, then the bar')
  assert.ok(await page.locator('.lab-wrong mark').count() > 0, 'the words that decided')
  await label(page, 30, 'taps')
  await page.getByText('Llevas 30 de 240').waitFor()
  await page.getByRole('button', { name: 'Entrenar' }).click()
  await page.getByText('Tu predicción fue «Darle más vueltas').waitFor()
  await page.getByRole('button', { name: 'Etiquetar los que más duda' }).click()
  await page.getByText('Ahora van primero los que más duda tu modelo').waitFor()
  await page.waitForFunction(() => document.activeElement?.id === 'label-desk')
  await label(page, 40, 'keys')
  await page.getByText('70 etiquetas tuyas → palabras y letras').first().waitFor()
  await page.getByRole('button', { name: 'Entrenar' }).click()
  await page.locator('.lab-bar rect.ceiling').waitFor()
  await page.getByRole('row', { name: /^1\. Limpieza/ }).waitFor()
  assert.deepEqual(await axeFindings(page), [])
  assert.equal(await sidewaysScroll(page), 0)
  await page.getByRole('button', { name: 'Entregar esta receta' }).click()
  await page.getByRole('heading', { name: 'Estamos cocinando tu receta' }).waitFor()
  await lab.house.runJobs()
  await page.getByText('Aprobaste este laboratorio').waitFor({ timeout: 20_000 })
  const [grade] = await readStatements(lab.house.db, 'piloto', { actors: [agent], verbs: [VERB.labGraded] })
  assert.deepEqual([grade?.statement.result?.success, readExt(grade!.statement, 'digestMatch'), readExt(grade!.statement, 'metric'), readExt(grade!.statement, 'of')], [true, true, 'macro-f1', 900])
  assert.equal(await sidewaysScroll(page), 0)
  assert.deepEqual(errors, [])
  await context.close()
})

test('labels are there again after a reload; a wrong tap is undone, a message skipped comes back last, a label is mended in the list', async () => {
  const { page, context, errors } = await lab.atLab()
  const first = await onDesk(page)
  await page.getByRole('button', { name: /Obras$/ }).click()
  const second = await onDesk(page)
  assert.notEqual(second, first)
  await page.getByRole('button', { name: 'Deshacer' }).click()
  assert.equal(await onDesk(page), first)
  await page.getByText('Llevas 0 de 240').waitFor()
  await page.getByRole('button', { name: 'Sáltalo' }).click()
  assert.equal(await onDesk(page), second)
  await page.getByRole('button', { name: /Agua$/ }).click()
  await page.getByText('Puesto: Agua').waitFor()
  await page.keyboard.press('3')
  await page.reload()
  await page.getByText('Llevas 2 de 240').waitFor()
  assert.equal(await onDesk(page), first, 'what was skipped waits again')
  await page.getByText('Revisar lo que etiquetaste (2)').click()
  await page.locator('.lab-mine select').first().selectOption('Registro civil')
  await page.locator('.lab-mine select').nth(1).selectOption('Sin etiqueta')
  await page.getByText('1 etiqueta tuya → palabras y letras').first().waitFor()
  await page.getByRole('radio', { name: /^Palabras clave/ }).check()
  await page.getByText('1 etiqueta tuya → palabras clave').first().waitFor()
  assert.deepEqual(errors, [])
  await context.close()
})

test('the same labels give in Chromium, in the worker, the digest of Node and of the grading process', async () => {
  const at = await lab.atLab()
  const given = Array.from({ length: 25 }, (_, i): OwnLabel => [i * 9, i % 6])
  const words = { block: 'words', bits: 12, epochs: 2, rate: 0.2, penalty: 0.001, weight: 10 } as const
  const recipes: Step[][] = [[{ block: 'keywords' }], [words], [{ block: 'labels', given }, { ...words, bits: 16, epochs: 4, weight: 30 }]]
  const found = await inWorker(lab.house, at, LAB, recipes)
  for (const one of found) assert.deepEqual([doneOf(one).digest, doneOf(one).sameBits], [one.digestHere, true])
  const graded = await retrainRecipe(labOf(lab.house, LAB)!, found[2]!.recipe)
  assert.ok(graded.kind === 'trained')
  assert.equal(graded.digest, doneOf(found[2]!).digest)
  await at.context.close()
})

test('the desk has targets of 44 px or more, no finding of axe and no sideways scroll at 320 px, in both languages, before and after training', async () => {
  for (const [lang, better, go] of [['es', 'Las dos cosas por igual', 'Entrenar'], ['en', 'Both, equally', 'Train']] as const) {
    const { page, context } = await lab.atLab({ lang, width: 320 })
    await page.getByText(better).click()
    for (const button of await page.locator('.lab-desk button').all()) {
      const box = await button.boundingBox()
      assert.ok(box && box.height >= 44 && box.width >= 44, `${await button.innerText()} ${JSON.stringify(box)}`)
    }
    const tops = new Set<number>()
    for (let i = 0; i < 12; i += 1) {
      tops.add(await page.locator('.lab-offices').evaluate((e) => Math.round(e.getBoundingClientRect().top + scrollY)))
      await page.locator(i % 2 === 0 ? '.lab-desk-less button:last-child' : '.lab-offices button').first().click()
    }
    assert.equal(tops.size, 1, 'the buttons stay under the thumb whatever the message')
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

test('page, engine and workbench stay within 60 KB on the wire, the messages within 50 KB', async (t) => {
  const { page, context } = await lab.atLab()
  await page.getByRole('heading', { name: '1. Mira los datos' }).waitFor()
  const cookie = (await context.cookies()).map((c) => `${c.name}=${c.value}`).join('; ')
  const view = await page.evaluate(() => JSON.parse(document.getElementById('workbench')!.dataset['lab']!) as AnyView)
  const names = await page.evaluate(() => performance.getEntriesByType('resource').map((e) => e.name))
  let [shell, data] = [0, 0]
  for (const address of new Set([page.url(), ...names, new URL(view.trainUrl, lab.origin).href])) {
    const { pathname, search } = new URL(address)
    const answer = await lab.house.request(pathname + search, { headers: { cookie, 'accept-encoding': 'br' } })
    const bytes = (await answer.arrayBuffer()).byteLength
    if (pathname === view.dataUrl) data += bytes
    else shell += bytes
  }
  t.diagnostic(`${shell} bytes and ${data} of data`)
  assert.ok(shell <= 60 * 1024 && data > 0 && data <= 50 * 1024, `${shell} bytes and ${data} of data`)
  await context.close()
})
