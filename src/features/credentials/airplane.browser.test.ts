import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import sharp from 'sharp'
import { type Acting } from '../../../test/acting.ts'
import { axeFindings, openBrowser, sidewaysScroll } from '../../../test/browser.ts'
import { paperOffice, type PaperOffice } from '../../../test/certified.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { listening, type Listening } from '../../../test/listening.ts'
import { pictureOf } from '../../../test/poppler.ts'

const OFFICE = '/office/piloto/certificates'
const DAY_MS = 86_400_000

interface Paper { readonly credential: string; readonly serial: string; readonly photo: Buffer }

let house: TestHouse
let web: Listening
let browser: Browser
let approver: Acting
let valid: Paper
let earlier: Paper
let afterwards: Paper

before(async () => {
  // The phone goes by the real clock, so the house does too.
  house = await openHouse({ now: new Date().toISOString() })
  const office = await paperOffice(house)
  ;({ approver } = office)
  valid = await held(office, 'María del Rosario Ñahui de la Cruz')
  earlier = await held(office, 'Ana Antes Condori')
  afterwards = await held(office, 'Bea Después Huamán')
  ;[web, browser] = await Promise.all([listening(house), openBrowser()])
})
after(async () => {
  await browser.close()
  await web.close()
  await house.close()
})

/** A certificate as somebody holds it in her hand: printed, laid down a little askew, photographed, not quite sharp. */
async function held(office: PaperOffice, name: string): Promise<Paper> {
  const row = await office.certified(name)
  const pdf = Buffer.from(await (await row.get(`/me/certificates/${row.credential}/certificate.pdf`)).arrayBuffer())
  const photo = await sharp(pictureOf(pdf, 200)).rotate(4, { background: '#876' }).resize(1700).blur(0.7).jpeg({ quality: 60 }).toBuffer()
  return { ...row, photo }
}

async function revoke(paper: Paper): Promise<void> {
  assert.equal((await approver.post(`${OFFICE}/issued/${paper.credential}/revoke`, { cause: 'false-evidence' })).status, 303)
}

/** A phone that opened the page once, with signal. */
async function phone(width = 360, locale = 'es-PE'): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ viewport: { width, height: 740 }, locale, baseURL: web.origin })
  const page = await context.newPage()
  await page.goto('/v')
  await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready
    while (active?.state !== 'activated' || !navigator.serviceWorker.controller) await new Promise((done) => setTimeout(done, 20))
  })
  return { context, page }
}

/** Gives the photo and waits for what the page says of this very paper: `now-…` by the register, `kept-…` by the list. */
async function shows(page: Page, paper: Paper, when: string): Promise<string> {
  await page.setInputFiles('#photo-choose', { name: 'foto.jpg', mimeType: 'image/jpeg', buffer: paper.photo })
  await judged(page, paper, when).catch(async (error: unknown) => { throw new Error(await page.innerText('#main'), { cause: error }) })
  return (await page.innerText('#scanned')).replace(/\s+/g, ' ')
}

async function judged(page: Page, paper: Paper, when: string): Promise<void> {
  await page.locator(`#scanned:has([data-value=serial]:text-is("${paper.serial}")) [data-now=${when}]:not([hidden])`).waitFor({ timeout: 40_000 })
}

