import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { actingLearner, actingStaff, personValues, type Acting } from '../../../test/acting.ts'
import { differences } from '../../../test/differences.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { head } from '../../record/read.ts'
import { rebuildBeside } from '../../record/rebuild.ts'
import { limaDay, shownDay } from '../people/index.ts'
import { addWorkingDays } from '../references/index.ts'
import { dutiesCounted, type DutiesCounted } from './counted.ts'
import { dataRequest } from './request.ts'
import { incident } from './incident.ts'

const OFFICE = '/office/piloto'
const [DAY_MS, HOUR_MS] = [86_400_000, 3_600_000]
let house: TestHouse
let executor: Acting
let colleague: Acting
let auditor: Acting
let tutor: Acting

// A Wednesday in Lima; Monday 29 June and 23 July are holidays.
before(async () => {
  house = await openHouse({ now: '2026-06-24T15:00:00Z' })
  executor = await actingStaff(house, 'Elena Coordina', ['executor'])
  colleague = await actingStaff(house, 'Carla Colega', ['executor'])
  auditor = await actingStaff(house, 'Aurora Audita', ['auditor'])
  tutor = await actingStaff(house, 'Tania Tutora', ['tutor'])
})
after(() => house.close())

const named = (name: string): Promise<Acting & { readonly agent: string }> => actingLearner(house, personValues({ name }))
async function words(who: Acting, path: string): Promise<string> {
  const text = await (await who.get(path)).text()
  return text.slice(text.indexOf('<main')).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
}
const counted = (upTo?: number): Promise<DutiesCounted> => dutiesCounted(house.db, 'piloto', { now: house.clock(), today: limaDay(house.clock()), ...(upTo === undefined ? {} : { upTo }) })
async function asks(who: Acting, right: string, text = 'Mi distrito está mal escrito.'): Promise<string> {
  const id = randomUUID()
  assert.equal((await who.post('/me/requests', { id, programme: 'piloto', right, text })).status, 303)
  return id
}

test('somebody asks on her page, the term is in working days without holidays, a named person answers and she reads it', async () => {
  const rosa = await named('Rosa Pide Quispe')
  const id = await asks(rosa, 'rectification')
  // 25 and 26 June; 29 is San Pedro y San Pablo; 30 to 3 July; 6 to 9 July: the tenth working day.
  assert.match(await words(rosa, '/me/requests'), /Recibida el 24\/06\/2026\. Te responderemos hasta el 09\/07\/2026/)
  assert.match(await words(executor, `${OFFICE}/requests`), /Rectificación: Rosa Pide Quispe Llegó el 24\/06\/2026, en su página Vence el 09\/07\/2026: quedan 10 días hábiles/)
  // Who audits sees that it was asked and when, not by whom nor what.
  const audited = await words(auditor, `${OFFICE}/requests`)
  assert.match(audited, /Rectificación: \([0-9a-f]{8}\)/)
  assert.ok(!audited.includes('Rosa'))
  assert.equal((await auditor.get(`${OFFICE}/requests/${id}`)).status, 403)
  assert.equal((await tutor.get(`${OFFICE}/requests`)).status, 403)
  const page = `${OFFICE}/requests/${id}`
  assert.match(await words(executor, page), /Mi distrito está mal escrito/)
  const bad = await executor.post(`${page}/answer`, { id: randomUUID(), outcome: 'refused', reason: '', text: 'No' })
  assert.equal(bad.status, 422)
  assert.match(await bad.text(), /href="#reason".*href="#text"/s)
  const answer = { id: randomUUID(), outcome: 'refused', reason: 'not-wrong', text: 'Tu distrito está bien en tu ficha.' }
  assert.equal((await executor.post(`${page}/answer`, answer)).status, 303)
  assert.equal((await executor.post(`${page}/answer`, answer)).status, 303, 'the same answer again is the same answer')
  const second = await colleague.post(`${page}/answer`, { ...answer, id: randomUUID(), outcome: 'granted' })
  assert.equal(second.status, 409)
  assert.match(await second.text(), /Otra persona ya respondió esta solicitud/)
  assert.match(await words(rosa, '/me/requests'), /No se hizo El dato está bien\. Tu distrito está bien en tu ficha\. Respondió Elena Coordina, el 24\/06\/2026\..*puedes reclamar ante la Autoridad/)
  assert.match(await words(rosa, '/me/inbox'), /Respondimos tu solicitud sobre tus datos/)
  const copy: { requests: { asked: string; texts: { text: string }[] }[] } = JSON.parse(await (await rosa.get('/me/data/export')).text())
  assert.deepEqual(copy.requests.map((r) => [r.asked, ...r.texts.map((t) => t.text)]), [['rectification', 'Mi distrito está mal escrito.', 'Tu distrito está bien en tu ficha.']])
})

