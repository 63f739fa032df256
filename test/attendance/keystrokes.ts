import type { Page } from 'playwright-core'

/**
 * Keystroke-Level Model, seconds: Card, Moran & Newell, "The keystroke-level model for user performance time with interactive
 * systems", CACM 23(7), 1980, table I. K: an average non-secretarial typist (40 words a minute). A tap is taken as pointing and a
 * press: slower than fingers are (the pointing is a mouse's), so the sum errs to the slow side.
 */
export const KLM = { key: 0.28, point: 1.1, press: 0.1, home: 0.4, mental: 1.35 } as const

export interface Counted { readonly keys: number; readonly taps: number }

/** Counts what really arrives at the page from keyboard and finger; call before the page is opened. */
export async function countActions(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const counted = { keys: 0, taps: 0 }
    Object.assign(window, { counted })
    addEventListener('keydown', (event) => { if (event.isTrusted) counted.keys += 1 }, true)
    addEventListener('pointerdown', (event) => { if (event.isTrusted) counted.taps += 1 }, true)
  })
}

export const actions = (page: Page): Promise<Counted> => page.evaluate(() => (window as unknown as { counted: Counted }).counted)

/** `thoughts`: how often she looks up and decides: once a person who is looked at, once for each button that ends something. */
export function secondsFor({ keys, taps }: Counted, thoughts: number): number {
  return keys * KLM.key + taps * (KLM.point + KLM.press) + thoughts * KLM.mental + (keys > 0 && taps > 0 ? 2 * KLM.home : 0)
}
