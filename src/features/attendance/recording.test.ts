import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ELEVEN, OFFICE, OTHER, openClass, SESSIONS, type ClassPlace } from '../../../test/attendance/place.ts'
import { readStatements } from '../../record/read.ts'
import { readExt, type Stored } from '../../record/statement.ts'
import { VERB } from '../programmes/index.ts'
import { entriesOf, manualShare } from './attendance.ts'

const HOUR = 3_600_000
let place: ClassPlace
before(async () => { place = await openClass() })
after(() => place.close())

const standing = async (agent: string): Promise<Stored[]> => {
  const all = await readStatements(place.house.db, 'piloto', { actors: [agent] })
  const struck = new Set(all.filter((s) => s.verb === VERB.annulled).map((s) => s.object))
  return all.filter((s) => s.verb === VERB.attended && !struck.has(s.id))
}
const entryOf = async (session: string, enrolment: string) => (await entriesOf(place.house.db, 'piloto', session)).get(enrolment)
const QUEUE = `${OFFICE}/attendance/queue`

test('the tutor marks the exceptions and all others are present: statements as the rule reads them', async () => {
  const [rosa, juan, ana, luz] = [await place.enrol('Rosa Quispe'), await place.enrol('Juan Mamani'), await place.enrol('Ana Flores'), await place.enrol('Luz Ccori')]
  const session = await place.plan()
  place.house.time.set('2026-03-07T13:30:00Z')
  const early = await place.tutor.post(`${SESSIONS}/${session}`, { do: 'rest' })
  assert.equal(early.status, 409, 'half an hour before the class')
  place.house.time.set(ELEVEN)
  const marks = { [`mark-${juan.enrolment}`]: 'T', [`mark-${ana.enrolment}`]: 'F', [`mark-${luz.enrolment}`]: 'J', minutes: '90', do: 'rest' }
  for (let i = 0; i < 2; i += 1) assert.equal((await place.tutor.post(`${SESSIONS}/${session}`, marks)).status, 303, 'sent twice')

  const [hers] = await standing(rosa.agent)
  assert.equal((await standing(rosa.agent)).length, 1)
  assert.equal(hers?.object.endsWith(`/sessions/${session}`), true)
  assert.equal(hers?.registration, rosa.enrolment)
  assert.equal(readExt(hers!.statement, 'minutes'), 120)
  assert.equal(readExt(hers!.statement, 'manual'), undefined)
  assert.equal(hers?.statement.context?.instructor?.account.name, place.tutor.id)
  assert.equal(readExt((await standing(juan.agent))[0]!.statement, 'minutes'), 90)
  for (const absent of [ana, luz]) assert.equal((await standing(absent.agent)).length, 0)
  assert.equal((await entryOf(session, luz.enrolment))?.mark, 'J')
  assert.deepEqual(await manualShare(place.house.db, 'piloto'), { manual: 0, all: 210 })
  const html = await (await place.tutor.get(SESSIONS)).text()
  assert.match(html, /P 1 · T 1 · F 1 · J 1/)

  assert.equal((await place.tutor.post(`${SESSIONS}/${session}/cancel`)).status, 409, 'people are in it')
  // Rosa had left before the end after all: the mark is struck out and recorded anew.
  assert.equal((await place.tutor.post(`${SESSIONS}/${session}`, { [`mark-${rosa.enrolment}`]: 'F', do: 'save' })).status, 303)
  assert.equal((await standing(rosa.agent)).length, 0)
  assert.equal((await entryOf(session, rosa.enrolment))?.cause, 'correction')
})

test('nobody is marked before her enrolment, after her withdrawal, or in two classes at once', async () => {
  const { house, executor, tutor, otherTutor } = place
  house.time.set('2026-03-10T15:00:00Z')
  const gone = await place.enrol('Gladys Retirada')
  const two = await place.enrol('Dora Doble')
  const again = await place.enrol('Dora Doble', OTHER)
  void again
  const day = '2026-03-14'
  const session = await place.plan({ day })
  house.time.set('2026-03-14T13:00:00Z')
  await executor.post(`${OFFICE}/enrolments/${gone.enrolment}/withdraw`, { cause: 'time' })
  house.time.set('2026-03-14T15:59:00Z')
  const listed = await (await tutor.get(`${SESSIONS}/${session}`)).text()
  assert.ok(!listed.includes('Gladys'), 'who withdrew is not on the roster')
  house.time.set('2026-03-14T16:30:00Z')
  const late = await place.enrol('Nueva Mañana')
  // Forged rows, as a page that was open since before would send them, are not taken: the roster is made anew.
  await tutor.post(`${SESSIONS}/${session}`, { [`mark-${gone.enrolment}`]: 'P', [`mark-${late.enrolment}`]: 'P', [`mark-${two.enrolment}`]: 'P', do: 'save' })
  assert.equal((await standing(gone.agent)).length, 0)
  assert.equal((await standing(late.agent)).length, 0)
  assert.equal((await standing(two.agent)).length, 1)

  // The same woman in another section at the same hour.
  const { enrolPerson } = await import('../cohorts/index.ts')
  const enrolment = crypto.randomUUID()
  house.time.set('2026-03-14T13:30:00Z')
  await enrolPerson(house, { tenant: 'piloto', agent: two.agent, enrolment, section: OTHER, by: executor.id })
  const elsewhere = await place.plan({ day, from: '10:00', to: '11:00', mode: 'presencial', site: 'En línea' }, OTHER)
  house.time.set('2026-03-14T16:10:00Z')
  const refused = await otherTutor.post(`${OFFICE}/sections/${OTHER}/sessions/${elsewhere}`, { do: 'rest' })
  assert.equal(refused.status, 422)
  const html = await refused.text()
  assert.match(html, /Dora Doble: A esa hora figura presente en otra sesión/)
  assert.equal((await standing(two.agent)).length, 1)
  assert.ok(await entryOf(elsewhere, again.enrolment), 'the other Dora entered all the same')
  assert.match(html, /documento terminado en \d{3}/, 'two people of one name are told apart by three digits')
  assert.ok(!/\b\d{8}\b/.test(html.slice(html.indexOf('<main'))), 'and no number stands there whole')

  // Two records that are one person since: she is in one class, whichever of them is marked.
  house.time.set('2026-03-14T13:31:00Z')
  const twin = await place.enrol('Dora Doble')
  assert.equal((await executor.post(`${OFFICE}/people/${twin.agent}/merge`, { other: again.agent, reason: 'registered-twice' })).status, 303)
  house.time.set('2026-03-14T16:20:00Z')
  assert.match(await (await tutor.post(`${SESSIONS}/${session}`, { [`mark-${twin.enrolment}`]: 'P', do: 'save' })).text(), /figura presente en otra sesión/)
  assert.equal((await standing(twin.agent)).length, 0)
})

