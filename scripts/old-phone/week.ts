import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { filledQuiz } from '../../test/filled-quiz.ts'
import { doesUnit, fills, handsIn, sendsAll, trains, writesProduct, drawOf, takesSealedQuiz } from '../../test/offline/acts.ts'
import type { Student } from '../../test/offline/place.ts'
import { courseHere } from './moments.ts'
import { emptyPhone, slowDown, type PhonePlace } from './place.ts'

export interface Part {
  readonly what: string
  readonly up: number
  readonly down: number
  readonly seconds: number
}

/** Units of one week: a level of 28 in four. */
const UNITS = 7
const TRIES = 3
const PRODUCT = 'Vendo chompas en Juliaca. Pedí ayuda para el aviso y corregí el precio antes de publicarlo.'

/**
 * A week of learning on one phone, all bytes of the line in both directions, the service worker's too: the course taken along
 * once, 7 units read with their practice, a sealed quiz, a lab with 3 tries, a product with two pictures, everything sent.
 */
export async function weekTakenAlong(place: PhonePlace, who: Student): Promise<Part[]> {
  const phone = await emptyPhone(place, who)
  const page = await phone.newPage()
  await page.addInitScript('globalThis.__name = (f) => f')
  const parts: Part[] = []
  const part = partsInto(place, parts)
  await part('the phone prepared for her', async () => {
    await page.goto('/phone')
    await page.evaluate(async () => { await navigator.serviceWorker.ready })
    await page.fill('#phone-pin', who.pin)
    await page.click('#prepare')
    await page.waitForSelector('#hello')
  })
  await slowDown(page, false)
  place.line.slow = true
  await part('the course of 28 units taken along (at 400 kbit/s, 400 ms)', async () => {
    await page.click('button.take')
    await page.waitForSelector(`a[href="/learn/${who.enrolment}"]`, { timeout: 300_000 })
  })
  place.line.slow = false
  await work(place, page, who, part)
  await phone.close()
  return parts
}

/** The same week on the server's own pages, with signal all the time and nothing taken along; pictures go as the camera made them. */
export async function weekReadOnline(place: PhonePlace, who: Student): Promise<Part[]> {
  const phone = await emptyPhone(place, who)
  const page = await phone.newPage()
  await page.addInitScript('globalThis.__name = (f) => f')
  const parts: Part[] = []
  const part = partsInto(place, parts)
  const course = courseHere(place)
  const hers = `/learn/${who.enrolment}`
  await part(`${UNITS} units with practice`, async () => {
    for (const { id } of course.units.slice(0, UNITS)) {
      await page.goto(hers)
      await page.goto(`${hers}/units/${id}`)
      await nearPractice(page)
      await gone(page, 'form[action$="/done"] button')
    }
  })
  await part('a quiz', async () => {
    await page.goto(`${hers}/quiz`)
    await gone(page, 'form[action$="/quiz"] button')
    await fills(page, filledQuiz(drawOf(place.acts, who, course)))
    await gone(page, '#quiz button[value=send]')
  })
  await part(`a lab, ${TRIES} tries`, async () => {
    for (let n = 0; n < TRIES; n += 1) {
      await page.goto(`${hers}/labs/uva-vino`)
      await page.click('#workbench fieldset.lab-blocks label >> nth=0')
      await page.click('.lab-train button')
      await gone(page, '#workbench form button')
    }
  })
  await part('a product with two pictures', async () => {
    await page.goto(`${hers}/product`)
    await page.fill('textarea[name=text]', PRODUCT)
    const buffer = await sharp({ create: { width: 1600, height: 1200, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 128, sigma: 40 } } }).blur(1.2).jpeg().toBuffer()
    await page.setInputFiles('#pictures', ['1.jpg', '2.jpg'].map((name) => ({ name, mimeType: 'image/jpeg', buffer })))
    await page.check('input[name=ai][value=some]')
    await gone(page, 'form[action$="/product"] button')
  })
  await phone.close()
  return parts
}

/** Presses what sends a form and waits for the page that answers. */
async function gone(page: Page, button: string): Promise<void> {
  const answered = page.waitForResponse((r) => r.request().isNavigationRequest() && (r.status() < 300 || r.status() >= 400))
  const [answer] = await Promise.all([answered, page.click(button)])
  if (answer.status() >= 400) throw new Error(`${page.url()} answers ${answer.status()}`)
  await page.waitForLoadState()
}

async function work(place: PhonePlace, page: Page, who: Student, part: Noting): Promise<void> {
  const course = courseHere(place)
  await part(`${UNITS} units with practice`, async () => {
    for (const { id } of course.units.slice(0, UNITS)) {
      await page.goto(`/learn/${who.enrolment}`)
      await doesUnit(page, who, id)
      await nearPractice(page)
    }
  })
  await part('a sealed quiz', () => takesSealedQuiz(page, who, drawOf(place.acts, who, course)))
  await part(`a lab, ${TRIES} tries`, async () => { for (let n = 0; n < TRIES; n += 1) await trains(page, who, 'uva-vino') })
  await part('a product with two pictures', async () => {
    await writesProduct(page, who, PRODUCT)
    await handsIn(page)
  })
  await part('what still waited is sent', () => sendsAll(page))
}

async function nearPractice(page: Page): Promise<void> {
  const questions = page.locator('#practice-questions')
  if (await questions.count() === 0) return
  await questions.scrollIntoViewIfNeeded()
  await page.waitForSelector('#practice-questions form')
}

type Noting = (what: string, work: () => Promise<unknown>) => Promise<void>

function partsInto({ line }: PhonePlace, parts: Part[]): Noting {
  return async (what, work) => {
    const before = { ...line.bytes }
    const start = performance.now()
    await work()
    parts.push({ what, up: line.bytes.up - before.up, down: line.bytes.down - before.down, seconds: (performance.now() - start) / 1000 })
  }
}
