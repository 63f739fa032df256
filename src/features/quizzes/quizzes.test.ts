import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { actingLearner, type Acting } from '../../../test/acting.ts'
import { filledQuiz } from '../../../test/filled-quiz.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { append } from '../../record/append.ts'
import { readStatements } from '../../record/read.ts'
import { agent, ext } from '../../record/statement.ts'
import { enrolPerson } from '../cohorts/index.ts'
import { currentCourse, progressOf, type Course } from '../courses/index.ts'
import { VERB } from '../programmes/index.ts'
import { explanationsOf } from '../questions/index.ts'
import { attemptSeed, drawQuestions } from './draw.ts'
import { bestMark } from './index.ts'

let house: TestHouse
let course: Course
before(async () => {
  house = await openHouse()
  course = currentCourse(house, 'base')!
})
after(() => house.close())

interface Participant extends Acting {
  readonly agent: string
  readonly enrolment: string
  readonly at: string
}

async function participant(section = 'noche-1'): Promise<Participant> {
  const who = await actingLearner(house)
  const enrolment = randomUUID()
  await enrolPerson(house, { tenant: 'piloto', agent: who.agent, enrolment, section })
  return { ...who, enrolment, at: `/learn/${enrolment}` }
}

const drawOf = (who: Participant, attempt: number) =>
  drawQuestions(course.quiz, attemptSeed(house.keys, { tenant: 'piloto', enrolment: who.enrolment, quiz: 'base.prueba', version: course.hash, attempt }))

/** The form as somebody fills it in who knows everything (or, for the first `wrong` questions, nothing). */
const filled = (who: Participant, attempt: number, wrong = 0): Record<string, string | string[]> => filledQuiz(drawOf(who, attempt), wrong)

const tokenIn = (html: string) => /name="token" value="([^"]+)"/.exec(html)?.[1] ?? ''

/** Begins the next attempt and opens it. */
async function open(who: Participant): Promise<{ path: string; html: string; token: string }> {
  const begun = await who.post(`${who.at}/quiz`)
  assert.equal(begun.status, 303)
  const path = begun.headers.get('location') ?? ''
  const html = await (await who.get(path)).text()
  return { path, html, token: tokenIn(html) }
}

async function take(who: Participant, attempt: number, wrong = 0): Promise<Response> {
  const { path, token } = await open(who)
  return who.post(path, { ...filled(who, attempt, wrong), token, do: 'send' })
}

const scores = async (who: Participant) => (await readStatements(house.db, 'piloto', { actors: [who.agent], verbs: [VERB.quizScored] })).map((s) => s.statement.result?.score?.raw)

test('ten questions are shown; neither the right answers nor the explanations are in the page', async () => {
  const rosa = await participant()
  const { html, path } = await open(rosa)
  assert.equal(path, `${rosa.at}/quiz/1`)
  assert.equal([...html.matchAll(/Pregunta \d+ de 10/g)].length, 10)
  for (const question of course.quiz.questions) {
    for (const secret of explanationsOf(question)) assert.ok(!html.includes(secret), secret)
    assert.ok(!html.includes(`"${question.id}"`), `the id ${question.id} could be looked up in the public files`)
  }
  assert.ok(!/right|correct/i.test(html))
})

test('all right gives 20, the course moves on, and each option is explained', async () => {
  const rosa = await participant()
  const sent = await take(rosa, 1)
  assert.equal(sent.status, 303)
  assert.equal(sent.headers.get('location'), `${rosa.at}/quiz/1`)
  assert.deepEqual(await scores(rosa), [20])
  const result = await (await rosa.get(`${rosa.at}/quiz/1`)).text()
  assert.match(result, /Nota: 20 de 20/)
  assert.match(result, /Aprobaste la prueba/)
  const shown = (text: string) => result.includes(text) || result.includes(text.replaceAll('"', '&quot;'))
  for (const { question } of drawOf(rosa, 1)) {
    const whys = 'options' in question ? question.options.map((o) => o.why) : 'pairs' in question ? question.pairs.map((p) => p.why) : [question.why]
    for (const why of whys) assert.ok(shown(why.es), why.es)
  }
  assert.equal(await bestMark(house.db, 'piloto', rosa.agent), 20)
  const steps = (await progressOf(house, house.db, rosa.enrolment))?.steps
  assert.deepEqual(steps?.find((s) => s.kind === 'quiz'), { kind: 'quiz', id: 'prueba', state: 'done', mark: 20 })
  const answered = await readStatements(house.db, 'piloto', { actors: [rosa.agent], verbs: ['https://w3id.org/yachay/verbs/answered'] })
  assert.equal(answered.length, 10)
  assert.ok(answered.every((s) => s.registration === rosa.enrolment && s.authority === 'command'))
})