test('a late entry needs a cause and a second person, and counts from the second person on', async () => {
  const { house, tutor, otherTutor, executor } = place
  house.time.set('2026-03-16T15:00:00Z')
  const who = await place.enrol('Tarde Llega')
  const session = await place.plan({ day: '2026-03-21' })
  house.time.set(new Date(Date.parse('2026-03-21T16:00:00Z') + 49 * HOUR).toISOString())
  const address = `${SESSIONS}/${session}`
  const asked = await tutor.post(address, { [`mark-${who.enrolment}`]: 'P', do: 'save' })
  assert.equal(asked.status, 422)
  assert.match(await asked.text(), /registro|extemporáneo/)
  assert.equal(await entryOf(session, who.enrolment), undefined)
  const waits = await tutor.post(address, { [`mark-${who.enrolment}`]: 'P', cause: 'paper', do: 'save' })
  assert.match(waits.headers.get('location') ?? '', /done=waits/)
  const entry = await entryOf(session, who.enrolment)
  assert.equal(entry?.standing, 'waiting')
  assert.deepEqual([entry?.late, entry?.manual, entry?.cause], [true, true, 'paper'])
  assert.equal((await standing(who.agent)).length, 0, 'nothing counts yet')

  const own = await tutor.post(QUEUE, { entry: entry!.entry, do: 'confirm' })
  assert.equal(own.status, 403)
  assert.match(await own.text(), /confirma otra persona/)
  const before = await manualShare(house.db, 'piloto')
  assert.match(await (await executor.get(QUEUE)).text(), /Tarde Llega.*Se tomó en papel.*Tita Enseña/s)
  assert.equal((await otherTutor.post(QUEUE, { entry: entry!.entry, do: 'confirm' })).status, 303)
  const [now] = await standing(who.agent)
  assert.equal(readExt(now!.statement, 'second'), otherTutor.id)
  assert.equal(readExt(now!.statement, 'manual'), true)
  assert.equal(now?.happened.toISOString(), '2026-03-21T16:00:00.000Z', 'at the end of the class')
  assert.equal(now?.statement.context?.instructor?.account.name, tutor.id)
  const share = await manualShare(house.db, 'piloto')
  assert.deepEqual([share.manual - before.manual, share.all - before.all], [120, 120])
  assert.match(await (await executor.get(QUEUE)).text(), /Minutos a mano o extemporáneos/)
  assert.equal((await otherTutor.post(QUEUE, { entry: entry!.entry, do: 'confirm' })).status, 409, 'once')
})

test('an executor who marks somebody makes an entry by hand; when the second person says no it never counts', async () => {
  const { house, tutor, executor } = place
  house.time.set('2026-03-23T15:00:00Z')
  const who = await place.enrol('Mano Escrita')
  const session = await place.plan({ day: '2026-03-28' })
  house.time.set('2026-03-28T16:00:00Z')
  await executor.post(`${SESSIONS}/${session}`, { [`mark-${who.enrolment}`]: 'P', cause: 'phone-failed', do: 'save' })
  const entry = await entryOf(session, who.enrolment)
  assert.deepEqual([entry?.standing, entry?.late, entry?.manual], ['waiting', false, true])
  assert.equal((await tutor.post(QUEUE, { entry: entry!.entry, do: 'refuse' })).status, 303)
  assert.equal(await entryOf(session, who.enrolment), undefined)
  assert.equal((await standing(who.agent)).length, 0)
  // The tutor's own list in class needs nobody.
  await tutor.post(`${SESSIONS}/${session}`, { [`mark-${who.enrolment}`]: 'P', do: 'save' })
  assert.equal((await standing(who.agent)).length, 1)
})
