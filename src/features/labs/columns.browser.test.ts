import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { serve, type ServerType } from '@hono/node-server'
import type { Browser } from 'playwright-core'
import { actingLearner } from '../../../test/acting.ts'
import { axeFindings, openBrowser, sidewaysScroll } from '../../../test/browser.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { contentWithLab } from '../../../test/with-lab.ts'
import { createApp } from '../../app.ts'
import { enrolPerson } from '../cohorts/index.ts'
import type { NumberView } from './view.ts'
import { writtenNumbers } from './workbench/numbers-build.tsx'

const contentDir = contentWithLab('bodega-demanda')
let house: TestHouse
let server: ServerType
let browser: Browser
let origin = ''
before(async () => {
  house = await openHouse({ contentDir })
  server = serve({ fetch: createApp(house).fetch, port: 0 })
  await new Promise((up) => server.once('listening', up))
  origin = `http://localhost:${(server.address() as AddressInfo).port}`
  browser = await openBrowser()
})
after(async () => {
  await browser.close()
  await new Promise((down) => server.close(down))
  await house.close()
  rmSync(contentDir, { recursive: true, force: true })
})

test('columns chosen stay when the method changes; all of them are named by naming none', () => {
  const view: Pick<NumberView, 'columns'> = { columns: [{ id: 'a', name: 'A' }, { id: 'b', name: 'B' }] }
  const ridge = { block: 'ridge', penalty: 1 } as const
  assert.deepEqual(writtenNumbers({ columns: ['a'], scale: 'none', method: ridge }, view), [{ block: 'columns', names: ['a'] }, ridge])
  assert.deepEqual(writtenNumbers({ columns: ['a', 'b'], scale: 'standard', method: ridge }, view), [{ block: 'scale', by: 'standard' }, ridge])
  assert.deepEqual(writtenNumbers({ columns: null, scale: 'none', method: ridge }, view), [ridge])
  assert.deepEqual(writtenNumbers({ columns: ['a'], scale: 'standard', method: { block: 'mean' } }, view), [{ block: 'mean' }])
})

test('a shopkeeper begins with one column, lets the line look at more, and passes with the same line', async () => {
  const who = await actingLearner(house)
  const enrolment = randomUUID()
  await enrolPerson(house, { tenant: 'piloto', agent: who.agent, enrolment, section: 'noche-1' })
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } })
  const [name, value] = who.cookie.split('=')
  await context.addCookies([{ name: name!, value: value!, url: origin }])
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', (e) => errors.push(e.message))
  await page.goto(`${origin}/learn/${enrolment}/labs/bodega-demanda?lang=es`)
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
  await house.runJobs()
  await page.getByText('Aprobaste este laboratorio').waitFor({ timeout: 20_000 })
  assert.deepEqual(errors, [])
  await context.close()
})
