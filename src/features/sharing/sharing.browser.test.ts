import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { type Acting } from '../../../test/acting.ts'
import { axeFindings, openBrowser, sidewaysScroll } from '../../../test/browser.ts'
import { type Certified, paperOffice } from '../../../test/certified.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { listening, type Listening } from '../../../test/listening.ts'

let house: TestHouse
let web: Listening
let browser: Browser
let maria: Certified

before(async () => {
  house = await openHouse()
  maria = await (await paperOffice(house)).certified('María del Rosario Ñahui de la Cruz')
  ;[web, browser] = await Promise.all([listening(house), openBrowser()])
})
after(async () => {
  await browser.close()
  await web.close()
  await house.close()
})

async function contextOf(who: Acting | null, more: { javaScriptEnabled?: boolean; width?: number } = {}): Promise<BrowserContext> {
  const { width = 360, ...rest } = more
  const context = await browser.newContext({ viewport: { width, height: 740 }, locale: 'es-PE', baseURL: web.origin, ...rest })
  const [name = '', value = ''] = (who?.cookie ?? '').split('=')
  if (who) await context.addCookies([{ name, value, url: web.origin }])
  return context
}

async function sound(page: Page, what: string): Promise<void> {
  assert.deepEqual(await axeFindings(page), [], `axe on ${what}`)
  assert.equal(await sidewaysScroll(page), 0, `${what} scrolls sideways`)
}

test('without JavaScript she chooses what to show, sends the link, sees who looked, and ends it', async () => {
  const context = await contextOf(maria, { javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`/me/certificates/${maria.credential}`)
  await page.click('text=Compartir o guardar de otra forma')
  await page.check('text=Nota del producto')
  await page.click('text=Hacer el enlace')
  assert.match(await page.innerText('[role=status]'), /Tu enlace está listo/)
  const address = new URL(await page.innerText('#facts-of a.mono'))
  const reader = await contextOf(null, { javaScriptEnabled: false })
  const seen = await reader.newPage()
  await seen.goto(address.pathname)
  assert.match(await seen.innerText('#main'), /VÁLIDO[\s\S]*Nota del producto[\s\S]*de 20/)
  assert.doesNotMatch(await seen.content(), /Ñahui/)
  await page.reload()
  assert.match(await page.innerText('#facts-of'), /Muestra: nota del producto\. .*Visitas: 1\./)
  await page.click('text=Terminar ahora')
  assert.match(await page.innerText('#facts-of'), /Terminó/)
  await seen.reload()
  assert.match(await seen.innerText('#main'), /ya terminó o no existe/)
  await reader.close()
  await context.close()
})

test('her page, the page of a link and an employer\'s list are sound on a phone and on a wide screen, in both languages', async () => {
  await maria.post(`/me/certificates/${maria.credential}/facts`, { id: crypto.randomUUID(), facts: ['name', 'minutes', 'labs'], days: '30' })
  const link = /\/v\/facts\/[\w-]{22}/.exec(await (await maria.get(`/me/certificates/${maria.credential}/share`)).text())?.[0] ?? ''
  for (const width of [360, 1280]) {
    for (const lang of ['es', 'en']) {
      const own = await contextOf(maria, { width })
      const page = await own.newPage()
      await page.goto(`/me/certificates/${maria.credential}/share?lang=${lang}`)
      await page.locator('img.badge').scrollIntoViewIfNeeded()
      await page.waitForFunction(() => (document.querySelector<HTMLImageElement>('img.badge')?.naturalWidth ?? 0) === 640)
      await sound(page, `share ${lang} ${width}`)
      await own.close()
      const outside = await contextOf(null, { width })
      const other = await outside.newPage()
      await other.goto(`${link}?lang=${lang}`)
      await sound(other, `facts ${lang} ${width}`)
      await other.goto(`/v?lang=${lang}`)
      await sound(other, `verify ${lang} ${width}`)
      await other.goto(`/v/many?lang=${lang}`)
      await sound(other, `many ${lang} ${width}`)
      await other.fill('#rows', `${maria.serial}; Rosa Quispe\n${maria.serial}; María del Rosario Ñahui de la Cruz\n0000-0000-0000-0000\nx`)
      await other.click('main form button')
      await other.waitForSelector('tr[data-state=valid]')
      await sound(other, `result ${lang} ${width}`)
      await outside.close()
    }
  }
})

test('the SVG badge is read by a browser\'s own parser as the standard says, and drawn', async () => {
  const context = await contextOf(maria)
  const page = await context.newPage()
  await page.goto('/me/certificates')
  const read = await page.evaluate(async (address) => {
    const svg = new DOMParser().parseFromString(await (await fetch(address)).text(), 'image/svg+xml')
    const found = svg.getElementsByTagNameNS('https://purl.imsglobal.org/ob/v3p0', 'credential')
    return { n: found.length, name: (JSON.parse(found[0]?.textContent ?? '{}') as { credentialSubject: { licenseNumber: string } }).credentialSubject.licenseNumber }
  }, `/me/certificates/${maria.credential}/badge.svg`)
  assert.deepEqual(read, { n: 1, name: maria.serial })
  await context.close()
})
