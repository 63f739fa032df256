import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { deliverAs, deliverFrom, item, openClass, SECTION, SESSIONS, type ClassPlace } from '../../../test/attendance/place.ts'
import type { DeliveredItem } from '../../feature.ts'
import { Problem } from '../../lib/problem.ts'
import { entriesOf, type Entry } from './attendance.ts'
import { digitsFor, scanText, stepAt } from './code.ts'
import { processScans, secretFor } from './scan.ts'
import { WRONG } from './words.ts'

const DAY = 86_400_000
let place: ClassPlace
let session = ''
let secret = ''
before(async () => {
  place = await openClass()
  session = await place.plan()
  secret = secretFor(place.house, 'piloto', SECTION, place.tutor.id)
})
after(() => place.close())

const AT = '2026-03-07T14:05:00.000Z'
const scanAt = (iso: string, of = session) => ({ scan: scanText(secret, of, stepAt(Date.parse(iso))) })
const digitsAt = (iso: string, of = session) => ({ digits: digitsFor(secret, of, stepAt(Date.parse(iso))) })
const scan = (data: object, at = AT, more: Partial<DeliveredItem> = {}) => item(data, at, { kind: 'attendance-scan', ...more })
const entryOf = async (enrolment: string, of = session): Promise<Entry | undefined> => (await entriesOf(place.house.db, 'piloto', of)).get(enrolment)

test('a scanned QR and typed digits count at once, under the tutor whose QR it was; twice is once', async () => {
  const [rosa, juan] = [await place.enrol('Rosa Quispe'), await place.enrol('Juan Mamani')]
  place.house.time.set('2026-03-07T14:06:00Z')
  const one = scan(scanAt(AT))
  for (let i = 0; i < 2; i += 1) await deliverFrom(place.house, rosa.id, one)
  await deliverFrom(place.house, rosa.id, scan(scanAt(AT)))
  await deliverFrom(place.house, juan.id, scan(digitsAt('2026-03-07T14:04:20Z')))
  for (const { enrolment } of [rosa, juan]) {
    const entry = await entryOf(enrolment)
    assert.deepEqual([entry?.standing, entry?.source, entry?.minutes, entry?.marked_by], ['recorded', 'qr', 120, place.tutor.id])
  }
  const html = await (await place.tutor.get(`${SESSIONS}/${session}`)).text()
  assert.match(html, /Rosa Quispe.*QR/s)
})

test('a photo of an old QR, or a clock nobody knows, waits for the second person; a wrong code is refused in words', async () => {
  const [late, unsure, wrong, outsider] = [await place.enrol('Foto Vieja'), await place.enrol('Reloj Raro'), await place.enrol('Código Malo'), await place.enrol('De Otra', 'noche-1')]
  place.house.time.set('2026-03-07T15:00:00Z')
  await deliverFrom(place.house, late.id, scan(scanAt(AT), '2026-03-07T14:50:00Z'))
  assert.deepEqual([(await entryOf(late.enrolment))?.standing, (await entryOf(late.enrolment))?.cause], ['waiting', 'clock'])
  await deliverFrom(place.house, unsure.id, scan(digitsAt(AT), '2026-03-07T14:40:00Z', { skewed: true, deviceTime: new Date(Date.parse(AT) - 3 * DAY) }))
  assert.equal((await entryOf(unsure.enrolment))?.standing, 'waiting')
  const refused = async (person: string, data: object, at = AT) => assert.rejects(deliverFrom(place.house, person, scan(data, at)), (e: unknown) => e instanceof Problem && e.sentence.es.length > 20)
  // Digits that fit no class here may be those of a class that is still on the tutor's phone: they wait three days, then she is told.
  await deliverFrom(place.house, wrong.id, scan({ digits: digitsFor('00'.repeat(32), session, stepAt(Date.parse(AT))) }))
  await refused(wrong.id, { scan: scanText('00'.repeat(32), session, stepAt(Date.parse(AT))) })
  await refused(wrong.id, { scan: scanText(secret, session, stepAt(Date.parse(AT) + DAY)) }, AT)
  await refused(wrong.id, { digits: '12345' })
  await refused(outsider.id, scanAt(AT))
  assert.equal(await entryOf(wrong.enrolment), undefined)
})

