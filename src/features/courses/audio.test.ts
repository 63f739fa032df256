import assert from 'node:assert/strict'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { ROOT } from '../../lib/root.ts'
import { audioFolder, audioName, audioOf } from './audio.ts'
import { currentCourse } from './versions.ts'

const bytes = Uint8Array.from({ length: 5000 }, (_, i) => i % 251)
const name = audioName('unidad', 'es', 'Rosa vende pan.\n')
const UNIT = 'que-es-la-ia'
const SAID = { es: 'Rosa tiene una bodega.\nVende pan.\n\nTú decides.', en: 'Rosa has a shop.\nShe sells bread.\n\nYou decide.' }
const contentDir = mkdtempSync(join(tmpdir(), 'yachay-audio-content-'))
let house: TestHouse

before(async () => {
  for (const folder of ['courses', 'programmes', 'labs']) cpSync(join(ROOT, folder), join(contentDir, folder), { recursive: true })
  for (const lang of ['es', 'en'] as const) writeFileSync(join(contentDir, 'courses/base', `${UNIT}.${lang}.audio.txt`), SAID[lang] + '\n')
  house = await openHouse({ contentDir })
  mkdirSync(audioFolder(house.config.dataDir), { recursive: true })
  writeFileSync(join(audioFolder(house.config.dataDir), name), bytes)
})
after(async () => {
  await house.close()
  rmSync(contentDir, { recursive: true })
})

const ask = async (file: string, range?: string) => {
  const answer = await house.request(`/audio/${file}`, { headers: range === undefined ? {} : { Range: range } })
  return { status: answer.status, range: answer.headers.get('content-range'), headers: answer.headers, body: new Uint8Array(await answer.arrayBuffer()) }
}

test('a recording belongs to one text: another text, however little it differs, has none', () => {
  assert.equal(audioOf(house.config.dataDir, 'unidad', 'es', 'Rosa vende pan.')?.bytes, 5000)
  assert.equal(audioOf(house.config.dataDir, 'unidad', 'es', 'Rosa vende panes.'), null)
  assert.equal(audioOf(house.config.dataDir, 'unidad', 'en', 'Rosa vende pan.'), null)
  assert.equal(audioName('unidad', 'es', 'a\r\nb\r\n'), audioName('unidad', 'es', 'a\nb'))
})

test('a recording comes whole, kept for ever, as a sound that phones play', async () => {
  const { status, headers, body } = await ask(name)
  assert.equal(status, 200)
  assert.deepEqual(body, bytes)
  assert.equal(headers.get('content-type'), 'audio/ogg; codecs=opus')
  assert.equal(headers.get('accept-ranges'), 'bytes')
  assert.match(headers.get('cache-control') ?? '', /immutable/)
  assert.match(headers.get('content-security-policy') ?? '', /media-src 'self'/)
})

test('a phone that seeks gets only the part it asked for', async () => {
  for (const [range, first, last] of [['bytes=0-99', 0, 99], ['bytes=4000-', 4000, 4999], ['bytes=-10', 4990, 4999], ['bytes=4990-9999', 4990, 4999], ['bytes=-9999', 0, 4999]] as const) {
    const part = await ask(name, range)
    assert.equal(part.status, 206, range)
    assert.equal(part.headers.get('content-length'), String(last - first + 1))
    assert.equal(part.range, `bytes ${first}-${last}/5000`)
    assert.deepEqual(part.body, bytes.subarray(first, last + 1))
  }
  for (const range of ['bytes=5000-', 'bytes=9000-9001', 'bytes=-0']) assert.deepEqual([(await ask(name, range)).status, (await ask(name, range)).range], [416, 'bytes */5000'], range)
  for (const range of ['bytes=0-1,4-5', 'items=0-1', 'bytes=9-2', 'bytes=-']) assert.equal((await ask(name, range)).status, 200, range)
})

test('nothing but recordings is served from there', async () => {
  writeFileSync(join(audioFolder(house.config.dataDir), 'secret.txt'), 'x')
  for (const file of ['secret.txt', '..%2Fkeys.json', '..%2F..%2Fetc%2Fpasswd', name.replace('.es.', '.en.'), 'unidad.es.opus']) assert.equal((await ask(file)).status, 404, file)
})

test('a lesson always shows what is said, and plays it only where a recording of exactly this text was made', async () => {
  const course = currentCourse(house, 'base')
  assert.equal(course?.units.find((unit) => unit.id === UNIT)?.es.audio, SAID.es, 'a unit’s script is part of its version')
  const lesson = async (lang: 'es' | 'en') => (await house.request(`/take/${course.hash}/${lang}/units/${UNIT}`)).text()
  assert.match(await lesson('es'), /Leer lo que se escucha<\/summary><p>Rosa tiene una bodega\. Vende pan\.<\/p><p>Tú decides\.<\/p>/)
  assert.doesNotMatch(await lesson('es'), /<audio/)
  const folder = audioFolder(house.config.dataDir)
  writeFileSync(join(folder, audioName(UNIT, 'es', SAID.es + ' Antes decía más.')), bytes)
  assert.doesNotMatch(await lesson('es'), /<audio/, 'a recording of an older text')
  writeFileSync(join(folder, audioName(UNIT, 'es', SAID.es)), Buffer.alloc(534_454))
  const page = await lesson('es')
  const address = /<audio controls preload="none" src="([^"]+)"/.exec(page)?.[1] ?? ''
  assert.match(page, /Voz hecha por computadora\. Pesa 0\.5 MB/)
  assert.equal((await house.request(address)).status, 200)
  assert.doesNotMatch(await lesson('en'), /<audio/, 'nothing was recorded in English')
  assert.doesNotMatch(await (await house.request(`/take/${course.hash}/es/units/comprobar`)).text(), /Leer lo que se escucha/, 'a unit without a script')
})
