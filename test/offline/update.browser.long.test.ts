import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { doesUnit, open } from './acts.ts'
import { newPhone, openOfflinePlace, signIn, student, takesAlong, type OfflinePlace } from './place.ts'
import { badRoad, type Road } from './road.ts'

let place: OfflinePlace
let road: Road
before(async () => {
  place = await openOfflinePlace()
  road = await badRoad(place.web.port)
})
after(async () => {
  await road.close()
  await place.close()
})

test('a new version of Yachay waits until she takes it; what is not sent stays, and a course taken along before still opens without signal', async () => {
  const rosa = await student(place, 'Rosa Quispe Mamani')
  const phone = await newPhone(place, road.origin)
  await signIn(place, phone, rosa)
  const page = await open(phone, '/phone')
  await takesAlong(page, rosa)
  await page.reload()
  road.cut = true
  await doesUnit(page, rosa, 'que-es-la-ia')
  road.cut = false
  // What another version would serve: the same worker with other bytes.
  road.worker = '\n// another version'
  // Only the update is asked for; the outbox must find no way, so that something is waiting while it happens.
  road.faults.push(...Array.from({ length: 40 }, () => 'error' as const))
  await page.goto(`/learn/${rosa.enrolment}/units/cuando-falla`)
  await page.evaluate(async () => { await (await navigator.serviceWorker.getRegistration())?.update() })
  await page.waitForSelector('#new-version button')
  assert.match(await page.textContent('#unsent') ?? '', /1 sin enviar/)
  await Promise.all([page.waitForEvent('load'), page.click('#new-version button')])
  await page.waitForSelector('article.lesson')
  await page.waitForSelector('#unsent')
  assert.match(await page.textContent('#unsent') ?? '', /1 sin enviar/)
  road.cut = true
  await page.goto(`/learn/${rosa.enrolment}/units/comprobar`)
  await page.waitForSelector('#unit-done button')
  await phone.close()
})
