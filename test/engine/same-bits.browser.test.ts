import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { build } from 'esbuild'
import { ensureFirefox } from '../../scripts/install.mjs'
import { ROOT } from '../../src/lib/root.ts'
import { openBrowser } from '../browser.ts'
import { blockDigests } from './blocks.ts'
import { worldDigests } from './worlds.ts'

let script = ''
let here: Record<string, string> = {}
before(async () => {
  const entry = `import { blockDigests } from './test/engine/blocks.ts'
    import { worldDigests } from './test/engine/worlds.ts'
    let said
    try { said = { ...blockDigests(), ...worldDigests() } } catch (error) { said = { failed: String(error) } }
    document.title = 'done'
    globalThis.digests = said
    fetch('/digests', { method: 'POST', body: JSON.stringify(said) })`
  const { outputFiles } = await build({ stdin: { contents: entry, resolveDir: ROOT, loader: 'ts' }, bundle: true, write: false, minify: true, target: 'chrome80', format: 'iife' })
  script = outputFiles[0]?.text ?? ''
  here = { ...blockDigests(), ...worldDigests() }
})

/** A page on the loopback that computes the digests and sends them back; `visit` opens it in some browser. */
async function digestsOf(visit: (url: string) => Promise<() => Promise<unknown> | void>): Promise<Record<string, string>> {
  let visiting: ReturnType<typeof visit> | undefined
  const server = createServer()
  try {
    return await new Promise((resolve, reject) => {
      const timer = setTimeout(() => { reject(new Error('the browser sent nothing back within two minutes')) }, 120_000)
      server.on('request', (request, response) => {
        if (request.method !== 'POST') {
          response.setHeader('content-type', 'text/html').end(`<!doctype html><title>.</title><script>${script.replaceAll('</script', '<\\/script')}</script>`)
          return
        }
        let text = ''
        request.on('data', (part: Buffer) => { text += part.toString() }).on('end', () => {
          response.end()
          clearTimeout(timer)
          resolve(JSON.parse(text) as Record<string, string>)
        })
      })
      server.listen(0, '127.0.0.1', () => {
        visiting = visit(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
        visiting.catch(reject)
      })
    })
  } finally {
    await (await visiting)?.()
    server.closeAllConnections()
    server.close()
  }
}

test('the SIMD kernel and the plain path learn the same bits', () => {
  assert.equal(here['cnn, simd where there is any'], here['cnn, plain'])
})

test('every block and every simulated world has the same bits in Chromium', async () => {
  assert.deepEqual(await digestsOf(async (url) => {
    const browser = await openBrowser()
    await (await browser.newPage()).goto(url)
    return () => browser.close()
  }), here)
})

test('every block and every simulated world has the same bits in Firefox', async () => {
  const firefox = ensureFirefox()
  const profile = mkdtempSync(join(tmpdir(), 'yachay-firefox-'))
  try {
    assert.deepEqual(await digestsOf(async (url) => {
      const child = spawn(firefox, ['--headless', '--no-remote', '--profile', profile, url], { stdio: 'ignore', env: { ...process.env, HOME: profile } })
      const ended = new Promise((done) => child.once('exit', done))
      return () => { child.kill('SIGKILL'); return ended }
    }), here)
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
})
