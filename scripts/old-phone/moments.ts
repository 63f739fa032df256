import { statSync } from 'node:fs'
import { join } from 'node:path'
import { labOf } from '../../src/features/labs/index.ts'
import { currentCourse, type Course } from '../../src/features/courses/index.ts'
import { ROOT } from '../../src/lib/root.ts'
import { asset } from '../../src/web/assets.ts'
import { KB, listenToWire, total, type Wire } from '../../test/on-the-wire.ts'
import type { Student } from '../../test/offline/place.ts'
import { trainsAsSet } from '../../test/lab-walk.ts'
import { emptyPhone, slowDown, type PhonePlace } from './place.ts'

/** One moment on the old phone; seconds from the tap on. */
export interface Moment {
  readonly what: string
  readonly paint: number | null
  readonly loaded: number | null
  /** She can do what the page is for. */
  readonly usable: number | null
  readonly wire: Wire
  /** Bytes of script, a lab's worker included. */
  readonly script: number
  /** All that went over the line both ways, the service worker's shell and a lab's worker and data too, headers included. */
  readonly line: number
  readonly target: string
  readonly met: boolean
}

interface Wanted {
  readonly what: string
  readonly path: string
  readonly who: Student | null
  /** Shown once the page does what it is for. */
  readonly ready: string
  readonly mostBytes: number
  readonly mostScript: number
  /** A worker's requests are slowed by the line: Chromium's emulation does not reach them. */
  readonly lab?: string
}

export const FIRST_PAINT_S = 2

/** First page, lessons and labs, each on a phone that has nothing yet. */
export async function moments(place: PhonePlace, who: Student): Promise<Moment[]> {
  const course = courseHere(place)
  const hers = `/learn/${who.enrolment}`
  const unit = course.units[0]!.id
  const plain = { mostBytes: 100 * KB, mostScript: 10 * KB }
  const wanted: readonly Wanted[] = [
    { what: 'first page', path: '/', who: null, ready: 'h1', mostBytes: 60 * KB, mostScript: 10 * KB },
    { what: 'first lesson, signed in', path: `${hers}/units/${unit}`, who, ready: 'article.lesson', ...plain },
    { what: 'first lesson, neutral', path: `/take/${course.hash}/es/units/${unit}`, who: null, ready: 'article.lesson', ...plain },
  ]
  const found: Moment[] = []
  for (const one of wanted) found.push(await measured(place, one))
  for (const lab of ['uva-vino', 'pesca-mar']) found.push(await firstModel(place, who, lab))
  return found
}

/** From the tap on a lab's link to the result of its first model, which learns what the lab starts with. */
export async function firstModel(place: PhonePlace, who: Student, lab: string): Promise<Moment> {
  const path = `/learn/${who.enrolment}/labs/${lab}`
  return measured(place, { what: `first trained model, ${lab}`, path, who, ready: '#workbench fieldset', mostBytes: 100 * KB, mostScript: 60 * KB, lab })
}

export function courseHere({ server }: PhonePlace): Course {
  const course = currentCourse(server.house, 'nivel-1')
  if (!course) throw new Error('there is no course nivel-1')
  return course
}

async function measured(place: PhonePlace, { what, path, who, ready, mostBytes, mostScript, lab }: Wanted): Promise<Moment> {
  const phone = await emptyPhone(place, who)
  const page = await phone.newPage()
  const wire = await listenToWire(page)
  await slowDown(page, !lab)
  place.line.slow = lab !== undefined
  const before = place.line.bytes.up + place.line.bytes.down
  const start = performance.now()
  await page.goto(path)
  await page.waitForSelector(ready, { timeout: 60_000 })
  if (lab) await trainsAsSet(page)
  const usable = (performance.now() - start) / 1000
  const { paint, loaded } = await page.evaluate(() => ({
    paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null,
    loaded: (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming).loadEventEnd,
  }))
  await page.waitForLoadState('networkidle')
  const counted = wire()
  // Until the service worker has the shell as well.
  await page.evaluate(async () => { await navigator.serviceWorker.ready })
  const line = place.line.bytes.up + place.line.bytes.down - before
  await phone.close()
  place.line.slow = false
  const seconds = (ms: number | null): number | null => (ms === null ? null : ms / 1000)
  const script = (counted.down['Script'] ?? 0) + (lab ? engineBytes(place, lab) : 0)
  const painted = seconds(paint)
  return {
    what, paint: painted, loaded: seconds(loaded), usable, wire: counted, script, line,
    target: `<= ${mostBytes / KB} KB, script <= ${mostScript / KB} KB, first paint < ${FIRST_PAINT_S} s`,
    met: total(counted, ['Media']) <= mostBytes && script <= mostScript && painted !== null && painted < FIRST_PAINT_S,
  }
}

/** The worker that trains, as it travels: a target of its own, which a page's session does not see. */
function engineBytes({ server }: PhonePlace, lab: string): number {
  const { task } = labOf(server.house, lab)!
  return statSync(join(ROOT, 'dist', `${asset(`train-${task}.js`)}.br`)).size
}
