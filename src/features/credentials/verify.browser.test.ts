import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { serve, type ServerType } from '@hono/node-server'
import type { AddressInfo } from 'node:net'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { toBuffer } from 'qrcode'
import sharp from 'sharp'
import { actingStaff, ruleInForceFor, type Acting } from '../../../test/acting.ts'
import { axeFindings, openBrowser, sidewaysScroll } from '../../../test/browser.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { pictureOf } from '../../../test/poppler.ts'
import { readyLearner, type Ready } from '../../../test/ready-learner.ts'
import { createApp } from '../../app.ts'
import { papersOf } from './credentials.ts'

const OFFICE = '/office/piloto/certificates'
let house: TestHouse
let server: ServerType
let browser: Browser
let origin: string
let executor: Acting
let approver: Acting
let holder: Ready & { credential: string; serial: string; qr: string }
let waiting: Ready

before(async () => {
  house = await openHouse()
  await ruleInForceFor(house)
  executor = await actingStaff(house, 'Elena Coordina', ['executor', 'auditor'])
  approver = await actingStaff(house, 'Amalia Aprueba', ['approver'])
  const who = await readyLearner(house, { name: 'María del Rosario Ñahui de la Cruz' })
  await executor.post(`${OFFICE}/proposals`, { enrolment: who.enrolment, kind: 'certificado' })
  await approver.post(`${OFFICE}/approvals/${who.enrolment}`, { kind: 'certificado' })
  await house.runJobs()
  const row = await house.db.selectFrom('credential').select(['credential', 'serial']).executeTakeFirstOrThrow()
  holder = { ...who, ...row, qr: (await papersOf(house, house.db, row.credential))?.qr ?? '' }
  waiting = await readyLearner(house, { name: 'Ana Espera Condori' })
  await executor.post(`${OFFICE}/proposals`, { enrolment: waiting.enrolment, kind: 'certificado' })
  await readyLearner(house, { name: 'Bea Lista Huamán' })
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

async function contextOf(who: Acting | null): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 320, height: 640 }, locale: 'es-PE' })
  const [name = '', value = ''] = (who?.cookie ?? '').split('=')
  if (who) await context.addCookies([{ name, value, url: origin }])
  return context
}

/** The same QR as it would stand under this test's own address. */
const scanned = (): string => `${origin}/v#${holder.qr.split('#')[1]}`

async function verdict(page: Page): Promise<string> {
  await page.waitForSelector('#scanned:not([hidden])')
  return page.innerText('#scanned')
}

test('a scanned QR is checked in the browser, nothing of it is sent, and its serial leads to the present state', async () => {
  const context = await contextOf(null)
  const page = await context.newPage()
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url() + (request.postData() ?? '')))
  await page.goto(scanned())
  const text = await verdict(page)
  assert.match(text, /La firma es correcta.*María del Rosario Ñahui de la Cruz.*Certificado de prueba, piloto.*02\/03\/2026/s)
  assert.deepEqual(await axeFindings(page), [])
  assert.equal(await sidewaysScroll(page), 0)
  const payload = holder.qr.split('#')[1] ?? '-'
  assert.ok(!asked.some((url) => url.includes(payload.slice(0, 20)) || url.includes('p256')), asked.join(' '))
  await page.click('#scanned [data-when=holds] a.button')
  await page.waitForURL(`${origin}/v/${holder.serial}`)
  assert.match(await page.innerText('.verdict'), /VÁLIDO/)
  await context.close()
})

test('an altered QR and half a QR are refused in words', async () => {
  const context = await contextOf(null)
  const page = await context.newPage()
  const altered = scanned().replace(/.{90}$/, (end) => (end.startsWith('A') ? 'B' : 'A') + end.slice(1))
  await page.goto(altered)
  assert.match(await verdict(page), /La firma no corresponde/)
  assert.doesNotMatch(await page.innerText('#scanned'), /María/)
  await page.goto('about:blank')
  await page.goto(scanned().slice(0, -40))
  assert.match(await verdict(page), /no está completo/)
  await context.close()
})

test('on plain http, without WebCrypto, the browser loads the library and says the same', async () => {
  const context = await contextOf(null)
  await context.addInitScript({ content: "Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined })" })
  const page = await context.newPage()
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.goto(scanned())
  assert.match(await verdict(page), /La firma es correcta/)
  assert.ok(asked.some((url) => url.includes('p256')))
  await context.close()
})

