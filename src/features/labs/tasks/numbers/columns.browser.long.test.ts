import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { axeFindings, sidewaysScroll } from '../../../../../test/browser.ts'
import { openLab, type LabInBrowser } from '../../../../../test/lab-in-browser.ts'
import type { NumberView } from './view.ts'
import { writtenNumbers } from './build.tsx'

const LAB = 'bodega-demanda'
let lab: LabInBrowser
before(async () => { lab = await openLab(LAB) })
after(async () => { await lab.close() })

test('columns chosen stay when the method changes; all of them are named by naming none', () => {
  const view: Pick<NumberView, 'columns'> = { columns: [{ id: 'a', name: 'A' }, { id: 'b', name: 'B' }] }
  const ridge = { block: 'ridge', penalty: 1 } as const
  assert.deepEqual(writtenNumbers({ columns: ['a'], scale: 'none', method: ridge }, view), [{ block: 'columns', names: ['a'] }, ridge])
  assert.deepEqual(writtenNumbers({ columns: ['a', 'b'], scale: 'standard', method: ridge }, view), [{ block: 'scale', by: 'standard' }, ridge])
  assert.deepEqual(writtenNumbers({ columns: null, scale: 'none', method: ridge }, view), [ridge])
  assert.deepEqual(writtenNumbers({ columns: ['a'], scale: 'standard', method: { block: 'mean' } }, view), [{ block: 'mean' }])
})

test('a shopkeeper begins with one column, lets the line look at more, and passes with the same line', async () => {
  const { page, context, errors } = await lab.atLab()
  await page.getByText('La misma recta, con más columnas').click()
  await page.getByText('El día anterior → ridge con freno 1').waitFor()
  assert.ok(await page.getByRole('checkbox', { name: 'El día anterior' }).isDisabled(), 'the last column stays')
  await page.getByRole('radio', { name: /^Árbol(?!es)/ }).check()
  await page.getByText(/^Tu receta: El día anterior → árbol/).waitFor()
  await page.getByRole('radio', { name: /^Ridge/i }).check()
  const all = await page.getByRole('group', { name: 'Qué columnas mira' }).getByRole('checkbox').all()
  assert.equal(all.length, 22)
  for (const one of all.slice(1)) await one.check()
  await page.getByText(/^Tu receta: ridge con freno/).waitFor()
  assert.deepEqual(await axeFindings(page), [])
  assert.equal(await sidewaysScroll(page), 0)
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/bodega-360.png`, fullPage: true })
  await page.getByRole('button', { name: 'Entrenar' }).click()
  await page.getByRole('button', { name: 'Entregar esta receta' }).click()
  await page.getByRole('heading', { name: 'Estamos cocinando tu receta' }).waitFor()
  await lab.house.runJobs()
  await page.getByText('Aprobaste este laboratorio').waitFor({ timeout: 20_000 })
  assert.deepEqual(errors, [])
  await context.close()
})
