import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { collector } from '../../src/features/phones/here/qr.ts'
import { VERB } from '../../src/features/programmes/index.ts'
import { readStatements } from '../../src/record/read.ts'
import { qrIn } from '../poppler.ts'
import { doesUnit, open } from './acts.ts'
import { newPhone, openOfflinePlace, signIn, student, takesAlong, type OfflinePlace, type Student } from './place.ts'

let place: OfflinePlace
before(async () => { place = await openOfflinePlace() })
after(async () => { await place.close() })

const completed = async (who: Student): Promise<number> => (await readStatements(place.house.db, 'piloto', { actors: [who.agent], verbs: [VERB.completed] })).length

/** Rosa's phone, without signal for good, with one unit done; what it holds as a file and as QR pictures read from the screen. */
async function phoneWithoutSignal(rosa: Student): Promise<{ file: Buffer; frames: Uint8Array<ArrayBuffer> }> {
  const phone = await newPhone(place)
  await signIn(place, phone, rosa)
  const page = await open(phone, '/phone')
  await takesAlong(page, rosa)
  await phone.setOffline(true)
  await doesUnit(page, rosa, 'que-es-la-ia')
  await page.goto('/phone')
  await page.waitForSelector('#save-file')
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#save-file')])
  const file = readFileSync(await download.path())
  await page.click('#show-qr')
  const parts = collector()
  let frames: Uint8Array<ArrayBuffer> | null = null
  for (let look = 0; frames === null && look < 60; look += 1) {
    await page.waitForTimeout(350)
    // The pictures change while one is taken: one that was gone by then is looked at in its next turn.
    const text = await page.locator('.qr svg').screenshot({ timeout: 3000 }).then(qrIn).catch(() => null)
    if (text) frames = parts.take(text)
  }
  assert.ok(frames, `read ${parts.have} of ${parts.all} pictures`)
  await phone.close()
  return { file, frames }
}

test('without signal: her work goes to another person’s phone as a file or as QR pictures, and arrives once, under her own name', async () => {
  const rosa = await student(place, 'Rosa Quispe Mamani')
  const julio = await student(place, 'Julio Ccori Apaza')
  const { file, frames } = await phoneWithoutSignal(rosa)
  assert.deepEqual(Buffer.from(frames), file.subarray('yachay-envio-1\n'.length), 'the pictures hold what the file holds')
  assert.ok(!/que-es-la-ia|Rosa/.test(file.toString('latin1')), 'nobody reads it on the way')

  const other = await newPhone(place)
  await signIn(place, other, julio)
  const page = await open(other, '/phone')
  await takesAlong(page, julio)
  await page.goto('/phone')
  await page.click('#receive summary')
  await page.setInputFiles('#carried', { name: 'a.yachay', mimeType: 'application/octet-stream', buffer: file })
  await page.waitForSelector('text=Recibidos: 1 nuevos')
  await page.waitForFunction(() => document.querySelector('#outbox > p.good') !== null, null, { timeout: 20_000 })
  assert.deepEqual([await completed(rosa), await completed(julio)], [1, 0])
  await page.goto('/carry')
  await page.setInputFiles('#file', { name: 'a.yachay', mimeType: 'application/octet-stream', buffer: file })
  await page.click('main form button')
  await page.waitForSelector('text=1 llegaron bien')
  assert.equal(await completed(rosa), 1, 'brought twice, there once')
  await other.close()
})
