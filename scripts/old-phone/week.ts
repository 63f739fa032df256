import { doesUnit, handsIn, sendsAll, trains, writesProduct, drawOf, takesSealedQuiz } from '../../test/offline/acts.ts'
import type { Student } from '../../test/offline/place.ts'
import type { Page } from 'playwright-core'
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

/** The same week with signal all the time and nothing taken along, except the quiz, which then is the one of the server's pages. */
export async function weekReadOnline(place: PhonePlace, who: Student): Promise<Part[]> {
  const phone = await emptyPhone(place, who)
  const page = await phone.newPage()
  const parts: Part[] = []
  const part = partsInto(place, parts)
  await part(`${UNITS} units with practice`, async () => {
    for (const { id } of courseHere(place).units.slice(0, UNITS)) {
      await page.goto(`/learn/${who.enrolment}`)
      await page.goto(`/learn/${who.enrolment}/units/${id}`)
      await nearPractice(page)
      await Promise.all([page.waitForNavigation(), page.click('form[action$="/done"] button')])
    }
  })
  await phone.close()
  return parts
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
    await writesProduct(page, who, 'Vendo chompas en Juliaca. Pedí ayuda para el aviso y corregí el precio.')
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
