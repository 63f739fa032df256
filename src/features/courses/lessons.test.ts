import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { actingLearner, actingStaff, type Acting } from '../../../test/acting.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { append } from '../../record/append.ts'
import { readStatements } from '../../record/read.ts'
import { agent, ext, readExt } from '../../record/statement.ts'
import { enrolPerson } from '../cohorts/index.ts'
import { activity, VERB } from '../programmes/index.ts'
import { currentCourse, progressOf, type Course } from './index.ts'

let house: TestHouse
let course: Course
before(async () => {
  house = await openHouse()
  const found = currentCourse(house, 'base')
  assert.ok(found)
  course = found
})
after(() => house.close())

interface Participant extends Acting {
  readonly agent: string
  readonly enrolment: string
  /** Address of her course. */
  readonly at: string
}

async function participant(section = 'noche-1'): Promise<Participant> {
  const who = await actingLearner(house)
  const enrolment = randomUUID()
  await enrolPerson(house, { tenant: 'piloto', agent: who.agent, enrolment, section })
  return { ...who, enrolment, at: `/learn/${enrolment}` }
}

const completions = async (who: Participant) =>
  (await readStatements(house.db, 'piloto', { actors: [who.agent], verbs: [VERB.completed] })).filter((s) => s.registration === who.enrolment)

const FIRST = 'que-es-la-ia'

test('a new participant sees her first step and begins with one button', async () => {
  const rosa = await participant()
  const page = await rosa.get(rosa.at)
  assert.equal(page.status, 200)
  const html = await page.text()
  assert.match(html, /Llevas 0 de 7 pasos/)
  assert.ok(html.indexOf('Tu siguiente paso') < html.indexOf('Todos los pasos'))
  assert.match(html, /Unidad 1: Qué es y qué no es la IA/)
  const begun = await rosa.post(`${rosa.at}/start`)
  assert.equal(begun.status, 303)
  assert.equal(begun.headers.get('location'), `${rosa.at}/units/${FIRST}`)
  await rosa.post(`${rosa.at}/start`)
  const started = await readStatements(house.db, 'piloto', { actors: [rosa.agent], verbs: ['https://w3id.org/yachay/verbs/started'] })
  assert.equal(started.length, 1)
  assert.equal(readExt(started[0]!.statement, 'version'), course.hash)
})

test('a lesson shows its text, its sources, that nobody has reviewed it, and the same sections in English', async () => {
  const rosa = await participant()
  const html = await (await rosa.get(`${rosa.at}/units/${FIRST}`)).text()
  assert.match(html, /<h2 id="s5">/)
  assert.match(html, /Revisado por<\/dt><dd>nadie todavía/)
  assert.match(html, /UNESCO/)
  assert.match(html, /Ya la hice/)
  const english = await (await rosa.get(`${rosa.at}/units/${FIRST}?lang=en`)).text()
  assert.match(english, /Reviewed by<\/dt><dd>nobody yet/)
  const places = (text: string) => [...text.matchAll(/<h2 id="(s\d+)"/g)].map((m) => m[1])
  assert.deepEqual(places(english), places(html))
})

test('done is one button: the minutes are the unit’s, the time is the server’s, and the next step moves on', async () => {
  const rosa = await participant()
  const answer = await rosa.post(`${rosa.at}/units/${FIRST}/done`, { version: course.hash, minutes: '600', timestamp: '2020-01-01T00:00:00Z' })
  assert.equal(answer.status, 303)
  assert.equal(answer.headers.get('location'), `${rosa.at}?done=${FIRST}`)
  const [only, ...more] = await completions(rosa)
  assert.equal(more.length, 0)
  assert.equal(readExt(only!.statement, 'minutes'), course.units[0]!.minutes)
  assert.equal(readExt(only!.statement, 'version'), course.hash)
  assert.equal(only!.happened.toISOString(), '2026-03-02T15:00:00.000Z')
  const html = await (await rosa.get(`${rosa.at}?done=${FIRST}`)).text()
  assert.match(html, /Guardamos tu avance/)
  assert.match(html, /Llevas 1 de 7 pasos/)
  assert.match(html, new RegExp(`class="button" href="${rosa.at}/units/cuando-falla"`))
  assert.equal((await progressOf(house, house.db, rosa.enrolment))?.done, 1)
})

test('the form sent twice, and twice at the same moment, counts once', async () => {
  const rosa = await participant()
  const send = () => rosa.post(`${rosa.at}/units/${FIRST}/done`, { version: course.hash })
  const answers = await Promise.all([send(), send(), send(), send()])
  assert.deepEqual(answers.map((a) => a.status), [303, 303, 303, 303])
  await send()
  assert.equal((await completions(rosa)).length, 1)
})

