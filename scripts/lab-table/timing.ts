import type { Browser, Page } from 'playwright-core'
import { within } from '../../bench/labs/contest.ts'
import { slowPage } from '../../bench/labs/in-page.ts'
import { bundleForPage } from '../../bench/labs/peers.ts'
import { median } from '../../bench/load.ts'
import type { Recipe } from '../../src/engine/recipe.ts'
import type { Lab } from '../../src/features/labs/index.ts'
import { taskOf } from '../../src/features/labs/tasks.ts'
import type { SameTask } from './same-task.ts'

interface InPage {
  readonly trainLab: (order: { task: string; recipe: Recipe; settings: unknown; base64: string }) => { ms: number; digest: string | null }
  readonly trainSame: (order: SameTask) => Promise<{ ms: number; answers: number[] }>
  readonly timeLoop: () => number
}

export interface Timing {
  /** Milliseconds of the reference's training, and its digest. */
  readonly ours: { readonly ms: number; readonly digest: string | null }
  /** Null: no such model there; `tooSlow`: it passed the limit. */
  readonly theirs: { readonly ms: number; readonly answers: readonly number[] } | 'too slow' | null
  /** Milliseconds of the calibration loop, beside both. */
  readonly loop: number
}

/** TensorFlow.js gets so long for one training. */
export const LIMIT_MS = 120_000

/** What times trainings on the main thread of pages slowed down `rate` times, a fresh page each: nothing of one lab is warm for the next. */
export async function timer(browser: Browser, rate: number): Promise<(lab: Lab, recipe: Recipe, same: SameTask | null) => Promise<Timing>> {
  const script = await bundleForPage('scripts/lab-table/in-page.entry.mjs')
  return async (lab, recipe, same) => {
    const page = await slowPage(browser, script, rate)
    try {
      const before = await loop(page)
      const order = { task: lab.task, recipe, settings: taskOf(lab).settings(lab), base64: lab.bytes.toString('base64') }
      const ours = await page.evaluate((o) => (globalThis as unknown as InPage).trainLab(o), order)
      const theirs = same && await within(page.evaluate((o) => (globalThis as unknown as InPage).trainSame(o), same).catch((error: unknown) => String(error)), LIMIT_MS)
      if (typeof theirs === 'string') throw new Error(`${lab.id} in TensorFlow.js: ${theirs}`)
      // A page that is still at it cannot run the loop again.
      const late = same !== null && theirs === null
      return { ours, theirs: late ? 'too slow' : theirs, loop: late ? before : (before + await loop(page)) / 2 }
    } finally {
      await page.close()
    }
  }
}

async function loop(page: Page): Promise<number> {
  const times: number[] = []
  for (let i = 0; i < 3; i += 1) times.push(await page.evaluate(() => (globalThis as unknown as InPage).timeLoop()))
  return median(times)
}
