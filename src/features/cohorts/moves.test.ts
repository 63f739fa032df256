import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { actingLearner, actingStaff, type Acting } from '../../../test/acting.ts'
import { differences } from '../../../test/differences.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { rebuildBeside } from '../../record/rebuild.ts'
import { childcareNote } from './childcare-note.ts'
import { enrolment } from './enrolment.ts'
import { enrolmentById, enrolPerson, isPaused, limaDay, openNewSection, placesLeft, sectionAt, transferEnrolment } from './index.ts'

const OFFICE = '/office/piloto'
const DAY_MS = 86_400_000
let house: TestHouse
let executor: Acting
let tutor: Acting

before(async () => {
  house = await openHouse({ now: '2026-03-02T15:00:00Z' })
  executor = await actingStaff(house, 'Elena Coordina', ['executor'])
  tutor = await actingStaff(house, 'Tito Tutor', ['tutor'])
  for (const section of ['noche-1', 'sabado-1']) await executor.post(`${OFFICE}/sections/${section}/tutors`, { staff: tutor.id })
})
after(() => house.close())

const enrolled = async (section = 'noche-1') => {
  const learner = await actingLearner(house)
  const id = randomUUID()
  await enrolPerson(house, { tenant: 'piloto', agent: learner.agent, enrolment: id, section, by: executor.id })
  return { ...learner, enrolment: id, page: `${OFFICE}/enrolments/${id}` }
}
const opened = async (id: string, more: { shift?: string; capacity?: number; course?: string } = {}): Promise<string> => {
  await openNewSection(house, { tenant: 'piloto', id, by: executor.id }, {
    organisation: null, site: null,
    terms: {
      title: { es: id, en: id }, mode: 'virtual', shift: { es: more.shift ?? 'A cualquier hora', en: '…' }, capacity: more.capacity ?? 5,
      starts: '2026-02-01', ends: '2026-12-31', course: more.course ?? 'base', call: null,
    },
  })
  return id
}