test('a form without what it needs comes back with what was typed, in both languages; the same request twice is told', async () => {
  const luz = await named('Luz Repite Rojas')
  const empty = await luz.post('/me/requests?lang=en', { id: randomUUID(), programme: 'piloto', right: '', text: 'corto' })
  assert.equal(empty.status, 422)
  assert.match(await empty.text(), /Choose one option.*Write at least a sentence.*corto/s)
  const long = `Cuento todo.\n${'largo '.repeat(400)}`.trim()
  const refused = await luz.post('/me/requests', { id: randomUUID(), programme: 'piloto', right: 'access', text: long })
  assert.equal(refused.status, 422)
  const kept = await refused.text()
  assert.match(kept, new RegExp(`Son ${long.length} letras y aquí caben 2000`))
  assert.ok(kept.includes(long), 'nothing is cut')
  await asks(luz, 'access')
  const twice = await luz.post('/me/requests', { id: randomUUID(), programme: 'piloto', right: 'access', text: 'Otra vez lo mismo, por favor.' })
  assert.equal(twice.status, 409)
  assert.match(await twice.text(), /Ya hay una solicitud igual sin responder\. Vence el 24\/07\/2026/)
  assert.equal((await luz.post('/me/requests', { id: randomUUID(), programme: 'peru-huawei-2024', right: 'access', text: 'En un programa ajeno.' })).status, 422)
})

test('a term is made longer once, before its end, with a reason that she reads; K24 counts by the new day', async () => {
  const eva = await named('Eva Espera Luna')
  const id = await asks(eva, 'rectification')
  const page = `${OFFICE}/requests/${id}`
  const { due } = await house.db.selectFrom('data_request').select('due').where('request', '=', id).executeTakeFirstOrThrow()
  const last = addWorkingDays(due, 10)
  assert.match(await words(executor, page), new RegExp(`Como máximo hasta el ${shownDay(last)}\\. La persona recibe un aviso`))
  const extend = { id: randomUUID(), why: 'other-office', due: shownDay(addWorkingDays(due, 4)), explanation: 'Pedimos tu partida a la municipalidad.' }
  const empty = await executor.post(`${page}/extend`, { ...extend, why: '', due: '31/02/2026', explanation: 'corta' })
  assert.equal(empty.status, 422)
  assert.match(await empty.text(), /href="#why".*href="#due".*href="#explanation".*<details open.*value="31\/02\/2026".*corta/s)
  for (const wrong of [due, addWorkingDays(last, 1)]) {
    const refused = await executor.post(`${page}/extend`, { ...extend, due: shownDay(wrong) })
    assert.equal(refused.status, 422)
    assert.match(await refused.text(), new RegExp(`Elige un día después del ${shownDay(due)} y, a más tardar, el ${shownDay(last)}.*Pedimos tu partida`, 's'))
  }
  const before = await head(house.db, 'piloto')
  assert.equal((await executor.post(`${page}/extend`, extend)).status, 303)
  assert.equal((await executor.post(`${page}/extend`, extend)).status, 303, 'the same form again is the same act')
  const twice = await colleague.post(`${page}/extend`, { ...extend, id: randomUUID(), due: shownDay(last) })
  assert.equal(twice.status, 409)
  assert.match(await twice.text(), /ya se amplió una vez/)
  assert.match(await words(eva, '/me/requests'), new RegExp(`el plazo era hasta el ${shownDay(due)} y ahora es hasta el ${extend.due}\\. Esperamos la respuesta de otra oficina\\. Pedimos tu partida`))
  assert.match(await words(eva, '/me/inbox'), /Necesitamos más tiempo para responder/)
  assert.match(await words(executor, `${page}?extended`), /quedó ampliado.*Elena Coordina lo amplió/)
  const overdueOn = (upTo: number): Promise<DutiesCounted> => dutiesCounted(house.db, 'piloto', { now: house.clock(), today: addWorkingDays(due, 1), upTo })
  assert.equal((await overdueOn(before)).requests.overdue - (await overdueOn(before + 1)).requests.overdue, 1, 'before the act it was overdue the day after')
  const now = house.clock()
  house.time.set(`${addWorkingDays(due, 3)}T15:00:00Z`)
  const late = await actingStaff(house, 'Lola Llega', ['executor'])
  assert.equal((await late.post(`${page}/answer`, { id: randomUUID(), outcome: 'granted', reason: '', text: 'Corregimos tu distrito.' })).status, 303)
  const answered = await house.db.selectFrom('data_request').select(['in_time', 'first_due', 'extension_reason']).where('request', '=', id).executeTakeFirstOrThrow()
  assert.deepEqual(answered, { in_time: true, first_due: due, extension_reason: 'other-office' })
  house.time.set(now.toISOString())
})

