import { randomUUID } from 'node:crypto'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { startServer, type Started } from '../../bench/started.ts'
import { append } from '../../src/record/append.ts'
import { actingLearner, personValues } from '../../test/acting.ts'
import { openBrowser } from '../../test/browser.ts'
import * as h from '../../test/histories/script.ts'
import type { OfflinePlace, Student } from '../../test/offline/place.ts'
import { telephoneLine, type Line } from './line.ts'

/** `npm start` as production runs it, a telephone line to it, and a browser. */
export interface PhonePlace {
  readonly server: Started
  readonly line: Line
  readonly browser: Browser
  /** The same house, as the acts of test/offline want it. */
  readonly acts: Pick<OfflinePlace, 'house'>
  readonly close: () => Promise<void>
}

export async function openPhonePlace(contentDir?: string): Promise<PhonePlace> {
  const server = await startServer(contentDir)
  const [line, browser] = await Promise.all([telephoneLine(server.port), openBrowser()])
  return {
    server, line, browser,
    // The acts read content, keys and the record of the house, which are the same in both.
    acts: { house: server.house as OfflinePlace['house'] },
    close: async () => {
      await browser.close()
      await line.close()
      await server.stop()
    },
  }
}

/** Somebody enrolled two days ago, in the course of 28 units when nothing else is said. */
export async function learner({ server: { house } }: PhonePlace, name: string, section = 'nivel-1-noche'): Promise<Student> {
  const values = personValues({ name })
  const acting = await actingLearner(house, values)
  const enrolment = randomUUID()
  const s = h.script('piloto', new Date(Date.now() - 2 * 86_400_000).toISOString(), enrolment)
  h.enrolled(s, acting.agent, enrolment, { section })
  await append(house, { scopes: [`actor:piloto:${acting.agent}`] }, () => s.lines.map((l) => l.draft))
  return { ...acting, enrolment, pin: values.pin, document: values.document.number, name }
}

/** A phone of 360 px with nothing on it, signed in when `who` is given. */
export async function emptyPhone({ browser, line }: PhonePlace, who: Student | null): Promise<BrowserContext> {
  const phone = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'es-PE', baseURL: line.origin })
  const [name = '', value = ''] = who?.cookie.split('=') ?? []
  if (who) await phone.addCookies([{ name, value, url: line.origin }])
  return phone
}

/** The page's main thread runs at a quarter of its speed; workers are not slowed. */
export async function slowDown(page: Page, network: boolean): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  if (!network) return
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 })
}