test('digits cannot be guessed by trying for ever', async () => {
  place.house.time.set('2026-03-07T13:50:00Z')
  const who = await place.enrol('Adivina Mucho')
  place.house.time.set('2026-03-07T15:00:00Z')
  const none = Array.from({ length: 22 }, (_, i) => String(i).padStart(6, '0')).filter((digits) => digits !== digitsAt(AT).digits)
  for (const digits of none.slice(0, 20)) await deliverFrom(place.house, who.id, scan({ digits }))
  assert.equal(await entryOf(who.enrolment), undefined)
  await processScans(place.house)
  await assert.rejects(deliverFrom(place.house, who.id, scan(digitsAt(AT))), (e: Problem) => e.code === 'too-many-codes')
  place.house.time.set('2026-03-08T16:00:00Z')
  await deliverFrom(place.house, who.id, scan(digitsAt(AT)))
  assert.equal((await entryOf(who.enrolment))?.standing, 'recorded', 'the next day her true code still counts')
})

test('a scan that arrives before the tutor’s class waits on the server and enters with it; one whose class never comes is told so', async () => {
  const { house, tutor } = place
  house.time.set('2026-03-10T15:00:00Z')
  const [rosa, luz] = [await place.enrol('Rosa Primera'), await place.enrol('Luz Nunca')]
  const madeHere = randomUUID()
  const starts = '2026-03-10T15:10:00.000Z'
  house.time.set('2026-03-10T15:30:00Z')
  await deliverFrom(house, rosa.id, scan(scanAt('2026-03-10T15:12:00Z', madeHere), '2026-03-10T15:12:10Z'))
  await deliverFrom(house, luz.id, scan(scanAt('2026-03-10T15:12:00Z', randomUUID()), '2026-03-10T15:12:10Z'))
  assert.equal(await entryOf(rosa.enrolment, madeHere), undefined)
  const made = { starts, ends: '2026-03-10T16:10:00.000Z', minutes: 60, mode: 'presencial', site: 'Centro de Acceso Digital, Juliaca', qrOff: 0 }
  await deliverAs(house, tutor, ['tutor'], item({ programme: 'piloto', section: SECTION, cause: null, session: { id: madeHere, made }, marks: [] }, starts))
  assert.equal((await entryOf(rosa.enrolment, madeHere))?.standing, 'recorded')
  house.time.add(15 * DAY)
  await processScans(house)
  assert.equal((await house.db.selectFrom('attendance_scan').select('item').execute()).length, 0)
  const notes = await house.db.selectFrom('inbox_note').select('note').where('person', '=', luz.id).execute()
  assert.ok(notes.some((n) => JSON.stringify(n.note).includes('14 días')))
  const told = await house.db.selectFrom('inbox_note').select('person').where('note', '@>', JSON.stringify({ es: WRONG.codeWrong.es }) as never).execute()
  assert.ok(told.length >= 1, 'and whose digits fitted nothing, too')
})

test('the tutor’s falta and the learner’s scan disagree: a second person decides, and her yes strikes the falta', async () => {
  const { house, tutor, executor } = place
  house.time.set('2026-03-30T15:00:00Z')
  const who = await place.enrol('Escaneó Igual')
  const id = await place.plan({ day: '2026-04-04' })
  house.time.set('2026-04-04T14:20:00Z')
  await tutor.post(`${SESSIONS}/${id}`, { [`mark-${who.enrolment}`]: 'F', do: 'save' })
  await deliverFrom(house, who.id, scan(scanAt('2026-04-04T14:10:00Z', id), '2026-04-04T14:10:05Z'))
  const entry = await entryOf(who.enrolment, id)
  assert.deepEqual([entry?.standing, entry?.cause], ['waiting', 'scan-and-list'])
  await executor.post('/office/piloto/attendance/queue', { entry: entry!.entry, do: 'confirm' })
  const rows = await house.db.selectFrom('attendance').select(['mark', 'standing']).where('session', '=', id).where('enrolment', '=', who.enrolment).orderBy('pos').execute()
  assert.deepEqual(rows, [{ mark: 'F', standing: 'dropped' }, { mark: 'P', standing: 'recorded' }])
})