test('a term that is over is not made longer', async () => {
  const rita = await named('Rita Vencida Sol')
  const id = await asks(rita, 'opposition')
  const now = house.clock()
  house.time.set(new Date(now.getTime() + 60 * DAY_MS).toISOString())
  const later = await actingStaff(house, 'Tula Tarde', ['executor'])
  assert.doesNotMatch(await words(later, `${OFFICE}/requests/${id}`), /Ampliar el plazo/)
  const refused = await later.post(`${OFFICE}/requests/${id}/extend`, { id: randomUUID(), why: 'proof', due: shownDay(limaDay(new Date(house.clock().getTime() + 5 * DAY_MS))), explanation: 'Falta una prueba de quién es.' })
  assert.equal(refused.status, 409)
  assert.match(await refused.text(), /ya venció: ya no se puede ampliar/)
  house.time.set(now.toISOString())
})

test('who came in person or has no record is written down by the staff, with the day on which it came', async () => {
  const ana = await named('Ana Viene Paz')
  const future = await executor.post(`${OFFICE}/requests`, { id: randomUUID(), agent: ana.agent, right: 'access', via: 'paper', received: '01/07/2026', text: 'Trajo una carta firmada.' })
  assert.equal(future.status, 422)
  assert.match(await future.text(), /Ese momento todavía no llega/)
  assert.equal((await executor.post(`${OFFICE}/requests`, { id: randomUUID(), agent: randomUUID(), right: 'access', via: 'paper', received: '22/06/2026', text: 'Nadie de aquí.' })).status, 404)
  const letter = { id: randomUUID(), agent: ana.agent, right: 'opposition', via: 'paper', received: '22/06/2026', text: 'Trajo una carta firmada.' }
  assert.equal((await executor.post(`${OFFICE}/requests`, letter)).status, 303)
  assert.match(await words(executor, `${OFFICE}/requests/${letter.id}`), /Llegó el 22\/06\/2026, por escrito\. La anotó Elena Coordina/)
  const stranger = { id: randomUUID(), right: 'access', via: 'phone', received: '24/06/2026', text: 'Llama un hermano: 999 111 222.' }
  assert.equal((await executor.post(`${OFFICE}/requests`, stranger)).status, 303)
  assert.match(await words(executor, `${OFFICE}/requests/${stranger.id}`), /No tiene registro con nosotros\. Comprueba quién pide.*avísale tú/)
  assert.match(await words(executor, `${OFFICE}/requests/${stranger.id}`), /Alguien sin registro.*Llama un hermano: 999 111 222/)
  assert.match(await words(ana, '/me/requests'), /Que no usen mis datos para algo Tú escribiste: Trajo una carta firmada/)
})

