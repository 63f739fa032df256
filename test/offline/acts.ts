import assert from 'node:assert/strict'
import type { BrowserContext, Page, Worker } from 'playwright-core'
import sharp from 'sharp'
import { attemptSeed, drawQuestions } from '../../src/features/quizzes/draw.ts'
import { currentCourse, type Course } from '../../src/features/courses/index.ts'
import type { Drawn } from '../../src/features/questions/index.ts'
import { readStatements } from '../../src/record/read.ts'
import type { Stored } from '../../src/record/statement.ts'
import { filledQuestion, filledQuiz } from '../filled-quiz.ts'
import type { OfflinePlace, Student } from './place.ts'

/** What learners do on a phone, as their fingers do it. */

/** A photo as a phone takes it: too large for one request even when it was made small. */
function photo(): Promise<Buffer> {
  return sharp({ create: { width: 1600, height: 1200, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 128, sigma: 40 } } }).blur(1.2).jpeg().toBuffer()
}

/** A page of the phone; an error of any of its scripts fails the test. */
export async function open(phone: BrowserContext, path: string): Promise<Page> {
  const page = await phone.newPage()
  // esbuild's name for inner functions; a page has no such helper.
  await page.addInitScript('globalThis.__name = (f) => f')
  page.on('pageerror', (error) => assert.fail(error.message))
  await page.goto(path)
  return page
}

/** The phone's clock, in its pages and its service worker, is so far off from now on. */
export async function clockOff(phone: BrowserContext, ms: number): Promise<void> {
  // As text: what the test runner adds to functions is not there in a page.
  const script = `{ const Right = Date; globalThis.Date = new Proxy(Right, {
    construct: (of, args) => Reflect.construct(of, args.length === 0 ? [Right.now() + ${ms}] : args),
    get: (of, key) => key === 'now' ? () => Right.now() + ${ms} : Reflect.get(of, key),
  }) }`
  const set = (worker: Worker): Promise<unknown> => worker.evaluate(script)
  await phone.addInitScript({ content: script })
  await Promise.all(phone.serviceWorkers().map(set))
  phone.on('serviceworker', (worker) => void set(worker))
}

export const courseOf = (place: Pick<OfflinePlace, 'house'>, id: string): Course => {
  const course = currentCourse(place.house, id)
  assert.ok(course, id)
  return course
}

/** What an attempt of hers asks, with its answers: only the server, and this test, can draw it. */
export function drawOf(place: Pick<OfflinePlace, 'house'>, who: Student, course: Course, attempt = 1): readonly Drawn[] {
  const quiz = `${course.id}.${course.quiz.id}`
  return drawQuestions(course.quiz, attemptSeed(place.house.keys, { tenant: 'piloto', enrolment: who.enrolment, quiz, version: course.hash, attempt }))
}

export async function doesUnit(page: Page, who: Student, unit: string): Promise<void> {
  await page.goto(`/learn/${who.enrolment}/units/${unit}`)
  await page.waitForSelector('article.lesson')
  await page.click('#unit-done button')
  await page.waitForSelector('#unit-done .good')
}

/** Answers one question of the practice wrongly, reads why, then rightly; marked on the phone. */
export async function practises(page: Page, course: Course, unit: string): Promise<void> {
  const questions = course.units.find((u) => u.id === unit)?.practice ?? []
  const n = questions.findIndex((q) => q.kind === 'numeric')
  assert.ok(n >= 0, `${unit} has a question with a number`)
  const question = questions[n]!
  await page.locator('#practice-questions').scrollIntoViewIfNeeded()
  const card = page.locator('#practice-questions .card').nth(n)
  for (const wrong of [true, false]) {
    await fills(page, filledQuestion({ question, order: [] }, n, wrong))
    await card.locator('form button').click()
    await card.locator(wrong ? '.bad' : '.good').first().waitFor()
    assert.equal(await card.locator('.bad').count() > 0, wrong)
    if (wrong) await card.locator('button').click()
  }
}

/** Fills a form's fields by their names. */
export async function fills(page: Page, form: Record<string, string | string[]>): Promise<void> {
  for (const [name, value] of Object.entries(form)) {
    const field = page.locator(`[name="${name}"]`).first()
    const kind = await field.evaluate((e) => (e instanceof HTMLInputElement ? e.type : e.tagName.toLowerCase()))
    if (kind === 'select') await field.selectOption(String(value))
    else if (kind === 'text') await field.fill(String(value))
    else for (const one of [value].flat()) await page.check(`[name="${name}"][value="${one}"]`)
  }
}