test('another person’s course, lesson or button is refused in words and nothing is recorded', async () => {
  const [rosa, elmer] = [await participant(), await participant()]
  for (const answer of [
    await elmer.get(rosa.at), await elmer.get(`${rosa.at}/units/${FIRST}`), await elmer.post(`${rosa.at}/start`),
    await elmer.post(`${rosa.at}/units/${FIRST}/done`, { version: course.hash }), await elmer.post(`${rosa.at}/units/${FIRST}/report`, { text: 'x', version: course.hash }),
  ]) {
    assert.equal(answer.status, 403)
    assert.match(await answer.text(), /Esta página es de otra persona/)
  }
  assert.equal((await completions(rosa)).length, 0)
  assert.equal((await rosa.get(`/learn/${randomUUID()}`)).status, 404)
  assert.equal((await rosa.get('/learn/nothing')).status, 404)
  assert.equal((await rosa.get(`${rosa.at}/units/no-hay`)).status, 404)
  assert.equal((await rosa.post(`${rosa.at}/units/no-hay/done`, { version: course.hash })).status, 404)
})

test('a page drawn from a version nobody knows is asked to be opened again', async () => {
  const rosa = await participant()
  const answer = await rosa.post(`${rosa.at}/units/${FIRST}/done`, { version: '0'.repeat(64) })
  assert.equal(answer.status, 409)
  assert.match(await answer.text(), /Abre la unidad otra vez/)
  assert.equal((await completions(rosa)).length, 0)
})

const fact = (who: Participant, more: { minutes?: number; version?: string; unit?: string; enrolment?: string; extra?: object; result?: object; id?: string } = {}) => ({
  id: more.id ?? randomUUID(),
  actor: agent(who.agent), verb: { id: VERB.completed }, object: activity('piloto', 'units', more.unit ?? `base.${FIRST}`),
  context: {
    registration: more.enrolment ?? who.enrolment,
    extensions: { ...ext({ version: more.version ?? course.hash, minutes: more.minutes ?? course.units[0]!.minutes }), ...more.extra },
  },
  timestamp: '2026-03-02T14:30:00Z',
  ...(more.result ? { result: more.result } : {}),
})

const state = (who: Participant, body: unknown) => house.request('/xapi/piloto/statements', {
  method: 'POST', headers: { cookie: who.cookie, 'content-type': 'application/json' }, body: JSON.stringify(body),
})

test('her own phone may state that a unit is done: exactly that, and the page shows it', async () => {
  const rosa = await participant()
  house.time.add(3_600_000)
  const one = { ...fact(rosa), timestamp: house.clock().toISOString() }
  assert.equal((await state(rosa, one)).status, 200)
  assert.equal((await state(rosa, one)).status, 200)
  assert.equal((await completions(rosa)).length, 1)
  assert.equal((await completions(rosa))[0]!.authority, 'session')
  assert.match(await (await rosa.get(rosa.at)).text(), /Llevas 1 de 7 pasos/)
  assert.equal((await state(rosa, { ...one, timestamp: '2026-03-02T14:00:00Z' })).status, 409)
})

test('forged minutes, a score, an unknown unit or version, another’s enrolment, anything extra: refused in words, nothing recorded', async () => {
  const [rosa, elmer] = [await participant(), await participant()]
  const cases: [object, number, RegExp][] = [
    [fact(rosa, { minutes: 600 }), 400, /minutos/],
    [fact(rosa, { minutes: 13 }), 400, /minutos/],
    [fact(rosa, { result: { score: { raw: 20 } } }), 400, /Sin nota/],
    [fact(rosa, { result: { completion: true } }), 400, /Sin nota/],
    [fact(rosa, { extra: ext({ attempt: 1 }) }), 400, /nada más/],
    [fact(rosa, { unit: 'base.no-hay' }), 400, /no tiene esa unidad/],
    [fact(rosa, { unit: 'otro.que-es-la-ia' }), 400, /no tiene esa unidad/],
    [fact(rosa, { version: '1'.repeat(64) }), 400, /versión/],
    [fact(rosa, { version: 'x' }), 400, /versión/],
    [fact(rosa, { enrolment: elmer.enrolment }), 403, /no es tuya/],
    [fact(rosa, { enrolment: randomUUID() }), 403, /no es tuya/],
    [{ ...fact(rosa), actor: agent(elmer.agent) }, 403, /tuyo/],
    [{ ...fact(rosa), verb: { id: VERB.quizScored }, result: { score: { raw: 20 } } }, 403, /persona encargada/],
  ]
  for (const [body, status, words] of cases) {
    const answer = await state(rosa, body)
    const text = await answer.text()
    assert.equal(answer.status, status, text)
    assert.match(text, words)
  }
  assert.equal((await completions(rosa)).length, 0)
})

