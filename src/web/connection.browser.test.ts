import assert from 'node:assert/strict'
import { X509Certificate, createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { createServer } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { freePort } from '../../bench/started.ts'
import { makeBox, PATHS } from '../../scripts/certificate/box.ts'
import { axeFindings, openBrowser, sidewaysScroll } from '../../test/browser.ts'
import { openHouse, type TestHouse } from '../../test/house.ts'
import { createApp } from '../app.ts'
import { listen, listenTls } from '../lib/listen.ts'

const HOST = 'yachay.box'
const RESOLVE = `--host-resolver-rules=MAP ${HOST} 127.0.0.1`
const folder = mkdtempSync(join(tmpdir(), 'yachay-box-'))
const box = makeBox(folder, [HOST], new Date())
const files = { cert: join(folder, PATHS.server), key: join(folder, PATHS.serverKey) }
let house: TestHouse
/** A phone on which the box's authority was installed, and one on which it was not. */
let trusting: Browser
let stranger: Browser
let secure: string
let plain: string
const closing: (() => Promise<void>)[] = []

before(async () => {
  const [tlsPort, plainPort] = [await freePort(), await freePort()]
  secure = `https://${HOST}:${tlsPort}`
  plain = `http://${HOST}:${plainPort}`
  house = await openHouse({ publicUrl: secure })
  const { fetch } = createApp(house)
  closing.push(await listenTls(fetch, tlsPort, files), await listen(fetch, plainPort))
  // What installing an authority does, for the tests' Chromium alone: the key of a certificate that the server's chain must hold.
  const key = createHash('sha256').update(new X509Certificate(box.authority.raw).publicKey.export({ type: 'spki', format: 'der' })).digest('base64')
  trusting = await openBrowser([RESOLVE, `--ignore-certificate-errors-spki-list=${key}`])
  stranger = await openBrowser([RESOLVE])
})
after(async () => {
  await Promise.all([trusting?.close(), stranger?.close()])
  for (const close of closing) await close()
  await house.close()
  rmSync(folder, { recursive: true })
})

async function at(browser: Browser, url: string, look: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 360, height: 640 }, locale: 'es-PE' })
  try {
    const page = await context.newPage()
    await page.goto(url)
    await look(page)
  } finally {
    await context.close()
  }
}

const shown = (page: Page): Promise<string | null> => page.locator('[data-secure]:not([hidden])').getAttribute('data-secure')

test('a phone that has the box’s authority gets a secure page, where the service worker starts', async () => {
  await at(trusting, `${secure}/connection`, async (page) => {
    assert.equal(await page.evaluate(() => isSecureContext), true)
    assert.equal(await shown(page), 'yes')
    assert.equal(await page.locator('aside.notice').count(), 0)
    assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.ready).active !== null), true)
  })
})

test('a phone without it is warned by its browser and gets no page', async () => {
  await assert.rejects(at(stranger, `${secure}/connection`, async () => undefined), /ERR_CERT_AUTHORITY_INVALID/)
})

test('over plain http a phone has no service worker and no camera; every page says so and leads to the secure address', async () => {
  await at(stranger, plain, async (page) => {
    assert.deepEqual(await page.evaluate(() => [isSecureContext, 'serviceWorker' in navigator, 'mediaDevices' in navigator, crypto.subtle === undefined]), [false, false, false, true])
    assert.deepEqual(await axeFindings(page), [])
    await page.getByRole('link', { name: 'Qué significa' }).click()
    await page.getByRole('heading', { level: 1, name: 'Tu conexión' }).waitFor()
    assert.equal(await shown(page), 'no')
    assert.equal(await page.locator('a.button').getAttribute('href'), secure)
    assert.deepEqual(await axeFindings(page), [])
    assert.equal(await sidewaysScroll(page), 0)
  })
})

test('behind a proxy that TRUSTED_PROXIES does not count, the page about the connection believes the browser', async () => {
  const port = await freePort()
  const behind = Number(new URL(plain).port)
  const proxy = createServer({ cert: readFileSync(files.cert), key: readFileSync(files.key) }, (request, response) => {
    const headers = { ...request.headers, host: `${HOST}:${behind}`, 'x-forwarded-proto': 'https' }
    request.pipe(httpRequest({ host: '127.0.0.1', port: behind, path: request.url, method: request.method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    }))
  }).listen(port)
  closing.push(async () => {
    proxy.closeAllConnections()
    await new Promise((done) => proxy.close(done))
  })
  await at(trusting, `https://${HOST}:${port}/connection`, async (page) => {
    assert.equal(await page.locator('aside.notice').count(), 1, 'the server cannot know better')
    await page.locator('[data-secure="yes"]:not([hidden])').waitFor()
    assert.equal(await shown(page), 'yes')
  })
})