test('a transfer keeps the enrolment and gives the old place back; in one step it is undone, and the page tells the story', async () => {
  const who = await enrolled()
  const before = await placesLeft(house, house.db, 'piloto', 'noche-1')
  house.time.add(60_000)
  assert.match(await (await executor.get(who.page)).text(), /Trasladarla a otra sección.*Sábado 1 · Sábado, 9:00 a 11:00 · \d+ libres/s)
  const moved = await executor.post(`${who.page}/transfer`, { section: 'sabado-1' })
  assert.match(await (await executor.get(moved.headers.get('location')!)).text(), /El traslado quedó registrado.*Deshacer/s)
  const row = await enrolmentById(house.db, who.enrolment)
  assert.deepEqual([row?.section, row?.state, row?.windows.length], ['sabado-1', 'active', 1])
  assert.equal(await placesLeft(house, house.db, 'piloto', 'noche-1'), before + 1)
  assert.equal((await who.get(`/learn/${who.enrolment}`)).status, 200)
  house.time.add(60_000)
  assert.match((await executor.post(`${who.page}/transfer`, { section: 'noche-1', undo: 'yes' })).headers.get('location')!, /transfer-undone/)
  const page = (await (await executor.get(who.page)).text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
  assert.match(page, /Pasó de Sábado 1 a Noche 1 02\/03\/2026, 10:02 · Elena Coordina Pasó de Noche 1 a Sábado 1 .* Se matriculó en Noche 1/)
})

test('a class is marked for whoever was in the section then, also when she went to another one since', async () => {
  const who = await enrolled()
  const [session, sheet] = [randomUUID(), `${OFFICE}/sections/noche-1/sessions`]
  house.time.add(DAY_MS)
  const today = limaDay(house.clock())
  await tutor.post(sheet, { id: session, day: today, from: '11:00', to: '12:00', minutes: '', mode: 'virtual', site: 'En línea' })
  house.time.add(90 * 60_000)
  await transferEnrolment(house, 'piloto', who.enrolment, 'sabado-1', executor.id)
  house.time.set(`${today}T17:10:00Z`)
  // The class was from 16:00 to 17:00 UTC; she went at 16:3x… of the next minute on she is not of this section.
  const roster = await (await tutor.get(`${sheet}/${session}`)).text()
  assert.ok(!roster.includes(who.enrolment), 'transferred before the end: not on this list')
  const row = await enrolmentById(house.db, who.enrolment)
  assert.ok(row)
  assert.equal(sectionAt(row, new Date(`${today}T16:00:00Z`)), 'noche-1')

  const stays = await enrolled()
  const [second, next] = [randomUUID(), limaDay(new Date(house.clock().getTime() + DAY_MS))]
  house.time.set(`${next}T15:30:00Z`)
  await tutor.post(sheet, { id: second, day: next, from: '11:00', to: '12:00', minutes: '', mode: 'virtual', site: 'En línea' })
  house.time.set(`${next}T17:30:00Z`)
  await transferEnrolment(house, 'piloto', stays.enrolment, 'sabado-1', executor.id)
  const list = await (await tutor.get(`${sheet}/${second}`)).text()
  assert.ok(list.includes(stays.enrolment), 'she was in it while it met')
  const names = [...list.matchAll(/name="([^"]*)"/g)].map((m) => m[1]!).filter((name) => name.includes(stays.enrolment))
  const answer = await tutor.post(`${sheet}/${second}`, Object.fromEntries([[names[0]!, 'P']]))
  assert.ok(answer.status < 400, `${answer.status}`)
  const marked = await house.db.selectFrom('attendance').select('mark').where('enrolment', '=', stays.enrolment).where('session', '=', second).execute()
  assert.deepEqual(marked.map((m) => m.mark), ['P'])
})

test('a pause keeps the place until its day, what she does meanwhile counts, and it ends by itself or before', async () => {
  const who = await enrolled()
  const left = await placesLeft(house, house.db, 'piloto', 'noche-1')
  const until = limaDay(new Date(house.clock().getTime() + 10 * DAY_MS))
  assert.match(await (await executor.post(`${who.page}/pause`, { until: '2020-01-01', pause_cause: 'harvest' })).text(), /Elige un día después de hoy y dentro de 90 días/)
  assert.equal((await executor.post(`${who.page}/pause`, { until, pause_cause: 'harvest' })).status, 303)
  assert.equal(await placesLeft(house, house.db, 'piloto', 'noche-1'), left)
  assert.match(await (await executor.get(who.page)).text(), /En pausa hasta el .*Ya volvió/s)
  const row = await enrolmentById(house.db, who.enrolment)
  assert.ok(row && isPaused(row, until) && !isPaused(row, limaDay(new Date(house.clock().getTime() + 11 * DAY_MS))))
  assert.equal(row.windows.at(-1)?.to, null)
  assert.equal((await executor.post(`${who.page}/resume`)).status, 303)
  assert.equal((await enrolmentById(house.db, who.enrolment))?.paused_until, null)
  assert.equal((await executor.post(`${who.page}/resume`)).status, 409)
})

test('who leaves says so, who drops out does not: two ways with their causes, and both may come back', async () => {
  const [leaves, drops] = [await enrolled(), await enrolled()]
  house.time.add(60_000)
  assert.equal((await executor.post(`${leaves.page}/withdraw`, { cause: 'work' })).status, 303)
  assert.match(await (await executor.post(`${drops.page}/drop-out`)).text(), /href="#drop_cause"/)
  assert.match(await (await executor.post(`${drops.page}/drop-out`, { drop_cause: 'no-answer' })).text(), /Antes de registrar un abandono, alguien debe buscarla/)
  await called(drops.enrolment)
  assert.equal((await executor.post(`${drops.page}/drop-out`, { drop_cause: 'no-answer' })).status, 303)
  const ways = await Promise.all([leaves, drops].map(async (who) => (await enrolmentById(house.db, who.enrolment))?.way))
  assert.deepEqual(ways, ['withdrawal', 'drop-out'])
  const page = (await (await executor.get(drops.page)).text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
  assert.match(page, /Noche 1 · Abandono · .*Abandonó: No respondió/)
  for (const who of [leaves, drops]) assert.equal((await executor.post(`${who.page}/re-enter`)).status, 303)
  assert.deepEqual([(await enrolmentById(house.db, drops.enrolment))?.way, (await enrolmentById(house.db, drops.enrolment))?.state], [null, 'active'])
})

/** Somebody looked for her: without that nobody drops out. */
async function called(enrolment: string): Promise<void> {
  assert.equal((await executor.post(`${OFFICE}/enrolments/${enrolment}/contacts`, { id: randomUUID(), channel: 'call', reached: 'no' })).status, 303)
}

test('nobody is transferred into a full section, another course, or into hours in which she is elsewhere', async () => {
  const who = await enrolled()
  await opened('llena', { capacity: 1 })
  await enrolPerson(house, { tenant: 'piloto', agent: randomUUID(), enrolment: randomUUID(), section: 'llena' })
  assert.match(await (await executor.post(`${who.page}/transfer`, { section: 'llena' })).text(), /ya no tiene vacantes/)
  assert.match(await (await executor.post(`${who.page}/transfer`, { section: 'noche-1' })).text(), /ya está en «Noche 1»/)
  await opened('otro-curso', { course: 'nivel-1' })
  assert.match(await (await executor.post(`${who.page}/transfer`, { section: 'otro-curso' })).text(), /es de otro curso/)
  await opened('misma-hora', { shift: 'Jueves, 19:30 a 21:00' })
  await assert.rejects(enrolPerson(house, { tenant: 'piloto', agent: who.agent, enrolment: randomUUID(), section: 'misma-hora' }), {
    code: 'shift-overlaps', sentence: { es: 'Esta persona ya está en «Noche 1» a esa misma hora (Martes y jueves, 19:00 a 20:00). Nadie puede estar en dos clases a la vez.', en: 'This person is in “Evening 1” at that same hour already (Tuesday and Thursday, 19:00 to 20:00). Nobody can be in two classes at once.' },
  })
  await opened('otra-hora', { shift: 'Jueves, 20:00 a 21:00' })
  await enrolPerson(house, { tenant: 'piloto', agent: who.agent, enrolment: randomUUID(), section: 'otra-hora' })
})

test('two officers transfer the same person at once: one wins, the other is told', async () => {
  const who = await enrolled()
  const other = await openHouse({ sameAs: house })
  await opened('destino-a')
  await opened('destino-b')
  const tries = await Promise.allSettled([transferEnrolment(house, 'piloto', who.enrolment, 'destino-a', executor.id), transferEnrolment(other, 'piloto', who.enrolment, 'destino-b', executor.id)])
  const lost = tries.flatMap((t) => (t.status === 'rejected' ? [t.reason as { code: string }] : []))
  const row = await enrolmentById(house.db, who.enrolment)
  assert.ok(row)
  // When they did not meet, the second moved her on; when they met, it was told.
  assert.ok(lost.length === 0 ? row.sections.length === 3 : lost.length === 1 && lost[0]!.code === 'moved-meanwhile' && row.sections.length === 2, JSON.stringify(row.sections))
  await other.close()
})

test('childcare is noted as it changes: needed, offered, used; used alone is refused, and the section shows how many', async () => {
  const who = await enrolled()
  const note = (...marked: string[]): Promise<Response> => executor.post(`${who.page}/childcare`, { asked: 'yes', childcare: marked })
  await note('needed')
  house.time.add(60_000)
  const refused = await note('needed', 'used')
  assert.equal(refused.status, 422)
  assert.match(await refused.text(), /Si lo usa, también se le ofreció/)
  assert.match(await (await executor.get((await note('needed', 'offered', 'used')).headers.get('location')!)).text(), /quedó anotado.*necesario para 1, ofrecido a 1, en uso por 1/s)
  assert.match(await (await executor.get(who.page)).text(), /Cuidado de niños: lo necesita, se lo ofrecimos, lo usa.*Cuidado de niños: lo necesita</s)
  assert.equal((await tutor.post(`${who.page}/childcare`, { asked: 'yes', childcare: 'needed' })).status, 403)
  await rebuildBeside(house, childcareNote)
  assert.equal(await differences(house, 'childcare_note'), 0)
})

test('with more sections than a choice carries, the one to go to is searched by its name', async () => {
  const who = await enrolled()
  for (let i = 1; i <= 61; i += 1) await opened(`otra-${i}`)
  const page = await (await executor.get(who.page)).text()
  assert.match(page, /las 59 más nuevas con vacantes. Hay más/)
  assert.ok(!page.includes('<option value="otra-9"'), 'one is beyond what is shown')
  const found = await (await executor.get(`${who.page}?to=otra-9`)).text()
  assert.match(found, /<details open[^>]*><summary>Trasladarla/)
  assert.deepEqual([...found.matchAll(/<option value="([^"]+)"/g)].map((m) => m[1]).filter((id) => id?.startsWith('otra')), ['otra-9'])
  assert.match(await (await executor.get(`${who.page}?to=nada`)).text(), /Ninguna sección del mismo curso/)
})

test('the enrolments rebuilt from the record are what they were', async () => {
  await rebuildBeside(house, enrolment)
  assert.equal(await differences(house, 'enrolment'), 0)
})
