import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { serve } from '@hono/node-server'
import type { Browser } from 'playwright-core'
import type { AddressInfo } from 'node:net'
import { createApp } from '../../app.ts'
import { catchUp } from '../../record/follow.ts'
import { actingStaff, ruleInForceFor } from '../../../test/acting.ts'
import { axeFindings, openBrowser, sidewaysScroll } from '../../../test/browser.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { putIntoRecord, storedFrom } from '../../../test/histories/recorded.ts'
import { workedHistories } from '../../../test/histories/worked.ts'

let house: TestHouse
let browser: Browser
let server: ReturnType<typeof serve>
let address: string
let cookie: string

before(async () => {
  house = await openHouse({ now: '2026-03-01T15:00:00Z' })
  await ruleInForceFor(house, 'piloto')
  await putIntoRecord(house.db, storedFrom(workedHistories('piloto').flatMap((history) => history.lines), 3))
  await catchUp(house)
  cookie = (await actingStaff(house, 'Ana Dueñas', ['approver'], 'peru-huawei-2024')).cookie
  server = serve({ fetch: createApp(house).fetch, port: 0 })
  await new Promise<void>((resolve) => server.once('listening', () => resolve()))
  // The server listens: its address has a port.
  address = `http://localhost:${(server.address() as AddressInfo).port}`
  browser = await openBrowser()
})
after(async () => {
  await browser?.close()
  server?.close()
  await house.close()
})

for (const lang of ['es', 'en']) {
  test(`public pages and the rule’s office page in ${lang}: axe finds nothing, 320 px without sideways scroll, without JavaScript`, async () => {
    const context = await browser.newContext({ viewport: { width: 320, height: 640 }, javaScriptEnabled: true, extraHTTPHeaders: { cookie } })
    const page = await context.newPage()
    for (const path of ['/', '/p/piloto', '/p/peru-huawei-2024', '/office/peru-huawei-2024/rule']) {
      const response = await page.goto(`${address}${path}?lang=${lang}`)
      assert.equal(response?.status(), 200, path)
      // The shell keeps what was taken along and sends what waits; the page itself needs no script.
      assert.equal(await page.evaluate(() => document.scripts.length), 1, `${path} needs no script of its own`)
      await page.evaluate(() => document.querySelectorAll('details').forEach((d) => { d.open = true }))
      assert.deepEqual(await axeFindings(page), [], path)
      assert.equal(await sidewaysScroll(page), 0, path)
    }
    await context.close()
  })
}

test('the bar shows what the sentence says: counted, on their way, target', async () => {
  const page = await browser.newPage({ viewport: { width: 360, height: 640 } })
  await page.goto(`${address}/p/piloto?lang=es`)
  assert.equal(await page.textContent('#number'), '6 de 100')
  assert.equal(await page.getAttribute('svg.number-bar', 'aria-label'), '6 de 100 personas cuentan (6%). 7 más están en proceso.')
  const widths = await page.evaluate(() => [...document.querySelectorAll('svg.number-bar rect')].map((r) => r.getBoundingClientRect().width))
  const [track = 1, way = 0, counted = 0] = widths
  assert.ok(Math.abs(counted / track - 0.06) < 0.005 && Math.abs(way / track - 0.13) < 0.005, String(widths))
  if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/piloto.png`, fullPage: true })
  await page.close()
})
