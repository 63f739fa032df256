import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { actingLearner, type Acting } from '../../../test/acting.ts'
import { filledQuiz } from '../../../test/filled-quiz.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { mixedContent } from '../../../test/mixed-course.ts'
import type { DeliveredItem } from '../../feature.ts'
import { Problem } from '../../lib/problem.ts'
import { readStatements } from '../../record/read.ts'
import { enrolPerson } from '../cohorts/index.ts'
import { currentCourse, type Course } from '../courses/index.ts'
import { VERB } from '../programmes/index.ts'
import { explanationsOf } from '../questions/index.ts'
import { attemptSeed, drawQuestions } from './draw.ts'
import { quizzes } from './index.ts'
import type { SealedQuiz } from './sealed.ts'

let folder: string
let house: TestHouse
let course: Course
before(async () => {
  folder = mixedContent()
  house = await openHouse({ contentDir: folder })
  course = currentCourse(house, 'base')!
})
after(async () => {
  await house.close()
  rmSync(folder, { recursive: true, force: true })
})

interface Participant extends Acting { readonly agent: string; readonly enrolment: string; readonly at: string }

async function participant(): Promise<Participant> {
  const who = await actingLearner(house)
  const enrolment = randomUUID()
  await enrolPerson(house, { tenant: 'piloto', agent: who.agent, enrolment, section: 'noche-1' })
  return { ...who, enrolment, at: `/learn/${enrolment}` }
}

const taken = async (who: Participant): Promise<SealedQuiz> => {
  const own = await quizzes.takeAlong!.own!(house, who.enrolment, 'es')
  // As it travels.
  return JSON.parse(JSON.stringify(own)) as SealedQuiz
}
const drawOf = (who: Participant, attempt: number) =>
  drawQuestions(course.quiz, attemptSeed(house.keys, { tenant: 'piloto', enrolment: who.enrolment, quiz: 'base.prueba', version: course.hash, attempt }))

/** What her phone queues for the nth sealed attempt. */
async function itemOf(who: Participant, sealed: SealedQuiz, n: number, more: { wrong?: number; at?: string; data?: object } = {}): Promise<DeliveredItem> {
  const { attempt, token } = sealed.attempts[n]!
  const at = new Date(more.at ?? house.clock())
  return {
    id: randomUUID(), kind: 'quiz-attempt', files: [], at, deviceTime: at, skewed: false,
    data: { enrolment: who.enrolment, attempt, token, version: sealed.version, answers: filledQuiz(drawOf(who, attempt), more.wrong), anyway: false, ...more.data },
  }
}
const deliver = (who: Participant, item: DeliveredItem) => quizzes.deliveries![0]!.accept(house, { kind: 'learner', person: who.id }, item)
const scores = async (who: Participant) => (await readStatements(house.db, 'piloto', { actors: [who.agent], verbs: [VERB.quizScored] }))
const marks = async (who: Participant) => (await scores(who)).map((s) => s.statement.result?.score?.raw)
const refusedAs = (code: string) => (error: unknown) => error instanceof Problem && error.code === code

test('what a phone takes along holds two attempts and nothing that tells what is right', async () => {
  const rosa = await participant()
  const sealed = await taken(rosa)
  assert.deepEqual(sealed.attempts.map((a) => a.attempt), [1, 2])
  assert.deepEqual([sealed.pass > 0, sealed.mostADay, sealed.scored], [true, 3, []])
  const text = JSON.stringify(sealed)
  for (const name of ['right', 'why', 'answer', 'accept', 'tolerance', 'slips', 'items', 'pairs', 'options', 'order":']) assert.ok(!text.includes(`"${name}`), `"${name}" travels`)
  for (const question of course.quiz.questions) {
    assert.ok(!text.includes(`"${question.id}"`), question.id)
    for (const why of explanationsOf(question)) assert.ok(!text.includes(why), why)
  }
  for (const secret of ['respuestaoculta', 'hiddenanswer', 'deslizoculto', 'hiddenslip', '7318', '0.75', '9127']) assert.ok(!text.includes(secret), secret)
  for (const { attempt, asked } of sealed.attempts) {
    for (const [i, { question, order }] of drawOf(rosa, attempt).entries()) {
      const shown = 'shown' in asked[i]! ? asked[i].shown.map((s) => s.es) : []
      const texts = 'options' in question ? question.options.map((o) => o.text.es) : 'items' in question ? question.items.map((t) => t.es) : 'pairs' in question ? question.pairs.map((p) => p.right.es) : []
      assert.deepEqual(shown, order.map((o) => texts[o]), 'shown as the server draws it')
      if (question.kind === 'order') assert.notDeepEqual(shown, texts, 'not in the right order already')
    }
  }
  assert.equal(await quizzes.takeAlong!.own!(house, randomUUID(), 'es'), null)
})

