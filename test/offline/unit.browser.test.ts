import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { readStatements } from '../../src/record/read.ts'
import { VERB } from '../../src/features/programmes/index.ts'
import { newPhone, openOfflinePlace, signIn, student, takesAlong, type OfflinePlace } from './place.ts'

let place: OfflinePlace
before(async () => { place = await openOfflinePlace() })
after(async () => { await place.close() })

test('she takes her course along, reads and finishes a unit without signal, and it arrives under her name when there is signal', async () => {
  const rosa = await student(place, 'Rosa Quispe Mamani')
  const phone = await newPhone(place)
  await signIn(place, phone, rosa)
  const page = await phone.newPage()
  page.on('pageerror', (error) => assert.fail(error.message))
  await takesAlong(page, rosa)
  await phone.setOffline(true)
  await page.goto(`/learn/${rosa.enrolment}`)
  await page.click('text=Unidad 1')
  await page.waitForSelector('article.lesson')
  await page.click('#unit-done button')
  await page.waitForSelector('#unit-done .good')
  assert.match(await page.textContent('#unsent') ?? '', /1 sin enviar/)
  assert.equal((await readStatements(place.house.db, 'piloto', { actors: [rosa.agent], verbs: [VERB.completed] })).length, 0)
  await page.goto('/phone')
  assert.match(await page.textContent('#outbox') ?? '', /Qué es y qué no es la IA/)
  await phone.setOffline(false)
  await page.waitForSelector('#outbox .tag.good', { timeout: 20_000 })
  const done = await readStatements(place.house.db, 'piloto', { actors: [rosa.agent], verbs: [VERB.completed] })
  assert.equal(done.length, 1)
  await phone.close()
})
