import type { Page } from 'playwright-core'
import type { Step } from '../src/engine/recipe.ts'
import { keyOf } from '../src/features/labs/workbench/kept.ts'
import type { AnyView } from '../src/features/labs/view.ts'

const OPEN_MS = 60_000

/** The workbench is there and asks what will happen. */
export async function openedLab(page: Page): Promise<void> {
  await page.waitForSelector('#workbench input[name=bench-predict]', { timeout: OPEN_MS })
}

/** Answers the prediction with its first choice, as somebody in a hurry does, and trains what is set until it may be handed in. */
export async function trainsAsSet(page: Page, limitMs = OPEN_MS): Promise<void> {
  await openedLab(page)
  await page.click('#workbench label:has(input[name=bench-predict]) >> nth=0')
  await trainsSet(page, limitMs)
}

/** Trains what is set, its prediction made, until it may be handed in. */
export async function trainsSet(page: Page, limitMs = OPEN_MS): Promise<void> {
  await page.click('.lab-train button >> nth=0')
  await page.waitForSelector('#workbench form button', { timeout: limitMs })
}

/** As if she had set these steps the last time she was here and predicted rightly: whatever the kind of the lab, the workbench opens with them. */
export async function setsSteps(page: Page, steps: readonly Step[]): Promise<void> {
  const view = await viewOn(page)
  const kept = { steps, predicted: view.predict.answer, hints: 0, tries: [] }
  await page.evaluate(([key, value]) => localStorage.setItem(key, value), [keyOf(view), JSON.stringify(kept)] as const)
  await page.reload()
  await openedLab(page)
}

/** What the workbench on this page was given. */
export async function viewOn(page: Page): Promise<AnyView> {
  // Our own page wrote it.
  return await page.evaluate(() => JSON.parse(document.getElementById('workbench')!.dataset.lab!)) as AnyView
}