test('answered without signal and delivered days later: the mark is of the day she answered, delivered twice it is one', async () => {
  house.time.set('2026-04-10T15:00:00Z')
  const rosa = await participant()
  const item = await itemOf(rosa, await taken(rosa), 0, { at: '2026-04-11T02:00:00Z' })
  house.time.set('2026-04-14T12:00:00Z')
  await deliver(rosa, item)
  const first = await readStatements(house.db, 'piloto', { actors: [rosa.agent] })
  await deliver(rosa, item)
  await Promise.all([deliver(rosa, item), deliver(rosa, item)])
  assert.deepEqual(await readStatements(house.db, 'piloto', { actors: [rosa.agent] }), first)
  const [scored] = await scores(rosa)
  assert.deepEqual([scored?.id, scored?.happened.toISOString(), scored?.statement.result?.score?.raw], [item.id, '2026-04-11T02:00:00.000Z', 20])
  assert.equal(first.filter((s) => s.verb.endsWith('/answered')).length, course.quiz.draw)
  assert.ok(first.filter((s) => /answered|started/.test(s.verb)).every((s) => s.happened.toISOString() === '2026-04-11T02:00:00.000Z'))
  assert.match(await (await rosa.get(`${rosa.at}/quiz/1`)).text(), /Nota: 20 de 20/)
  const again = await taken(rosa)
  assert.deepEqual([again.attempts.map((a) => a.attempt), again.scored], [[2, 3], [{ attempt: 1, mark: 20 }]])
})

test('two attempts that arrive in the wrong order are both counted, each once', async () => {
  house.time.set('2026-04-15T15:00:00Z')
  const rosa = await participant()
  const sealed = await taken(rosa)
  const [one, two] = [await itemOf(rosa, sealed, 0, { wrong: 6 }), await itemOf(rosa, sealed, 1)]
  await deliver(rosa, two)
  assert.deepEqual((await taken(rosa)).attempts.map((a) => a.attempt), [1, 3], 'the gap is still hers')
  assert.equal((await rosa.post(`${rosa.at}/quiz`)).headers.get('location'), `${rosa.at}/quiz/1`, 'and the page offers it')
  await deliver(rosa, one)
  await deliver(rosa, two)
  assert.deepEqual(await marks(rosa), [20, 0])
  assert.equal((await rosa.post(`${rosa.at}/quiz`)).headers.get('location'), `${rosa.at}/quiz/3`)
})

test('an attempt that was made elsewhere meanwhile is refused in words and the first mark stays', async () => {
  house.time.set('2026-04-16T15:00:00Z')
  const rosa = await participant()
  const item = await itemOf(rosa, await taken(rosa), 0)
  const path = (await rosa.post(`${rosa.at}/quiz`)).headers.get('location') ?? ''
  const token = /name="token" value="([^"]+)"/.exec(await (await rosa.get(path)).text())?.[1] ?? ''
  await rosa.post(path, { ...filledQuiz(drawOf(rosa, 1), 6), token, do: 'send' })
  await assert.rejects(deliver(rosa, item), (error) => refusedAs('made-elsewhere')(error) && /intento 1 ya se envió desde otro lugar/.test((error as Problem).sentence.es))
  assert.deepEqual(await marks(rosa), [0])
})

