import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { actingStaff, type Acting } from '../../../test/acting.ts'
import { axeFindings, openBrowser, sidewaysScroll } from '../../../test/browser.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { listening, type Listening } from '../../../test/listening.ts'
import { rowsIn, table, type Cells } from '../../../test/office/sheets.ts'

let house: TestHouse
let server: Listening
let browser: Browser
let officer: Acting
before(async () => {
  house = await openHouse({ now: '2026-03-10T15:00:00Z' })
  server = await listening(house)
  browser = await openBrowser()
  officer = await actingStaff(house, 'Elsa Ramos', ['executor'])
})
after(async () => {
  await browser.close()
  await server.close()
  await house.close()
})

const person = (nro_doc: string, more: Cells = {}): Cells => ({
  tipo_doc: 'DNI', nro_doc, ap_paterno: 'Ñahui', ap_materno: 'Quispe', nombres: 'Rosa', fecha_nac: '1990-05-03', ubigeo_res: '140101', codigo_grupo: 'noche-1', consentimiento_fecha: '2026-03-01', ...more,
})

for (const [width, height] of [[360, 740], [1280, 800]] as const) {
  test(`at ${width} px an officer chooses a file, answers, sees what will happen, waits and takes her file back`, async () => {
    const context = await browser.newContext({ baseURL: server.origin, locale: 'es-PE', viewport: { width, height }, acceptDownloads: true })
    const [name = '', value = ''] = officer.cookie.split('=')
    await context.addCookies([{ name, value, url: server.origin }])
    const page = await context.newPage()
    page.on('pageerror', (error) => assert.fail(error.message))
    const look = async (what: string): Promise<void> => {
      assert.deepEqual(await axeFindings(page), [], what)
      assert.equal(await sidewaysScroll(page), 0, what)
      if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/${what}-${width}.png`, fullPage: true })
    }
    await page.goto('/office/piloto/imports')
    await look('list')
    await page.check('text=Padrón')
    const file = await table('padron', [person(String(46_000_000 + width)), person(String(47_000_000 + width), { celular: '12', fecha_nac: '31/02/1990' }), person(String(48_000_000 + width), { nombres: null })])
    await page.setInputFiles('#file', { name: 'padron puno.xlsx', mimeType: 'application/octet-stream', buffer: file })
    await page.click('text=Subir y revisar')
    await page.waitForSelector('text=INEI (Chiclayo) o RENIEC (Lima)?')
    await look('questions')
    await page.check('text=/^INEI: /')
    await page.click('text=Responder y seguir')
    await page.waitForSelector('text=Qué pasará')
    await look('preview')
    await page.click('text=Cargar las filas buenas')
    await page.waitForSelector('progress')
    await look('progress')
    await house.runJobs()
    // The page asks again by itself.
    await page.waitForSelector('text=Carga terminada', { timeout: 15_000 })
    await look('done')
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('text=Descargar mi archivo con los motivos')])
    const chunks: Buffer[] = []
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer)
    assert.ok((await rowsIn(Buffer.concat(chunks))).some((row) => row.cells.some((cell) => /fecha_nac: .*\ncelular: |fecha_nac: [\s\S]*celular: /.test(String(cell)))))
    await page.click('summary:has-text("Deshacer")')
    await look('undo')
    await context.close()
  })
}
