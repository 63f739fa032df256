import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { median } from '../load.ts'
import { within, type Library, type Place } from './contest.ts'
import { PEERS, bundleForPage } from './peers.ts'
import type { Round } from './round.ts'

interface InPage {
  readonly labsTrain: (library: Library, task: string, scale: number) => Promise<Round>
  readonly labsLoop: () => number
}

export interface PagePlace extends Place {
  /** Milliseconds of the calibration loop, the median of five. */
  readonly loop: () => Promise<number>
}

const ORIGIN = 'http://localhost:9'
const WASM = join(PEERS, 'node_modules/@tensorflow/tfjs-backend-wasm/dist')

/** An empty page that runs a script, its main thread slowed down `rate` times; .wasm files of the libraries lie under /wasm/. */
export async function slowPage(browser: Browser, script: string, rate: number): Promise<Page> {
  const page = await browser.newPage()
  await page.route('**/*', (route) => {
    const name = basename(new URL(route.request().url()).pathname)
    return name.endsWith('.wasm')
      ? route.fulfill({ contentType: 'application/wasm', body: readFileSync(join(WASM, name)) })
      : route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>bench</title>' })
  })
  await page.goto(ORIGIN)
  await page.evaluate(script)
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate })
  return page
}

/** One page whose main thread trains for all, slowed down `rate` times; a training that passes its limit costs the page, and there is a new one. */
export async function inPage(browser: Browser, rate: number): Promise<PagePlace> {
  const script = await bundleForPage('bench/labs/in-page.entry.mjs')
  let page: Promise<Page> | null = null
  const here = (): Promise<Page> => (page ??= slowPage(browser, script, rate))
  return {
    train: async (library, { name }, scale, limitMs) => {
      const on = await here()
      // in-page.entry.mjs put it there. A page that is closed while it trains answers with an error that nobody waits for any more.
      const round = on.evaluate(([l, n, s]) => (globalThis as unknown as InPage).labsTrain(l, n, s), [library, name, scale] as const)
        .catch((error: unknown): Round => ({ error: String(error) }))
      const found = await within(round, limitMs)
      if (found !== null) return found
      page = null
      await on.close()
      return null
    },
    loop: async () => {
      const on = await here()
      const times: number[] = []
      for (let i = 0; i < 5; i += 1) times.push(await on.evaluate(() => (globalThis as unknown as InPage).labsLoop()))
      return median(times)
    },
    close: async () => { await (await page)?.close() },
  }
}
