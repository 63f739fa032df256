import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { ROOT } from '../../src/lib/root.ts'
import { said, type Walker } from '../walk.ts'

interface Question { ask: { es: string }; kind: string; answer?: number; options?: { text: { es: string }; right?: boolean }[] }

/** Fills in the application in its two steps and sends it; answers the file number. */
export async function apply(learner: Walker, call: string, more: { dni: string; name: string }): Promise<string> {
  const { page } = learner
  await learner.open(call)
  await page.click(`a[href="${call}/apply"]`)
  await learner.look()
  await page.fill('#document_number', more.dni)
  await page.fill('#full_name', more.name)
  await page.fill('#birth_date', '14/05/1983')
  await page.fill('#district', 'Juliaca, San Román')
  await page.fill('#pin', '582931')
  await page.check('#consent input')
  await page.click('main form[action$="/apply"] button')
  await page.waitForURL(/\/me\/applications\//)
  await learner.look()
  await page.fill('#phone', '951 234 567')
  await page.check('#groups input[value="sme-owners"]')
  await page.click('summary:has-text("negocio")')
  await page.check('#no_ruc input')
  await page.fill('#line', 'Bodega')
  await page.click('button[formaction$="/rest"]')
  await page.waitForLoadState()
  await page.click('form[action$="/send"] button:not([formaction])')
  await page.waitForLoadState()
  await learner.look()
  const expediente = (await page.textContent('.big'))?.trim()
  assert.ok(expediente, await said(page))
  return expediente
}

export async function accept(learner: Walker, programme: string, expediente: string): Promise<void> {
  const { page } = learner
  await learner.open(`/me/applications/${programme}/${expediente}`)
  await page.check('input[name="section"][value="noche-1"]')
  await page.click('form[action$="/accept"] button')
  await page.waitForLoadState()
  await learner.look()
}

/** From the learner's home to the course; answers /learn/<enrolment>. */
export async function openCourse(learner: Walker): Promise<string> {
  await learner.open('/me')
  const href = await learner.page.getAttribute('a[href^="/learn/"]', 'href')
  assert.ok(href, await said(learner.page))
  const base = /^\/learn\/[0-9a-f-]{36}/.exec(href)![0]
  await learner.open(base)
  return base
}

export async function studyUnits(learner: Walker, base: string, units: readonly string[]): Promise<void> {
  for (const unit of units) {
    await learner.open(`${base}/units/${unit}`)
    await learner.page.click('form[action$="/done"] button')
    await learner.page.waitForLoadState()
    await learner.look()
  }
}

/** Answers the drawn questions rightly, from the course's own file. */
export async function passQuiz(learner: Walker, base: string): Promise<void> {
  const { page } = learner
  const pool = (parse(readFileSync(join(ROOT, 'courses/base/quiz.yaml'), 'utf8')) as { questions: Question[] }).questions
  const before = await (await page.request.get(`${base}/quiz`)).text()
  await learner.open(`${base}/quiz`)
  await page.click('main form button')
  await page.waitForLoadState()
  await learner.look()
  for (const question of pool) {
    assert.ok(!before.includes('class="right"'), 'no answer before it is given')
    const block = page.locator('.field', { hasText: question.ask.es })
    if (await block.count() === 0) continue
    if (question.kind === 'numeric') await block.first().locator('input').fill(String(question.answer))
    for (const option of question.options?.filter((o) => o.right) ?? []) await block.first().getByLabel(option.text.es, { exact: true }).check()
  }
  await page.click('button[value="send"]')
  await page.waitForLoadState()
  await learner.look()
  assert.match(await page.innerText('main'), /20/, await said(page))
}

/** Predicts, puts a scale on, trains in the browser, hands the recipe in and waits for the server's own result. */
export async function passLab(learner: Walker, base: string): Promise<void> {
  const { page } = learner
  await learner.open(`${base}/labs/uva-vino`)
  await page.locator('input[name="bench-predict"]').nth(2).check()
  await page.locator('input[name="bench-scale"]').nth(1).check()
  await page.getByRole('button', { name: 'Entrenar', exact: true }).click()
  await page.waitForSelector('input[name="recipe"]', { state: 'attached' })
  await learner.look()
  await page.click('form:has(input[name="recipe"]) button')
  await page.waitForURL(/\/tries\//)
  await page.waitForSelector('text=/Aprobaste|aprobado/i', { timeout: 30_000 })
  await learner.look()
}

const PRODUCT = `Mi bodega vende arroz, aceite y gaseosa. Pedí a la IA una lista de compra de la semana con mis ventas de los últimos siete días.
La primera respuesta no sabía que el domingo es feria, así que le di ese dato y pedí una tabla. Comparé el total con mi cuaderno:
había sumado mal el aceite y lo corregí. Decidí comprar dos cajas menos de gaseosa. Ahorré 38 soles y una hora.`

export async function handInProduct(learner: Walker, base: string): Promise<void> {
  const { page } = learner
  await learner.open(`${base}/product`)
  await page.fill('#text', PRODUCT)
  await page.locator('#ai input').first().check()
  await page.setInputFiles('input[type="file"]', { name: 'lista.png', mimeType: 'image/png', buffer: readFileSync(join(ROOT, 'test/journey/list.png')) })
  await page.click('form[action$="/product"] button')
  await page.waitForLoadState()
  await learner.look()
}
