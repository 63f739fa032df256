import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { actingStaff, type Acting } from '../../../test/acting.ts'
import { publishedCut, SOURCE, VALUE } from '../../../test/audits.ts'
import { axeFindings, openBrowser, sidewaysScroll } from '../../../test/browser.ts'
import { doesEverything, enrolled, type Learner } from '../../../test/histories/acts.ts'
import { certified } from '../../../test/histories/office-acts.ts'
import { done, openPlace, type Place } from '../../../test/histories/place.ts'
import { listening, type Listening } from '../../../test/listening.ts'
import { catchUp } from '../../record/follow.ts'

let place: Place
let rosa: Learner
let server: Listening
let browser: Browser
before(async () => {
  place = await openPlace()
  rosa = await enrolled(place, 'Rosa Ñahui Quispe')
  await doesEverything(rosa)
  await certified(rosa)
  place.house.time.set('2026-04-02T15:00:00Z')
  await publishedCut(place.house, place.approver, '2026-03')
  await catchUp(place.house)
  server = await listening(place.house)
  browser = await openBrowser()
})
after(async () => {
  await browser.close()
  await server.close()
  await place.close()
})

async function contextOf(who: Acting | null, scripts: boolean): Promise<Awaited<ReturnType<Browser['newContext']>>> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'es-PE', javaScriptEnabled: scripts, baseURL: server.origin, acceptDownloads: true })
  const [name = '', value = ''] = who?.cookie.split('=') ?? []
  if (who) await context.addCookies([{ name, value, url: server.origin }])
  return context
}

/** A small phone without JavaScript. */
const phoneOf = async (who: Acting): Promise<Page> => (await contextOf(who, false)).newPage()

/** axe in both languages and no sideways scroll at 360 px and 320 px; pictures of 360 and 1280 px where somebody asked for them (PICTURES=folder). */
async function looksRight(who: Acting | null, name: string, path: string): Promise<void> {
  const context = await contextOf(who, true)
  const page = await context.newPage()
  for (const lang of ['en', 'es']) {
    await page.goto(`${path}?lang=${lang}`)
    assert.deepEqual(await axeFindings(page), [], `${name} in ${lang}`)
    for (const width of [320, 360]) {
      await page.setViewportSize({ width, height: 740 })
      assert.equal(await sidewaysScroll(page), 0, `${name} in ${lang} scrolls sideways at ${width}`)
    }
  }
  for (const width of process.env.PICTURES ? [360, 1280] : []) {
    await page.setViewportSize({ width, height: 800 })
    await page.screenshot({ path: join(process.env.PICTURES ?? '', `${name}-${width}.png`), fullPage: true })
  }
  await context.close()
}

test('on a phone of 360 px without JavaScript: a frame is fixed, drawn and judged by the auditor, called by the caller and closed; every page fits, is readable and passes axe', async () => {
  const [auditor, caller] = [await actingStaff(place.house, 'Aurora Audita', ['auditor']), await actingStaff(place.house, 'Lidia Llama', ['caller'])]
  await done(rosa.phone.post('/me/data/consents', { purposes: 'follow-up' }))
  await looksRight(auditor, 'list-empty', '/office/piloto/audits')
  await looksRight(null, 'public-empty', '/p/piloto/audits')
  await looksRight(caller, 'calls-empty', '/office/piloto/audit-calls')
  await looksRight(auditor, 'new', '/office/piloto/audits/new')

  const page = await phoneOf(auditor)
  await page.goto('/office')
  await page.getByRole('link', { name: 'Auditorías', exact: true }).click()
  await page.getByRole('link', { name: 'Empezar una auditoría' }).click()
  await page.getByLabel('De qué valor público saldrá el sorteo').fill('mañana')
  await page.getByRole('button', { name: 'Fijar la lista' }).click()
  await page.getByRole('alert').getByText('Di de qué valor público').waitFor()
  await page.getByLabel('De qué valor público saldrá el sorteo').fill(SOURCE)
  await page.getByRole('button', { name: 'Fijar la lista' }).click()
  await page.getByRole('status').getByText('Guardado').waitFor()
  const at = new URL(page.url()).pathname
  await looksRight(auditor, 'frozen', at)
  await page.getByLabel('Valor público').fill(VALUE)
  await page.getByRole('button', { name: 'Sortear' }).click()
  await page.getByRole('status').getByText('Guardado').waitFor()
  await looksRight(auditor, 'drawn', at)
  await page.getByRole('link', { name: 'Persona 1', exact: true }).click()
  const file = new URL(page.url()).pathname
  await looksRight(auditor, 'person', file)
  await page.getByRole('button', { name: 'Guardar la revisión' }).click()
  await page.getByRole('alert').getByText('Elige una opción').first().waitFor()
  for (const attribute of ['Identidad', 'Admisión', 'Evaluación', 'Certificado']) await page.getByLabel(attribute).selectOption('holds')
  await page.getByLabel('Asistencia').selectOption('attendance:one-trace')
  await page.getByLabel('Qué encontraste').fill('La lista de la sede no la nombra.')
  await page.getByRole('button', { name: 'Guardar la revisión' }).click()
  await page.getByText('Falla: Asistencia: Hay menos de dos rastros independientes').waitFor()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Descargar la evidencia de toda la muestra' }).click()])
  assert.equal(download.suggestedFilename(), 'auditoria-1-persona-1.zip')

  const call = await phoneOf(caller)
  await call.goto('/office')
  await call.getByRole('link', { name: '1 persona por llamar' }).click()
  await looksRight(caller, 'calls', '/office/piloto/audit-calls')
  await call.getByRole('link', { name: 'Auditoría 1, persona 1' }).click()
  await looksRight(caller, 'call', new URL(call.url()).pathname)
  await call.getByRole('button', { name: 'Ver el número' }).click()
  await call.getByText(/Celular: .*9/).waitFor()
  await call.getByLabel('Llamada').check()
  await call.getByLabel('Respondió', { exact: true }).check()
  for (const what of ['Llevó el curso', 'Las horas son correctas', 'Su nombre es correcto']) await call.getByLabel(what).check()
  await call.getByRole('button', { name: 'Guardar' }).click()
  await call.getByRole('status').getByText('Anotado').waitFor()

  await page.goto(at)
  await looksRight(auditor, 'to-close', at)
  await page.getByRole('button', { name: 'Cerrar la auditoría' }).click()
  await page.getByRole('status').getByText('Guardado').waitFor()
  await page.getByText('Personas de la muestra con alguna falla: 1 de 1').waitFor()
  await looksRight(auditor, 'closed', at)
  await looksRight(auditor, 'list', '/office/piloto/audits')
  await looksRight(null, 'public', '/p/piloto/audits')
  await looksRight(null, 'programme', '/p/piloto')
  for (const figure of ['k1', 'k11', 'k12']) await looksRight(auditor, figure, `/office/piloto/figures/${figure}`)
  await looksRight(auditor, 'figures', '/office/piloto/figures')
})
