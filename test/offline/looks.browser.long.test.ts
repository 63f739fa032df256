import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { actingStaff } from '../acting.ts'
import { axeFindings, sidewaysScroll } from '../browser.ts'
import { courseOf, doesUnit, open } from './acts.ts'
import { newPhone, openOfflinePlace, signIn, student, takesAlong, type OfflinePlace } from './place.ts'

let place: OfflinePlace
before(async () => { place = await openOfflinePlace() })
after(async () => { await place.close() })

test('axe finds nothing and nothing scrolls sideways at 320 px: the phone’s page empty, prepared and with work, its courses, its list, the tutor’s upload', async () => {
  const rosa = await student(place, 'Rosa Quispe Mamani')
  const phone = await newPhone(place)
  const page = await open(phone, '/phone')
  await page.setViewportSize({ width: 320, height: 640 })
  const found: string[] = []
  const look = async (path: string, ready: string): Promise<void> => {
    await page.goto(path)
    await page.waitForSelector(ready)
    found.push(...(await axeFindings(page)).map((f) => `${path}: ${f}`))
    const wide = await sidewaysScroll(page)
    if (wide > 0) found.push(`${path}: ${wide} px too wide`)
  }
  for (const path of ['/phone', '/phone?lang=en']) await look(path, '#space')
  await signIn(place, phone, rosa)
  await takesAlong(page, rosa)
  for (const path of ['/phone', '/phone?lang=en']) await look(path, '#hello')
  await phone.setOffline(true)
  await doesUnit(page, rosa, 'que-es-la-ia')
  for (const path of ['/phone', '/phone?lang=en']) await look(path, '#outbox li')
  for (const [step, ready] of [['', '#steps'], ['/units/cuando-falla', '#unit-done button'], ['/quiz', '#sealed-quiz form'], ['/product', '#work:not([hidden])'], ['/labs/uva-vino', '#workbench fieldset']] as const) {
    await look(`/learn/${rosa.enrolment}${step}`, ready)
    await phone.setOffline(false)
    await look(`/take/${courseOf(place, 'base').hash}/en${step}`, 'main h1')
    await phone.setOffline(true)
  }
  await phone.setOffline(false)
  await look('/me/phones', 'main .card')
  await look(`/me/phones/${(await place.house.db.selectFrom('phone').select('id').executeTakeFirstOrThrow()).id}/revoke`, '[role=alert]')
  await phone.clearCookies()
  await signIn(place, phone, await actingStaff(place.house, 'Timoteo Acompaña', ['tutor']))
  await look('/carry', '#file')
  assert.deepEqual(found, [])
  await phone.close()
})