test('the day’s limit is that of the day she answered; over it, her answers become the draft that the page opens', async () => {
  house.time.set('2026-04-20T15:00:00Z')
  const rosa = await participant()
  const day = '2026-04-20T20:00:00Z'
  let sealed = await taken(rosa)
  await deliver(rosa, await itemOf(rosa, sealed, 0, { wrong: 6 }))
  await deliver(rosa, await itemOf(rosa, sealed, 1, { wrong: 6 }))
  sealed = await taken(rosa)
  house.time.set('2026-04-22T15:00:00Z')
  await deliver(rosa, await itemOf(rosa, sealed, 0, { wrong: 6, at: day }))
  const fourth = await itemOf(rosa, sealed, 1, { at: day })
  await assert.rejects(deliver(rosa, fourth), refusedAs('attempts-that-day'))
  assert.equal((await marks(rosa)).length, 3)
  const draft = await (await rosa.get(`${rosa.at}/quiz/4`)).text()
  assert.match(draft, / checked/)
  assert.match(draft, / selected/)
  const nextDay = await itemOf(rosa, sealed, 1, { at: '2026-04-21T05:00:00Z' })
  await deliver(rosa, nextDay)
  assert.deepEqual(await marks(rosa), [0, 0, 0, 20])
})

test('what cannot be read is refused in words, kept as the draft, and can be sent from the page', async () => {
  house.time.set('2026-04-24T15:00:00Z')
  const rosa = await participant()
  const sealed = await taken(rosa)
  const draw = drawOf(rosa, 1)
  const order = draw.findIndex((d) => d.question.kind === 'order') + 1
  const item = await itemOf(rosa, sealed, 0, { data: { answers: { ...filledQuiz(draw), [`q${order}-1`]: '1', [`q${order}-2`]: '1' } } })
  await assert.rejects(deliver(rosa, item), refusedAs('answers-unreadable'))
  await rosa.post(`${rosa.at}/quiz`)
  const page = await (await rosa.get(`${rosa.at}/quiz/1`)).text()
  const token = /name="token" value="([^"]+)"/.exec(page)?.[1] ?? ''
  const refused = await rosa.post(`${rosa.at}/quiz/1`, { ...filledQuiz(draw), [`q${order}-1`]: '1', [`q${order}-2`]: '1', token, do: 'send' })
  assert.equal(refused.status, 422)
  assert.match(await refused.text(), new RegExp(`id="q${order}-2-error">En la pregunta ${order} usaste dos veces el número 1`))
  assert.equal((await rosa.post(`${rosa.at}/quiz/1`, { ...filledQuiz(draw), token, do: 'send' })).status, 303)
  assert.deepEqual(await marks(rosa), [20])
  const result = await (await rosa.get(`${rosa.at}/quiz/1`)).text()
  for (const { question } of draw) for (const why of explanationsOf(question).filter((w) => w.endsWith('(es)') && !/desliz|suma/.test(w))) assert.ok(result.includes(why), why)
})

test('another’s enrolment, another draw’s token, a version that nobody gave out, an item of no form: refused, nothing recorded', async () => {
  house.time.set('2026-04-26T15:00:00Z')
  const [rosa, elmer] = [await participant(), await participant()]
  const [hers, his] = [await taken(rosa), await taken(elmer)]
  await assert.rejects(deliver(elmer, await itemOf(rosa, hers, 0)), refusedAs('not-your-course'))
  const bad: [object, string][] = [
    [{ token: his.attempts[0]!.token }, 'other-draw'], [{ token: hers.attempts[1]!.token }, 'other-draw'], [{ token: '' }, 'other-draw'], [{ attempt: 3 }, 'other-draw'],
    [{ version: '0'.repeat(64) }, 'other-draw'], [{ enrolment: randomUUID() }, 'unknown-enrolment'], [{ answers: { q1: ['9'], q2: ['9'], q3: ['9'], q4: ['9'], q5: ['9'], q6: ['9'] }, anyway: true }, 'other-draw'],
    [{ enrolment: 'x' }, 'bad-item'], [{ attempt: 0 }, 'bad-item'], [{ answers: 'all' }, 'bad-item'], [{ mark: 20 }, 'bad-item'], [{ anyway: 'yes' }, 'bad-item'],
  ]
  for (const [data, code] of bad) await assert.rejects(deliver(rosa, await itemOf(rosa, hers, 0, { data })), refusedAs(code), JSON.stringify(data))
  await assert.rejects(quizzes.deliveries![0]!.accept(house, { kind: 'staff', staff: randomUUID(), roles: [] }, await itemOf(rosa, hers, 0)), refusedAs('bad-item'))
  assert.deepEqual([await marks(rosa), await marks(elmer)], [[], []])
})

