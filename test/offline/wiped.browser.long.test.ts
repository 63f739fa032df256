import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rmSync } from 'node:fs'
import { after, before, test } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { VERB, activityName } from '../../src/features/programmes/index.ts'
import { doesUnit, open, recordOf, sendsAll, states } from './acts.ts'
import { newPhone, openOfflinePlace, signIn, student, takesAlong, type OfflinePlace, type Student } from './place.ts'

/** What a browser throws away when a phone is full: everything of a site but its cookies and local storage. */
const EVICTED = 'indexeddb,cache_storage,service_workers,file_systems'

let place: OfflinePlace
before(async () => { place = await openOfflinePlace() })
after(async () => { await place.close() })

const unitsOf = async (who: Student): Promise<string[]> => (await recordOf(place, who)).filter((s) => s.verb === VERB.completed).map((s) => activityName(s.object))
const UNITS = ['base.que-es-la-ia', 'base.cuando-falla', 'base.comprobar']

interface Lost { readonly phone: BrowserContext; readonly page: Page; readonly rosa: Student; readonly file: string }

/** She did one unit that arrived and two that wait, saved her work as a file, and then the browser threw its storage away. */
async function loses(types: string): Promise<Lost> {
  const rosa = await student(place, 'Rosa Quispe Mamani')
  const phone = await newPhone(place)
  await signIn(place, phone, rosa)
  const page = await open(phone, '/phone')
  await takesAlong(page, rosa)
  await doesUnit(page, rosa, 'que-es-la-ia')
  await sendsAll(page)
  await phone.setOffline(true)
  await doesUnit(page, rosa, 'cuando-falla')
  await doesUnit(page, rosa, 'comprobar')
  await page.goto('/phone')
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#save-file')])
  const file = join(tmpdir(), `${randomUUID()}.yachay`)
  await download.saveAs(file)
  assert.match(download.suggestedFilename(), /^yachay-\d{4}-\d\d-\d\d\.yachay$/)
  await page.close()
  const blank = await phone.newPage()
  const cdp = await phone.newCDPSession(blank)
  await cdp.send('Storage.clearDataForOrigin', { origin: place.web.origin, storageTypes: types })
  await blank.close()
  await phone.setOffline(false)
  return { phone, page: await open(phone, '/phone'), rosa, file }
}

/** Prepares the phone again, receives the file, and all arrives under her name: each unit once, in her order. */
async function bringsBack({ page, rosa, file }: Lost): Promise<void> {
  assert.deepEqual(await unitsOf(rosa), UNITS.slice(0, 1), 'what was acknowledged is on the server')
  await takesAlong(page, rosa)
  await page.click('#receive summary')
  await page.setInputFiles('#carried', file)
  for (let here = 0; here < 2; here = Object.values(await states(page)).reduce((a, b) => a + b, 0)) await page.waitForTimeout(100)
  await sendsAll(page)
  assert.deepEqual(await unitsOf(rosa), UNITS)
  const rows = await place.house.db.selectFrom('delivery').innerJoin('phone', 'phone.id', 'delivery.phone').select(['delivery.outcome', 'delivery.seq', 'phone.id'])
    .where('phone.person', '=', rosa.id).orderBy('delivery.seq').execute()
  assert.deepEqual(rows.map((r) => [r.outcome, r.seq]), [['accepted', 1], ['accepted', 2], ['accepted', 3]])
  // The same file again, here and for a tutor, is no news.
  await page.setInputFiles('#carried', file)
  await page.waitForTimeout(500)
  await sendsAll(page)
  assert.deepEqual(await unitsOf(rosa), UNITS)
  rmSync(file)
}

test('the browser throws its storage away: the page says how many were lost and since when; the file she saved brings them back', async () => {
  const lost = await loses(EVICTED)
  const { page, phone } = lost
  await page.waitForSelector('#wiped')
  const day = await page.evaluate(() => new Date().toLocaleDateString('es-PE'))
  const said = await page.textContent('#wiped') ?? ''
  assert.ok(said.includes(`El ${day} quedaban 2 sin enviar`), said)
  assert.deepEqual(await page.locator('#people').count(), 0, 'nobody is on this phone any more')
  await page.reload()
  await page.waitForSelector('#wiped', { timeout: 10_000 })
  await bringsBack(lost)
  await page.click('#wiped button')
  await page.reload()
  await page.waitForSelector('#hello')
  assert.equal(await page.locator('#wiped').count(), 0, 'understood, it is not said again')
  await phone.close()
})

test('everything of the site is cleared, sign-in too: what was acknowledged is on the server, and the file still brings the rest', async () => {
  const lost = await loses('all')
  const { page, phone, rosa } = lost
  await page.waitForSelector('#phone .card a[href="/sign-in?next=/phone"]')
  assert.equal(await page.locator('#wiped').count(), 0, 'nothing is left that could tell')
  await signIn(place, phone, rosa)
  await bringsBack(lost)
  await phone.close()
})

test('the phone’s storage takes no more: the page says so and offers the sealed item as a file; what was kept before stays and arrives', async () => {
  const rosa = await student(place, 'Rosa Quispe Mamani')
  const phone = await newPhone(place)
  await signIn(place, phone, rosa)
  const page = await open(phone, '/phone')
  await takesAlong(page, rosa)
  await phone.setOffline(true)
  await doesUnit(page, rosa, 'que-es-la-ia')
  await page.goto(`/learn/${rosa.enrolment}/units/cuando-falla`)
  await page.waitForSelector('#unit-done button')
  const cdp = await phone.newCDPSession(page)
  await cdp.send('Storage.overrideQuotaForOrigin', { origin: place.web.origin, quotaSize: 1 })
  // Chromium goes by what was free half a minute ago.
  await page.waitForTimeout(31_000)
  await page.click('#unit-done button')
  await page.waitForSelector('#unit-done [role=alert]')
  assert.match(await page.textContent('#unit-done') ?? '', /no tiene espacio.*Guardar como archivo/s)
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#unit-done button')])
  const file = join(tmpdir(), `${randomUUID()}.yachay`)
  await download.saveAs(file)
  assert.deepEqual(await states(page), { waiting: 1 })
  // She deletes videos: there is room again.
  await cdp.send('Storage.overrideQuotaForOrigin', { origin: place.web.origin })
  await page.goto('/phone')
  await page.click('#receive summary')
  await page.setInputFiles('#carried', file)
  await page.waitForFunction(() => document.querySelector('#unsent')?.textContent === '2 sin enviar')
  await phone.setOffline(false)
  await sendsAll(page)
  assert.deepEqual((await unitsOf(rosa)).toSorted(), UNITS.slice(0, 2).toSorted())
  rmSync(file)
  await phone.close()
})
