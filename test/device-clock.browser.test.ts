import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import type { Browser } from 'playwright-core'
import { enrolPerson } from '../src/features/cohorts/index.ts'
import { personStanding } from '../src/features/programmes/index.ts'
import { readStatements } from '../src/record/read.ts'
import { actingLearner, personValues, ruleInForceFor, type Acting } from './acting.ts'
import { openBrowser } from './browser.ts'
import { openHouse, type TestHouse } from './house.ts'
import { passLab, passQuiz, studyUnits } from './journey/learner.ts'
import { listening, type Listening } from './listening.ts'
import type { Walker } from './walk.ts'

const DAY = 86_400_000
const PIN = '582931'
let house: TestHouse
let server: Listening
let browser: Browser
before(async () => {
  house = await openHouse()
  await ruleInForceFor(house)
  server = await listening(house)
  browser = await openBrowser()
})
after(async () => {
  await browser?.close()
  await server?.close()
  await house?.close()
})

interface Learner extends Acting { readonly agent: string; readonly enrolment: string; readonly dni: string }

async function participant(): Promise<Learner> {
  const values = { ...personValues(), pin: PIN }
  const who = await actingLearner(house, values)
  const enrolment = randomUUID()
  await enrolPerson(house, { tenant: 'piloto', agent: who.agent, enrolment, section: 'noche-1' })
  house.time.add(3_600_000)
  return { ...who, enrolment, dni: values.document.number }
}

/** A phone whose scripts read a date that is `off` milliseconds from the server's. */
async function wrongPhone(off: number): Promise<Walker> {
  const context = await browser.newContext({ baseURL: server.origin, locale: 'es-PE', timezoneId: 'America/Lima', viewport: { width: 320, height: 640 } })
  // As text: what the test runner adds to functions is not there in a page.
  await context.addInitScript({ content: `{
    const Right = Date, began = Right.now(), now = () => ${house.clock().getTime() + off} + Right.now() - began
    globalThis.Date = new Proxy(Right, {
      construct: (target, args) => Reflect.construct(target, args.length > 0 ? args : [now()]),
      apply: () => new Right(now()).toString(),
      get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
    })
  }` })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  return { name: 'Rosa', page, context, look: async () => {}, open: async (path) => { await page.goto(path) } }
}

/** As the server's worker does: what is handed in is graded while she waits. */
async function graded(work: () => Promise<void>): Promise<void> {
  let over = false
  const worker = (async () => { while (!over) { await house.runJobs(); await wait(200) } })()
  await work().finally(() => { over = true })
  await worker
}

for (const [words, off] of [['three days ahead', 3 * DAY], ['three days behind', -3 * DAY]] as const) {
  test(`a phone ${words}: she signs in, studies, takes the quiz and the lab; all has the server’s time and counts`, async () => {
    const rosa = await participant()
    const phone = await wrongPhone(off)
    const { page } = phone
    await phone.open('/sign-in')
    assert.equal(Math.round((await page.evaluate(() => Date.now()) - house.clock().getTime()) / DAY), off / DAY, 'the phone is wrong')
    await page.fill('#document_number', rosa.dni)
    await page.fill('#pin', PIN)
    await page.click('main form button')
    await page.waitForURL('**/me')

    const base = `/learn/${rosa.enrolment}`
    await studyUnits(phone, base, ['que-es-la-ia', 'cuando-falla', 'pedir-bien', 'comprobar'])
    await passQuiz(phone, base)
    await graded(() => passLab(phone, base))
    await phone.open(base)
    assert.match(await page.innerText('main'), /Llevas 6 de 7 pasos/)

    const lines = (await readStatements(house.db, 'piloto', { actors: [rosa.agent] })).filter((s) => s.registration === rosa.enrolment)
    for (const verb of ['completed', 'quiz-scored', 'lab-submitted', 'lab-graded']) assert.ok(lines.some((s) => s.verb.endsWith(`/${verb}`)), `${verb} is recorded: ${lines.map((s) => s.verb).join(' ')}`)
    for (const line of lines) assert.ok(Math.abs(line.happened.getTime() - house.clock().getTime()) <= 3_600_000, `${line.verb} at ${line.happened.toISOString()}`)
    const missing = (await personStanding(house, 'piloto', rosa.agent))?.requirements.filter((r) => !r.evidenced).map((r) => r.id)
    for (const id of ['minutes', 'quiz', 'lab']) assert.ok(!missing?.includes(id as never), `${id} counts`)
    await phone.context.close()
  })
}