test('her draws stay good when the course gets a new version before she begins', async () => {
  house.time.set('2026-04-28T15:00:00Z')
  const rosa = await participant()
  const sealed = await taken(rosa)
  const item = await itemOf(rosa, sealed, 0)
  const other = await openHouse({ sameAs: house })
  assert.notEqual(currentCourse(other, 'base')!.hash, sealed.version)
  await quizzes.deliveries![0]!.accept(other, { kind: 'learner', person: rosa.id }, item)
  await other.close()
  assert.deepEqual(await marks(rosa), [20])
  assert.equal((await taken(rosa)).version, sealed.version)
})

test('the page for a phone without signal is the same for everybody and holds no question', async () => {
  const rosa = await participant()
  const path = `/take/${course.hash}/es/quiz`
  const [hers, anybody] = [await rosa.get(path), await house.request(path)]
  const html = await hers.text()
  assert.equal(html, await anybody.text())
  assert.equal(hers.headers.get('set-cookie'), null)
  assert.match(hers.headers.get('cache-control') ?? '', /^public/)
  assert.match(html, /src="\/assets\/sealed-quiz-/)
  for (const { ask } of course.quiz.questions) assert.ok(!html.includes(ask.es))
  assert.match(await (await house.request(`/take/${course.hash}/en/quiz`)).text(), /<html lang="en"/)
  assert.equal((await house.request(`/take/${'0'.repeat(64)}/es/quiz`)).status, 404)
  assert.equal((await house.request(`/take/${course.hash}/qu/quiz`)).status, 404)
  const pages = await quizzes.takeAlong!.pages!(house, { programme: 'piloto', version: course.hash, lang: 'es' })
  assert.deepEqual(pages.map((p) => p.address), [path])
  assert.ok(pages[0]!.bytes > 5_000 && pages[0]!.bytes < 20_000)
})

test('practice: without JavaScript each question opens its answer, in both languages, and the pool stays out of the lesson', async () => {
  const rosa = await participant()
  const plain = (html: string) => html.replace(/ data-questions="[^"]*"/, '')
  const html = await (await rosa.get(`${rosa.at}/units/cuando-falla`)).text()
  assert.match(html, /src="\/assets\/practice-/)
  for (const text of ['Pregunta orden (es)', 'secreto 3 (es)', 'va luna (es)', 'secreto sol (es)', 'La respuesta es «Año»', 'secreto 2 (es)']) assert.ok(plain(html).includes(text), text)
  const list = /Pregunta orden \(es\)<\/strong><\/p><ul>(.*?)<\/ul>/.exec(plain(html))?.[1] ?? ''
  assert.deepEqual([...list.matchAll(/Paso (.)/g)].map((m) => m[1]).sort(), ['a', 'b', 'c'])
  assert.ok(!/Paso a.*Paso b.*Paso c/.test(list), 'what is to be put in order does not stand in the right one')
  for (const question of course.quiz.questions) for (const why of explanationsOf(question)) assert.ok(!html.includes(why), why)
  const english = plain(await (await rosa.get(`${rosa.at}/units/cuando-falla?lang=en`)).text())
  assert.ok(english.includes('secreto 3 (en)') && !english.includes('secreto 3 (es)'))
  assert.ok(!(await (await rosa.get(`${rosa.at}/units/comprobar?lang=es`)).text()).includes('practice-questions'))
})
