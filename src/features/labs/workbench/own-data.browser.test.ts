import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { axeFindings, sidewaysScroll } from '../../../../test/browser.ts'
import { openLab, type LabInBrowser } from '../../../../test/lab-in-browser.ts'

let lab: LabInBrowser
before(async () => { lab = await openLab('cafe-taza') })
after(async () => { await lab.close() })

test('a learner tries the model on a table of her own, offline: columns chosen, each row answered with its error, a bad cell told by its line, nothing sent', async () => {
  const { page, context, errors } = await lab.atLab({ width: 320 })
  await page.getByText('Será menor').click()
  await page.getByRole('button', { name: 'Entrenar' }).click()
  await page.locator('.lab-bar').waitFor()
  await page.getByRole('button', { name: 'Compartir, y más' }).click()
  await page.getByText('No sale de este aparato, no se guarda y no se califica.').waitFor()
  const href = await page.getByRole('link', { name: 'Bajar una plantilla' }).getAttribute('href')
  const template = decodeURIComponent(href!.slice(href!.indexOf(',') + 1)).replace('\ufeff', '')
  const [names, first, second] = template.trim().split('\r\n')
  assert.match(names!, /^Altura \(m\);Geisha \(1 sí\);.*;Puntos en taza$/)
  const sent: string[] = []
  page.on('request', (r) => { if (r.method() !== 'GET') sent.push(r.url()) })
  const give = (lines: string[]) => page.getByLabel('Tu archivo CSV').setInputFiles({ name: 'mio.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n'), 'latin1') })
  await give([names!.replace('Altura (m)', 'metros'), first!, second!])
  await page.getByText('Elige arriba qué columna tuya va con cada medida.').waitFor()
  await page.getByLabel('Altura (m)', { exact: true }).selectOption('metros')
  assert.deepEqual(await axeFindings(page), [])
  await page.getByRole('button', { name: 'Responder mis 2 filas' }).click()
  await page.getByText(/En tus 2 filas se equivoca en promedio \d+,\d+\spuntos/).waitFor()
  await page.getByRole('row', { name: /^2 \d+,\d+\spuntos \d+,\d+\spuntos -?\d+,\d+\spuntos$/ }).waitFor()
  assert.deepEqual(await axeFindings(page), [])
  assert.equal(await sidewaysScroll(page), 0)
  await give([names!, first!, second!.replace(/^\d+/, 'alto')])
  await page.getByRole('button', { name: 'Responder mis 2 filas' }).click()
  await page.getByText('Línea 3: en «Altura (m)» dice «alto», y eso no se puede usar.').waitFor()
  await give([names!, `${first!};1`])
  await page.getByText('Línea 2: tiene 10 celdas, y los nombres son 9.').waitFor()
  await give([names!, ...Array.from({ length: 40 }, (_, i) => Array.from({ length: 9 }, (_, c) => (i * (c + 7) * 37 + c * c * 11 + i * i) % 101).join(';'))])
  await page.getByRole('button', { name: 'Aprender de mis filas' }).click()
  await page.getByText(/Un modelo nuevo aprendió de una parte de tus 40 filas/).waitFor()
  assert.deepEqual([sent, errors], [[], []])
  await context.close()
})