test('a term that is over stands at the top of the office and in K24, and the position of a cut knows nothing of later', async () => {
  const olga = await named('Olga Olvidada Vega')
  const before = await counted()
  const id = await asks(olga, 'cancellation')
  const cut = await head(house.db, 'piloto')
  assert.ok(!(await words(executor, '/office')).includes('plazo vencido'))
  house.time.add(20 * DAY_MS)
  assert.match(await words(executor, '/office'), /Solicitudes sobre datos con el plazo vencido: \d/)
  assert.match(await words(executor, `${OFFICE}/requests?shown=overdue&right=cancellation`), /Cancelación: Olga Olvidada Vega .*\d+ días hábiles de atraso/)
  assert.match(await words(olga, '/me/requests'), /El plazo venció el 09\/07\/2026\. Puedes reclamar/)
  await executor.post(`${OFFICE}/requests/${id}/answer`, { id: randomUUID(), outcome: 'granted', reason: '', text: 'Borramos tus datos hoy mismo.' })
  const [after, atCut] = [await counted(), await counted(cut)]
  assert.equal(after.requests.received, before.requests.received + 1)
  assert.equal(after.requests.answered, before.requests.answered + 1)
  assert.equal(after.requests.inTime, before.requests.inTime, 'an answer too late is no answer in time')
  assert.equal(atCut.requests.answered, before.requests.answered)
  // Promised and not done yet: the register says so until her data is gone, and with it goes what she wrote.
  assert.match(await words(executor, `${OFFICE}/requests?shown=answered`), /Cancelación: Olga Olvidada Vega .*fuera de plazo Falta borrar sus datos/)
  assert.equal((await executor.post(`${OFFICE}/people/${olga.agent}/erase`, { erase_word: 'BORRAR' })).status, 303)
  const erased = await words(executor, `${OFFICE}/requests/${id}`)
  assert.match(erased, /Datos borrados.*El texto ya no se puede leer/)
  assert.ok(!erased.includes('Borramos tus datos') && !erased.includes('Falta borrar'))
})

