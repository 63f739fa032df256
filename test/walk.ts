import assert from 'node:assert/strict'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { Secret, TOTP } from 'otpauth'
import { axeFindings, sidewaysScroll } from './browser.ts'

export const PASSWORD = 'cuatro palabras bien largas'

/** One person's browser in the walk: a phone for learners, a laptop for staff. Every page she sees is looked at. */
export interface Walker {
  readonly name: string
  readonly page: Page
  readonly context: BrowserContext
  /** Opens a path of the server and looks at the page. */
  readonly open: (path: string) => Promise<void>
  /** Looks at the page that a click led to. */
  readonly look: () => Promise<void>
}

/** What was wrong on any page, collected so that one run tells all of it. */
export interface Findings { readonly lines: Set<string>; readonly pages: Set<string> }

export async function walker(browser: Browser, base: string, name: string, findings: Findings, phone = false): Promise<Walker> {
  const context = await browser.newContext({ baseURL: base, locale: 'es-PE', timezoneId: 'America/Lima', viewport: phone ? { width: 320, height: 640 } : { width: 1280, height: 800 } })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  page.on('pageerror', (error) => findings.lines.add(`${name}: script error ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) findings.lines.add(`${name}: console ${message.text()}`)
  })
  const look = () => inspect(page, name, findings)
  return { name, page, context, look, open: async (path) => { await page.goto(path); await look() } }
}

/** axe in both languages and no sideways scroll at 320 px, once for each kind of page. */
async function inspect(page: Page, name: string, findings: Findings): Promise<void> {
  await page.waitForLoadState('load')
  const url = new URL(page.url())
  const kind = url.pathname.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|[\w-]{20,}|\d{4,}[\w-]*/g, '…')
  if (findings.pages.has(kind)) return
  findings.pages.add(kind)
  const size = page.viewportSize()
  for (const finding of await axeFindings(page)) findings.lines.add(`${name} ${kind}: ${finding}`)
  await page.setViewportSize({ width: 320, height: 640 })
  const over = await sidewaysScroll(page)
  if (over > 0) findings.lines.add(`${name} ${kind}: ${over} px wider than 320`)
  if (size) await page.setViewportSize(size)
}

/** The pages that were opened by address, once more in English. */
export async function inEnglish(walkerOf: Walker, paths: readonly string[], findings: Findings): Promise<void> {
  for (const path of paths) {
    const response = await walkerOf.page.goto(`${path}?lang=en`)
    assert.ok(response && response.status() < 400, `${path} in English answers ${response?.status()}`)
    assert.equal(await walkerOf.page.getAttribute('html', 'lang'), 'en')
    for (const finding of await axeFindings(walkerOf.page)) findings.lines.add(`${walkerOf.name} ${path} in English: ${finding}`)
  }
  await walkerOf.page.goto('/?lang=es')
}

/** Opens a staff link, chooses a password, scans the QR's secret; answers the secret for later sign-ins. */
export async function joinStaff(staff: Walker, link: string, first?: { name: string; handle: string }): Promise<string> {
  await staff.open(link)
  const { page } = staff
  if (first) {
    await page.fill('#name', first.name)
    await page.fill('#handle', first.handle)
  }
  await page.fill('#password', PASSWORD)
  const secret = ((await page.textContent('code')) ?? '').replace(/\s/g, '')
  await page.fill('#code', totp(secret))
  await page.click('main form button')
  await staff.look()
  return secret
}

export async function signInStaff(staff: Walker, handle: string, secret: string, stepsAhead = 0): Promise<void> {
  const { page } = staff
  await staff.open('/staff/sign-in')
  await page.fill('#handle', handle)
  await page.fill('#password', PASSWORD)
  await page.fill('#code', totp(secret, stepsAhead))
  await page.click('main form button')
  await staff.look()
}

/** RFC 6238 code; one step ahead is accepted, so that a code that was just used need not be waited out. */
function totp(secret: string, stepsAhead = 0): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + stepsAhead * 30_000 })
}

/** What the page says when a step is missing, so that a failed walk tells why. */
export async function said(page: Page): Promise<string> {
  return `${page.url()}\n${(await page.innerText('main')).slice(0, 1500)}`
}
