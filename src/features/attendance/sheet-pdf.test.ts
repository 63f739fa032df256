import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { OFFICE, openClass, SECTION, SESSIONS, type ClassPlace } from '../../../test/attendance/place.ts'
import { infoOf, structureOf, textOf, wordsOf } from '../../../test/poppler.ts'
import type { Acting } from '../../../test/acting.ts'

const BASE = `${OFFICE}/sections/${SECTION}`
const NAMES = ['Ana Ñahui Quispe', 'Beatriz Mamani Flores', 'César Condori Apaza', ...Array.from({ length: 25 }, (_, n) => `Rosa Número ${'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.charAt(n)} Quispe`)]

let place: ClassPlace
let people: Awaited<ReturnType<ClassPlace['enrol']>>[]
before(async () => {
  place = await openClass()
  people = []
  for (const name of NAMES) people.push(await place.enrol(name))
})
after(() => place.close())

async function paper(who: Acting, address: string): Promise<Buffer> {
  const answer = await who.get(address)
  assert.equal(answer.status, 200, await answer.clone().text())
  assert.equal(answer.headers.get('content-type'), 'application/pdf')
  assert.equal(answer.headers.get('cache-control'), 'no-store')
  return Buffer.from(await answer.arrayBuffer())
}

test('the roster lists everybody by name with three signs of the document, who printed it and when, its head on each page', async () => {
  const pdf = await paper(place.tutor, `${BASE}/roster.pdf`)
  const words = wordsOf(pdf)
  for (const name of NAMES) assert.ok(words.includes(name), name)
  assert.match(words, /Impreso por Tita Enseña el 02\/03\/2026, 10:00, hora de Lima.*Página 1 de \d/)
  assert.match(words, /…\d{3} /)
  assert.doesNotMatch(words, /\d{8}/, 'no whole document')
  assert.ok(words.indexOf('Ana Ñahui') < words.indexOf('Beatriz') && words.indexOf('Beatriz') < words.indexOf('César'))
  assert.match(infoOf(pdf), /Tagged:\s+yes/)
  assert.match(structureOf(pdf), /THead[\s\S]*TH[\s\S]*"Nombre"/)
  assert.match(await (await place.tutor.get(BASE)).text(), /roster\.pdf/)
})

test('a sheet for a session says its hours, and an X where a mark is recorded', async () => {
  const session = await place.plan()
  place.house.time.set('2026-03-07T15:00:00Z')
  const empty = textOf(await paper(place.tutor, `${SESSIONS}/${session}/sheet.pdf`))
  assert.doesNotMatch(empty, /^X$/m)
  const [first, second] = people
  await place.tutor.post(`${SESSIONS}/${session}`, { do: 'save', minutes: '100', [`mark-${first?.enrolment}`]: 'P', [`mark-${second?.enrolment}`]: 'F' })
  const pdf = await paper(place.tutor, `${SESSIONS}/${session}/sheet.pdf`)
  const words = wordsOf(pdf)
  assert.match(words, /07\/03\/2026, 09:00 – 11:00 \(120 min\)/)
  assert.match(words, /Centro de Acceso Digital, Juliaca · Presencial/)
  assert.match(words, /P: Presente · T: Tardanza · F: Falta · J: Falta justificada/)
  assert.equal(textOf(pdf).match(/^X$/gm)?.length, 2)
  assert.match(infoOf(pdf), /Pages:\s+1\n/, 'a class of 28 signs on one page')
  assert.match(await (await place.tutor.get(`${SESSIONS}/${session}`)).text(), /sheet\.pdf/)
})

test('a sheet for a date without a session leaves the hours to write', async () => {
  const words = wordsOf(await paper(place.executor, `${BASE}/sheet.pdf?date=2026-04-11&lang=en`))
  assert.match(words, /Attendance sheet: Saturday 1/)
  assert.match(words, /11\/04\/2026, from \. \. \./)
  for (const name of NAMES) assert.ok(words.includes(name), name)
  for (const date of ['2030-01-01', '2026-02-31', 'mañana', '']) assert.equal((await place.executor.get(`${BASE}/sheet.pdf?date=${date}`)).status, 422, date)
})

test('only who is in charge of the section, or coordinates, prints its people', async () => {
  const session = await place.plan({ day: '2026-03-14' })
  for (const address of [`${BASE}/roster.pdf`, `${BASE}/sheet.pdf`, `${SESSIONS}/${session}/sheet.pdf`]) {
    const refused = await place.otherTutor.get(address)
    assert.equal(refused.status, 403, address)
    assert.doesNotMatch(await refused.text(), /Ñahui/)
    assert.equal((await people[0]?.get(address))?.status, 403, address)
    await paper(place.executor, address)
  }
  await place.executor.post(`${SESSIONS}/${session}/cancel`)
  assert.equal((await place.executor.get(`${SESSIONS}/${session}/sheet.pdf`)).status, 409)
})
