import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { ROOT } from '../../src/lib/root.ts'
import { readStatements } from '../../src/record/read.ts'
import { VERB, verbIri } from '../../src/features/programmes/index.ts'
import { newPhone, openOfflinePlace, opens, signIn, student, takesAlong, type OfflinePlace, type Student } from './place.ts'

const PICTURE = join(ROOT, 'test/journey/list.png')
let place: OfflinePlace
before(async () => { place = await openOfflinePlace() })
after(async () => { await place.close() })

/** A page of the phone; an error of any script fails the test. */
async function open(phone: BrowserContext, path: string): Promise<Page> {
  const page = await phone.newPage()
  page.on('pageerror', (error) => assert.fail(error.message))
  await page.goto(path)
  return page
}

/** The phone's clock, for every page from now on, is so far off. */
async function clockOff(phone: BrowserContext, ms: number): Promise<void> {
  await phone.addInitScript((off) => {
    const real = Date.now.bind(Date)
    Date.now = () => real() + off
  }, ms)
}

async function doesUnit(page: Page, who: Student, unit: string): Promise<void> {
  await page.goto(`/learn/${who.enrolment}/units/${unit}`)
  await page.waitForSelector('article.lesson')
  await page.click('#unit-done button')
  await page.waitForSelector('#unit-done .good')
}

async function takesSealedQuiz(page: Page, who: Student): Promise<void> {
  await page.goto(`/learn/${who.enrolment}/quiz`)
  await page.waitForSelector('form fieldset, form .field')
  const box = await page.content()
  assert.doesNotMatch(box, /"right"|"why"/)
  await page.evaluate(() => {
    for (const group of Array.from(document.querySelectorAll('form fieldset'))) group.querySelector<HTMLInputElement>('input')?.click()
    for (const input of Array.from(document.querySelectorAll<HTMLInputElement>('form input[type=text], form input:not([type])'))) {
      input.value = '34'
      input.dispatchEvent(new Event('input', { bubbles: true }))
    }
    for (const [i, select] of Array.from(document.querySelectorAll<HTMLSelectElement>('form select')).entries()) select.selectedIndex = 1 + (i % Math.max(1, select.options.length - 1))
  })
}

async function trains(page: Page, who: Student, lab: string): Promise<void> {
  await page.goto(`/learn/${who.enrolment}/labs/${lab}`)
  await page.waitForSelector('#workbench fieldset')
  await page.click('#workbench fieldset.lab-blocks label >> nth=0')
  await page.click('.lab-train button')
  await page.waitForSelector('#workbench form button', { timeout: 60_000 })
  await page.click('#workbench form button')
  await page.waitForSelector('#workbench form .good')
}

async function handsInProduct(page: Page, who: Student): Promise<void> {
  await page.goto(`/learn/${who.enrolment}/product`)
  await page.waitForSelector('#work:not([hidden])')
  await page.fill('#work textarea', `Vendo chompas en Juliaca. Pedí ayuda para el aviso y corregí el precio. Soy ${who.id.slice(0, 4)}.`)
  await page.setInputFiles('#pictures', [PICTURE, PICTURE])
  await page.waitForSelector('#chosen figure >> nth=1')
  await page.check('#work input[name=ai][value=some]')
  await page.click('#work button:not([type=button])')
  await page.waitForSelector('#said.good')
}

const verbsOf = async (who: Student): Promise<string[]> =>
  (await readStatements(place.house.db, 'piloto', { actors: [who.agent] })).filter((s) => s.registration === who.enrolment).map((s) => s.verb)

test('two people on one phone without signal: lessons, quiz, lab, product with pictures; the app is killed, the clock is wrong; all arrives once, under the right name, in order', async () => {
  const rosa = await student(place, 'Rosa Quispe Mamani')
  const julio = await student(place, 'Julio Ccori Apaza')
  const phone = await newPhone(place)
  for (const who of [rosa, julio]) {
    await signIn(place, phone, who)
    const page = await open(phone, '/phone')
    if (who === julio) await page.click('#phone-bar button.link')
    await takesAlong(page, who)
    await page.close()
  }
  await phone.setOffline(true)
  await clockOff(phone, -3 * 86_400_000)

  let page = await open(phone, `/learn/${rosa.enrolment}`)
  // Julio's things are open, or nobody's: Rosa opens her own.
  if (await page.isVisible('#phone-bar button.link')) await page.click('#phone-bar button.link')
  await opens(page, rosa, 'Rosa')
  await doesUnit(page, rosa, 'que-es-la-ia')
  await trains(page, rosa, 'uva-vino')
  await handsInProduct(page, rosa)
  // The app is killed; another person opens it and does her own.
  await page.close()
  page = await open(phone, '/phone')
  await page.click('#phone-bar button.link')
  await page.waitForSelector('#hello', { state: 'detached' })
  assert.doesNotMatch(await page.textContent('#phone') ?? '', /Qué es y qué no es la IA/, 'what Rosa did is hidden')
  await opens(page, julio, 'Julio')
  assert.match(await page.textContent('#outbox') ?? '', /de otras personas, sellados/)
  await doesUnit(page, julio, 'que-es-la-ia')
  await doesUnit(page, julio, 'cuando-falla')
  await takesSealedQuiz(page, julio)
  assert.deepEqual([await verbsOf(rosa), await verbsOf(julio)].map((v) => v.filter((x) => x !== VERB.enrolled)), [[], []])

  await phone.setOffline(false)
  await page.goto('/phone')
  await page.waitForFunction(() => document.querySelector('#outbox > p.good') !== null, null, { timeout: 30_000 })
  const rosas = (await verbsOf(rosa)).filter((v) => v !== VERB.enrolled)
  assert.deepEqual(rosas, [verbIri('started'), VERB.completed, verbIri('labSubmitted'), verbIri('productSubmitted')])
  assert.deepEqual((await verbsOf(julio)).filter((v) => v === VERB.completed).length, 2)
  const [submission] = await place.house.db.selectFrom('product_submission').select(['pictures']).where('enrolment', '=', rosa.enrolment).execute()
  assert.equal(submission?.pictures.length, 2)
  const flagged = await place.house.db.selectFrom('delivery').select('skewed').execute()
  assert.ok(flagged.every((d) => d.skewed), 'the wrong clock is flagged')
  await phone.close()
})
