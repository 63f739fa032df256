import { buildSync } from 'esbuild'
import type { BrowserContext, Page } from 'playwright-core'
import type * as carry from '../../src/web/phone/carry.ts'
import type * as own from '../../src/web/phone/own.ts'
import type * as profile from '../../src/web/phone/profile.ts'
import type * as send from '../../src/web/phone/send.ts'
import type * as store from '../../src/web/phone/store.ts'
import type { Student } from './place.ts'

export type Phone = typeof own & typeof profile & typeof send & typeof carry & { readonly store: typeof store }
export interface PhoneWindow { readonly phone: Phone }

let built: string | null = null

/** A page whose `window.phone` is the phone's own code; the context must bypass the CSP, which rightly lets no script of ours in. */
export async function drivenPage(context: BrowserContext): Promise<Page> {
  built = built ?? buildSync({ entryPoints: [new URL('./driver.client.ts', import.meta.url).pathname], bundle: true, write: false, format: 'iife', target: 'chrome80' }).outputFiles[0]!.text
  const page = await context.newPage()
  // A page of ours without the shell: nothing sends by itself, the schedule decides.
  await page.goto('/healthz')
  await page.addScriptTag({ content: built })
  return page
}

/** She joins this phone as the page does it: key made here, server told, secrets under her PIN. The page must hold her session. */
export async function joinPhone(page: Page, who: Student, first: string): Promise<string> {
  return page.evaluate(async ([pin, name]) => {
    const { phone } = window as unknown as PhoneWindow
    const { publicKey, privateKey } = await phone.newSigningKey()
    const answer = await (await fetch('/phones', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ publicKey, pin }) })).json() as { phone: string; server: string }
    await phone.addProfile({ phone: answer.phone, kind: 'learner', first: name, server: answer.server, privateKey, pin })
    return answer.phone
  }, [who.pin, first] as const)
}
