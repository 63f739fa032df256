import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { entriesOf } from '../../src/features/attendance/index.ts'
import { readStatements } from '../../src/record/read.ts'
import { readExt } from '../../src/record/statement.ts'
import { VERB } from '../../src/features/programmes/index.ts'
import { OFFICE, openClass, SECTION, SESSIONS, type ClassPlace } from '../attendance/place.ts'
import { framesOf, letter, newPhone, type TestItem } from '../offline/envelopes.ts'

const DAY = 86_400_000
const PEOPLE = 28
let place: ClassPlace
const people: { agent: string; enrolment: string }[] = []

before(async () => {
  place = await openClass()
  for (let i = 0; i < PEOPLE; i += 1) people.push(await place.enrol(`Persona Número ${String(i + 1).padStart(2, '0')}`))
})
after(() => place.close())

async function arrives(one: TestItem): Promise<string> {
  const frames = framesOf([one])
  const answer = await place.house.request('/deliveries', { method: 'POST', headers: { 'content-type': 'application/octet-stream', 'content-length': String(frames.length) }, body: frames })
  assert.equal(answer.status, 200)
  return ((await answer.json()) as { results: { outcome: string }[] }).results[0]?.outcome ?? ''
}

test('scenario 5: 28 people marked in airplane mode by a clock three days wrong are flagged, not lost, and count when a second person says so', async () => {
  const { house, tutor, executor } = place
  // They have been enrolled for a week: three days back is still in their time.
  house.time.add(7 * DAY)
  const phone = await newPhone(house, { cookie: tutor.cookie, pin: '482913' })
  for (const wrong of [3 * DAY, -3 * DAY]) {
    house.time.add(DAY)
    // The class was an hour ago; the phone believes that it was in three days, or three days ago, and nobody ever compared its clock.
    const device = new Date(house.clock().getTime() - 3_600_000 + wrong)
    const session = randomUUID()
    const made = { starts: device.toISOString(), ends: new Date(device.getTime() + 3_600_000).toISOString(), minutes: 60, mode: 'presencial', site: 'Centro de Acceso Digital, Juliaca', qrOff: 0 }
    const marks = people.map(({ enrolment }, n) => ({ id: randomUUID(), enrolment, mark: 'P', n: n + 1, minutes: null }))
    const sent = await letter(phone, { kind: 'attendance', at: device.toISOString(), offset: null, data: { programme: 'piloto', section: SECTION, cause: null, session: { id: session, made }, marks } })
    assert.equal(await arrives(sent), 'accepted')
    assert.equal(await arrives(sent), 'accepted', 'the same again, after an answer that got lost')
    const waiting = async () => [...(await entriesOf(house.db, 'piloto', session)).values()].filter((entry) => entry.standing === 'waiting')
    assert.equal((await waiting()).length, PEOPLE, 'all 28 are here, and wait')
    assert.ok((await waiting()).every((entry) => entry.skewed && entry.cause === 'clock' && entry.device?.getTime() === device.getTime()))
    assert.equal((await tutor.post(`${OFFICE}/attendance/queue`, { entry: (await waiting()).map((e) => e.entry), do: 'confirm' })).status < 500, true)
    assert.equal((await waiting()).length, PEOPLE, 'whoever marked is not the second person')
    assert.match(await (await executor.get(`${OFFICE}/attendance/queue`)).text(), /Reloj sin confirmar/i)
    assert.ok((await executor.post(`${OFFICE}/attendance/queue`, { entry: (await waiting()).map((e) => e.entry), do: 'confirm' })).status < 400)
    assert.equal((await waiting()).length, 0)
    assert.match(await (await tutor.get(`${SESSIONS}/${session}`)).text(), /Persona Número 28/)
  }
  for (const { agent } of people) {
    const attended = await readStatements(house.db, 'piloto', { actors: [agent], verbs: [VERB.attended] })
    assert.equal(attended.length, 2)
    assert.ok(attended.every((s) => readExt(s.statement, 'second') === executor.id && readExt(s.statement, 'skewed') === true))
  }
})