test('airplane mode: printed certificates are judged from photos with no network, valid and revoked, and with signal the register has the word', async () => {
  await revoke(earlier)
  const { context, page } = await phone()
  // Revoked when the phone has its list already: without signal nobody can know.
  await revoke(afterwards)
  const listOf = (await (await house.request('/v/kept.json')).json() as { text: string }).text
  assert.match(listOf, /"at":/)
  await context.setOffline(true)
  await page.goto('/v')
  const good = await shows(page, valid, 'kept-valid')
  assert.match(good, /VÁLIDO al \d\d\/\d\d\/\d{4} \d\d:\d\d Sin señal.*lista.*menos de un día.*La firma es correcta.*María del Rosario Ñahui de la Cruz.*Certificado de prueba, piloto/)
  assert.deepEqual(await axeFindings(page), [])
  assert.equal(await sidewaysScroll(page), 0)
  assert.match(await shows(page, earlier, 'kept-revoked'), /REVOCADO Según la lista del \d\d\/\d\d\/\d{4} \d\d:\d\d.*Ana Antes Condori/)
  assert.match(await page.getAttribute('#scanned [data-verdict]', 'class') ?? '', /bad/)
  assert.match(await shows(page, afterwards, 'kept-valid'), /VÁLIDO al .*Bea Después Huamán/)
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url() + (request.postData() ?? '')))
  await context.setOffline(false)
  await judged(page, afterwards, 'now-revoked')
  assert.match(await page.innerText('#scanned'), /REVOCADO\s+Desde el \d\d\/\d\d\/\d{4}\. Causa: Las pruebas no eran verdaderas\. Lo dice nuestro registro hoy/)
  // With the signal back the phone said one thing about this certificate: its serial.
  assert.deepEqual(asked.filter((url) => url.startsWith('http')).map((url) => new URL(url).pathname).filter((path) => path.startsWith('/v')).sort(), [`/v/${afterwards.serial}/state.json`, '/v/kept.json'])
  assert.match(await shows(page, valid, 'now-valid'), /VÁLIDO Lo dice nuestro registro hoy/)
  // The list was renewed by the way: without signal again, this phone now knows of the revocation.
  await context.setOffline(true)
  await page.goto('/v')
  assert.match(await shows(page, afterwards, 'kept-revoked'), /REVOCADO Según la lista/)
  await context.close()
})

test('airplane mode: an old list says how old it is, one from before the certificate says nothing of it', async () => {
  const { context, page } = await phone()
  await context.setOffline(true)
  await page.clock.setFixedTime(new Date(Date.now() + 12 * DAY_MS))
  await page.goto('/v')
  assert.match(await shows(page, valid, 'kept-valid'), /La lista tiene 12 días: es vieja/)
  await context.setOffline(false)
  await context.close()
  const young = await phone()
  // The list that this phone got is of the day before the certificate was issued.
  const now = house.clock().toISOString()
  house.time.add(-DAY_MS)
  await young.page.goto('/v#-')
  await young.page.waitForSelector('#scanned:not([hidden])')
  house.time.set(now)
  await young.context.setOffline(true)
  await young.page.goto('/v')
  assert.match(await shows(young.page, valid, 'kept-before'), /de antes de este certificado/)
  await young.context.close()
})

test('airplane mode: a key this phone does not know, half a code and an altered one are told in words; so it is in English and on a wide screen', async () => {
  const { context, page } = await phone(1280, 'en')
  await context.setOffline(true)
  const { papersOf } = await import('./credentials.ts')
  const papers = await papersOf(house, house.db, valid.credential)
  const payload = papers?.qr.split('#')[1] ?? ''
  const said = async (hash: string): Promise<string> => {
    await page.goto('about:blank')
    await page.goto(`/v#${hash}`)
    await page.waitForSelector('#scanned:not([hidden])')
    return page.innerText('#scanned')
  }
  assert.match(await said(payload.slice(0, -30)), /incomplete/)
  const bytes = Buffer.from(payload, 'base64url')
  const other = Buffer.from(bytes)
  other[3] = (other[3] ?? 0) ^ 1
  assert.match(await said(other.toString('base64url')), /does not know the key.*ask again with signal/s)
  const changed = Buffer.from(bytes)
  changed[30] = (changed[30] ?? 0) ^ 1
  assert.match(await said(changed.toString('base64url')), /does not match/)
  assert.doesNotMatch(await page.innerText('#scanned'), /VALID as of/)
  assert.match(await said(payload), /VALID as of \d\d\/\d\d\/\d{4}/)
  assert.deepEqual(await axeFindings(page), [])
  await context.close()
})
