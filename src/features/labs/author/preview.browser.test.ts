import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { serve, type ServerType } from '@hono/node-server'
import type { Browser } from 'playwright-core'
import { axeFindings, openBrowser, sidewaysScroll } from '../../../../test/browser.ts'
import { build } from '../../../../scripts/build.mjs'
import { ROOT } from '../../../lib/root.ts'
import { newLab } from './new-lab.ts'
import { previewApp } from './preview.tsx'

const into = mkdtempSync(join(tmpdir(), 'yachay-preview-'))
const folder = join(into, 'labs/cacao')
let browser: Browser
let server: ServerType
let origin = ''
before(async () => {
  await build()
  const rows = Array.from({ length: 300 }, (_, i) => `${i % 9};${(5 + (i % 30) / 10).toFixed(1).replace('.', ',')};${(80 - (i % 9) - (i % 30 > 20 ? 6 : 0) + (i % 3) / 10).toFixed(2).replace('.', ',')}`)
  newLab(ROOT, into, { id: 'cacao', task: 'numbers', csv: { bytes: new Uint8Array(Buffer.from(`Días;Humedad (%);Puntos\n${rows.join('\n')}`, 'latin1')), target: null } })
  server = serve({ fetch: previewApp(folder).fetch, hostname: '127.0.0.1', port: 0 })
  await new Promise((up) => server.once('listening', up))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  browser = await openBrowser()
})
after(async () => {
  await browser.close()
  await new Promise((down) => server.close(down))
  rmSync(into, { recursive: true, force: true })
})

test('an author sees her half-written lab with a working workbench, what it lacks in sentences, and the page anew when she saves', async () => {
  const page = await browser.newPage({ viewport: { width: 320, height: 740 } })
  const errors: string[] = []
  page.on('pageerror', (e) => errors.push(e.message))
  page.on('console', (m) => { if (m.type() === 'error') errors.push(m.text()) })
  await page.goto(origin)
  await page.getByText('Falta escribir el título (title).').waitFor()
  await page.getByRole('img', { name: /según Días/ }).waitFor()
  await page.getByText('✎ la predicción, las opciones de la predicción 1').click()
  await page.getByRole('button', { name: 'Entrenar' }).click()
  await page.locator('.lab-bar').waitFor()
  await page.getByRole('button', { name: 'Entregar esta receta' }).click()
  await page.locator('#outcome').waitFor()
  await page.getByText(/Con los datos ocultos saca -?\d\.\d+ de habilidad/).waitFor()
  await page.getByRole('link', { name: 'Volver al laboratorio' }).click()
  await page.locator('.lab-sample').waitFor()
  assert.deepEqual(await axeFindings(page), [])
  assert.equal(await sidewaysScroll(page), 0)
  // The page asks once a second what changed: it must have asked before the file changes.
  await page.waitForResponse((r) => r.url().endsWith('/changed'))
  const path = join(folder, 'lab.yaml')
  writeFileSync(path, readFileSync(path, 'utf8').replace('title:\n  es: ""\n  en: ""', 'title:\n  es: ¿Cuántos puntos sacará este cacao?\n  en: How many points will this cacao score?'))
  await page.getByRole('heading', { level: 1, name: '¿Cuántos puntos sacará este cacao?' }).waitFor()
  assert.equal(await page.getByText('Falta escribir el título').count(), 0)
  await page.getByRole('link', { name: 'English' }).click()
  await page.getByText('Not written yet: the summary (summary).').waitFor()
  assert.deepEqual(errors, [])
  await page.close()
})

test('what is not YAML is said instead of a page; nobody but this machine is answered, and no hidden row is served', async () => {
  const path = join(folder, 'lab.yaml')
  const text = readFileSync(path, 'utf8')
  writeFileSync(path, `${text}\n - [`)
  assert.match(await (await fetch(origin)).text(), /lab\.yaml no se puede leer/)
  writeFileSync(path, text)
  const app = previewApp(folder)
  assert.equal((await app.request('http://evil.example/', { headers: { host: 'evil.example' } })).status, 403)
  for (const address of ['/labs/cacao/hidden/rows.csv', '/hidden/rows.csv', '/labs/cacao/data/../hidden/rows.csv']) assert.equal((await fetch(origin + address)).status, 404)
})