test('sent twice, and twice at the same moment, an attempt is marked once and both see its result', async () => {
  const rosa = await participant()
  const { path, token } = await open(rosa)
  const right = { ...filled(rosa, 1), token, do: 'send' }
  const answers = await Promise.all([rosa.post(path, right), rosa.post(path, right), rosa.post(path, { ...filled(rosa, 1, 3), token, do: 'send' })])
  assert.deepEqual(answers.map((a) => a.headers.get('location')), [path, path, path])
  assert.equal((await scores(rosa)).length, 1)
  const before = await scores(rosa)
  await rosa.post(path, { ...filled(rosa, 1, 10), token, do: 'send' })
  assert.deepEqual(await scores(rosa), before)
})

test('answers of another draw are refused in words; the saved attempt is as it was and nothing is counted', async () => {
  const [rosa, elmer] = [await participant(), await participant()]
  const hers = await open(rosa)
  const his = await open(elmer)
  const half = filled(rosa, 1)
  delete half['q10']
  assert.equal((await rosa.post(hers.path, { ...half, token: hers.token, do: 'save' })).status, 303)
  for (const form of [
    { ...filled(elmer, 1), token: his.token, do: 'send' },
    { ...filled(rosa, 1), token: 'AAAA', do: 'send' },
    { ...filled(rosa, 1), do: 'send' },
    { ...filled(rosa, 1), token: his.token, do: 'save' },
  ]) {
    const refused = await rosa.post(hers.path, form)
    assert.equal(refused.status, 409)
    assert.match(await refused.text(), /son de otras preguntas y no se contaron/)
  }
  const ahead = await rosa.post(`${rosa.at}/quiz/2`, { ...filled(rosa, 2), token: hers.token, do: 'send' })
  assert.equal(ahead.status, 409)
  assert.equal((await rosa.get(`${rosa.at}/quiz/2`)).status, 404)
  assert.equal((await rosa.get(`${rosa.at}/quiz/x`)).status, 404)
  assert.deepEqual(await scores(rosa), [])
  const kept = await (await rosa.get(hers.path)).text()
  assert.equal([...kept.matchAll(/ checked/g)].length + [...kept.matchAll(/<input[^>]* type="text" value="[^"]+"/g)].length > 0, true)
  assert.equal((await elmer.get(hers.path)).status, 403)
  assert.equal((await elmer.post(hers.path, { ...filled(rosa, 1), token: hers.token, do: 'send' })).status, 403)
})

test('a saved attempt goes on after a restart of the server, with the same questions', async () => {
  const rosa = await participant()
  const { path, token, html } = await open(rosa)
  const all = filled(rosa, 1)
  const first = { q1: all['q1']!, q2: all['q2']! }
  assert.equal((await rosa.post(path, { ...first, token, do: 'save' })).headers.get('location'), `${rosa.at}/quiz?saved=1`)
  assert.match(await (await rosa.get(`${rosa.at}/quiz?saved=1`)).text(), /Guardado\. .*Seguir con tu intento/s)
  const restarted = await openHouse({ sameAs: house })
  const again = await (await restarted.request(path, { headers: { cookie: rosa.cookie } })).text()
  await restarted.close()
  const asked = (text: string) => [...text.matchAll(/Pregunta \d+ de 10\. [^<]+/g)].map((m) => m[0])
  assert.deepEqual(asked(again), asked(html))
  assert.ok(again.includes(' checked') || /value="[^"]+"/.test(again))
  assert.equal((await rosa.post(path, { ...all, token, do: 'send' })).status, 303)
  assert.deepEqual(await scores(rosa), [20])
  const left = await house.db.selectFrom('quiz_draft').select('attempt').where('enrolment', '=', rosa.enrolment).execute()
  assert.deepEqual(left, [])
})

test('what is missing or no number is named beside its question, what was marked stays, and it can be sent as it is', async () => {
  const rosa = await participant()
  const { path, token } = await open(rosa)
  const form = filled(rosa, 1)
  delete form['q4']
  const numeric = drawOf(rosa, 1).findIndex((d) => d.question.kind === 'numeric')
  if (numeric >= 0) form[`q${numeric + 1}`] = 'veinte'
  const refused = await rosa.post(path, { ...form, token, do: 'send' })
  assert.equal(refused.status, 422)
  const html = await refused.text()
  if (numeric !== 3) assert.match(html, /Falta responder la pregunta 4/)
  if (numeric >= 0) assert.match(html, /escribe un número, por ejemplo 12\.5/)
  assert.match(html, / checked/)
  assert.match(html, /Enviar aunque falten respuestas/)
  assert.deepEqual(await scores(rosa), [])
  if (numeric >= 0) form[`q${numeric + 1}`] = '0'
  assert.equal((await rosa.post(path, { ...form, token, do: 'send', anyway: '1' })).status, 303)
  assert.equal((await scores(rosa)).length, 1)
})

test('three tries a day, the best mark counts, and tomorrow there is another draw', async () => {
  house.time.set('2026-03-03T20:00:00Z')
  const rosa = await participant()
  assert.equal((await take(rosa, 1, 5)).status, 303)
  assert.equal((await take(rosa, 2, 1)).status, 303)
  // Already opened in another tab before the third one is sent.
  const third = await open(rosa)
  assert.equal((await rosa.post(third.path, { ...filled(rosa, 3, 8), token: third.token, do: 'send' })).status, 303)
  const best = Math.max(...(await scores(rosa)).map(Number))
  assert.equal(await bestMark(house.db, 'piloto', rosa.agent), best)
  assert.match(await (await rosa.get(`${rosa.at}/quiz`)).text(), /Hoy ya diste la prueba 3 veces/)
  const fourth = await rosa.post(`${rosa.at}/quiz`)
  assert.equal((await rosa.get(fourth.headers.get('location') ?? '')).headers.get('location'), `${rosa.at}/quiz`)
  const { attemptToken } = await import('./draw.ts')
  const token = attemptToken(house.keys, { tenant: 'piloto', enrolment: rosa.enrolment, quiz: 'base.prueba', version: course.hash, attempt: 4 })
  const forced = await rosa.post(`${rosa.at}/quiz/4`, { ...filled(rosa, 4), token, do: 'send' })
  assert.equal(forced.status, 429)
  assert.match(await forced.text(), /envíalas mañana/)
  assert.equal((await scores(rosa)).length, 3)
  house.time.set('2026-03-04T04:59:00Z')
  assert.equal((await rosa.post(`${rosa.at}/quiz/4`, { ...filled(rosa, 4), token, do: 'send' })).status, 429, 'still the same day in Lima')
  house.time.set('2026-03-04T05:00:00Z')
  assert.match(await (await rosa.get(`${rosa.at}/quiz`)).text(), /Seguir con tu intento/, 'what was refused yesterday was kept')
  assert.equal((await take(rosa, 4)).status, 303)
  assert.equal(await bestMark(house.db, 'piloto', rosa.agent), 20)
})

test('the limit is the person’s, not the enrolment’s', async () => {
  house.time.set('2026-03-05T15:00:00Z')
  const rosa = await participant()
  const second = randomUUID()
  await enrolPerson(house, { tenant: 'piloto', agent: rosa.agent, enrolment: second, section: 'sabado-1' })
  const other: Participant = { ...rosa, enrolment: second, at: `/learn/${second}` }
  await take(rosa, 1, 5)
  await take(rosa, 2, 5)
  await take(other, 1, 5)
  assert.match(await (await other.get(`${other.at}/quiz`)).text(), /Hoy ya diste la prueba 3 veces/)
})

test('an annulled mark is no best mark, and its draw does not come back', async () => {
  house.time.set('2026-03-06T15:00:00Z')
  const rosa = await participant()
  await take(rosa, 1)
  const [scored] = await readStatements(house.db, 'piloto', { actors: [rosa.agent], verbs: [VERB.quizScored] })
  await append(house, { scopes: [`actor:piloto:${rosa.agent}`] }, () => [{
    tenant: 'piloto',
    statement: { actor: agent(rosa.agent), verb: { id: VERB.annulled }, object: { objectType: 'StatementRef', id: scored!.id }, context: { instructor: agent(randomUUID()), extensions: ext({ reason: 'test' }) } },
  }])
  assert.equal(await bestMark(house.db, 'piloto', rosa.agent), null)
  assert.equal((await open(rosa)).path, `${rosa.at}/quiz/2`)
  assert.match(await (await rosa.get(`${rosa.at}/quiz`)).text(), /\(anulado\)/)
})

test('a mark posted by a learner’s own browser is refused', async () => {
  const rosa = await participant()
  for (const verb of [VERB.quizScored, 'https://w3id.org/yachay/verbs/answered']) {
    const answer = await house.request('/xapi/piloto/statements', {
      method: 'POST', headers: { cookie: rosa.cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ actor: agent(rosa.agent), verb: { id: verb }, object: { id: 'https://w3id.org/yachay/piloto/quizzes/base.prueba' },
        result: { score: { raw: 20 } }, context: { registration: rosa.enrolment, extensions: ext({ attempt: 1, version: course.hash }) } }),
    })
    assert.equal(answer.status, 403)
  }
  assert.equal(await bestMark(house.db, 'piloto', rosa.agent), null)
})
