import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { deliverAs, ELEVEN, item, NINE, OFFICE, openClass, OTHER, SECTION, SESSIONS, type ClassPlace } from '../../../test/attendance/place.ts'
import { Problem } from '../../lib/problem.ts'
import { head, readStatements } from '../../record/read.ts'
import { readExt } from '../../record/statement.ts'
import { VERB } from '../programmes/index.ts'
import { entriesOf } from './attendance.ts'
import { sessionById } from './class-session.ts'
import type { TakenAttendance } from './take.ts'

const DAY = 86_400_000
let place: ClassPlace
let people: { agent: string; enrolment: string }[]
before(async () => {
  place = await openClass()
  people = []
  for (let i = 0; i < 28; i += 1) people.push(await place.enrol(`Persona Número ${String(i + 1).padStart(2, '0')}`))
})
after(() => place.close())

type Row = Readonly<Record<string, unknown>>
const marksFor = (who: readonly { enrolment: string }[], mark = 'P'): Row[] => who.map(({ enrolment }, i) => ({ id: randomUUID(), enrolment, mark, n: i + 1, minutes: mark === 'T' ? 60 : null }))
const list = (session: object, marks: readonly Row[], more: object = {}) => ({ programme: 'piloto', section: SECTION, cause: null, session, marks, ...more })
const made = (starts: string, minutes = 60) => ({
  starts, ends: new Date(Date.parse(starts) + minutes * 60_000).toISOString(), minutes, mode: 'presencial', site: 'Centro de Acceso Digital, Juliaca', qrOff: 0,
})
const attendedOf = (agent: string) => readStatements(place.house.db, 'piloto', { actors: [agent], verbs: [VERB.attended] })
const waiting = async (session: string) => [...(await entriesOf(place.house.db, 'piloto', session)).values()].filter((e) => e.standing === 'waiting')

test('28 people from a phone that was without signal for an hour: all count, and the same item again changes nothing', async () => {
  const { house, tutor } = place
  const session = await place.plan()
  house.time.set('2026-03-07T17:00:00Z')
  const one = item(list({ id: session, made: null }, marksFor(people)), NINE)
  await deliverAs(house, tutor, ['tutor'], one)
  for (const { agent } of people) assert.equal((await attendedOf(agent)).length, 1)
  const [first] = await attendedOf(people[0]!.agent)
  assert.equal(first?.happened.toISOString(), NINE, 'when the phone marked her, not when it arrived')
  assert.equal(first?.stored.toISOString(), '2026-03-07T17:00:00.000Z')
  assert.equal(readExt(first!.statement, 'device'), NINE)
  // Corrected in the office, then the answer that got lost makes the phone send again.
  await tutor.post(`${SESSIONS}/${session}`, { [`mark-${people[0]!.enrolment}`]: 'F', do: 'save' })
  const pos = await head(house.db, 'piloto')
  await deliverAs(house, tutor, ['tutor'], one)
  assert.equal(await head(house.db, 'piloto'), pos)
  // A second list of the same class, with nothing new but a change: one correction.
  await deliverAs(house, tutor, ['tutor'], item(list({ id: session, made: null }, [...marksFor(people.slice(2, 3), 'T'), ...marksFor(people.slice(3))]), ELEVEN))
  assert.equal(await head(house.db, 'piloto'), pos + 2, 'one struck out, one recorded')
})

