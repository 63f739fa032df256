import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { ensureSandbox } from '../../../../../scripts/install.mjs'
import { axeFindings, sidewaysScroll } from '../../../../../test/browser.ts'
import { openLab, type LabInBrowser } from '../../../../../test/lab-in-browser.ts'
import type { Recipe } from '../../../../engine/recipe.ts'
import { readStatements } from '../../../../record/read.ts'
import { readExt } from '../../../../record/statement.ts'
import { VERB } from '../../../programmes/index.ts'
import { recipeOf } from '../../lab.ts'
import { labOf, labOfTask } from '../../labs.ts'
import { loadQuickJS } from '../../sandbox/program-run.ts'
import { policyCargo } from '../../sandbox/walls.ts'
import { seedOf } from '../../seed.ts'
import type { Order, Trained } from '../../workbench/order.ts'
import { carryOutProgram } from './carry-out-program.ts'
import type { PolicyView } from './view.ts'

const LAB = 'puerto-atraque'
let port: LabInBrowser
before(async () => {
  ensureSandbox()
  port = await openLab(LAB)
})
after(async () => { await port.close() })

const SLOW = { timeout: 60_000 }
const write = (page: Page, source: string) => page.getByLabel('Tu programa', { exact: true }).fill(source)
const train = (page: Page) => page.getByRole('button', { name: 'Entrenar' }).click()
const isInterpreter = (address: string): boolean => /\/(quickjs|train-program)-/.test(address)

test('a learner writes the rule in JavaScript, reads her error with its line, sees what it did week by week, hands it in and passes', async () => {
  const { page, context, agent, errors } = await port.atLab()
  const fetched: string[] = []
  page.on('request', (request) => { if (isInterpreter(request.url())) fetched.push(request.url()) })
  await page.getByText('Más o menos la tercera parte').click()
  await train(page)
  await page.locator('.lab-bar').waitFor()
  await context.setOffline(true)
  await page.getByRole('radio', { name: /^Tu programa/ }).check()
  await page.getByText('No llegaron los datos').waitFor()
  await context.setOffline(false)
  await page.getByRole('button', { name: 'Intentar otra vez' }).click()
  await page.getByLabel('Tu programa', { exact: true }).waitFor()
  assert.deepEqual(fetched, [], 'who writes no program fetches no interpreter')
  assert.match(await page.getByLabel('Tu programa', { exact: true }).inputValue(), /return barco\.espera/)
  await page.getByText('1 si este muelle es de los suyos, 0 si no').waitFor()
  await write(page, 'function decide(barco) {\n  const p = barco.peso\n  return p * barco.muelles.largo\n}\n')
  await train(page)
  await page.getByText('En la línea 3: pides algo que esa cosa no tiene').waitFor(SLOW)
  assert.equal(await page.getByRole('button', { name: 'Entregar esta receta' }).count(), 0, 'what stopped is not handed in')
  await write(page, 'function decide(barco) {\n  for (;;) {}\n}\n')
  await train(page)
  await page.getByText('tu programa dio más de un millón de pasos').waitFor(SLOW)
  await write(page, 'function decide(barco) {\n  return barco.peso\n}\n')
  await train(page)
  await page.getByText('Tu programa no sabe de muelles').waitFor(SLOW)
  await write(page, 'function decide(barco) {\n  return 5 * barco.suyo + barco.peso\n}\n')
  await train(page)
  await page.getByText(/Cada barco espera [\d,]+ horas, [\d,]+ horas menos que por orden de llegada\./).waitFor(SLOW)
  await page.getByRole('img', { name: /^Con tu receta: [\d,]+\sh con peso\. Los barcos esperan/ }).waitFor()
  await page.getByLabel('De peor a mejor').selectOption('3')
  await page.getByText('tu programa en JavaScript, 3 líneas').first().waitFor()
  assert.equal(await sidewaysScroll(page), 0)
  assert.deepEqual(await axeFindings(page), [])
  await page.getByRole('button', { name: 'Entregar esta receta' }).click()
  await page.getByRole('heading', { name: 'Estamos cocinando tu receta' }).waitFor()
  await port.house.runJobs()
  await page.getByText('Aprobaste este laboratorio').waitFor(SLOW)
  const [grade] = await readStatements(port.house.db, 'piloto', { actors: [agent], verbs: [VERB.labGraded] })
  assert.deepEqual([grade?.statement.result?.success, readExt(grade!.statement, 'digestMatch'), readExt(grade!.statement, 'of')], [true, true, 800])
  assert.deepEqual(errors.filter((error) => !/ERR_(FAILED|INTERNET_DISCONNECTED)/.test(error)), [], 'but for what was cut off')
  await context.close()
})

const MATHS = `let last = 0
const decide = ({ espera, peso, aqui, largo, calado, hora }) => {
  last = Math.sin(hora + last) * Math.exp(-espera / 40) + Math.pow(peso, 1.37) / Math.log(aqui + 2) + Math.tan(calado) / 99 + Math.hypot(largo, hora) % 7
  return Math.atan2(last, Math.cbrt(largo)) + Math.cosh(last % 3) - Math.log1p(Math.abs(last)) + parseFloat((last * 1e7).toFixed(3)) % 1
}
`

test('a program that computes with sines, powers and logarithms gives in Chromium, in the worker, the digest of Node; out of the worker it reaches nothing', async () => {
  const { page, context, agent } = await port.atLab()
  const lab = labOfTask('policies', labOf(port.house, LAB))
  const recipe = recipeOf(lab, seedOf(port.house.keys, agent, lab), [{ block: 'program', source: MATHS }])
  const wasm = readFileSync(policyCargo()[1]![1])
  const order: Order = { recipe, baseline: lab.baseline, settings: { world: lab.data.world, share: lab.data.share }, bytes: lab.bytes }
  const here = carryOutProgram(order, await loadQuickJS(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.length)))
  const there = await page.evaluate(trainThere, { recipe, baseline: lab.baseline })
  assert.ok(!here.diverged && !there.trained.diverged)
  assert.match(here.done.digest, /^[0-9a-f]{64}$/)
  assert.equal(there.trained.done.digest, here.done.digest)
  assert.equal(there.policy, "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'")
  assert.doesNotMatch(there.pagePolicy, /wasm|eval/)
  await context.close()
})

/** Runs in the page. */
async function trainThere({ recipe, baseline }: Pick<Order, 'baseline'> & { recipe: Recipe }): Promise<{ trained: Trained; policy: string; pagePolicy: string }> {
  const view = JSON.parse(document.getElementById('workbench')!.dataset['lab']!) as PolicyView
  const bytes = new Uint8Array(await (await fetch(view.dataUrl)).arrayBuffer())
  const brought = await (await fetch(view.quickjsUrl!)).arrayBuffer()
  const policyOf = async (address: string): Promise<string> => (await fetch(address)).headers.get('content-security-policy') ?? ''
  const trained = await new Promise<Trained>((resolve, reject) => {
    const worker = new Worker(view.programUrl!)
    worker.onerror = () => reject(new Error('the worker did not start'))
    worker.onmessage = ({ data }: MessageEvent<{ trained: Trained }>) => { worker.terminate(); resolve(data.trained) }
    worker.postMessage({ recipe, baseline, settings: view.settings, bytes, brought } satisfies Order)
  })
  return { trained, policy: await policyOf(view.programUrl!), pagePolicy: await policyOf(location.href) }
}
