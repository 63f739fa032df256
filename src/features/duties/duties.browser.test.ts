import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { actingLearner, actingStaff, personValues, type Acting } from '../../../test/acting.ts'
import { axeFindings, openBrowser, sidewaysScroll } from '../../../test/browser.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { listening, type Listening } from '../../../test/listening.ts'
import { catchUp } from '../../record/follow.ts'

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

/** A phone of 320 px without JavaScript. */
async function phoneOf(who: Acting): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 320, height: 700 }, locale: 'es-PE', javaScriptEnabled: false, baseURL: server.origin })
  const [name = '', value = ''] = who.cookie.split('=')
  await context.addCookies([{ name, value, url: server.origin }])
  return context.newPage()
}

/** axe in both languages and no sideways scroll at 320 px; pictures of 360 and 1280 px where somebody asked for them (PICTURES=folder). */
async function looksRight(who: Acting | null, name: string, path: string): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 320, height: 700 }, locale: 'es-PE', baseURL: server.origin })
  const [cookie = '', value = ''] = (who?.cookie ?? '').split('=')
  if (who) await context.addCookies([{ name: cookie, value, url: server.origin }])
  const page = await context.newPage()
  for (const lang of ['en', 'es']) {
    const response = await page.goto(`${path}?lang=${lang}`)
    assert.ok(response && response.status() < 400, `${path} answers ${response?.status()}`)
    await page.evaluate(() => { for (const fold of document.querySelectorAll('details')) fold.open = true })
    assert.deepEqual(await axeFindings(page), [], `${path} in ${lang}`)
    assert.equal(await sidewaysScroll(page), 0, `${path} in ${lang} scrolls sideways`)
  }
  for (const width of process.env.PICTURES ? [360, 1280] : []) {
    await page.setViewportSize({ width, height: 800 })
    await page.screenshot({ path: join(process.env.PICTURES ?? '', `${name}-${width}.png`), fullPage: true })
  }
  await context.close()
}

test('on a phone without JavaScript somebody asks, the office answers, and she reads it; every page of it fits and is readable', async () => {
  const rosa = await actingLearner(house, personValues({ name: 'Rosa Pide Quispe' }))
  const [executor, administrator] = [await actingStaff(house, 'Elena Coordina', ['executor']), await actingStaff(house, 'Ada Administra', ['administrator'], '*')]
  const tutor = await actingStaff(house, 'Lía Se Va', ['tutor'])
  await executor.post('/office/piloto/sections/noche-1/tutors', { staff: tutor.id })
  await actingStaff(house, 'Tito Toma', ['tutor'])

  const hers = await phoneOf(rosa)
  await hers.goto('/me/data')
  await hers.getByRole('link', { name: 'Hacer una solicitud' }).click()
  await hers.getByLabel('Corregir un dato').check()
  await hers.getByLabel('Cuéntanos con tus palabras').fill('Mi distrito está mal escrito en mi ficha.')
  await hers.getByRole('button', { name: 'Enviar mi solicitud' }).click()
  await hers.getByRole('status').getByText('Recibimos tu solicitud').waitFor()
  await hers.goto('/me/consents')
  await hers.getByRole('button', { name: 'Aceptar: Llamadas y mensajes de mi tutoría' }).click()
  await hers.getByRole('button', { name: 'Retirar: Llamadas y mensajes de mi tutoría' }).waitFor()

  const office = await phoneOf(executor)
  await office.goto('/office/piloto/requests')
  await office.getByRole('link', { name: 'Rectificación: Rosa Pide Quispe' }).click()
  const request = new URL(office.url()).pathname
  await looksRight(executor, 'request', request)
  await office.getByLabel('Se hizo lo pedido').check()
  await office.getByLabel('Respuesta que va a leer').fill('Ya corregimos tu distrito. Gracias por avisar.')
  await office.getByRole('button', { name: 'Enviar respuesta' }).click()
  await office.getByRole('status').getByText('Respuesta enviada').waitFor()
  await office.goto('/office/piloto/incidents')
  await office.getByText('Anotar un incidente').click()
  await office.getByLabel('Cuenta qué pasó').fill('Se perdió una carpeta con la lista de Juliaca.')
  await office.getByRole('button', { name: 'Anotar el incidente' }).click()
  await office.getByText('Lo que se hizo').waitFor()
  const incident = new URL(office.url()).pathname
  await actingLearner(house, personValues({ name: 'Ana Espera Paz' })).then((ana) => ana.post('/me/requests', { programme: 'piloto', right: 'cancellation', text: 'Quiero que borren mis datos.' }))

  await catchUp(house)
  await looksRight(rosa, 'own-requests', '/me/requests')
  await looksRight(rosa, 'own-consents', '/me/consents')
  for (const [name, path] of [
    ['office', '/office'], ['requests', '/office/piloto/requests'], ['answered', request], ['new', '/office/piloto/requests/new'], ['incidents', '/office/piloto/incidents'],
    ['incident', incident], ['consents', '/office/piloto/consents'],
  ] as const) await looksRight(executor, name, path)
  await looksRight(administrator, 'hand-over', `/office/staff/${tutor.id}/hand-over`)
  await looksRight(null, 'data-protection', '/p/piloto/data-protection')
})
