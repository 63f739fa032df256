import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { labOf, type Lab } from '../../src/features/labs/index.ts'
import { referenceOf } from '../../src/features/labs/trial.ts'
import type { AnyView } from '../../src/features/labs/view.ts'
import { ROOT } from '../../src/lib/root.ts'
import { sidewaysScroll } from '../../test/browser.ts'
import { openedLab, setsSteps, trainsSet } from '../../test/lab-walk.ts'
import { contentWithLabs } from '../../test/with-lab.ts'
import { learner, openPhonePlace, type PhonePlace } from '../old-phone/place.ts'
import { smallPicture } from './small.ts'

/** Where the pictures go: docs/pictures/labs, or PICTURES. */
const FOLDER = process.env.PICTURES ?? join(ROOT, 'docs/pictures/labs')
const LIMIT_MS = 120_000

/** Two pictures of each lab, untouched and with its reference trained; every lab has its turn, also after one that fails. Returns whether all are there. */
export async function labPictures(ids: readonly string[]): Promise<boolean> {
  const all = readdirSync(join(ROOT, 'labs')).filter((id) => ids.length === 0 || ids.includes(id))
  const contentDir = contentWithLabs(all)
  const place = await openPhonePlace(contentDir)
  mkdirSync(FOLDER, { recursive: true })
  let whole = true
  console.log('picture | pixels | KB | sideways scroll px | errors on the page')
  try {
    for (const id of all) {
      await picturesOf(place, id).catch((error: unknown) => {
        whole = false
        console.error(`${id}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`)
      })
    }
    return whole
  } finally {
    await place.close()
    rmSync(contentDir, { recursive: true, force: true })
  }
}

async function picturesOf(place: PhonePlace, id: string): Promise<void> {
  const lab = labOf(place.server.house, id)
  if (!lab) throw new Error('no such lab')
  const who = await learner(place, 'Rosa Quispe Mamani', 'noche-1')
  const phone = await place.browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'es-PE', baseURL: place.line.origin })
  const [name = '', value = ''] = who.cookie.split('=')
  await phone.addCookies([{ name, value, url: place.line.origin }])
  try {
    const page = await phone.newPage()
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    await page.goto(`/learn/${who.enrolment}/labs/${id}`)
    await openedLab(page)
    await picture(page, `${id}-before`, errors)
    await trained(page, lab)
    await picture(page, `${id}-after`, errors)
  } finally {
    await phone.close()
  }
}

async function trained(page: Page, lab: Lab): Promise<void> {
  // Labels of a reference lie in the learner's own part of the data.
  const view = JSON.parse(await page.locator('#workbench').getAttribute('data-lab') ?? '') as AnyView
  await setsSteps(page, referenceOf(lab, view.seed))
  await trainsSet(page, LIMIT_MS)
}

async function picture(page: Page, name: string, errors: readonly string[]): Promise<void> {
  await page.evaluate(() => window.scrollTo(0, 0))
  await page.waitForTimeout(300)
  const { bytes, width, height } = await smallPicture(await page.screenshot({ fullPage: true, timeout: 60_000 }))
  writeFileSync(join(FOLDER, `${name}.png`), bytes)
  console.log(`${name} | ${width} x ${height} | ${(bytes.length / 1024).toFixed(0)} | ${await sidewaysScroll(page)} | ${errors.length === 0 ? 'none' : errors.join('; ')}`)
}