test('airplane mode and a clock three days wrong: flagged, not lost, counted after the second person (DOMAIN.md 7.1, no. 5)', async () => {
  const { house, tutor, executor } = place
  for (const [off, now] of [[3 * DAY, '2026-03-11T14:00:00Z'], [-3 * DAY, '2026-03-12T14:00:00Z']] as const) {
    house.time.set(now)
    const device = new Date(house.clock().getTime() - 3_600_000 + off)
    const session = randomUUID()
    // Nobody ever compared its clock: what it says is all there is, and never later than reception.
    const at = new Date(Math.min(device.getTime(), house.clock().getTime()))
    const one = item(list({ id: session, made: made(device.toISOString()) }, marksFor(people)), at.toISOString(), { deviceTime: device, skewed: true })
    await deliverAs(house, tutor, ['tutor'], one)
    assert.equal((await waiting(session)).length, 28, 'all 28 wait')
    assert.ok((await waiting(session)).every((e) => e.skewed && e.cause === 'clock' && e.device?.getTime() === device.getTime()))
    assert.equal((await sessionById(house.db, 'piloto', session))?.skewed, true)
    const before = (await attendedOf(people[5]!.agent)).length
    const queue = await (await executor.get(`${OFFICE}/attendance/queue`)).text()
    assert.match(queue, /Reloj sin confirmar/i)
    await executor.post(`${OFFICE}/attendance/queue`, { entry: (await waiting(session)).map((e) => e.entry), do: 'confirm' })
    assert.equal((await waiting(session)).length, 0)
    const all = await attendedOf(people[5]!.agent)
    assert.equal(all.length, before + 1)
    assert.equal(readExt(all.at(-1)!.statement, 'second'), executor.id)
    assert.equal(readExt(all.at(-1)!.statement, 'skewed'), true)
  }
})

test('a known error of the clock moves a class that was made on the phone to its true hour, and nothing waits', async () => {
  const { house, tutor } = place
  house.time.set('2026-03-13T15:00:00Z')
  const [session, off] = [randomUUID(), 3 * DAY]
  const device = new Date(Date.parse('2026-03-13T14:30:00Z') + off)
  await deliverAs(house, tutor, ['tutor'], item(list({ id: session, made: made(device.toISOString()) }, marksFor(people.slice(0, 3))), '2026-03-13T14:30:00Z', { deviceTime: device }))
  assert.equal((await sessionById(house.db, 'piloto', session))?.starts.toISOString(), '2026-03-13T14:30:00.000Z')
  assert.equal((await waiting(session)).length, 0)
})

test('a list that arrives after 48 hours waits for the second person with its cause; taken by who is not in charge, too', async () => {
  const { house, tutor, otherTutor } = place
  const session = await place.plan({ day: '2026-03-14' })
  house.time.set('2026-03-16T16:30:00Z')
  await deliverAs(house, tutor, ['tutor'], item(list({ id: session, made: null }, marksFor(people.slice(0, 2))), '2026-03-14T15:00:00Z'))
  assert.deepEqual((await waiting(session)).map((e) => [e.late, e.manual, e.cause]), [[true, false, 'no-signal'], [true, false, 'no-signal']])
  house.time.set('2026-03-14T16:30:00Z')
  await deliverAs(house, otherTutor, ['tutor'], item(list({ id: session, made: null }, marksFor(people.slice(5, 6))), '2026-03-14T15:00:00Z'))
  assert.deepEqual((await waiting(session)).slice(-1).map((e) => [e.late, e.manual, e.cause]), [[false, true, 'not-in-charge']])
  await assert.rejects(deliverAs(house, otherTutor, [], item(list({ id: session, made: null }, marksFor(people.slice(6, 7))), '2026-03-14T15:00:00Z')), (e: Problem) => e.code === 'no-role')
})

