import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { axeFindings, sidewaysScroll } from '../../../../../test/browser.ts'
import { doneOf, inWorker, openLab, type LabInBrowser } from '../../../../../test/lab-in-browser.ts'
import { verdictOf } from '../../../../engine/claim-evidence.ts'
import { simulatedLabels } from '../../../../engine/claim-labels.ts'
import { ownClaims } from '../../../../engine/claims.ts'
import { labOf, labOfTask } from '../../labs.ts'
import { seedOf } from '../../seed.ts'
import { writtenClaims } from './build.tsx'

const LAB = 'prensa-afirmaciones'
let lab: LabInBrowser
before(async () => { lab = await openLab(LAB) })
after(async () => { await lab.close() })

const theLab = () => labOfTask('claims', labOf(lab.house, LAB))
const NAMES = ['Confirmada', 'Una sola fuente', 'Contradicha', 'Nadie lo dice']

test('one choice has one writing: all clues are named by naming none, counting names none', () => {
  const tree = { block: 'tree', depth: 4, leaf: 2 } as const
  const all = [{ id: 'a' }, { id: 'b' }]
  assert.deepEqual(writtenClaims({ labels: [[0, 1]], columns: ['a'], method: tree }, all), [{ block: 'labels', given: [[0, 1]] }, { block: 'columns', names: ['a'] }, tree])
  assert.deepEqual(writtenClaims({ labels: [], columns: ['a', 'b'], method: tree }, all), [tree])
  const count = { block: 'count', column: 'a', least: 2 } as const
  assert.deepEqual(writtenClaims({ labels: [[0, 1]], columns: ['a'], method: count }, all), [{ block: 'labels', given: [[0, 1]] }, count])
})

test('a press officer reads the reports, labels sentences, undoes, comes back, trains a tree on independent sources, reads a summary, hands in and passes', async () => {
  const { page, context, agent, errors } = await lab.atLab({ width: 320 })
  await page.getByRole('heading', { name: '1. Mira los datos' }).waitFor()
  await page.getByLabel('Asunto').selectOption('inca')
  await page.getByText('Más de 150 piezas').first().waitFor()
  assert.equal(await page.getByText('(copia a R1)').first().isVisible(), true)
  await page.getByText('Acertará más').click()
  await page.getByRole('button', { name: 'Entrenar' }).click()
  await page.getByText('Contar no escucha a quien dice otra cosa').waitFor()
  const { open, data } = theLab()
  const mine = ownClaims(open, seedOf(lab.house.keys, agent, theLab())).pool
  const desk = page.getByRole('group', { name: 'Tu mesa: revisa frases' })
  const tap = async (row: number): Promise<void> => {
    const claim = open.file.claims[mine[row]!]!
    await desk.locator('.lab-claim', { hasText: claim.text.es }).waitFor()
    await desk.locator('.lab-verdicts').getByRole('button', { name: NAMES[verdictOf(claim, open.file.reports)]! }).click()
  }
  await tap(0)
  await desk.getByRole('button', { name: 'Deshacer' }).click()
  await desk.getByText(`Llevas 0 de ${data.own}`).waitFor()
  await desk.getByRole('button', { name: 'Sáltala' }).click()
  for (let row = 1; row <= 20; row += 1) await tap(row)
  await page.reload()
  await desk.getByText(`Llevas 20 de ${data.own}`).waitFor()
  await tap(0)
  for (let row = 21; row <= 44; row += 1) await tap(row)
  await desk.press('s')
  await desk.press('z')
  await page.getByRole('radio', { name: /^Árbol/ }).check()
  const clues = page.getByRole('group', { name: 'Qué pistas mira' }).getByRole('checkbox')
  for (const one of await clues.all()) {
    const name = await one.evaluate((box) => box.parentElement!.textContent)
    if (!name?.startsWith('Fuentes independientes')) await one.uncheck()
  }
  await page.getByText(/^Tu receta: 45 etiquetas tuyas → Fuentes independientes que la dicen, Fuentes independientes que dicen otra cosa → árbol/).waitFor()
  assert.deepEqual(await axeFindings(page), [])
  assert.equal(await sidewaysScroll(page), 0)
  await page.getByRole('button', { name: 'Entrenar' }).click()
  await page.getByText('Tu predicción fue «Acertará más»').waitFor()
  await page.getByRole('heading', { name: 'Lee un resumen entero' }).waitFor()
  await page.locator('.lab-summary summary').first().click()
  assert.deepEqual(await axeFindings(page), [])
  assert.equal(await sidewaysScroll(page), 0)
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/prensa-320.png`, fullPage: true })
  await page.getByRole('button', { name: 'Entregar esta receta' }).click()
  await page.getByRole('heading', { name: 'Estamos cocinando tu receta' }).waitFor()
  await lab.house.runJobs()
  await page.getByText('Aprobaste este laboratorio').waitFor({ timeout: 20_000 })
  assert.deepEqual(errors, [])
  await context.close()
})

test('mistakes come first, each with what the reports say; in English too', async () => {
  const { page, context, errors } = await lab.atLab({ lang: 'en' })
  await page.getByText('It will come out the same').click()
  await page.getByRole('button', { name: 'Train' }).click()
  await page.getByText(/It is wrong on \d+ of your 80 practice sentences/).waitFor()
  assert.ok(await page.locator('.lab-wrong .lab-evidence').count() > 0)
  assert.ok(await page.evaluate(() => {
    const at = (selector: string) => document.querySelector(selector)!.getBoundingClientRect().top
    return at('.lab-wrong') < at('.lab-bar') && at('.lab-bar') < at('.lab-matrix')
  }))
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/prensa-360-en.png`, fullPage: true })
  assert.deepEqual(errors, [])
  await context.close()
})

test('the worker finds the digest that this process finds', async () => {
  const at = await lab.atLab()
  const given = simulatedLabels(theLab().open, seedOf(lab.house.keys, at.agent, theLab()), 'careful', 30, 0.1)
  const all = await inWorker(lab.house, at, LAB, [
    [{ block: 'labels', given }, { block: 'tree', depth: 4, leaf: 2 }],
    [{ block: 'labels', given }, { block: 'columns', names: ['sources', 'contrary'] }, { block: 'softmax', epochs: 200, rate: 0.3, penalty: 0.001, batch: 8 }],
    [{ block: 'count', column: 'same', least: 2 }],
  ])
  for (const one of all) assert.equal(doneOf(one).digest, one.digestHere)
  await at.context.close()
})
