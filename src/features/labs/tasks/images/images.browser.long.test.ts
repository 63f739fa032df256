import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { axeFindings, sidewaysScroll } from '../../../../../test/browser.ts'
import { doneOf, inWorker, openLab, type LabInBrowser } from '../../../../../test/lab-in-browser.ts'
import type { Step } from '../../../../engine/recipe.ts'
import { readStatements } from '../../../../record/read.ts'
import { readExt } from '../../../../record/statement.ts'
import { VERB } from '../../../programmes/index.ts'

const LAB = 'textil-defectos'
let lab: LabInBrowser
before(async () => { lab = await openLab(LAB) })
after(async () => { await lab.close() })

test('a learner sees the photos, predicts, sees her mistakes as pictures, flips, tries her own photo, hands in and passes; at 320 px without a finding', async () => {
  const { page, context, agent, errors } = await lab.atLab({ width: 320 })
  const sent: string[] = []
  page.on('request', (r) => { if (r.method() === 'POST') sent.push(r.url()) })
  await page.getByRole('heading', { name: '1. Mira los datos' }).waitFor()
  assert.equal(await page.locator('.lab-photo-button').count() >= 24, true)
  const grey = await page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('.lab-photo')!
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
    return { width: canvas.width, different: new Set(data).size, side: canvas.getBoundingClientRect().width }
  })
  assert.ok(grey.width === 32 && grey.different > 5, JSON.stringify(grey))
  await page.getByRole('button', { name: 'mancha, foto 2' }).click()
  await page.getByRole('img', { name: 'En grande: mancha' }).waitFor()
  await page.getByText('La red la mira a la mitad: 16 por 16').waitFor()
  assert.deepEqual(await axeFindings(page), [])
  await page.getByRole('button', { name: 'Cerrar' }).click()
  assert.equal(await page.getByRole('button', { name: 'Entrenar' }).count(), 0, 'predict first')
  await page.getByText('No los verá o los confundirá').click()
  await page.getByRole('button', { name: 'Entrenar' }).click()
  await page.getByText('Aprendió que el defecto está arriba a la izquierda').waitFor()
  const order = await page.evaluate(() => {
    const at = (selector: string) => document.querySelector(selector)!.getBoundingClientRect().top
    return at('.lab-wrong') < at('.lab-bar') && at('.lab-bar') < at('.lab-matrix') && at('.lab-matrix') < at('.lab-own')
  })
  assert.ok(order, 'mistakes, then the bar, then the matrix, then her own photos')
  await page.getByText(/^Era (sana|hilo roto|mancha|hueco), dijo (sana|hilo roto|mancha|hueco)$/).first().waitFor()
  await page.getByLabel('al espejo').check()
  await page.getByLabel('de cabeza').check()
  await page.getByLabel('Mover', { exact: true }).selectOption('1')
  await page.getByLabel('Vueltas', { exact: true }).selectOption('40')
  await page.getByText('voltear en los dos sentidos, mover 1 → red: 8 ventanas de 5, después 16, 40 vueltas').first().waitFor()
  await page.getByRole('button', { name: 'Entrenar' }).click()
  await page.getByText('Tu predicción fue «No los verá o los confundirá»').waitFor({ timeout: 60_000 })
  await page.getByText('Prueba con tus fotos').click()
  const png = await page.screenshot({ clip: { x: 0, y: 0, width: 200, height: 120 } })
  await page.getByLabel('Elegir o tomar fotos').setInputFiles([{ name: 'a.png', mimeType: 'image/png', buffer: png }, { name: 'b.png', mimeType: 'image/png', buffer: Buffer.from('none') }])
  await page.getByText(/^Dice: (sana|hilo roto|mancha|hueco)$/).waitFor()
  await page.getByText('No se pudo leer 1 de las fotos').waitFor()
  await page.getByText('Solo conoce estas clases: sana, hilo roto, mancha, hueco').waitFor()
  assert.deepEqual(sent, [], 'a photo of hers leaves the phone for nowhere')
  assert.deepEqual(await axeFindings(page), [])
  assert.equal(await sidewaysScroll(page), 0)
  await page.getByRole('button', { name: 'Entregar esta receta' }).click()
  await page.getByRole('heading', { name: 'Estamos cocinando tu receta' }).waitFor()
  await lab.house.runJobs()
  await page.getByText('Aprobaste este laboratorio').waitFor({ timeout: 30_000 })
  const [grade] = await readStatements(lab.house.db, 'piloto', { actors: [agent], verbs: [VERB.labGraded] })
  assert.deepEqual([grade?.statement.result?.success, readExt(grade!.statement, 'digestMatch'), readExt(grade!.statement, 'of')], [true, true, 600])
  assert.deepEqual(errors, [])
  await context.close()
})

test('every block for photos gives in Chromium, in the worker, the digest of Node; a network tells its progress within a round and the policy lets its kernel run', async () => {
  const at = await lab.atLab()
  const net = { block: 'network', window: 3, filters: 4, second: 8, epochs: 5, rate: 0.003, penalty: 0.001, batch: 16 } as const
  const recipes: Step[][] = [
    [{ block: 'centroid' }], [{ block: 'statistics' }, { block: 'centroid' }], [{ block: 'statistics' }, { block: 'scale', by: 'standard' }, { block: 'softmax', epochs: 50, rate: 0.5, penalty: 0, batch: 32 }],
    [{ block: 'softmax', epochs: 10, rate: 0.1, penalty: 0.001, batch: 16 }], [net], [{ block: 'flips', across: true, down: true, shift: 2 }, { ...net, window: 5, filters: 8, second: 0, epochs: 30 }],
  ]
  const all = await inWorker(lab.house, at, LAB, recipes)
  for (const one of all) {
    assert.equal(doneOf(one).digest, one.digestHere, JSON.stringify(one.recipe.steps))
    assert.equal(doneOf(one).sameBits, true)
  }
  assert.ok(all.at(-1)!.told >= 3, 'progress')
  assert.deepEqual(at.errors, [], 'no policy refuses the kernel')
  await at.context.close()
})
