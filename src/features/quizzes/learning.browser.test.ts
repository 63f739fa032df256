import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { serve, type ServerType } from '@hono/node-server'
import type { AddressInfo } from 'node:net'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { actingLearner, actingStaff, type Acting } from '../../../test/acting.ts'
import { axeFindings, openBrowser, sidewaysScroll } from '../../../test/browser.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { createApp } from '../../app.ts'
import { enrolPerson } from '../cohorts/index.ts'

let house: TestHouse
let server: ServerType
let browser: Browser
let origin: string

before(async () => {
  house = await openHouse()
  server = serve({ fetch: createApp(house).fetch, port: 0 })
  await new Promise((done) => server.once('listening', done))
  // A server that listens on a port has an address with one.
  origin = `http://localhost:${(server.address() as AddressInfo).port}`
  browser = await openBrowser()
})
after(async () => {
  await browser.close()
  await new Promise((done) => server.close(done))
  await house.close()
})

async function participant(): Promise<Acting & { at: string; enrolment: string }> {
  const who = await actingLearner(house)
  const enrolment = randomUUID()
  await enrolPerson(house, { tenant: 'piloto', agent: who.agent, enrolment, section: 'noche-1' })
  return { ...who, enrolment, at: `/learn/${enrolment}` }
}

async function contextOf(who: Acting, options: Parameters<Browser['newContext']>[0] = {}): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 320, height: 640 }, locale: 'es-PE', ...options })
  const [name = '', value = ''] = who.cookie.split('=')
  await context.addCookies([{ name, value, url: origin }])
  return context
}

async function checkPage(page: Page, name: string): Promise<void> {
  assert.deepEqual(await axeFindings(page), [], `axe on ${name}`)
  assert.equal(await sidewaysScroll(page), 0, `${name} scrolls sideways at 320 px`)
}

test('course, every lesson, quiz and result: axe finds nothing and 320 px are enough, in both languages', async () => {
  const rosa = await participant()
  const context = await contextOf(rosa)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()) })
  for (const lang of ['es', 'en']) {
    for (const path of ['', '/units/que-es-la-ia', '/units/cuando-falla', '/units/pedir-bien', '/units/comprobar', '/quiz']) {
      await page.goto(`${origin}${rosa.at}${path}?lang=${lang}`)
      await page.evaluate(() => { for (const details of Array.from(document.querySelectorAll('details'))) details.open = true })
      await checkPage(page, `${path} ${lang}`)
    }
  }
  await page.goto(`${origin}${rosa.at}/quiz?lang=es`)
  await page.click('main form button')
  await checkPage(page, 'attempt')
  await page.click('button[value=send]')
  await page.waitForSelector('.errors')
  await checkPage(page, 'refused attempt')
  await page.check('input[name=anyway]')
  await page.click('button[value=send]')
  await page.waitForSelector('.big')
  await checkPage(page, 'result')
  await page.goto(`${page.url()}?lang=en`)
  await checkPage(page, 'result in English')
  assert.deepEqual(complaints.filter((c) => !c.includes('422')), [], 'nothing is blocked by our own Content-Security-Policy')
  await context.close()
})

test('without JavaScript: start, read, mark a unit done, report an error, take the quiz', async () => {
  const rosa = await participant()
  const context = await contextOf(rosa, { javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(origin + rosa.at)
  await page.click('text=Empezar el curso')
  await page.waitForURL('**/units/que-es-la-ia')
  await page.click('summary:has-text("Avisar de un error")')
  await page.fill('textarea[name=text]', 'La cuenta no sale')
  await page.click('text=Enviar aviso')
  await page.waitForSelector('text=Tu aviso ya está')
  await page.click('text=Ya la hice')
  await page.waitForSelector('text=Llevas 1 de 7 pasos')
  await page.goto(`${origin}${rosa.at}/quiz`)
  await page.click('text=Empezar la prueba')
  await page.locator('input[type=radio]').first().check()
  await page.click('text=Guardar y seguir después')
  await page.waitForSelector('text=Guardado.')
  await page.click('text=Seguir con tu intento')
  assert.equal(await page.locator('input[type=radio]').first().isChecked(), true)
  await page.click('text=Enviar mis respuestas')
  await page.check('input[name=anyway]')
  await page.click('text=Enviar mis respuestas')
  await page.waitForSelector('text=Nota:')
  await context.close()
})

test('the lesson remembers the place on this phone, and changing the language keeps it', async () => {
  const rosa = await participant()
  const context = await contextOf(rosa)
  const page = await context.newPage()
  await page.goto(`${origin}${rosa.at}/units/pedir-bien`)
  await page.locator('#s4').scrollIntoViewIfNeeded()
  await page.evaluate(() => document.getElementById('s4')?.scrollIntoView())
  await page.waitForFunction(() => document.querySelector<HTMLAnchorElement>('a[hreflang]')?.hash === '#s4')
  await page.click('a[hreflang=en]')
  await page.waitForURL('**#s4')
  assert.ok(await page.locator('#s4').isVisible())
  await page.goto(`${origin}${rosa.at}/units/pedir-bien`)
  await page.waitForSelector('#resume:not([hidden])')
  assert.match(await page.locator('#resume a').getAttribute('href') ?? '', /^#s[45]$/)
  await context.close()
})

test('while she answers, the answers are kept on the server without pressing anything', async () => {
  const rosa = await participant()
  const context = await contextOf(rosa)
  const page = await context.newPage()
  await page.goto(`${origin}${rosa.at}/quiz`)
  await page.click('main form button')
  await page.waitForSelector('text=Respondiste 0 de 10.')
  const saved = page.waitForResponse((r) => r.request().method() === 'POST')
  await page.locator('input[type=radio]').first().check()
  await page.waitForSelector('text=Respondiste 1 de 10.')
  await saved
  await page.reload()
  assert.equal(await page.locator('input[type=radio]').first().isChecked(), true)
  await context.close()
})

test('the office list of reported errors: axe finds nothing', async () => {
  const rosa = await participant()
  const version = /name="version" value="([0-9a-f]{64})"/.exec(await (await rosa.get(`${rosa.at}/units/comprobar`)).text())?.[1] ?? ''
  await rosa.post(`${rosa.at}/units/comprobar/report`, { text: 'Falta una palabra', version })
  const context = await contextOf(await actingStaff(house, 'Tutora', ['tutor']))
  const page = await context.newPage()
  await page.goto(`${origin}/office/piloto/reports`)
  await checkPage(page, 'reports')
  await page.click('text=Marcar como resuelto')
  await page.waitForSelector('text=Deshacer')
  await checkPage(page, 'reports after closing')
  await context.close()
})
