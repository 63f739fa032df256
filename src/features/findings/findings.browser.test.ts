import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { actingStaff, type Acting } from '../../../test/acting.ts'
import { axeFindings, openBrowser, sidewaysScroll } from '../../../test/browser.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { listening, type Listening } from '../../../test/listening.ts'

let house: TestHouse
let server: Listening
let browser: Browser
before(async () => {
  house = await openHouse({ now: '2026-06-24T15:00:00Z' })
  server = await listening(house)
  browser = await openBrowser()
})
after(async () => {
  await browser.close()
  await server.close()
  await house.close()
})

/** A small phone without JavaScript. */
async function phoneOf(who: Acting): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 320, height: 700 }, locale: 'es-PE', javaScriptEnabled: false, baseURL: server.origin })
  await signIn(context, who)
  return context.newPage()
}

async function signIn(context: Awaited<ReturnType<Browser['newContext']>>, { cookie }: Acting): Promise<void> {
  const [name = '', value = ''] = cookie.split('=')
  await context.addCookies([{ name, value, url: server.origin }])
}

/** axe in both languages and no sideways scroll at 320 px; pictures of 360 and 1280 px where somebody asked for them (PICTURES=folder). */
async function looksRight(who: Acting, name: string, path: string): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 320, height: 700 }, locale: 'es-PE', baseURL: server.origin })
  await signIn(context, who)
  const page = await context.newPage()
  for (const lang of ['en', 'es']) {
    const response = await page.goto(`${path}${path.includes('?') ? '&' : '?'}lang=${lang}`)
    assert.ok(response && response.status() < 400, `${path} answers ${response?.status()}`)
    assert.deepEqual(await axeFindings(page), [], `${path} in ${lang}`)
    assert.equal(await sidewaysScroll(page), 0, `${path} in ${lang} scrolls sideways`)
  }
  for (const width of process.env.PICTURES ? [360, 1280] : []) {
    await page.setViewportSize({ width, height: 800 })
    await page.screenshot({ path: join(process.env.PICTURES ?? '', `${name}-${width}.png`), fullPage: true })
  }
  await context.close()
}

test('on a phone without JavaScript an auditor raises a finding from a figure, the coordinator replies, the auditor confirms it; every page of it fits and is readable', async () => {
  const [auditor, coordinator] = [await actingStaff(house, 'Aurora Audita', ['auditor']), await actingStaff(house, 'Elena Coordina', ['executor'])]
  await looksRight(auditor, 'empty', '/office/piloto/findings')
  const audit = await phoneOf(auditor)
  await audit.goto('/office/piloto/figures/k7')
  await audit.getByRole('link', { name: 'Plantear un hallazgo' }).click()
  await audit.getByLabel(/^Grave/).check()
  await audit.getByRole('button', { name: 'Plantear el hallazgo' }).click()
  await audit.getByRole('alert').getByText('Escribe al menos una frase').waitFor()
  assert.equal(await audit.getByLabel('Su código').inputValue(), 'k7')
  await audit.getByLabel('Qué encontraste').fill('Veinte filas del padrón repiten el mismo celular.\nDebería haber uno por persona.')
  await audit.getByRole('button', { name: 'Plantear el hallazgo' }).click()
  await audit.getByRole('status').getByText('Quedó anotado').waitFor()
  const finding = new URL(audit.url()).pathname

  const office = await phoneOf(coordinator)
  await office.goto('/office')
  await office.getByRole('link', { name: /Hallazgos por responder: 1/ }).click()
  await office.getByRole('link', { name: /^1\. K7/ }).click()
  await looksRight(coordinator, 'to-reply', finding)
  await office.getByLabel('Descargo').fill('Son familias que comparten un celular. Lo anotamos en cada ficha.')
  await office.getByRole('button', { name: 'Enviar descargo' }).click()
  await office.getByRole('status').getByText('Quedó anotado').waitFor()
  await looksRight(auditor, 'to-decide', finding)
  await audit.goto(finding)
  await audit.getByLabel(/^Confirmar/).check()
  await audit.getByLabel('Por qué').fill('Cinco de las veinte no son de una familia.')
  await audit.getByRole('button', { name: 'Anotar la decisión' }).click()
  await audit.getByRole('status').getByText('Quedó anotado').waitFor()

  const raise = async (code: string): Promise<void> => {
    assert.equal((await auditor.post('/office/piloto/findings', { about: 'figure', code, severity: 'minor', text: 'Falta decir desde cuándo se cuenta.' })).status, 303)
  }
  await raise('k1')
  house.time.set('2026-07-20T15:00:00Z')
  await raise('k23')
  for (const [name, path] of [
    ['decided', finding], ['list', '/office/piloto/findings'], ['overdue', '/office/piloto/findings?shown=overdue'], ['closed', '/office/piloto/findings?shown=closed'],
    ['new', '/office/piloto/findings/new?about=figure&code=k7'], ['figure', '/office/piloto/figures/k23'], ['office', '/office'],
  ] as const) await looksRight(auditor, name, path)
})
