import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { createApp } from '../../src/app.ts'
import { DEMO_PROGRAMME } from '../../src/lib/config.ts'
import { actingStaff } from '../acting.ts'
import { axeFindings, openBrowser, sidewaysScroll } from '../browser.ts'
import { demoHouse, type DemoHouse } from '../demo-house.ts'

const PUBLIC = `/p/${DEMO_PROGRAMME}`
const OFFICE = `/office/${DEMO_PROGRAMME}`

let demo: DemoHouse
let browser: Browser
let app: ReturnType<typeof createApp>
const cookies = new Map<string, string>()

before(async () => {
  demo = await demoHouse(40, 7)
  app = createApp(demo.house)
  browser = await openBrowser()
  const house = { ...demo.house, request: (path: string, init?: RequestInit) => Promise.resolve(app.request(path, init)) }
  for (const role of ['executor', 'tutor', 'approver', 'auditor'] as const) {
    const who = await actingStaff(house, { executor: 'Elsa Coordina', tutor: 'Tania Acompaña', approver: 'Aida Aprueba', auditor: 'Abel Audita' }[role], [role], DEMO_PROGRAMME)
    cookies.set(role, who.cookie)
    if (role !== 'tutor') continue
    const section = demo.addressOf(':section')
    await demo.house.db.insertInto('section_tutor').values({ id: crypto.randomUUID(), tenant: DEMO_PROGRAMME, section, staff: who.id, since: house.clock(), assigned_by: who.id, until: null, ended_by: null }).execute()
  }
})
after(async () => { await browser.close(); await demo.close() })

/** The address that a list leads to first, so that a list without one is noticed. */
async function firstOf(role: string, list: string, link: RegExp): Promise<string> {
  const html = await (await app.request(list, { headers: { cookie: cookies.get(role) ?? '' } })).text()
  const found = link.exec(html)?.[1]
  assert.ok(found, `${list} leads to none`)
  return found
}

/** Axe and 320 px, in both languages, as who has the role sees it; nobody's role: the public. */
async function looksRight(role: string | null, path: string): Promise<string[]> {
  const wrong: string[] = []
  const context = await browser.newContext({ viewport: { width: 320, height: 640 }, locale: 'es-PE' })
  const page = await context.newPage()
  await page.route('**/*', async (route) => {
    const url = new URL(route.request().url())
    const answer = await app.request(url.pathname + url.search, { headers: role === null ? {} : { cookie: cookies.get(role) ?? '' } })
    await route.fulfill({ status: answer.status, headers: Object.fromEntries(answer.headers), body: Buffer.from(await answer.arrayBuffer()) })
  })
  for (const lang of ['es', 'en']) {
    const answer = await page.goto(`http://localhost${path}${path.includes('?') ? '&' : '?'}lang=${lang}`)
    if (answer?.status() !== 200) wrong.push(`${path}: ${answer?.status()}`)
    wrong.push(...(await axeFindings(page)).map((finding) => `${path} ${lang}: ${finding}`))
    const sideways = await sidewaysScroll(page)
    if (sideways !== 0) wrong.push(`${path} ${lang}: ${sideways} px too wide`)
    const unpaired = await page.locator('figure.chart:not(:has(table tbody tr))').count()
    if (unpaired !== 0) wrong.push(`${path} ${lang}: ${unpaired} charts without their table`)
  }
  await context.close()
  return wrong
}

test('the main pages of the office read well at 320 px in both languages, and every chart has its table', async () => {
  const release = await firstOf('approver', `${PUBLIC}/releases`, new RegExp(`href="(${PUBLIC}/releases/\\d{4}-\\d{2}\\.\\d+)"`))
  const batch = await firstOf('executor', `${OFFICE}/imports`, new RegExp(`href="(${OFFICE}/imports/[0-9a-f-]{36})"`))
  const pages: readonly (readonly [string | null, string])[] = [
    ['approver', `${OFFICE}/figures`], ['approver', `${OFFICE}/figures/k1`], ['auditor', `${OFFICE}/figures/k1/evidence`],
    [null, `${PUBLIC}/releases`], [null, release], ['approver', `${OFFICE}/releases`],
    ['tutor', `${OFFICE}/today`], ['executor', `${OFFICE}/sections`], ['executor', demo.addressOf(`${OFFICE}/sections/:section`)],
    ['executor', `${OFFICE}/imports`], ['executor', batch],
    ['executor', demo.addressOf(`${OFFICE}/calls/:call/results`)], ['executor', demo.addressOf(`${OFFICE}/calls/:call/appeals`)],
    ['executor', `${OFFICE}/requests`], ['executor', `${OFFICE}/incidents`], ['approver', `${OFFICE}/consents`], ['executor', `${OFFICE}/registries`],
    ['auditor', `${OFFICE}/findings`], ['auditor', `${OFFICE}/findings/new?about=figure&code=k1`],
    [null, demo.addressOf(`${PUBLIC}/labs/:section`)],
  ]
  const wrong: string[] = []
  for (const [role, path] of pages) wrong.push(...await looksRight(role, path))
  assert.deepEqual(wrong, [])
})