test('an annulled completion is shown as to do again', async () => {
  const rosa = await participant()
  await rosa.post(`${rosa.at}/units/${FIRST}/done`, { version: course.hash })
  const [done] = await completions(rosa)
  await append(house, { scopes: [`actor:piloto:${rosa.agent}`] }, () => [{
    tenant: 'piloto',
    statement: { actor: agent(rosa.agent), verb: { id: VERB.annulled }, object: { objectType: 'StatementRef', id: done!.id }, context: { instructor: agent(randomUUID()), extensions: ext({ reason: 'test' }) } },
  }])
  assert.match(await (await rosa.get(rosa.at)).text(), /Llevas 0 de 7 pasos/)
  await rosa.post(`${rosa.at}/units/${FIRST}/done`, { version: course.hash })
  assert.match(await (await rosa.get(rosa.at)).text(), /Llevas 1 de 7 pasos/)
})

test('an error reported in a lesson reaches the office once, is closed and reopened there, and a learner cannot see the list', async () => {
  const rosa = await participant()
  const tutor = await actingStaff(house, 'Tutora', ['tutor'])
  const executor = await actingStaff(house, 'Ejecutora', ['executor'])
  const empty = await rosa.post(`${rosa.at}/units/${FIRST}/report`, { text: '  ', section: 's3', version: course.hash })
  assert.equal(empty.status, 422)
  const again = await empty.text()
  assert.match(again, /Escribe qué está mal/)
  assert.match(again, /<option value="s3" selected/)
  assert.match(again, /<details open/)
  const long = await rosa.post(`${rosa.at}/units/${FIRST}/report`, { text: 'a'.repeat(1001), version: course.hash })
  assert.equal(long.status, 422)
  const id = randomUUID()
  for (let i = 0; i < 2; i++) {
    const sent = await rosa.post(`${rosa.at}/units/${FIRST}/report`, { id, text: 'El promedio <b>no</b> es 43', section: 's4', version: course.hash })
    assert.equal(sent.status, 303)
  }
  assert.match(await (await rosa.get(`${rosa.at}/units/${FIRST}?reported=1`)).text(), /Tu aviso ya está/)
  const list = await (await tutor.get('/office/piloto/reports')).text()
  assert.match(list, /Abiertos: 1/)
  assert.match(list, /El promedio &lt;b>no|El promedio &lt;b&gt;no/)
  const closing = await Promise.all([tutor, executor].map((who) => who.post(`/office/piloto/reports/${id}/close`)))
  assert.deepEqual(closing.map((a) => a.status), [303, 303])
  assert.match(await (await executor.get('/office/piloto/reports')).text(), /No hay avisos abiertos/)
  await executor.post(`/office/piloto/reports/${id}/reopen`)
  assert.match(await (await executor.get('/office/piloto/reports')).text(), /Abiertos: 1/)
  assert.equal((await executor.post(`/office/piloto/reports/${randomUUID()}/close`)).status, 404)
  assert.equal((await rosa.get('/office/piloto/reports')).status, 403)
  assert.equal((await (await actingStaff(house, 'Auditora', ['auditor'])).get('/office/piloto/reports')).status, 403)
  for (let i = 0; i < 19; i++) await rosa.post(`${rosa.at}/units/${FIRST}/report`, { text: `otro ${i}`, version: course.hash })
  const much = await rosa.post(`${rosa.at}/units/${FIRST}/report`, { text: 'uno más', version: course.hash })
  assert.equal(much.status, 429)
  assert.match(await much.text(), /Envía los demás mañana/)
})

test('her home shows the course with its next step, and leads there', async () => {
  const rosa = await participant()
  const before = await (await rosa.get('/me')).text()
  assert.match(before, /Inteligencia artificial para tu trabajo/)
  assert.match(before, new RegExp(`href="${rosa.at}"[^>]*>Empezar el curso`))
  await rosa.post(`${rosa.at}/units/${FIRST}/done`, { version: course.hash })
  const after = await (await rosa.get('/me')).text()
  assert.match(after, /1 de 7 pasos listos\. Sigue: Unidad 2/)
  assert.match(after, new RegExp(`href="${rosa.at}/units/cuando-falla"`))
})
