import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { createApp } from '../src/app.ts'
import type { Recipe, Step } from '../src/engine/recipe.ts'
import { enrolPerson } from '../src/features/cohorts/index.ts'
import { labOf } from '../src/features/labs/index.ts'
import { finish } from '../src/features/labs/kind.ts'
import { kindOf } from '../src/features/labs/kinds.ts'
import { recipeOf } from '../src/features/labs/lab.ts'
import { seedOf } from '../src/features/labs/seed.ts'
import type { AnyView } from '../src/features/labs/view.ts'
import type { AnyDone, Order, Trained } from '../src/features/labs/workbench/order.ts'
import { actingLearner } from './acting.ts'
import { openBrowser } from './browser.ts'
import { openHouse, type TestHouse } from './house.ts'
import { contentWithLab } from './with-lab.ts'

export interface AtLab {
  readonly page: Page
  readonly context: BrowserContext
  readonly agent: string
  /** What the page complained of. */
  readonly errors: string[]
}

interface LabOptions {
  readonly lang?: string
  readonly javaScript?: boolean
  readonly width?: number
  /** Runs before the page's own scripts. */
  readonly init?: () => void
}

export interface LabInBrowser {
  readonly house: TestHouse
  readonly origin: string
  /** A new learner on her page of the lab. */
  readonly atLab: (options?: LabOptions) => Promise<AtLab>
  readonly close: () => Promise<void>
}

/** A running server whose course names the lab, and a real browser. */
export async function openLab(lab: string): Promise<LabInBrowser> {
  const contentDir = contentWithLab(lab)
  const house = await openHouse({ contentDir })
  const server = serve({ fetch: createApp(house).fetch, port: 0 })
  await new Promise((up) => server.once('listening', up))
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`
  const browser = await openBrowser()
  return {
    house,
    origin,
    atLab: (options = {}) => atLab(house, browser, origin, lab, options),
    close: async () => {
      await browser.close()
      await new Promise((down) => server.close(down))
      await house.close()
      rmSync(contentDir, { recursive: true, force: true })
    },
  }
}

async function atLab(house: TestHouse, browser: Browser, origin: string, lab: string, options: LabOptions): Promise<AtLab> {
  const who = await actingLearner(house)
  const enrolment = randomUUID()
  await enrolPerson(house, { tenant: 'piloto', agent: who.agent, enrolment, section: 'noche-1' })
  const context = await browser.newContext({ javaScriptEnabled: options.javaScript ?? true, viewport: { width: options.width ?? 360, height: 740 } })
  const [name, value] = who.cookie.split('=')
  await context.addCookies([{ name: name!, value: value!, url: origin }])
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', (e) => errors.push(e.message))
  page.on('console', (m) => { if (m.type() === 'error') errors.push(m.text()) })
  // esbuild's names for inner functions; the page has no such helper.
  await page.addInitScript('globalThis.__name = (f) => f')
  if (options.init) await page.addInitScript(options.init)
  await page.goto(`${origin}/learn/${enrolment}/labs/${lab}?lang=${options.lang ?? 'es'}`)
  return { page, context, agent: who.agent, errors }
}

export interface InWorker {
  readonly recipe: Recipe
  readonly trained: Trained
  /** How often the worker told its progress. */
  readonly told: number
  /** What this process finds. */
  readonly digestHere: string | null
}

/** Trains recipes in the page's own worker, under the page's own policy, and in this process. */
export async function inWorker(house: TestHouse, { page, agent }: AtLab, id: string, recipes: readonly (readonly Step[])[]): Promise<InWorker[]> {
  const lab = labOf(house, id)!
  const all = recipes.map((steps) => recipeOf(lab, seedOf(house.keys, agent, lab), steps))
  const found = await page.evaluate(trainAll, { all, baseline: lab.baseline })
  return all.map((recipe, i) => ({ recipe, ...found[i]!, digestHere: finish(kindOf(lab.task).train(recipe, lab.open))?.digest ?? null }))
}

/** The digest of a training that did not diverge. */
export function doneOf({ trained }: InWorker): AnyDone {
  if (trained.diverged) throw new Error('the training diverged')
  return trained.done
}

/** Runs in the page: text and numbers cross to it, bytes it fetches itself. */
async function trainAll({ all, baseline }: { all: readonly Recipe[]; baseline: readonly Step[] }): Promise<{ trained: Trained; told: number }[]> {
  const view = JSON.parse(document.getElementById('workbench')!.dataset['lab']!) as AnyView
  const bytes = new Uint8Array(await (await fetch(view.dataUrl)).arrayBuffer())
  const one = (order: Order) => new Promise<{ trained: Trained; told: number }>((resolve, reject) => {
    const worker = new Worker(view.trainUrl)
    let told = 0
    worker.onerror = () => reject(new Error('the worker did not start'))
    worker.onmessage = ({ data }: MessageEvent<{ epoch: number } | { trained: Trained }>) => {
      if (!('trained' in data)) told += 1
      else {
        worker.terminate()
        resolve({ trained: data.trained, told })
      }
    }
    worker.postMessage(order)
  })
  const results: { trained: Trained; told: number }[] = []
  for (const recipe of all) results.push(await one({ recipe, baseline, settings: view.settings, bytes }))
  return results
}