test('good rows enter and the others come back by their number on the list, again the same when sent again', async () => {
  const { house, tutor, executor } = place
  house.time.set('2026-03-17T15:00:00Z')
  const gone = await place.enrol('Retirada Ayer')
  const foreign = await place.enrol('De Otra Sección', OTHER)
  const session = await place.plan({ day: '2026-03-21' })
  house.time.set('2026-03-20T15:00:00Z')
  await executor.post(`${OFFICE}/enrolments/${gone.enrolment}/withdraw`, { cause: 'work' })
  house.time.set('2026-03-21T15:00:00Z')
  const marks = marksFor([people[0]!, gone, foreign, { enrolment: randomUUID() }, people[1]!])
  const one = item(list({ id: session, made: null }, marks), '2026-03-21T14:30:00Z')
  for (let i = 0; i < 2; i += 1) {
    await assert.rejects(deliverAs(house, tutor, ['tutor'], one), (error: unknown) => {
      assert.ok(error instanceof Problem && error.code === 'some-refused')
      assert.match(error.sentence.es, /Entraron 2 de 5\. No entró: n\.º 2 \(A esa hora su matrícula no estaba activa\); n\.º 3 \(No está en la matrícula.*n\.º 4/)
      assert.ok(!error.sentence.es.includes('Retirada'), 'names stay on the phone')
      return true
    })
  }
  assert.equal((await entriesOf(house.db, 'piloto', session)).size, 2)
  assert.match(await (await tutor.get(`${SESSIONS}/${session}`)).text(), /Retirada Ayer: A esa hora su matrícula no estaba activa/, 'the office names them')
})

test('what an office page said after the phone’s list stands; nonsense is refused for good', async () => {
  const { house, tutor } = place
  const session = await place.plan({ day: '2026-03-28' })
  house.time.set('2026-03-28T15:00:00Z')
  await tutor.post(`${SESSIONS}/${session}`, { [`mark-${people[0]!.enrolment}`]: 'F', do: 'save' })
  house.time.set('2026-03-28T16:00:00Z')
  await assert.rejects(deliverAs(house, tutor, ['tutor'], item(list({ id: session, made: null }, marksFor(people.slice(0, 1))), '2026-03-28T14:10:00Z')), (e: Problem) => /Vale la de la oficina/.test(e.sentence.es))
  assert.equal((await entriesOf(house.db, 'piloto', session)).get(people[0]!.enrolment)?.mark, 'F')
  const bad: unknown[] = [
    null, {}, list({ id: 'x', made: null }, []), list({ id: session, made: null }, [{ id: randomUUID(), enrolment: people[0]!.enrolment, mark: 'X', n: 1 }]),
    list({ id: randomUUID(), made: null }, marksFor(people)), list({ id: randomUUID(), made: made('2028-03-28T14:10:00.000Z') }, marksFor(people)),
    list({ id: randomUUID(), made: { ...made('2026-03-28T14:10:00.000Z'), minutes: 61 } }, marksFor(people)), { ...list({ id: session, made: null }, []), section: 'ninguna' },
    { ...list({ id: session, made: null }, marksFor(people)), section: OTHER },
  ]
  const pos = await head(house.db, 'piloto')
  for (const data of bad) await assert.rejects(deliverAs(house, tutor, ['tutor'], item(data, '2026-03-28T15:30:00Z')), (e: unknown) => e instanceof Problem && e.sentence.es.length > 20, JSON.stringify(data)?.slice(0, 200))
  assert.equal(await head(house.db, 'piloto'), pos)
})

test('the tutor’s phone is given her own sections and nothing else', async () => {
  const { house, tutor, executor } = place
  house.time.set('2026-04-04T12:00:00Z')
  const session = await place.plan({ day: '2026-04-11' })
  await place.plan({ day: '2026-04-18' })
  const answer = await tutor.get('/office/attendance/take.json')
  assert.equal(answer.headers.get('cache-control'), 'no-store')
  const { taken } = await answer.json() as { taken: TakenAttendance[] }
  assert.deepEqual(taken.flatMap((t) => t.sections.map((s) => s.id)), [SECTION])
  const [section] = taken[0]!.sections
  assert.deepEqual(section?.sessions.map((s) => s.id), [session], 'today and the coming seven days')
  assert.equal(section?.roster.length, 28)
  assert.ok(section?.roster.every((line) => line.digits === ''), 'no digits where names differ')
  assert.equal((await executor.get('/office/attendance/take.json')).status, 403)
  for (const path of ['/take/attendance/es', '/take/scan/en']) {
    const page = await house.request(path)
    assert.match(page.headers.get('cache-control') ?? '', /public/)
    assert.ok(!(await page.text()).includes('Persona'))
  }
})
