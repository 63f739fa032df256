import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import { build } from 'esbuild'
import type { Page } from 'playwright-core'
import { axeFindings, openBrowser, sidewaysScroll } from '../../../test/browser.ts'
import { filledQuiz } from '../../../test/filled-quiz.ts'
import { openHouse } from '../../../test/house.ts'
import { listening } from '../../../test/listening.ts'
import { mixedContent } from '../../../test/mixed-course.ts'
import { newPhone, opens, signIn, student, takesAlong, type OfflinePlace, type Student } from '../../../test/offline/place.ts'
import { readStatements } from '../../record/read.ts'
import { currentCourse } from '../courses/index.ts'
import { VERB } from '../programmes/index.ts'
import { attemptSeed, drawQuestions } from './draw.ts'

/** The outbox waits longer after each try that failed. */
const PATIENCE_MS = 45_000

let folder: string
let place: OfflinePlace
before(async () => {
  folder = mixedContent()
  const house = await openHouse({ contentDir: folder, now: new Date().toISOString() })
  const [web, browser] = await Promise.all([listening(house), openBrowser()])
  place = { house, web, browser, close: async () => { await browser.close(); await web.close(); await house.close() } }
})
after(async () => {
  await place.close()
  rmSync(folder, { recursive: true, force: true })
})

const drawOf = (who: Student, attempt: number) => {
  const course = currentCourse(place.house, 'base')!
  return drawQuestions(course.quiz, attemptSeed(place.house.keys, { tenant: 'piloto', enrolment: who.enrolment, quiz: 'base.prueba', version: course.hash, attempt }))
}
const marks = async (who: Student) => (await readStatements(place.house.db, 'piloto', { actors: [who.agent], verbs: [VERB.quizScored] })).map((s) => s.statement.result?.score?.raw)

async function fills(page: Page, form: Record<string, string | string[]>): Promise<void> {
  for (const [name, value] of Object.entries(form)) {
    const field = page.locator(`[name="${name}"]`).first()
    const kind = await field.evaluate((e) => (e instanceof HTMLInputElement ? e.type : e.tagName.toLowerCase()))
    if (kind === 'select') await field.selectOption(String(value))
    else if (kind === 'text') await field.fill(String(value))
    else for (const one of [value].flat()) await page.check(`[name="${name}"][value="${one}"]`)
  }
}

test('without signal she practises, answers two sealed quizzes, a reload loses nothing; both arrive once, with their marks', async () => {
  const rosa = await student(place, 'Rosa Quispe Mamani')
  const phone = await newPhone(place)
  await signIn(place, phone, rosa)
  const page = await phone.newPage()
  page.on('pageerror', (error) => assert.fail(error.message))
  await takesAlong(page, rosa)
  await phone.setOffline(true)

  await page.goto(`/learn/${rosa.enrolment}/units/cuando-falla`)
  // The cards come when she comes near them.
  await page.locator('#practice-questions').scrollIntoViewIfNeeded()
  const word = page.locator('#practice-questions form', { hasText: 'Pregunta palabra' })
  await word.locator('input').fill('el mes')
  await word.locator('button').click()
  const card = page.locator('#practice-questions .card', { hasText: 'Pregunta palabra' })
  await card.locator('text=Todavía no').waitFor()
  assert.match(await card.textContent() ?? '', /Tu respuesta: mes.*secreto mes.*La respuesta es «Año»/)
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Todavía no. Lee por qué y prueba otra vez.')
  await card.locator('button').click()
  await card.locator('input').fill('AÑO')
  await page.keyboard.press('Enter')
  await card.locator('text=Correcto.').waitFor()
  const order = page.locator('#practice-questions .card', { hasText: 'Pregunta orden' })
  for (const select of await order.locator('select').all()) await select.selectOption('1')
  await order.locator('button').click()
  assert.equal(await order.locator('.error').count(), 2)
  assert.match(await order.textContent() ?? '', /usaste dos veces el número 1/)
  assert.deepEqual(await axeFindings(page), [])
  assert.equal(await sidewaysScroll(page), 0)

  await page.goto(`/learn/${rosa.enrolment}/quiz`)
  await page.waitForSelector('#sealed-quiz form')
  assert.deepEqual(await axeFindings(page), [])
  assert.equal(await sidewaysScroll(page), 0)
  await page.click('#sealed-quiz button')
  await page.waitForSelector('.errors')
  const first = filledQuiz(drawOf(rosa, 1))
  await fills(page, first)
  // The draft is written a moment after the last key.
  await page.waitForTimeout(1000)
  await page.reload()
  await page.waitForSelector('#sealed-quiz form')
  assert.deepEqual(await page.$$eval('#sealed-quiz select', (all) => all.map((s) => (s as HTMLSelectElement).value !== '')), (await page.$$('#sealed-quiz select')).map(() => true))
  await page.click('#sealed-quiz button')
  await page.waitForSelector('text=Intento 1: tu prueba se enviará cuando haya señal. La nota sale cuando llegue.')
  await page.waitForSelector('h2:has-text("Intento 2")')
  await fills(page, filledQuiz(drawOf(rosa, 2), 6))
  await page.click('#sealed-quiz button')
  await page.waitForSelector('text=Ya respondiste las preguntas que llevabas')
  assert.equal(await page.locator('text=se enviará cuando haya señal').count(), 2)
  assert.deepEqual(await axeFindings(page), [])
  assert.deepEqual(await marks(rosa), [])

  await phone.setOffline(false)
  await page.waitForSelector('text=Intento 1: nota 20 de 20.', { timeout: PATIENCE_MS })
  await page.waitForSelector('text=Intento 2: nota 0 de 20.')
  await page.waitForSelector('h2:has-text("Intento 3")')
  assert.deepEqual(await marks(rosa), [20, 0])
  await phone.close()
})

