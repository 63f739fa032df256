import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { VERB } from '../../src/features/programmes/index.ts'
import { readStatements } from '../../src/record/read.ts'
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

test('the server dies: the open page says what is not sent, loses nothing, and without a reload it arrives once the server is back', async () => {
  const rosa = await student(place, 'Rosa Quispe Mamani')
  const phone = await newPhone(place, road.origin)
  await signIn(place, phone, rosa)
  const page = await open(phone, '/phone')
  await takesAlong(page, rosa)
  const port = Number(new URL(road.origin).port)
  await road.close()
  await doesUnit(page, rosa, 'que-es-la-ia')
  await doesUnit(page, rosa, 'cuando-falla')
  await page.goto('/phone')
  await page.waitForSelector('#send-now')
  assert.match(await page.textContent('#unsent') ?? '', /2 sin enviar/)
  await page.click('#send-now')
  await page.waitForSelector('text=No se perdió nada')
  assert.equal((await readStatements(place.house.db, 'piloto', { actors: [rosa.agent], verbs: [VERB.completed] })).length, 0)
  await page.evaluate(() => { document.title = 'not reloaded' })
  road = await badRoad(place.web.port, port)
  // Signal comes back: the browser says so to the page.
  await phone.setOffline(true)
  await phone.setOffline(false)
  await page.waitForSelector('#outbox > p.good', { timeout: 30_000 })
  assert.equal(await page.title(), 'not reloaded')
  assert.equal((await readStatements(place.house.db, 'piloto', { actors: [rosa.agent], verbs: [VERB.completed] })).length, 2)
  await phone.close()
})
