import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { serve } from '@hono/node-server'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { createApp } from '../../app.ts'
import { actingStaff, ruleInForceFor, type Acting } from '../../../test/acting.ts'
import { axeFindings, openBrowser, sidewaysScroll } from '../../../test/browser.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { proposeInstrument, readAgreement, recordOrganisation, signInstrument } from '../programmes/index.ts'

const P = 'peru-huawei-2024'
let house: TestHouse
let browser: Browser
let server: ReturnType<typeof serve>
let address: string
let owner: Acting

const whole = (persons: number) => ({ persons, group: null, department: null, since: null, until: null })

before(async () => {
  house = await openHouse({ now: '2026-03-20T15:00:00Z' })
  await ruleInForceFor(house, P)
  owner = await actingStaff(house, 'Ana Dueñas', ['approver'], P)
  const other = await actingStaff(house, 'Luis Ñahui', ['approver'], P)
  for (const [id, name] of [['pcm', 'Presidencia del Consejo de Ministros'], ['huawei', 'Huawei del Perú']] as const) await recordOrganisation(house, P, { id, name, ruc: null, kinds: ['party'] }, owner.id)
  const paper = { bytes: Buffer.from('%PDF-1.4 x'), type: 'application/pdf', open: true }
  const papers = [
    { kind: 'agreement' as const, signedOn: '2024-06-26', place: 'Shenzhen', from: '2024-06-26', targets: [whole(20_000), { ...whole(9000), group: 'women', department: '21', until: '2026-12-31' }], earlier: null },
    { kind: 'addendum' as const, signedOn: '2026-03-10', place: 'Lima', from: '2026-03-10', targets: [whole(25_000)], earlier: 300 },
  ]
  for (const values of papers) {
    await proposeInstrument(house, P, { ...values, until: null, parties: ['huawei', 'pcm'] }, paper, owner.id)
    const hash = (await readAgreement(house.db, P)).instruments.find((i) => i.since === null)?.hash ?? ''
    for (const who of [owner, other]) await signInstrument(house, P, hash, who.id)
  }
  server = serve({ fetch: createApp(house).fetch, port: 0 })
  await new Promise<void>((resolve) => server.once('listening', () => resolve()))
  // The server listens: its address has a port.
  address = `http://localhost:${(server.address() as AddressInfo).port}`
  browser = await openBrowser()
})
after(async () => {
  await browser.close()
  server.close()
  await house.close()
})

test('agreement, organisations and the AI register at 320 and 1280 px: no sideways scroll, nothing that axe finds, both targets to be read', async () => {
  const pictures = process.env.SCREENSHOTS
  for (const width of [320, 1280]) {
    const context = await browser.newContext({ viewport: { width, height: 800 }, javaScriptEnabled: true })
    const [name = '', value = ''] = owner.cookie.split('=')
    await context.addCookies([{ name, value, url: address }])
    const page = await context.newPage()
    for (const path of [`/p/${P}`, `/p/${P}/agreement`, `/office/${P}/agreement`, `/office/${P}/organisations`, '/ai']) {
      await page.goto(`${address}${path}?lang=es`)
      assert.equal(await sidewaysScroll(page), 0, `${path} at ${width}`)
      assert.deepEqual(await axeFindings(page), [], `${path} at ${width}`)
      if (path.startsWith('/p/')) assert.match(await page.locator('main').innerText(), /25,000[\s\S]*20,000/)
      if (pictures) await page.screenshot({ path: `${pictures}/${path.replaceAll('/', '-').slice(1)}-${width}.png`, fullPage: true })
    }
    await context.close()
  }
})