/** Answers the sealed quiz to its end, the first `wrong` questions wrongly, and hands it over to the outbox. */
export async function takesSealedQuiz(page: Page, who: Student, draw: readonly Drawn[], wrong = 0): Promise<void> {
  await page.goto(`/learn/${who.enrolment}/quiz`)
  await page.waitForSelector('#sealed-quiz form')
  assert.doesNotMatch(await page.content(), /"right"|"why"|"accept"/)
  await fills(page, filledQuiz(draw, wrong))
  await page.click('#sealed-quiz button')
  await page.waitForSelector('text=Intento 1: tu prueba se enviará cuando haya señal')
}

/** Trains a recipe in a lab and puts it into the outbox. */
export async function trains(page: Page, who: Student, lab: 'uva-vino' | 'pesca-mar'): Promise<void> {
  await page.goto(`/learn/${who.enrolment}/labs/${lab}`)
  await page.waitForSelector('#workbench fieldset')
  if (lab === 'pesca-mar') {
    await page.getByText('Saldrá igual').click()
    await page.getByRole('button', { name: 'Entrenar' }).click()
    await page.getByText('Cuatro meses después ya es otra estación').waitFor({ timeout: 60_000 })
    await page.getByRole('radio', { name: /^Anomalía Lo/ }).check()
    for (const month of ['1', '2']) await page.getByRole('group', { name: 'Meses de atrás' }).getByRole('checkbox', { name: month, exact: true }).check()
    await page.getByRole('radio', { name: '10', exact: true }).check()
  } else await page.click('#workbench fieldset.lab-blocks label >> nth=0')
  await page.click('.lab-train button')
  await page.waitForSelector('#workbench form button', { timeout: 60_000 })
  await page.click('#workbench form button')
  await page.waitForSelector('#workbench form .good')
}

/** Writes her product, with pictures, and does not hand it in yet. */
export async function writesProduct(page: Page, who: Student, text: string, pictures = 2): Promise<void> {
  await page.goto(`/learn/${who.enrolment}/product`)
  await page.waitForSelector('#work:not([hidden])')
  await page.fill('#work textarea', text)
  if (pictures > 0) {
    const files = await Promise.all(Array.from({ length: pictures }, async (_, i) => ({ name: `${i}.jpg`, mimeType: 'image/jpeg', buffer: await photo() })))
    await page.setInputFiles('#pictures', files)
    await page.waitForSelector(`#chosen figure >> nth=${pictures - 1}`)
  }
  await page.check('#work input[name=ai][value=some]')
}

export async function handsIn(page: Page): Promise<void> {
  await page.click('#work button:not([type=button])')
  await page.waitForSelector('#said.good')
}

/** All that the record says of her enrolment, in the order in which it was recorded, the enrolment itself left out. */
export async function recordOf(place: Pick<OfflinePlace, 'house'>, who: Student): Promise<Stored[]> {
  return (await readStatements(place.house.db, 'piloto', { actors: [who.agent] })).filter((s) => s.registration === who.enrolment).slice(1)
}

/** How many items of this phone wait, have arrived, were refused: read from its own store. */
export async function states(page: Page): Promise<Record<string, number>> {
  return page.evaluate(() => new Promise<Record<string, number>>((resolve, reject) => {
    const request = indexedDB.open('yachay')
    request.onerror = () => reject(request.error)
    request.onsuccess = () => {
      const read = request.result.transaction('outbox').objectStore('outbox').getAll()
      read.onsuccess = () => {
        const count: Record<string, number> = {}
        for (const item of read.result as { state: string }[]) count[item.state] = (count[item.state] ?? 0) + 1
        request.result.close()
        resolve(count)
      }
    }
  }))
}

/** Until nothing waits on this phone; presses "Enviar ahora" as somebody with little patience does. */
export async function sendsAll(page: Page, limitMs = 60_000): Promise<void> {
  const end = performance.now() + limitMs
  await page.goto('/phone')
  while (((await states(page))['waiting'] ?? 0) > 0) {
    assert.ok(performance.now() < end, `still waiting: ${await page.textContent('#outbox')}`)
    await page.click('#send-now', { timeout: 1000 }).catch(() => undefined)
    await page.waitForTimeout(300)
  }
}
