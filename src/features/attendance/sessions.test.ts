import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { openClass, OFFICE, OTHER, SECTION, SESSIONS, type ClassPlace } from '../../../test/attendance/place.ts'
import { sessionsOf } from './class-session.ts'
import { meetings, readShift } from '../cohorts/index.ts'

let place: ClassPlace
before(async () => { place = await openClass() })
after(() => place.close())

const standing = async (section = SECTION) => (await sessionsOf(place.house.db, 'piloto', section)).filter((s) => !s.cancelled)

test('a turno is read as days and hours; one that names none plans nothing', () => {
  assert.deepEqual(readShift('Martes y jueves, 19:00 a 20:00'), { weekdays: [2, 4], from: 1140, to: 1200 })
  assert.deepEqual(readShift('Sábado, 9:00 a 11:00'), { weekdays: [6], from: 540, to: 660 })
  assert.deepEqual(readShift('Lunes, miércoles y viernes 8:30-10:00')?.weekdays, [1, 3, 5])
  for (const none of ['A cualquier hora', 'Sábados por la mañana', 'Martes, 20:00 a 19:00', 'Martes, 25:00 a 26:00']) assert.equal(readShift(none), null, none)
  const days = meetings({ weekdays: [2, 4], from: 1140, to: 1200 }, '2026-03-02', 2, '2026-03-12')
  assert.deepEqual(days.map((m) => m.day), ['2026-03-03', '2026-03-05', '2026-03-10', '2026-03-12'])
  assert.equal(days[0]?.starts.toISOString(), '2026-03-04T00:00:00.000Z', '19:00 in Lima is midnight UTC')
})

test('a tutor plans four weeks from the shift; doing it again adds nothing', async () => {
  const base = `${OFFICE}/sections/${OTHER}/sessions`
  for (let i = 0; i < 2; i += 1) assert.equal((await place.otherTutor.post(`${base}/plan`, { weeks: '4' })).status, 303)
  const sessions = await standing(OTHER)
  assert.equal(sessions.length, 8)
  assert.ok(sessions.every((s) => s.minutes === 60 && s.mode === 'virtual' && s.ends.getTime() - s.starts.getTime() === 3_600_000))
  const html = await (await place.otherTutor.get(base)).text()
  assert.match(html, /03\/03\/2026, 19:00–20:00/)
})

test('a session is made once, cancelled while nobody is in it, and its hour is free again', async () => {
  const id = await place.plan()
  const form = { id, day: '2026-03-07', from: '09:00', to: '11:00', mode: 'presencial', site: 'Centro de Acceso Digital, Juliaca' }
  assert.equal((await place.tutor.post(SESSIONS, form)).status, 303, 'the same form again')
  assert.equal((await standing()).length, 1)
  const overlap = await place.tutor.post(SESSIONS, { ...form, id: randomUUID(), from: '10:30', to: '12:00' })
  assert.equal(overlap.status, 422)
  assert.match(await overlap.text(), /A esa hora la sección ya tiene una sesión/)
  assert.equal((await place.tutor.post(`${SESSIONS}/${id}/cancel`)).status, 303)
  assert.equal((await place.tutor.post(`${SESSIONS}/${id}/cancel`)).status, 409)
  assert.equal((await standing()).length, 0)
  await place.plan()
  assert.equal((await standing()).length, 1)
})

test('what a session cannot be is said beside its field and what was typed stays', async () => {
  const good = { id: randomUUID(), day: '2026-04-04', from: '09:00', to: '11:00', minutes: '', mode: 'presencial', site: 'Centro de Acceso Digital, Juliaca' }
  const wrong: [string, Record<string, string>, RegExp][] = [
    ['no day', { day: '31 de marzo' }, /Elige el día/], ['no hour', { from: 'nueve' }, /hora de inicio/], ['backwards', { to: '08:00' }, /termina después/],
    ['more minutes than it lasts', { minutes: '121' }, /no más que lo que dura/], ['no minutes', { minutes: '0' }, /al menos 1/], ['a site of nobody', { site: 'Mi casa' }, /Elige una opción/],
    ['after the section', { day: '2028-01-01' }, /fuera de las fechas/], ['before the section', { day: '2026-01-03' }, /fuera de las fechas/],
  ]
  for (const [what, fields, says] of wrong) {
    const answer = await place.executor.post(SESSIONS, { ...good, ...fields })
    assert.equal(answer.status, 422, what)
    const html = await answer.text()
    assert.match(html, says, what)
    assert.match(html, new RegExp(`value="${good.id}"`))
  }
  assert.equal((await place.otherTutor.post(SESSIONS, good)).status, 403, 'another section’s tutor')
  assert.equal((await place.otherTutor.get(SESSIONS)).status, 403)
})
