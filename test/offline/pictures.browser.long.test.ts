import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { ROOT } from '../../src/lib/root.ts'
import { sidewaysScroll } from '../browser.ts'
import { newPhone, openOfflinePlace, opens, signIn, student, takesAlong, type OfflinePlace } from './place.ts'

/** Where the pictures go: docs/pictures/offline, or PICTURES. */
const FOLDER = process.env.PICTURES ?? join(ROOT, 'docs/pictures/offline')
let place: OfflinePlace
before(async () => {
  mkdirSync(FOLDER, { recursive: true })
  place = await openOfflinePlace()
})
after(() => place.close())

let taken = 0

/** One moment at 360 px, nothing scrolling sideways; the top two screens of it. */
async function moment(page: Page, name: string): Promise<void> {
  taken += 1
  await page.evaluate(() => window.scrollTo(0, 0))
  await page.waitForTimeout(150)
  assert.equal(await sidewaysScroll(page), 0, name)
  const height = Math.min(1480, await page.evaluate(() => document.documentElement.scrollHeight))
  await page.screenshot({ path: join(FOLDER, `${String(taken).padStart(2, '0')}-${name}.png`), clip: { x: 0, y: 0, width: 360, height }, fullPage: true })
}

test('ten moments with and without signal at 360 px', async () => {
  const rosa = await student(place, 'Rosa Quispe Mamani')
  const julio = await student(place, 'Julio Ccori Apaza')
  const phone = await newPhone(place)
  await signIn(place, phone, rosa)
  const page = await phone.newPage()
  await page.goto('/phone')
  await page.waitForSelector('#prepare')
  await moment(page, 'prepare-this-phone')
  await page.fill('#phone-pin', rosa.pin)
  await page.click('#prepare')
  await page.waitForSelector('button.take')
  await moment(page, 'choose-what-to-take')
  await page.click('button.take')
  await page.waitForSelector(`a[href="/learn/${rosa.enrolment}"]`)
  await moment(page, 'taken-along')
  await phone.setOffline(true)
  await page.goto(`/learn/${rosa.enrolment}`)
  await page.waitForSelector('#who-is-here')
  await moment(page, 'course-without-signal')
  await page.goto(`/learn/${rosa.enrolment}/units/que-es-la-ia`)
  await page.waitForSelector('#unit-done button')
  await page.click('#unit-done button')
  await page.waitForSelector('#unit-done .good')
  await page.evaluate(() => document.getElementById('unit-done')?.scrollIntoView())
  await page.screenshot({ path: join(FOLDER, '05-unit-done-without-signal.png') })
  taken += 1
  await page.goto(`/learn/${rosa.enrolment}/labs/uva-vino`)
  await page.waitForSelector('#workbench fieldset')
  await moment(page, 'lab-without-signal')
  await page.goto(`/learn/${rosa.enrolment}/product`)
  await page.waitForSelector('#work:not([hidden])')
  await page.fill('#work textarea', 'Vendo chompas en la feria de Juliaca.')
  await page.setInputFiles('#pictures', [join(ROOT, 'test/journey/list.png')])
  await page.waitForSelector('#chosen figure')
  await page.evaluate(() => document.getElementById('work')?.scrollIntoView())
  await page.screenshot({ path: join(FOLDER, '07-product-without-signal.png') })
  taken += 1
  await page.goto('/phone')
  await page.waitForSelector('#outbox li')
  await moment(page, 'not-sent-yet')
  await page.click('#phone-bar button.link')
  await page.waitForSelector('.phone-unlock')
  await page.waitForSelector('#hello', { state: 'detached' })
  await moment(page, 'who-are-you')
  await phone.setOffline(false)
  await signIn(place, phone, julio)
  await page.goto('/phone')
  await page.waitForSelector('#prepare')
  await takesAlong(page, julio)
  await page.goto('/phone')
  await page.waitForSelector('#outbox')
  await moment(page, 'another-person-all-sent')
  await page.goto('/no-such-page')
  await moment(page, 'with-signal-not-found')
  await signIn(place, phone, rosa)
  await page.goto('/me')
  await moment(page, 'her-home-with-signal')
  await phone.close()
  assert.ok(taken >= 10)
})
void opens