for (const [what, side, quality, native] of [['a sharp one', 2400, 80, true], ['a small and blurred one', 1400, 45, false]] as const) {
  test(`a photo of the printed certificate, ${what}, is read on the phone and its signature checked; nothing of it is sent`, async () => {
    const context = await contextOf(null)
    const page = await context.newPage()
    await page.goto(`${origin}/v`)
    const asked: string[] = []
    page.on('request', (request) => { if (!request.url().includes('/icon-')) asked.push(request.url() + (request.postData() ?? '')) })
    await context.setOffline(native)
    const pdf = Buffer.from(await (await holder.get(`/me/certificates/${holder.credential}/certificate.pdf`)).arrayBuffer())
    const paper = await sharp(pictureOf(pdf, 200)).rotate(3, { background: '#876' }).resize(side).blur(0.6).jpeg({ quality }).toBuffer()
    // Chromium on Linux has none of its own, unlike that of a phone.
    if (native) await page.evaluate(`globalThis.BarcodeDetector = class { async detect() { return [{ rawValue: ${JSON.stringify(holder.qr)} }] } }`)
    await page.setInputFiles('#photo-choose', { name: 'foto.jpg', mimeType: 'image/jpeg', buffer: paper })
    assert.match(await verdict(page), /La firma es correcta.*María del Rosario Ñahui de la Cruz/s)
    // Of the photo and of what the QR says nothing is sent: the list is asked for as always, and the state by the serial alone.
    await page.waitForSelector('#scanned [data-now^="now-"]:not([hidden]), #scanned [data-now^="kept-"]:not([hidden])')
    assert.deepEqual(asked.map((url) => url.slice(origin.length)).filter((path) => !/qr-read|shared-/.test(path)).sort(), [`/v/${holder.serial}/state.json`, '/v/kept.json'], asked.join(' '))
    await context.close()
  })
}

test('a photo without a code, one of something else and no photo at all are answered in words', async () => {
  const context = await contextOf(null)
  const page = await context.newPage()
  await page.goto(`${origin}/v`)
  const give = async (buffer: Buffer): Promise<void> => page.setInputFiles('#photo-take', { name: 'foto.jpg', mimeType: 'image/jpeg', buffer })
  await give(await sharp({ create: { width: 600, height: 800, channels: 3, background: '#998' } }).jpeg().toBuffer())
  await page.waitForSelector('[data-photo=nothing]:not([hidden])', { timeout: 60_000 })
  await give(Buffer.from('no picture'))
  await page.waitForSelector('[data-photo=reading]', { state: 'hidden' })
  assert.match(await page.innerText('#photo'), /No encontramos un código QR/)
  assert.equal(await page.isVisible('#scanned'), false)
  await give(await toBuffer('https://example.com/otra-cosa'))
  assert.match(await verdict(page), /no es de un certificado/)
  assert.deepEqual(await axeFindings(page), [])
  assert.equal(await sidewaysScroll(page), 0)
  await context.close()
})

test('axe finds nothing on any page of certificates, in both languages, at 320 px', async () => {
  const one = `${OFFICE}/issued/${holder.credential}`
  const pages: [Acting | null, string[]][] = [
    [null, ['/v', '/v?serial=12', `/v/${holder.serial}`, '/v/0000-0000-0000-0000']],
    [holder, ['/me/certificates', `/me/certificates/${holder.credential}`]],
    [executor, [OFFICE, `${OFFICE}?kind=constancia`, `${OFFICE}/approvals`, `${OFFICE}/issued`, one, `${one}/slip`]],
    [approver, [`${OFFICE}/approvals/${waiting.enrolment}?kind=certificado`, one, `${one}/revoke`, `${one}/suspend`]],
  ]
  const complaints: string[] = []
  for (const [who, paths] of pages) {
    const context = await contextOf(who)
    const page = await context.newPage()
    page.on('console', (message) => { if (message.type() === 'error' && !/40[04]|422/.test(message.text())) complaints.push(message.text()) })
    for (const lang of ['es', 'en']) {
      for (const path of paths) {
        await page.goto(`${origin}${path}${path.includes('?') ? '&' : '?'}lang=${lang}`)
        assert.deepEqual(await axeFindings(page), [], `axe on ${path} ${lang}`)
        assert.equal(await sidewaysScroll(page), 0, `${path} ${lang} scrolls sideways`)
      }
    }
    await context.close()
  }
  assert.deepEqual(complaints, [])
})

test('the certificate prints on one A4 page, without menus and buttons', async () => {
  const context = await contextOf(holder)
  const page = await context.newPage()
  await page.goto(`${origin}/me/certificates/${holder.credential}?lang=es`)
  const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1')
  assert.equal(pdf.match(/\/Type\s*\/Page\b/g)?.length, 1)
  await page.emulateMedia({ media: 'print' })
  assert.equal(await page.isVisible('.top'), false)
  assert.equal(await page.isVisible('.actions'), false)
  assert.equal(await page.isVisible('.paper .qr svg'), true)
  await context.close()
})
