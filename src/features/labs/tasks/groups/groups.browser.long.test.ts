import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { axeFindings, sidewaysScroll } from '../../../../../test/browser.ts'
import { doneOf, inWorker, openLab, type LabInBrowser } from '../../../../../test/lab-in-browser.ts'
import type { Step } from '../../../../engine/recipe.ts'
import { readStatements } from '../../../../record/read.ts'
import { readExt } from '../../../../record/statement.ts'
import { VERB } from '../../../programmes/index.ts'

const LAB = 'clientes-segmentos'
let lab: LabInBrowser
before(async () => { lab = await openLab(LAB) })
after(async () => { await lab.close() })

test('a learner sees both rulers, predicts, sees who is who before numbers, scales, finds the elbow, hands in and passes', async () => {
  const { page, context, agent, errors } = await lab.atLab()
  await page.getByRole('img', { name: /Gasto al año \(S\/\) a lo ancho, de \d+ a \d+; Visitas al año a lo alto.*Sin grupos todavía/ }).waitFor()
  await page.getByText('Las dos tal como vienen').click()
  await page.getByText('Así las ve el modelo sin escala').waitFor()
  assert.equal(await page.getByRole('button', { name: 'Entrenar' }).count(), 0, 'predict first')
  await page.getByText('Las cinco por igual').click()
  await page.getByRole('button', { name: 'Entrenar' }).click()
  await page.getByText('Tu predicción fue «Las cinco por igual»').waitFor()
  await page.getByText('tus grupos son capas de soles').waitFor()
  await page.getByRole('img', { name: /En 3 grupos, cada uno con su color y su forma/ }).waitFor()
  await page.getByText('escala estándar', { exact: true }).click()
  await page.getByRole('spinbutton', { name: 'Cuántos grupos' }).fill('5')
  await page.getByText('escala estándar → 5 grupos, 10 intentos').first().waitFor()
  await page.getByRole('button', { name: 'Entrenar' }).click()
  await page.getByRole('img', { name: /^Con 1, 2, 3… grupos: 100, \d+.*El tuyo tiene 5/ }).waitFor()
  const order = await page.evaluate(() => {
    const top = (text: string) => [...document.querySelectorAll('h4')].find((h) => h.textContent === text)!.getBoundingClientRect().top
    return top('Quién es quién') < document.querySelector('.lab-bar')!.getBoundingClientRect().top
  })
  assert.ok(order, 'who is who, then the bar')
  assert.equal(await page.getByRole('region', { name: 'Quién es quién' }).getByRole('row').count(), 6)
  await page.getByText('Esta no es la nota').waitFor()
  await page.getByRole('button', { name: 'Entregar esta receta' }).click()
  await page.getByRole('heading', { name: 'Estamos cocinando tu receta' }).waitFor()
  await lab.house.runJobs()
  await page.getByText('Aprobaste este laboratorio').waitFor({ timeout: 20_000 })
  const [grade] = await readStatements(lab.house.db, 'piloto', { actors: [agent], verbs: [VERB.labGraded] })
  assert.deepEqual([grade?.statement.result?.success, readExt(grade!.statement, 'digestMatch')], [true, true])
  assert.deepEqual(await axeFindings(page), [])
  assert.equal(await sidewaysScroll(page), 0)
  assert.deepEqual(errors, [])
  await context.close()
})

test('groups found in Chromium, in the worker, have the digest of Node', async () => {
  const at = await lab.atLab()
  const recipes: Step[][] = [
    [{ block: 'kmeans', groups: 10, starts: 20 }], [{ block: 'scale', by: 'min-max' }, { block: 'kmeans', groups: 2, starts: 1 }],
    [{ block: 'columns', names: ['visits', 'days'] }, { block: 'scale', by: 'standard' }, { block: 'kmeans', groups: 4, starts: 3 }],
  ]
  for (const one of await inWorker(lab.house, at, LAB, recipes)) {
    assert.equal(doneOf(one).digest, one.digestHere, JSON.stringify(one.recipe.steps))
    assert.equal(doneOf(one).sameBits, true)
  }
  await at.context.close()
})

test('the workbench of groups has no finding of axe and no sideways scroll at 320 px, in both languages, before and after training', async () => {
  for (const [lang, answer, go] of [['es', 'El gasto', 'Entrenar'], ['en', 'Spend', 'Train']] as const) {
    const { page, context } = await lab.atLab({ lang, width: 320 })
    await page.getByText(answer, { exact: true }).click()
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
