import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { ensureFirefox } from '../../scripts/install.mjs'
import { ROOT } from '../../src/lib/root.ts'
import { openBrowser } from '../browser.ts'

export type Digests = Record<string, string>

/**
 * Bundles a script for a browser: `imports` are its first lines, `digests` an expression (it may await) for an object of digests. The page sends it
 * back. `work` in the expression is what the page is given as JSON.
 */
export async function pageScript(imports: string, digests: string): Promise<string> {
  const entry = `${imports}
    const digests = async (work) => (${digests})
    fetch('/work').then((r) => r.json()).then(digests).catch((error) => ({ failed: String(error) }))
      .then((said) => fetch('/digests', { method: 'POST', body: JSON.stringify(said) }))`
  const { outputFiles } = await build({ stdin: { contents: entry, resolveDir: ROOT, loader: 'ts' }, bundle: true, write: false, minify: true, target: 'chrome80', format: 'iife' })
  return outputFiles[0]?.text ?? ''
}

export async function inChromium(script: string, work: unknown = null): Promise<Digests> {
  return sentBack(script, work, async (url) => {
    const browser = await openBrowser()
    await (await browser.newPage()).goto(url)
    return () => browser.close()
  })
}

export async function inFirefox(script: string, work: unknown = null): Promise<Digests> {
  const firefox = ensureFirefox()
  const profile = mkdtempSync(join(tmpdir(), 'yachay-firefox-'))
  try {
    return await sentBack(script, work, async (url) => {
      const child = spawn(firefox, ['--headless', '--no-remote', '--profile', profile, url], { stdio: 'ignore', env: { ...process.env, HOME: profile } })
      const ended = new Promise((done) => child.once('exit', done))
      return () => { child.kill('SIGKILL'); return ended }
    })
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}

const WAIT_MS = 240_000

/** A page on the loopback that computes the digests and sends them back; `visit` opens it in some browser. */
async function sentBack(script: string, work: unknown, visit: (url: string) => Promise<() => Promise<unknown> | void>): Promise<Digests> {
  let visiting: ReturnType<typeof visit> | undefined
  const server = createServer()
  try {
    return await new Promise((resolve, reject) => {
      const timer = setTimeout(() => { reject(new Error('the browser sent nothing back')) }, WAIT_MS)
      server.on('request', (request, response) => {
        if (request.url === '/work') return void response.setHeader('content-type', 'application/json').end(JSON.stringify(work))
        if (request.method !== 'POST') {
          return void response.setHeader('content-type', 'text/html').end(`<!doctype html><title>.</title><script>${script.replaceAll('</script', '<\\/script')}</script>`)
        }
        let text = ''
        request.on('data', (part: Buffer) => { text += part.toString() }).on('end', () => {
          response.end()
          clearTimeout(timer)
          resolve(JSON.parse(text) as Digests)
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