test('an incident has 48 hours from when it was known; the office says so loudly until it is told and closed', async () => {
  const known = new Date(house.clock().getTime() - 3 * HOUR_MS)
  const [day, time] = [limaDay(known).split('-').reverse().join('/'), new Date(known.getTime() - 5 * HOUR_MS).toISOString().slice(11, 16)]
  const told = { id: randomUUID(), kind: 'lost-device', day, time, affected: '30', text: 'Se perdió una laptop con la lista de Juliaca.' }
  const bad = await executor.post(`${OFFICE}/incidents`, { ...told, time: '25:00', affected: 'muchas', text: '' })
  assert.equal(bad.status, 422)
  assert.match(await bad.text(), /href="#time".*href="#affected".*href="#text"/s)
  const page = (await executor.post(`${OFFICE}/incidents`, told)).headers.get('location') ?? ''
  assert.equal((await executor.post(`${OFFICE}/incidents`, told)).headers.get('location'), page)
  assert.match(await words(executor, '/office'), /Hay un incidente con datos abierto: quedan 4[45] h para avisar/)
  assert.ok(!(await words(tutor, '/office')).includes('incidente'), 'a tutor is not told')
  const step = (what: string, text = 'Cargo 2026-118 de la Autoridad.'): Promise<Response> => executor.post(`${OFFICE}/incidents/${told.id}/steps`, { id: randomUUID(), step: what, day, time, text })
  const early = await step('closed')
  assert.equal(early.status, 409)
  assert.match(await early.text(), /Antes de cerrar, avisa a la Autoridad/)
  const ahead = await executor.post(`${OFFICE}/incidents/${told.id}/steps`, { id: randomUUID(), step: 'authority-told', day: '01/01/2027', time: '10:00', text: 'Cargo del futuro.' })
  assert.equal(ahead.status, 422)
  assert.equal((await step('authority-told')).status, 303)
  assert.match(await words(auditor, page), /se avisó a tiempo.*30.*Aviso a la Autoridad.*Cargo 2026-118.*Lo anotó Elena Coordina/)
  assert.match(await words(executor, '/office'), /Hay un incidente con datos por cerrar/)
  assert.equal((await step('false-alarm')).status, 409)
  assert.equal((await step('closed')).status, 303)
  assert.ok(!(await words(executor, '/office')).includes('incidente con datos'))
  assert.match(await words(executor, `${OFFICE}/incidents`), /Incidentes: 1\. Avisados dentro de 48 horas: 1/)

  const [late, alarm] = [randomUUID(), randomUUID()]
  for (const id of [late, alarm]) await executor.post(`${OFFICE}/incidents`, { ...told, id })
  house.time.add(50 * HOUR_MS)
  assert.match(await words(executor, '/office'), /Hay un incidente con datos sin avisar: el plazo venció hace [56] h/)
  const now = { day: limaDay(house.clock()).split('-').reverse().join('/'), time: new Date(house.clock().getTime() - 5 * HOUR_MS).toISOString().slice(11, 16) }
  await executor.post(`${OFFICE}/incidents/${alarm}/steps`, { id: randomUUID(), step: 'false-alarm', ...now, text: 'La laptop estaba en la sede.' })
  await executor.post(`${OFFICE}/incidents/${late}/steps`, { id: randomUUID(), step: 'authority-told', ...now, text: 'Avisamos tarde, con disculpas.' })
  assert.deepEqual((await counted()).incidents, { known: 2, toldInTime: 1, toldLate: 1, untold: 0, overdue: 0, falseAlarms: 1 })
})

test('who works for one entity writes incidents down and sees her own; requests stay with the programme’s coordination', async () => {
  const hers = await actingStaff(house, 'Carla de la Entidad', ['executor'])
  await house.db.updateTable('staff_role').set({ organisation: 'cetpro' }).where('staff', '=', hers.id).execute()
  const { incident: another } = await house.db.selectFrom('incident').select('incident').limit(1).executeTakeFirstOrThrow()
  const told = { id: randomUUID(), kind: 'wrong-recipient', day: limaDay(house.clock()).split('-').reverse().join('/'), time: '00:00', affected: '', text: 'Una lista llegó a otro correo.' }
  const own = (await hers.post(`${OFFICE}/incidents`, told)).headers.get('location') ?? ''
  assert.match(await words(hers, own), /Una lista llegó a otro correo/)
  const list = await (await hers.get(`${OFFICE}/incidents`)).text()
  assert.deepEqual([...list.matchAll(/href="([^"]*incidents\/[0-9a-f-]{36})"/g)].map((m) => m[1]), [`${OFFICE}/incidents/${told.id}`])
  assert.equal((await hers.get(`${OFFICE}/incidents/${another}`)).status, 403)
  assert.equal((await hers.get(`${OFFICE}/requests`)).status, 403)
  assert.match(await (await hers.get(`${OFFICE}/consents`)).text(), /Esto lo lleva la coordinación del programa/)
  assert.ok(!(await words(hers, '/office')).includes('Solicitudes sobre datos'))
})

test('the register can be told from the record alone, and the record holds no word of it', async () => {
  for (const projection of [dataRequest, incident]) {
    await rebuildBeside(house, projection)
    assert.equal(await differences(house, projection.table), 0, projection.table)
  }
  const { rows } = await sql<{ raw: string }>`select raw from statement where raw is not null`.execute(house.db)
  const record = rows.map((r) => r.raw).join('\n')
  for (const word of ['distrito', 'carta', 'hermano', '999 111 222', 'laptop', 'Juliaca', 'Cargo', 'Rosa']) assert.ok(!record.includes(word), word)
})