test('an attempt made on another phone meanwhile: the reason and her own answers stay with her; another person on the phone sees neither', async () => {
  const [rosa, elmer] = [await student(place, 'Rosa Quispe Mamani'), await student(place, 'Elmer Huamán Rojas')]
  const phone = await newPhone(place)
  await signIn(place, phone, rosa)
  const page = await phone.newPage()
  page.on('pageerror', (error) => assert.fail(error.message))
  await takesAlong(page, rosa)
  await phone.setOffline(true)
  await page.goto(`/learn/${rosa.enrolment}/quiz`)
  await page.waitForSelector('#sealed-quiz form')
  const draw = drawOf(rosa, 1)
  await fills(page, filledQuiz(draw))
  await page.click('#sealed-quiz button')
  await page.waitForSelector('text=Intento 1: tu prueba se enviará')
  const path = (await rosa.post(`/learn/${rosa.enrolment}/quiz`)).headers.get('location') ?? ''
  const token = /name="token" value="([^"]+)"/.exec(await (await rosa.get(path)).text())?.[1] ?? ''
  await rosa.post(path, { ...filledQuiz(draw, 6), token, do: 'send' })
  await phone.setOffline(false)
  await page.waitForSelector('text=El intento 1 ya se envió desde otro lugar', { timeout: PATIENCE_MS })
  await page.click('summary:has-text("Tus respuestas")')
  assert.match(await page.textContent('#sealed-status') ?? '', /la respuestaoculta/)
  assert.deepEqual(await axeFindings(page), [])
  assert.deepEqual(await marks(rosa), [0])

  await page.click('text=Cerrar lo mío')
  await page.waitForSelector('text=Abre lo tuyo con tu clave')
  assert.ok(!/respuestaoculta|Intento/.test(await page.textContent('main') ?? ''))
  await signIn(place, phone, elmer)
  await takesAlong(page, elmer)
  await page.goto(`/take/${currentCourse(place.house, 'base')!.hash}/es/quiz`)
  await page.waitForSelector('text=ábrela desde tu curso')
  await page.goto(`/learn/${elmer.enrolment}/quiz`)
  await page.waitForSelector('h2:has-text("Intento 1")')
  assert.ok(!/respuestaoculta/.test(await page.textContent('main') ?? ''))
  await page.click('text=Cerrar lo mío')
  await opens(page, rosa, 'Rosa')
  await phone.close()
})

test('the islands of practice and sealed quiz stay under 10 KB', async () => {
  for (const path of ['./here/sealed-quiz.tsx', '../courses/practice-cards.tsx']) {
    const { outputFiles } = await build({
      entryPoints: [fileURLToPath(new URL(path, import.meta.url))], bundle: true, write: false, minify: true, format: 'esm', target: 'chrome80', charset: 'utf8', legalComments: 'none',
      alias: { 'preact/jsx-runtime': fileURLToPath(new URL('../../web/light.ts', import.meta.url)) },
    })
    const bytes = brotliCompressSync(outputFiles[0]!.contents).length
    assert.ok(bytes <= 10 * 1024, `${path}: ${bytes} bytes`)
  }
})
