import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { ensureSandbox } from '../../../../../scripts/install.mjs'
import { axeFindings, sidewaysScroll } from '../../../../../test/browser.ts'
import { openLab, type LabInBrowser } from '../../../../../test/lab-in-browser.ts'
import { readStatements } from '../../../../record/read.ts'
import { readExt } from '../../../../record/statement.ts'
import { VERB } from '../../../programmes/index.ts'
import { labOf, labOfTask } from '../../labs.ts'
import { programOf } from './rows.ts'

const LAB = 'python-digitos'
let lab: LabInBrowser
before(async () => {
  ensureSandbox()
  lab = await openLab(LAB)
})
after(async () => { await lab.close() })

const SLOW = { timeout: 90_000 }
const write = (page: Page, source: string) => page.getByLabel('Tu programa', { exact: true }).fill(source)
const run = (page: Page) => page.getByRole('button', { name: 'Correr' }).click()

async function predicted(page: Page): Promise<void> {
  await page.getByRole('heading', { name: '1. Mira los datos' }).waitFor()
  await page.getByText('Acierta más y tarda más').click()
}

test('a learner sees digits, runs the first program, reads her error with its line, improves it and hands it in', async () => {
  const { page, context, agent, errors } = await lab.atLab()
  await page.getByRole('heading', { name: '1. Mira los datos' }).waitFor()
  assert.equal(await page.locator('.lab-digit').count(), 12)
  assert.equal(await page.getByRole('button', { name: 'Correr' }).count(), 0, 'predict first')
  await predicted(page)
  await run(page)
  await page.getByText('Da una etiqueta por fila').waitFor(SLOW)
  await page.getByText('recuerda un solo ejemplo').waitFor()
  assert.match(await page.textContent('.lab-tests') ?? '', /Sin intentar Acierta más que el punto de partida/)
  await write(page, 'def entrenar(X, y):\n    total = 0\n    return X[5000]\n\ndef predecir(modelo, X):\n    return []\n')
  await run(page)
  await page.getByText('En la línea 3: pides un lugar que la lista no tiene').waitFor(SLOW)
  assert.equal(await page.getByRole('button', { name: 'Entregar este programa' }).count(), 0, 'what stopped is not handed in')
  await write(page, programOf({ steps: labOfTask('code', labOf(lab.house, LAB)).baseline }).source)
  await run(page)
  await page.getByRole('button', { name: 'Entregar este programa' }).waitFor(SLOW)
  assert.ok(await page.locator('.lab-wrong .lab-digit').count() > 3, 'wrong ones as pictures')
  assert.match(await page.textContent('.lab-tests') ?? '', /Correcto Aprende de y/)
  assert.deepEqual(await axeFindings(page), [])
  await page.getByRole('button', { name: 'Entregar este programa' }).click()
  await page.getByRole('heading', { name: 'Estamos cocinando tu receta' }).waitFor()
  await lab.house.runJobs()
  await page.getByText('imágenes que nadie vio lee bien').waitFor(SLOW)
  const [grade] = await readStatements(lab.house.db, 'piloto', { actors: [agent], verbs: [VERB.labGraded] })
  assert.equal(readExt(grade!.statement, 'digestMatch'), true, 'the sandbox answers as the phone')
  assert.deepEqual(errors, [])
  await context.close()
})

test('what she types is kept while she types, going back to the first program can be undone, and an endless program is stopped', async () => {
  const { page, context } = await lab.atLab({ width: 320 })
  await predicted(page)
  const field = page.getByLabel('Tu programa', { exact: true })
  await field.fill('')
  await field.pressSequentially('while True:')
  await field.press('Enter')
  await field.pressSequentially('pass')
  assert.equal(await field.inputValue(), 'while True:\n    pass', 'indented after a colon')
  await page.reload()
  assert.equal(await field.inputValue(), 'while True:\n    pass')
  await page.getByRole('button', { name: 'Volver al programa inicial' }).click()
  assert.match(await field.inputValue(), /Guarda el primer ejemplo/)
  await page.getByRole('button', { name: 'Deshacer' }).click()
  assert.equal(await field.inputValue(), 'while True:\n    pass')
  await run(page)
  await page.getByText('Corriendo tu programa').waitFor(SLOW)
  await page.getByRole('button', { name: 'Detener' }).click()
  await page.getByText('Detenido. No cambió nada.').waitFor()
  await page.getByRole('button', { name: ':', exact: true }).click()
  assert.match(await field.inputValue(), /:/)
  assert.equal(await sidewaysScroll(page), 0)
  assert.deepEqual(await axeFindings(page), [])
  await context.close()
})

test('a program in the browser reaches no address, no store and no other page of ours', async () => {
  const { page, context } = await lab.atLab()
  await predicted(page)
  const names = ['fetch', 'XMLHttpRequest', 'WebSocket', 'importScripts', 'indexedDB', 'caches', 'BroadcastChannel', 'Worker', 'navigator', 'postMessage', 'EventSource']
  await write(page, `import js
def entrenar(X, y):
    for name in ${JSON.stringify(names)}:
        print(name, getattr(js, name, None))
    return js.Object.constructor('return 1')()
def predecir(m, X):
    return [m for x in X]
`)
  await run(page)
  await page.getByText('Lo que imprimió tu programa').waitFor(SLOW)
  const said = await page.locator('details:has-text("Lo que imprimió") pre').textContent() ?? ''
  for (const name of names) assert.match(said, new RegExp(`${name} (None|undefined|<undefined>)`), said)
  await page.getByText('EvalError').waitFor()
  const policy = await page.evaluate(async () => {
    const view = JSON.parse(document.getElementById('workbench')!.dataset['lab']!) as { trainUrl: string }
    return [(await fetch(view.trainUrl)).headers.get('content-security-policy'), (await fetch(location.href)).headers.get('content-security-policy')]
  })
  assert.equal(policy[0], "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'")
  assert.doesNotMatch(policy[1]!, /wasm|eval/)
  await context.close()
})
