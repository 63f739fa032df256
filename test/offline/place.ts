import { randomUUID } from 'node:crypto'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { append } from '../../src/record/append.ts'
import { actingLearner, personValues, type Acting } from '../acting.ts'
import { openBrowser } from '../browser.ts'
import * as h from '../histories/script.ts'
import { openHouse, type TestHouse } from '../house.ts'
import { listening, type Listening } from '../listening.ts'

/** A house on a port of this process, a real Chromium, and people who study in it. */
export interface OfflinePlace {
  readonly house: TestHouse
  readonly web: Listening
  readonly browser: Browser
  readonly close: () => Promise<void>
}

export async function openOfflinePlace(): Promise<OfflinePlace> {
  // The phones in these tests go by the real clock, so the house does too.
  const house = await openHouse({ now: new Date().toISOString() })
  const [web, browser] = await Promise.all([listening(house), openBrowser()])
  return {
    house, web, browser,
    close: async () => {
      await browser.close()
      await web.close()
      await house.close()
    },
  }
}

export interface Student extends Acting {
  readonly agent: string
  readonly enrolment: string
  readonly pin: string
  readonly document: string
  readonly name: string
}

/** The section of `piloto` in which the course of 28 units is studied. */
export const NIVEL_1 = 'nivel-1-noche'

/** Somebody enrolled in a section of `piloto` two days ago, signed in. */
export async function student({ house }: Pick<OfflinePlace, 'house'>, name: string, section?: string): Promise<Student> {
  const values = personValues({ name })
  const learner = await actingLearner(house, values)
  return { ...learner, enrolment: await enrol({ house }, learner.agent, section), pin: values.pin, document: values.document.number, name }
}

/** One more enrolment of somebody, two days ago. */
export async function enrol({ house }: Pick<OfflinePlace, 'house'>, agent: string, section = 'noche-1'): Promise<string> {
  const enrolment = randomUUID()
  const s = h.script('piloto', new Date(house.clock().getTime() - 2 * 86_400_000).toISOString(), enrolment)
  h.enrolled(s, agent, enrolment, { section })
  await append(house, { scopes: [`actor:piloto:${agent}`] }, () => s.lines.map((line) => line.draft))
  return enrolment
}

/** A phone of 360 px; nobody is signed in yet. `origin` is where it finds the house: its own port, or a road to it. */
export async function newPhone({ browser, web }: OfflinePlace, origin = web.origin): Promise<BrowserContext> {
  return browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'es-PE', baseURL: origin, acceptDownloads: true })
}

/** She signs in on the phone: her session's cookie takes the place of whoever's was there. */
export async function signIn({ web }: OfflinePlace, phone: BrowserContext, who: Acting): Promise<void> {
  const [name = '', value = ''] = who.cookie.split('=')
  await phone.addCookies([{ name, value, url: web.origin }])
}

/** Prepares the phone for her with her PIN and takes her course along. */
export async function takesAlong(page: Page, who: Student): Promise<void> {
  await page.goto('/phone')
  await page.evaluate(async () => { await navigator.serviceWorker.ready })
  await page.fill('#phone-pin', who.pin)
  await page.click('#prepare')
  await page.waitForSelector('#hello')
  await page.click('button.take')
  await page.waitForSelector(`a[href="/learn/${who.enrolment}"]`, { timeout: 30_000 }).catch(async (error: unknown) => { throw new Error(await page.textContent('#phone') ?? '', { cause: error }) })
}

/** Opens her things on this phone again, on a page that shows the bar. */
export async function opens(page: Page, who: Student, name: string): Promise<void> {
  await page.selectOption('.phone-unlock select', { label: name })
  await page.fill('.phone-unlock input', who.pin)
  await page.click('.phone-unlock button')
  await page.waitForSelector('#who-is-here')
}
