import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { axeFindings, openBrowser, sidewaysScroll } from '../../../../test/browser.ts'
import { paperOffice } from '../../../../test/certified.ts'
import { openHouse, type TestHouse } from '../../../../test/house.ts'
import { listening, type Listening } from '../../../../test/listening.ts'
import { papersOf } from '../credentials.ts'
import { presentIssuer } from '../issuer-keys.ts'

let house: TestHouse
let web: Listening
let browser: Browser
let qr: string
let serial: string

before(async () => {
  house = await openHouse({ now: new Date().toISOString() })
  const row = await (await paperOffice(house)).certified('Rosa Quispe Mamani')
  serial = row.serial
  qr = (await papersOf(house, house.db, row.credential))?.qr.split('#')[1] ?? ''
  await house.db.updateTable('issuer_key').set({ stolen_since: house.clock(), distrusted: house.clock() }).where('key_id', '=', presentIssuer(house).keyId).execute()
  ;[web, browser] = await Promise.all([listening(house), openBrowser()])
})
after(async () => {
  await browser.close()
  await web.close()
  await house.close()
})

test('a QR of a stolen key: the phone says that the signature proves nothing, without signal too, and the register answers by the serial', async () => {
  for (const [width, locale, said] of [[360, 'es-PE', /clave que nos robaron.*Pregunta a nuestro registro, con señal/s], [1280, 'en', /key that was stolen from us.*Ask our register/s]] as const) {
    const context = await browser.newContext({ viewport: { width, height: 740 }, locale, baseURL: web.origin })
    const page = await context.newPage()
    await page.goto('/v')
    await page.evaluate(async () => {
      const { active } = await navigator.serviceWorker.ready
      while (active?.state !== 'activated' || !navigator.serviceWorker.controller) await new Promise((done) => setTimeout(done, 20))
    })
    for (const offline of [true, false]) {
      await context.setOffline(offline)
      await page.goto('about:blank')
      await page.goto(`/v#${qr}`)
      await page.waitForSelector('#scanned:not([hidden])')
      const text = await page.innerText('#scanned')
      assert.match(text, said)
      // What the code says of a name is not repeated: a thief may have written it.
      assert.doesNotMatch(text, /Rosa|VÁLIDO|VALID/)
      assert.deepEqual(await axeFindings(page), [])
      assert.equal(await sidewaysScroll(page), 0)
    }
    await page.click('#scanned [data-when=stolen-key] a')
    await page.waitForURL(`**/v/${serial}`)
    assert.match(await page.innerText('#main'), /Rosa Quispe Mamani/)
    assert.match(await page.innerText('#main'), /VÁLIDO|VALID/)
    assert.match(await page.innerText('#main'), /clave que después nos robaron|stolen from us later/)
    await context.close()
  }
})
