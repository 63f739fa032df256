import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { actingClient } from '../../../test/acting.ts'
import { axeFindings, openBrowser, sidewaysScroll } from '../../../test/browser.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { listening, type Listening } from '../../../test/listening.ts'
import { assetBytes } from '../../web/assets.ts'

/** Where pictures of the pages go, to be looked at by a person; none are taken without it. */
const PICTURES = process.env.PICTURES

let house: TestHouse
let server: Listening
let browser: Browser
before(async () => {
  house = await openHouse({ now: new Date().toISOString() })
  server = await listening(house)
  browser = await openBrowser()
})
after(async () => {
  await browser?.close()
  await server.close()
  await house.close()
})

async function opened(path: string, width: number, scripts = true): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 800 }, javaScriptEnabled: scripts })
  const page = await context.newPage()
  const answer = await page.goto(server.origin + path, { waitUntil: 'networkidle' })
  assert.equal(answer?.status(), 200, path)
  return page
}

const picture = async (page: Page, name: string): Promise<void> => {
  if (PICTURES) await page.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: true })
}

for (const lang of ['es', 'en']) {
  for (const width of [320, 360, 1280]) {
    test(`the pages for developers in ${lang} at ${width} px: axe finds nothing, no sideways scroll`, async () => {
      for (const path of ['/developers', '/profile']) {
        const page = await opened(`${path}?lang=${lang}`, width)
        await picture(page, `${path.slice(1)}-${lang}-${width}`)
        await page.evaluate(() => document.querySelectorAll('details').forEach((d, i) => { d.open = i < 4 }))
        await picture(page, `${path.slice(1)}-${lang}-${width}-open`)
        assert.deepEqual(await axeFindings(page), [], path)
        assert.equal(await sidewaysScroll(page), 0, path)
        await page.context().close()
      }
    })
  }
}

test('without JavaScript everything but the trying is there', async () => {
  const page = await opened('/developers?lang=en', 360, false)
  assert.ok(await page.locator('details#postStatements').count() === 1)
  assert.match(await page.locator('#try-api').innerText(), /needs JavaScript/)
  await page.context().close()
})

test('a developer sends the example with her key, sees the answer, its headers and the same for a terminal; the secret is nowhere else', async () => {
  const client = await actingClient(house, ['all'])
  const page = await opened('/developers?lang=en', 360)
  const problems: string[] = []
  page.on('console', (m) => { if (m.type() === 'error' && /Content Security Policy/.test(m.text())) problems.push(m.text()) })
  await page.selectOption('#try-operation', 'postStatements')
  await page.fill('#try-user', client.key)
  await page.fill('#try-secret', client.secret)
  const programme = page.getByLabel('programme (required)')
  await programme.selectOption('piloto')
  await page.getByRole('button', { name: 'Send' }).click()
  await page.waitForSelector('#try-answer .good, #try-answer .bad, #try-answer .error')
  const answer = await page.locator('#try-answer').innerText()
  assert.match(answer, /\n200/, answer)
  assert.match(answer, /[0-9a-f]{8}-[0-9a-f]{4}-/)
  await page.locator('#try-answer summary').click()
  assert.match(await page.locator('#try-answer details').innerText(), /x-experience-api-version: 1\.0\.3/)
  assert.match(answer, /curl -i -X POST 'http:\/\/localhost:\d+\/xapi\/piloto\/statements'/)
  assert.ok(!(await page.content()).includes(client.secret) && answer.includes(client.key))
  assert.deepEqual(await page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length]), ['lang=en', 0, 0])
  await picture(page, 'try-answered')
  assert.deepEqual(await axeFindings(page), [])

  await page.fill('#try-secret', 'wrong')
  await page.getByRole('button', { name: 'Send' }).click()
  await page.waitForSelector('#try-answer .bad')
  assert.match(await page.locator('#try-answer').innerText(), /401[\s\S]*client-unknown/)

  await page.selectOption('#try-operation', 'getNumber')
  assert.equal(await page.locator('#try-key').isVisible(), false)
  await page.getByRole('button', { name: 'Send' }).click()
  await page.waitForSelector('#try-answer .good')
  assert.match(await page.locator('#try-answer pre').first().innerText(), /"counts"/)
  assert.deepEqual(problems, [])
  await page.context().close()
})

test('the script of the page weighs at most 10 KB', () => {
  assert.ok(assetBytes('try-api.js') <= 10 * 1024, `${assetBytes('try-api.js')} bytes`)
})
